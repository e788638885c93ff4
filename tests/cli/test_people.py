"""Two people at the command line: who they are, and what one does not do alone."""

import json

import pytest

from tests.services.committee import PASSWORD


@pytest.fixture
def secrets(tmp_path):
    def written(user, **more):
        path = tmp_path / f"{user}.json"
        kept = {"user": user, "password": PASSWORD, "new_password": PASSWORD, **more}
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return path

    return written


@pytest.fixture
def malee(say, book, secrets):
    """A book with มาลี, its treasurer, and ก้อน, its chair; her secrets."""
    hers = secrets("มาลี", pin="135790")
    begun = say.done("user", "begin", book, "--name", "มาลี", "--secrets", hers)
    assert begun.out == "From now on this book asks who is there.\n"
    say.done("user", "add", book, "--name", "ก้อน", "--role", "chair", "--secrets", hers)
    return hers


@pytest.fixture
def gon(malee, secrets):  # noqa: ARG001 - the book has its people first
    return secrets("ก้อน", new_pin="4071")


def test_a_book_with_passwords_asks_who_is_there(say, book, malee, secrets):
    assert say.refused("user", "list", book) == "This book asks who is there: say it with --user NAME."
    wrong = secrets("ก้อน", password="ผิดแน่นอน")  # noqa: S106 - a wrong one
    assert say.refused("report", "trial-balance", book, "--secrets", wrong) == "The password is not right."
    assert say.refused("user", "list", book, "--user", "ใคร", "--secrets", malee) == "Nobody called ใคร signs in here."
    assert say.done("verify", book, "--json").json["ok"]
    listed = say.done("user", "list", book, "--secrets", malee)
    assert listed.out.splitlines() == ["  1  มาลี  administrator treasurer", "  2  ก้อน  chair"]


@pytest.mark.usefixtures("malee")
def test_a_secret_that_the_file_lacks_is_named(say, book, tmp_path):
    bare = tmp_path / "bare.json"
    bare.write_text("[]", encoding="utf-8")
    assert say.refused("user", "list", book, "--user", "มาลี", "--secrets", bare) == f"{bare} holds no “password”."


def test_people_change_leave_and_return(say, book, malee, gon):
    changed = say.done("user", "change", book, "2", "--role", "committee", "--secrets", malee, "--json").json
    assert changed == {"number": 2, "name": "ก้อน", "roles": ["committee"], "active": True}
    assert say.done("user", "pin", book, "--secrets", gon).out == "The PIN is set.\n"
    assert say.done("user", "pin", book, "--none", "--secrets", gon).out == "The PIN is gone.\n"
    left = say.done("user", "change", book, "2", "--leaves", "--secrets", malee)
    assert left.out == "  2  ก้อน  committee  (no longer here)\n"
    assert say.refused("user", "list", book, "--secrets", gon) == "Nobody called ก้อน signs in here."
    say.done("user", "change", book, "2", "--returns", "--secrets", malee)
    say.done("user", "password", book, "2", "--secrets", malee)
    say.done("user", "password", book, "1", "--secrets", malee)
    assert say.refused("user", "change", book, "9", "--name", "x", "--secrets", malee) == "The book has no user 9."
    assert say.done("user", "list", book, "--secrets", gon).code == 0


def test_what_a_role_does_not_allow_is_refused(say, book, gon):
    said = say.refused("account", "add", book, "5399", "--name", "x", "--like", "5319", "--secrets", gon)
    assert said.startswith("ก้อน may not do this.")


@pytest.fixture
def paid(tmp_path):
    path = tmp_path / "จ่าย.json"
    lines = [
        {"account": "5319", "fund": "welfare", "debit_satang": 90000},
        {"account": "1101", "fund": "welfare", "credit_satang": 90000},
    ]
    entry = {"day": "2026-01-05", "series": "PV", "memo": "ค่าไฟ", "lines": lines}
    path.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def rules(say, book, malee, tmp_path):
    path = tmp_path / "รับ.json"
    lines = [
        {"account": "1101", "fund": "welfare", "debit_satang": 500000},
        {"account": "4101", "fund": "welfare", "credit_satang": 500000},
    ]
    entry = {"day": "2026-01-02", "series": "RV", "memo": "รับ", "lines": lines}
    path.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
    say.done("post", book, path, "--secrets", malee)
    say.done("pending", "rules", book, "--payment", "500", "--reopening", "--secrets", malee)


