"""Findings from the command line: from the auditor's copy to the fund's book and back."""

import json
import shutil

from tests.cli.test_ledger import an_entry

PASSPHRASE = "ข้าวเหนียวมูน"  # noqa: S105 - of people who do not exist


def test_findings_go_from_the_auditor_to_the_fund_and_back(say, book, tmp_path):
    say.done("post", book, an_entry(tmp_path))
    copy = tmp_path / "copy" / "สำเนา.welfare"
    copy.parent.mkdir()
    shutil.copy(book, copy)
    secrets = tmp_path / "auditor.json"
    secrets.write_text(json.dumps({"key_passphrase": PASSPHRASE}), encoding="utf-8")
    key, hers = tmp_path / "auditor.pem", ("--secrets", secrets)
    fingerprint = say.done("audit", "key", "new", key, "--json", *hers).json["fingerprint"]

    untouched = copy.read_bytes()
    by = ("--by", "นางสาวตรวจ", "--organisation", "สหกรณ์จังหวัด")
    file = say.done("audit", "finding", "begin", copy, *by, "--json").json["file"]
    said = ("--found", "ไม่มีลายมือชื่อ", "--severity", "high", "--due", "BE2569-02-28", "--amount", "365")
    say.done("audit", "finding", "add", file, "--about", "voucher:RV6901-0001", *said)
    say.done("audit", "finding", "add", file, "--found", "ไม่มีงบประมาณ", "--recommendation", "จัดทำ")
    signed = say.done("audit", "sign", file, "--key", key, "--book", copy, "--json", *hers).json
    assert signed["fingerprint"] == fingerprint
    assert copy.read_bytes() == untouched

    refused = say.refused("audit", "review", "take", book, signed["file"], "--key", "ab")
    assert refused == f"The file is signed with another key than the one that was told: {fingerprint}."
    heard = say.done("audit", "review", "take", book, signed["file"], "--key", fingerprint)
    assert heard.out.startswith("Took in 2 findings.\nSigned by นางสาวตรวจ · สหกรณ์จังหวัด, version 1.")
    assert say.refused("audit", "review", "take", book, signed["file"]) == "This file was taken in already."
    assert say.done("audit", "review", "reply", book, 1, "--words", "ลงชื่อแล้ว", "--done", "--json").json == {
        "finding": 1,
        "status": "answered",
    }
    listed = say.done("audit", "review", "list", book, "--json").json["findings"]
    assert [each["status"] for each in listed] == ["answered", "open"]
    assert "ไม่มีลายมือชื่อ" in say.done("audit", "review", "list", book).out
    replies = tmp_path / "replies.json"
    say.done("audit", "review", "replies", book, "-o", replies)

    beside = say.done("audit", "finding", "list", file, "--replies", replies)
    assert "ลงชื่อแล้ว Mended." in beside.out
    say.done("audit", "finding", "edit", file, 1, "--verdict", "mended", "--resolution", "เห็นแล้ว")
    again = say.done("audit", "sign", file, "--key", key, "--book", copy, "--json", *hers).json
    say.done("audit", "review", "take", book, again["file"])
    listed = say.done("audit", "review", "list", book, "--json").json["findings"]
    assert [each["status"] for each in listed] == ["mended", "open"]
    assert say.done("verify", book, "--json").json["ok"] is True


def test_what_was_not_signed_yet_is_changed_and_taken_out(say, book):
    begin = ("audit", "finding", "begin", book, "--by", "นางสาวตรวจ")
    file = say.done(*begin, "--json").json["file"]
    assert "already a file" in say.refused(*begin)
    assert say.done("audit", "finding", "list", file).out == "There is no finding yet.\n"
    say.done("audit", "finding", "add", file, "--found", "ผิด")
    say.done("audit", "finding", "edit", file, 1, "--about", "account:1101", "--severity", "low")
    kept = say.done("audit", "finding", "list", file, "--json").json["findings"]
    assert [(each["about"], each["found"], each["severity"]) for each in kept] == [("Account 1101", "ผิด", "low")]
    assert say.refused("audit", "finding", "add", file, "--about", "weather", "--found", "x").startswith("“weather”")
    assert say.refused("audit", "finding", "edit", file, 9) == "There is no finding 9."
    assert say.done("audit", "finding", "remove", file, 1).out == "Took finding 1 out.\n"
    assert say.done("audit", "review", "list", book).out == "No auditor's findings were taken in.\n"
