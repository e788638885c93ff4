"""Layouts of statements and notes to them, from the command line."""


def test_a_layout_is_shown_changed_kept_and_thrown_away(say, book, tmp_path):
    listed = say.done("layout", "list", book, "--json").json["layouts"]
    assert {"financial-position", "cash-flow", "village-notice"} <= {each["name"] for each in listed}
    text = say.done("layout", "show", book, "financial-position").out
    file = tmp_path / "own.toml"
    file.write_text(text.replace("งบแสดงฐานะการเงิน", "งบดุล"), encoding="utf-8")
    assert say.done("layout", "check", book, file).out == "Nothing is wrong with this layout.\n"
    assert say.done("layout", "write", book, file).out == "The layout financial-position is kept.\n"
    assert "(the fund's own)" in say.done("layout", "list", book).out
    file.write_text(text.replace('"1204"', '"1299"'), encoding="utf-8")
    assert "Line 35: the chart has no account 1299." in say("layout", "check", book, file).err
    assert "1299" in say.refused("layout", "write", book, file)
    assert say.done("layout", "remove", book, "financial-position", "--json").json == {"layout": "financial-position"}
    assert say.refused("layout", "show", book, "nothing") == "There is no layout “nothing”."


def test_a_note_is_written(say, book):
    assert say.done("note", "write", book, "2569", "general", "--th", "ตั้งเมื่อปี 2553").out == "The note is kept.\n"
    assert "ตั้งเมื่อปี 2553" in say.done("report", "notes", book, "--today", "2026-01-15").out