@pytest.mark.usefixtures("rules")
def test_what_needs_a_second_person_waits_and_is_approved(say, book, malee, gon, paid):
    assert say.done("pending", "list", book, "--secrets", gon).out == "Nothing waits for a second person.\n"
    sent = say.done("post", book, paid, "--secrets", malee)
    assert sent.out == "This waits for a second person as P-0001. It is not posted until it is approved.\n"
    assert say.done("pending", "list", book, "--secrets", gon).out == "P-0001  payment  900.00  ค่าไฟ\n"
    listed = say.done("pending", "list", book, "--secrets", gon, "--json").json["pending"]
    assert [(line["account"], line["satang"]) for line in listed[0]["lines"]] == [("5319", 90000), ("1101", -90000)]
    assert say.refused("pending", "approve", book, "P-0001", "--secrets", malee) == (
        "Nobody approves their own work; ask the second person."
    )
    approved = say.done("pending", "approve", book, "P-0001", "--secrets", gon)
    assert approved.out == "Approved; posted as PV6901-0001.\n"
    assert say.done("verify", book, "--json").json["ok"]


@pytest.mark.usefixtures("rules")
def test_work_is_sent_back_or_taken_back(say, book, malee, gon, paid):
    for _again in range(2):
        say.done("post", book, paid, "--secrets", malee)
    say.done("pending", "reject", book, "P-0001", "--reason", "ไม่มีใบเสร็จ", "--secrets", gon)
    assert say.refused("pending", "withdraw", book, "p-2", "--secrets", gon).startswith("ก้อน may not do this.")
    assert say.done("pending", "withdraw", book, "P-0002", "--secrets", malee).out == "Taken back.\n"
    assert say.done("pending", "list", book, "--secrets", gon, "--json").json == {"pending": []}


@pytest.mark.usefixtures("rules")
def test_the_rules_are_shown_and_changed_by_two(say, book, malee, gon):
    shown = say.done("pending", "rules", book, "--secrets", gon)
    assert shown.out == "payment: 500.00\nreopening: 0.00\n"
    assert say.done("pending", "rules", book, "--off", "--secrets", malee, "--json").json == {"pending": "P-0001"}
    assert say.done("pending", "approve", book, "P-0001", "--secrets", gon).out == "Approved.\n"
    assert say.done("pending", "rules", book, "--secrets", gon).out == "Nothing needs a second person.\n"


def test_the_trail_is_asked_by_person_voucher_and_member(say, book, malee, gon, rules, paid):  # noqa: ARG001
    say.done("post", book, paid, "--secrets", malee)
    say.done("pending", "approve", book, "P-0001", "--secrets", gon)
    days = ("--from", "2026-01-01", "--to", "2030-12-31", "--secrets", gon, "--as", "json")
    by_gon = say.done("trail", "show", book, "--by", "2", *days).json
    assert {row["act"] for row in by_gon["rows"]} == {"Signed in", "Approved"}
    of_voucher = say.done("trail", "show", book, "--voucher", "PV6901-0001", *days).json
    assert [row["act"] for row in of_voucher["rows"]] == ["Entry posted", "Approved"]
    say.done("member", "add", book, "00001", "--first-name", "มาลี", "--no-id", "missing", "--secrets", malee)
    of_member = say.done("trail", "show", book, "--member", "00001", *days).json
    assert [row["act"] for row in of_member["rows"]] == ["Member added"]


@pytest.mark.usefixtures("malee")
def test_no_picture_is_taken_of_a_book_that_asks_by_who_does_not_say(say, book, tmp_path):
    said = say.refused("shot", book, "today", "-o", tmp_path / "x.png")
    assert said == "This book asks who is there: say it with --user NAME."


def test_a_backup_that_nobody_signs_in_for_is_made_and_not_noted(say, book, malee, tmp_path):
    made = say.done("backup", "make", book, tmp_path, "--json").json
    assert made["made"]
    days = ("--from", "2026-01-01", "--to", "2030-12-31", "--secrets", malee, "--as", "json")
    acts = [row["act"] for row in say.done("trail", "show", book, *days).json["rows"]]
    assert "Book backed up" not in acts


def test_a_book_that_asks_is_replaced_only_by_who_sets_it_up(say, book, malee, gon, tmp_path):
    file = say.done("backup", "make", book, tmp_path, "--secrets", malee, "--json").json["made"][0]["file"]
    said = say.refused("restore", "book", file, book)
    assert said == "This book asks who is there: say it with --user NAME."
    assert say.refused("restore", "book", file, book, "--secrets", gon).startswith("ก้อน may not do this.")
    say.done("restore", "book", file, book, "--secrets", malee)
    days = ("--from", "2026-01-01", "--to", "2030-12-31", "--secrets", malee, "--as", "json")
    restored = [
        row
        for row in say.done("trail", "show", book, *days).json["rows"]
        if row["act"] == "Book restored from a backup"
    ]
    assert [row["actor"] for row in restored] == ["มาลี"]
