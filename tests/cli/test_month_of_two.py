"""A month of an encrypted book with two people: money in and out, a second pair of eyes, backups, the close."""

import json

import pytest

from tests.services.committee import PASSWORD

WORDS, NEW = "ข้าวเหนียว มะม่วง", "ส้มตำ ปลาร้า ไก่ย่าง"


@pytest.fixture
def who(tmp_path):
    """Write what a person knows: the passphrase of the book, the own password, the PIN of the close."""

    def knows(user, passphrase=WORDS, **more):
        path = tmp_path / f"{user}.json"
        kept = {"user": user, "password": PASSWORD, "new_password": PASSWORD, "book_passphrase": passphrase}
        kept |= {"new_passphrase": WORDS, "pin": "135790", **more}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return path

    return knows


def test_they_live_a_month(say, book, who, tmp_path):
    malee, gon = who("มาลี"), who("ก้อน")
    say.done("passphrase", "set", book, "--secrets", malee)
    say.done("user", "begin", book, "--name", "มาลี", "--secrets", malee)
    say.done("user", "add", book, "--name", "ก้อน", "--role", "chair", "--secrets", malee)
    say.done("pending", "rules", book, "--payment", "500", "--reversal", "0", "--reopening", "--secrets", malee)
    for number in ("00001", "00002"):
        say.done("member", "add", book, number, "--first-name", "มาลี", "--no-id", "missing", "--secrets", malee)
    day = ("--day", "2025-10-15", "--secrets", malee)
    say.done("collect", book, "00001=365", "00002=365", "--village", "1", *day)
    say.done("money", "in", book, "--cash", "1101", "--line", "4302=5,000", "--memo", "บริจาค", *day)
    out = ("money", "out", book, "--cash", "1101", "--memo", "ค่าไฟ", *day)
    assert say.done(*out, "--line", "5319=100").out == "Posted as PV6810-0001.\n"
    assert say.done(*out, "--line", "5319=900").out.startswith("This waits for a second person as P-0001")
    waiting = say.refused("month", "close", book, "2025-10", "--secrets", malee)
    assert "P-0001" in waiting or "approv" in waiting.lower(), "a month with waiting work does not close"
    assert say.refused("pending", "approve", book, "P-0001", "--secrets", malee).startswith("Nobody approves their own")
    say.done("pending", "approve", book, "P-0001", "--secrets", gon)
    assert say.done("reverse", book, "PV6810-0002", "--reason", "จ่ายซ้ำ", *day).out.startswith("This waits")
    say.done("pending", "reject", book, "P-0002", "--reason", "ไม่ซ้ำ", "--secrets", gon)
    say.done("month", "close", book, "2025-10", "--secrets", malee)
    made = say.done("backup", "make", book, tmp_path, "--json", "--secrets", malee).json["made"][0]
    assert (made["good"], made["encrypted"]) == (True, True)
    say.done("passphrase", "change", book, "--secrets", who("มาลี", new_passphrase=NEW))
    later = _with(who("มาลี", NEW), passphrase=WORDS)
    assert say.refused("trail", "show", book, "--secrets", gon).startswith("The passphrase does not open")
    assert "continued after the backup" in say.done("restore", "compare", made["file"], book, "--secrets", later).out
    say.done("restore", "book", made["file"], book, "--secrets", later)
    assert say.done("verify", book, "--json", "--secrets", later).json["ok"] is True
    days = ("--from", "2025-01-01", "--to", "2030-12-31", "--as", "json", "--secrets", later)
    acts = [row["act"] for row in say.done("trail", "show", book, *days).json["rows"]]
    assert {"Book encrypted", "Approved", "Month or year closed", "Book restored from a backup"} <= set(acts)


def _with(path, **more):
    path.write_text(
        json.dumps(json.loads(path.read_text(encoding="utf-8")) | more, ensure_ascii=False), encoding="utf-8"
    )
    return path
