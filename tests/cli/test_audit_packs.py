"""The audit pack from the command line: the fund makes it, the auditor checks and opens it."""

import json


def test_a_pack_is_made_checked_and_opened_on_another_computer(say, book, tmp_path):
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"pin": "135790"}), encoding="utf-8")
    pack, copy = tmp_path / "แฟ้ม.wpack", tmp_path / "สำเนา.welfare"
    assert "no signing key yet" in say.refused("pack", "make", book, "-o", pack, "--secrets", secrets)
    made = say.done("pack", "make", book, "-o", pack, "--unsigned", "--json").json
    assert (made["sound"], made["signed"], made["noted"]) == (True, False, True)
    assert "Nobody signed it" in say.done("pack", "verify", pack).out
    opened = say.done("pack", "open", pack, copy, "--json").json
    assert (opened["ok"], opened["differences"]) == (True, [])
    assert "every check is met" in say.done("pack", "open", pack, tmp_path / "b.welfare").out
    assert say.done("report", "trial-balance", copy).out == say.done("report", "trial-balance", book).out
    assert "nobody writes into it" in say.refused("fund", "set", copy, "--head", "นายก้อน")
    assert say.refused("pack", "open", pack, copy) == f"There is already a file at {copy}."


def test_a_signed_pack_names_its_key_and_a_changed_one_is_refused(say, book, tmp_path):
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"pin": "135790"}), encoding="utf-8")
    say.done("month", "close", book, "2025-10", "--secrets", secrets)
    pack = tmp_path / "แฟ้ม.wpack"
    assert say.refused("pack", "make", book, "-o", pack, "--year", "x") == "“x” is no year; write 2026 or BE2569."
    said = say.done("pack", "make", book, "-o", pack, "--names", "--workbook", "--secrets", secrets).out
    assert "hand it to nobody but the auditor" in said
    found = say.done("pack", "verify", pack, "--json").json
    assert found["signed"]
    key = " ".join(found["key"][at : at + 4] for at in range(0, len(found["key"]), 4))
    assert key in say.done("report", "signing-key", book).out
    content = bytearray(pack.read_bytes())
    content[-1] ^= 1
    pack.write_bytes(content)
    heard = say("pack", "verify", pack)
    assert heard.code == 1
    assert "was changed or cut" in heard.out
    assert heard.err.strip() == "The pack is not as it was made."


def test_samples_are_drawn_by_a_number_and_judged(say, book):
    drawn = say.done("audit", "sample", book, "--random", "--with", "series=RV", "--with", "seed=7", "--json").json
    assert drawn["report"] == "audit-random-sample"
    assert say.done("audit", "sample", book, "--json").json["report"] == "audit-sample"
    assert say.done("audit", "rate", "200", "59", "1", "--json").json == {"upper": 13, "of": 200}
    assert say.refused("audit", "rate", "10", "5", "6").endswith("that cannot be.")
