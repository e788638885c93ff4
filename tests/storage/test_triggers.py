"""No route changes what is posted: not through the program, not through any other program's connection."""

# ruff: noqa: S608 - the statements are written here, from the book's own names

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.builders import PIN, a_book, an_entry
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.people import Role, User
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.members import add_member
from welfare_desk.services.periods import close_month
from welfare_desk.storage import entries, people
from welfare_desk.storage.book import open_book
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.schema import metadata

INSERTS = ("INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR ROLLBACK")
UPDATES = ("UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE", "UPDATE OR FAIL", "UPDATE OR ROLLBACK")
DOORS = ("the program's own connection", "another program's connection", "one with CHECK constraints off")


PAPERS = {
    "receipt_books": "'1', 1, 50, '', '2026-01-01', NULL",
    "receipt_marks": "'1', 7, 'spoiled', '', '2026-01-01'",
    "cheques": "1, '1111', '0001', '2026-01-01', '', 5, NULL",
    "cheque_events": "1, 1, '2026-01-01', 'drawn', '', NULL",
    "handovers": "1, '2026-01-01', '{}', 1, ''",
    "match_programmes": "'codi', 1, '2026-01-01', '', '', 'state', '4201', '1201'" + ", NULL" * 9,
    "match_rounds": "1, 'codi', 1, 2026, '2026-09-30'",
    "match_members": "1, '00001', 36500, 36500, ''",
    "match_events": "1, 1, 'opened', '2026-01-01', 36500, '', NULL",
    "member_merges": "'00002', '00001', '2026-01-01', ''",
    "regulations": "1, 'ระเบียบ', '2025-10-01', '2025-10-01', '1'",
    "benefit_types": "1, 'SICK', 1, 2, 'ก', 'a', '5102', 'member', '[]'",
    "benefit_rules": "1, 'SICK', 1, 'rate', '{}'",
    "claims": "1, 'SICK', '00001', '2026-01-01', '2026-01-01', 1, '', '', '', NULL, 1, ''",
    "benefit_funds": "1, 'SICK', 'welfare'",
    "claim_lists": "1, 'yearly', 'ELDER', '2026-01-01', '', 1, ''",
    "claim_list_rows": "1, 1",
    "past_benefits": "1, '', '', 'SICK', '00001', 'ก', '2025-01-01', '2025-01-01', '2025-01-01', 1, 'ข', '', 5, 5, '', "
    "'[]', '', 0, 1, ''",
    "claim_events": "1, 1, '2026-01-01', 'decided', 5, 0, '[]', '', 1, NULL",
    "past_benefits_undone": "1, '2026-01-01', ''",
    "grants": "1, 'บ้าน', 'อบต.', '4203', '2026-01-01', 5, '', 1, ''",
    "grant_events": "1, 1, 'closed', '2026-01-01', 0, '', NULL",
    "consents": "'00001', 'health', 1, '2026-01-01', 1, ''",
    "erasures": "'00001', 'contact', '2026-01-01'",
    "signing_renewals": "(SELECT fingerprint FROM signing_keys), 'older', NULL",
    "cash_counts": "1, '1101', '2026-01-05', '{}', 5, 5, '', '', '', NULL, 1, ''",
    "bank_statements": "1, '1111', '', '', '2026-01-01', '2026-01-31', 0, 5, 1, ''",
    "bank_statements_undone": "1, '2026-02-01', ''",
    "bank_lines": "1, 1, 1, '2026-01-05', '', 5, 5, '', '', ''",
    "reconciliations": "1, '1111', '2026-01-31', 5, 5, '{}', x'00', 1, ''",
    "reconciliations_undone": "1, '2026-02-01', ''",
    "budgets": "1, 2026, '', '2025-10-01', '', 1, ''",
    "budget_lines": "1, '5303', 'welfare', 1, 5",
    "assets": "1, '1', '', '1501', '1502', '5311', 'welfare', '2026-01-01', 5, 0, 60, 0, '', NULL",
    "asset_events": "1, 1, 'seen', '2026-01-05', 0, '', NULL",
    "kept_reports": "(SELECT max(id) FROM statements), 'another', '{}', x'00'",
    "year_locks": "2026, '2026-01-05', '1', NULL, 1, ''",
    "audit_opinions": "2025, 1, '2026-01-05', '', 'clean', ''",
    "adjustments": "1, 2025, '2026-01-05', '', '', '{}', 1, ''",
    "adjustment_decisions": "1, '2026-01-05', 'declined', '', NULL",
    "assessments": "1, 'virtue', '2026-01-05', '{}', 1, ''",
    "submissions": "1, 'codi', '2026-01-05', '2025-12-31', '', NULL, 1, ''",
    "review_files": "1, 'r', 1, '', '', '', '', x'00', '2026-01-05', 1, ''",
    "findings": "1, 'r', 1",
    "finding_versions": "1, 1, 'whole', '', '', '', NULL, '', 'high', NULL, 'open', '', NULL",
    "finding_replies": "1, 1, 1, '2026-01-05', '', 0, 1, ''",
}
SLIP = {
    "hand_ins (entry_id, day, village, handed_by, received_by, total)": "4, '2026-01-05', '1', '', '', 5",
    "hand_in_sheets (hand_in_id, collection_id)": "1, 1",
    "payment_slips (entry_id, payer, witness, note, salt, commitment)": "4, '', '', '', x'00', x'00'",
    "advances (entry_id, day, holder, purpose, due_day, fund, amount)": "4, '2026-01-05', '', '', '2026-02-05', "
    "'welfare', 5",
    "advance_clearings (entry_id, advance_id, day, spent, returned)": "4, 1, '2026-01-05', 5, 0",
    "withholdings (entry_id, number, day, payee, tax_id, address, kind, base, rate, tax)": "4, '1', '2026-01-05', '', "
    "'', '', '', 100, 300, 3",
}


# The book that every route is tried on: October closed, January with a receipt, a release, and a reversal.


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("kept"))
    for number in ("00001", "00002"):
        standing = (StatusChange(date(2020, 1, 1), Status.ACTIVE),)
        id_number = "1101700230708" if number == "00001" else None
        person = Member(number, "นาง", "มาลี", "ใจดี", date(2025, 9, 30), national_id=id_number, statuses=standing)
        add_member(desk, person)
    with desk.book.write() as tx:
        people.add(tx, User(2, "กรรมการ", frozenset({Role.COMMITTEE})))
    post_entry(desk, an_entry(day="2025-10-10"))  # 1
    close_month(desk, date(2025, 10, 1), PIN)
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO collections VALUES (1, '1', '2026-01', '', '', 36500, NULL, '')")
        tx.exec_driver_sql("INSERT INTO signing_keys VALUES ('older', x'00', '2000-01-01')")
        for table, values in PAPERS.items():
            tx.exec_driver_sql(f"INSERT INTO {table} VALUES ({values})")
    for entry in (an_entry(), an_entry(day="2026-01-07")):  # 2, 3: with a receipt each
        with desk.book.write() as tx, entries.posting(tx, [entry], desk.made(), [[b"r" * 32]]) as posted:
            tx.exec_driver_sql(
                "INSERT INTO receipts (entry_id, day, book, number, payer_member, money_account, total, collection_id, "
                "source) VALUES (?, '2026-01-05', '', '', '00001', '1101', 36500, 1, '')",
                (posted[0].id,),
            )
            tx.exec_driver_sql(
                "INSERT INTO receipt_lines (receipt_id, line, member, kind, amount, to_dues, to_advance) "
                "VALUES ((SELECT max(id) FROM receipts), 1, '00001', 'contribution', 36500, 36500, 0)"
            )
    documents = {
        "releases (entry_id, day, member, amount, reason)": "4, '2026-01-05', '00001', 500, ''",
        "refunds (entry_id, day, receipt_id, line, amount, from_advance)": "4, '2026-01-05', 1, 1, 5, 0",
        "assignments (entry_id, day, receipt_id, member, amount, to_advance)": "4, '2026-01-05', 1, '00001', 5, 0",
        "exemptions (member, first_day, last_day, kind, reason, entry_id)": "'00002', '2026-01-01', '', '', '', 4",
    }
    release = an_entry("2201 welfare -5", "4101 welfare 5", series=Series.GENERAL)
    with desk.book.write() as tx, entries.posting(tx, [release], desk.made()):  # 4
        for document, values in (documents | SLIP).items():
            tx.exec_driver_sql(f"INSERT INTO {document} VALUES ({values})")
    reverse_entry(desk, "RV6901-0002", date(2026, 1, 8), "ลงผิด")  # 5
    desk.book.close()
    return desk.book.path


@pytest.fixture(scope="module", params=DOORS)
def door(request, kept, tmp_path_factory):
    """Open a copy of the book, as the program or as another program with its own default settings."""
    path = tmp_path_factory.mktemp("door") / "book.welfare"
    shutil.copyfile(kept, path)
    if request.param == DOORS[0]:
        with open_book(path) as book:
            door = ProgramDoor(book)
            with door.inside() as execute:
                door.at_rest = rows(execute)
            yield door
    else:
        raw = sqlite3.connect(path, isolation_level=None)
        if request.param == DOORS[2]:
            raw.execute("PRAGMA ignore_check_constraints = ON")
        assert raw.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (0,)
        door = RawDoor(raw)
        door.at_rest = rows(raw.execute)
        yield door
        raw.close()


class ProgramDoor:
    refusal = IntegrityError

    def __init__(self, book):
        self.book = book

    @contextmanager
    def inside(self):
        """Give a way to execute, and take everything back afterwards."""
        with self.book.write() as tx:
            yield tx.exec_driver_sql
            tx.rollback()


class RawDoor:
    refusal = sqlite3.IntegrityError

    def __init__(self, raw):
        self.raw = raw

    @contextmanager
    def inside(self):
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield self.raw.execute
        finally:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")


def rows(execute):
    """Read every row of every table."""
    return {
        table: sorted(map(repr, map(tuple, execute(f"SELECT * FROM {table}").fetchall()))) for table in metadata.tables
    }


def refused(door, *statements):
    """Try the last statement after the others; it must be refused by a guard and change no row."""
    with door.inside() as execute:
        for statement in statements[:-1]:
            execute(statement)
        before = rows(execute) if statements[:-1] else door.at_rest
        with pytest.raises(door.refusal) as refusal:
            execute(statements[-1])
        fault = getattr(refusal.value, "orig", refusal.value)
        assert fault.sqlite_errorname == "SQLITE_CONSTRAINT_TRIGGER", fault
        assert rows(execute) == before
        return str(fault)


def accepted(door, *statements):
    """Try statements that must be let through; tell what is different afterwards."""
    with door.inside() as execute:
        before = rows(execute)
        for statement in statements:
            execute(statement)
        after = rows(execute)
    return {table for table, found in after.items() if found != before[table]}


def columns(table):
    return [column.name for column in metadata.tables[table].columns]


def copied(table, where, verb="INSERT", **other):
    """Write a statement that puts in a copy of a row, with other values in some columns."""
    names = columns(table)
    values = ", ".join(str(other.get(name, name)) for name in names)
    return f"{verb} INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {where}"


def another(table, column):
    """Write an expression for another value than the one that a column holds."""
    kind = metadata.tables[table].columns[column].type.python_type
    if kind is int:
        return f"1 - {column}" if column == "posted" else f"coalesce({column}, 0) + 1"
    return f"coalesce({column}, '') || 'x'" if kind is str else f"CAST({column} || 'x' AS BLOB)"


# What is kept for good: nothing may be put beside it or in its place, changed, moved or taken away.

FINAL = {
    "entries": "id = 2",
    "postings": "entry_id = 2 AND line = 1",
    "receipts": "entry_id = 2",
    "receipt_lines": "receipt_id = 1",
    "releases": "entry_id = 4",
    "refunds": "entry_id = 4",
    "assignments": "entry_id = 4",
    "exemptions": "entry_id = 4",
    "collections": "id = 1",
    "audit": "id = 1",
    "statements": "id = 1",
    "signing_keys": "1",
    "hand_ins": "entry_id = 4",
    "hand_in_sheets": "hand_in_id = 1",
    "receipt_marks": "1",
    "cheques": "id = 1",
    "cheque_events": "cheque_id = 1",
    "handovers": "id = 1",
    "match_programmes": "1",
    "match_rounds": "id = 1",
    "match_members": "1",
    "match_events": "1",
    "member_merges": "1",
    "consents": "1",
    "regulations": "id = 1",
    "benefit_types": "1",
    "benefit_rules": "1",
    "benefit_funds": "1",
    "claim_lists": "id = 1",
    "claim_list_rows": "1",
    "claim_events": "1",
    "payment_slips": "1",
    "past_benefits_undone": "1",
    "grants": "id = 1",
    "grant_events": "1",
    "erasures": "1",
    "signing_renewals": "1",
    "cash_counts": "id = 1",
    "bank_statements": "id = 1",
    "bank_statements_undone": "1",
    "bank_lines": "id = 1",
    "reconciliations": "id = 1",
    "reconciliations_undone": "1",
    "advances": "entry_id = 4",
    "advance_clearings": "entry_id = 4",
    "asset_events": "1",
    "budgets": "id = 1",
    "budget_lines": "1",
    "kept_reports": "1",
    "year_locks": "1",
    "audit_opinions": "1",
    "adjustments": "id = 1",
    "adjustment_decisions": "1",
    "assessments": "id = 1",
    "submissions": "id = 1",
    "review_files": "id = 1",
    "findings": "id = 1",
    "finding_versions": "1",
    "finding_replies": "1",
}


def is_pair(table):
    """Tell whether a table has no rowid."""
    return metadata.tables[table].dialect_options["sqlite"]["with_rowid"] is False


@pytest.mark.parametrize("table", FINAL)
def test_a_final_row_is_not_put_in_again(door, table):
    for verb in INSERTS:
        refused(door, copied(table, FINAL[table], verb, **({"posted": 0} if table == "entries" else {})))


@pytest.mark.parametrize("table", FINAL)
def test_no_column_of_a_final_row_changes(door, table):
    for column in columns(table):
        for verb in UPDATES:
            refused(door, f"{verb} {table} SET {column} = {another(table, column)} WHERE {FINAL[table]}")


@pytest.mark.parametrize("table", [table for table in FINAL if not is_pair(table)])
def test_no_final_row_gets_another_rowid(door, table):
    for name in ("rowid", "_rowid_", "oid"):
        refused(door, f"UPDATE OR REPLACE {table} SET {name} = 77 WHERE {FINAL[table]}")


@pytest.mark.parametrize("table", FINAL)
def test_a_final_row_is_not_deleted(door, table):
    refused(door, f"DELETE FROM {table} WHERE {FINAL[table]}")
    refused(door, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", FINAL)
def test_an_upsert_does_not_change_a_final_row(door, table):
    column = columns(table)[-2]
    posted = {"posted": 0} if table == "entries" else {}
    statement = copied(table, FINAL[table], **posted)
    refused(door, f"{statement} ON CONFLICT DO UPDATE SET {column} = excluded.{column}")


@pytest.mark.parametrize(
    "free",
    [
        {"voucher": "'X'", "number": 99, "reverses": "NULL"},
        {"id": 99, "number": 99, "reverses": "NULL"},
        {"id": 99, "voucher": "'X'", "reverses": "NULL"},
        {"id": 99, "voucher": "'X'", "number": 99},
    ],
    ids=["id", "voucher", "number", "reverses"],
)
def test_an_entry_does_not_take_the_place_of_another_by_any_unique_key(door, free):
    for verb in INSERTS:
        refused(door, copied("entries", "id = 5", verb, **{"posted": 0, **free}))


@pytest.mark.parametrize("key", ["id = 2", "voucher = 'RV6901-0001'", "series = 'RV', number = 1", "reverses = 3"])
def test_an_unposted_entry_does_not_move_onto_a_posted_one(door, key):
    draft = copied("entries", "id = 5", id=9, voucher="'JV6901-0009'", number=9, reverses="NULL", posted=0)
    refused(door, draft, f"UPDATE OR REPLACE entries SET {key} WHERE id = 9")


def test_a_posted_entry_takes_no_further_line(door):
    for verb in INSERTS:
        refused(door, copied("postings", "entry_id = 2 AND line = 1", verb, line=3))


def test_a_line_waits_for_no_entry(door):
    """Lines of an entry that does not exist yet would become part of the next one."""
    refused(door, copied("postings", "entry_id = 2 AND line = 1", entry_id=6, line=3))
    draft = copied("entries", "id = 2", id=6, voucher="'RV6901-0003'", number=3, posted=0)
    line = copied("postings", "entry_id = 2 AND line = 1", entry_id=6)
    refused(door, draft, line, "DELETE FROM entries WHERE id = 6")
    refused(door, draft, line, "UPDATE postings SET entry_id = 2, line = 9 WHERE entry_id = 6")
    refused(door, draft, line, "UPDATE OR REPLACE postings SET entry_id = 2 WHERE entry_id = 6")


@pytest.mark.parametrize("entry_id", [2, 3, 6])
def test_a_document_is_not_put_to_a_posted_or_a_later_entry(door, entry_id):
    refused(door, copied("receipts", "entry_id = 2", id=9, entry_id=entry_id))
    for table in ("releases", "refunds", "assignments", "exemptions"):
        refused(door, copied(table, "entry_id = 4", id=9, entry_id=entry_id))
    refused(door, copied("receipt_lines", "receipt_id = 1", receipt_id=9))
    refused(door, copied("receipt_lines", "receipt_id = 1", line=2))


def test_an_unposted_document_does_not_move_onto_a_posted_one(door):
    draft = copied("entries", "id = 2", id=6, voucher="'RV6901-0003'", number=3, posted=0)
    receipt = copied("receipts", "entry_id = 2", id=9, entry_id=6)
    line = copied("receipt_lines", "receipt_id = 1", receipt_id=9)
    assert accepted(door, draft, receipt, line) == {"entries", "receipts", "receipt_lines"}
    refused(door, draft, receipt, "UPDATE OR REPLACE receipts SET id = 1 WHERE id = 9")
    refused(door, draft, receipt, "UPDATE OR REPLACE receipts SET entry_id = 2 WHERE id = 9")
    refused(door, draft, receipt, line, "UPDATE OR REPLACE receipt_lines SET receipt_id = 1 WHERE receipt_id = 9")


def test_a_frozen_list_takes_no_further_member(door):
    for verb in INSERTS:
        refused(door, copied("match_members", "1", verb, member="'00002'"))
    again = copied("match_rounds", "id = 1", id=2)
    assert accepted(door, again, copied("match_members", "1", round_id=2)) == {"match_rounds", "match_members"}


def test_a_benefit_before_the_book_loses_whom_it_was_about_and_nothing_else(door):
    for column in set(columns("past_benefits")) - {"name", "subject"}:
        refused(door, f"UPDATE past_benefits SET {column} = {another('past_benefits', column)} WHERE id = 1")
    for column in ("name", "subject"):
        refused(door, f"UPDATE past_benefits SET {column} = 'x' WHERE id = 1")
        assert accepted(door, f"UPDATE past_benefits SET {column} = '' WHERE id = 1") == {"past_benefits"}
    refused(door, "DELETE FROM past_benefits")
    refused(door, copied("past_benefits", "id = 1", "INSERT OR REPLACE"))


def test_a_paper_that_was_seen_is_unticked_until_the_claim_is_approved(door):
    seen = "INSERT INTO claim_checks VALUES (1, 'document', 'ใบคำขอ', '2026-01-01', 1)"
    refused(door, seen, "UPDATE claim_checks SET name = 'x'")
    refused(door, seen, "UPDATE claim_checks SET day = '2020-01-01'")
    refused(door, seen, seen.replace("INSERT", "INSERT OR REPLACE"))
    assert accepted(door, seen) == {"claim_checks"}
    assert accepted(door, seen, "DELETE FROM claim_checks") == set()
    approved = "INSERT INTO claim_events VALUES (1, 2, '2026-01-02', 'approved', 5, 0, '[]', '', NULL, 6)"
    draft = copied("entries", "id = 5", id=6, voucher="'JV6901-0009'", number=9, reverses="NULL", posted=0)
    refused(door, seen, draft, approved, "DELETE FROM claim_checks")


def test_a_receipt_book_keeps_its_numbers_and_may_be_given_to_another(door):
    given = "UPDATE receipt_books SET holder = 'ป้าแดง', returned_day = '2026-02-01'"
    assert accepted(door, given) == {"receipt_books"}
    for verb in INSERTS:
        refused(door, copied("receipt_books", "1", verb))
    refused(door, "UPDATE receipt_books SET last = 60")
    refused(door, "DELETE FROM receipt_books")


@pytest.mark.parametrize("table", ["audit", "statements"])
def test_a_trail_only_grows_at_its_end(door, table):
    last = f"id = (SELECT max(id) FROM {table})"
    refused(door, copied(table, "id = 1", id="(SELECT max(id) + 2 FROM audit)"))
    refused(door, copied(table, "id = 1", id=0))
    refused(door, copied(table, "id = 1", id=-1))
    refused(door, copied(table, "id = 1", "INSERT OR REPLACE", id="NULL"))
    assert accepted(door, copied(table, last, id="id + 1")) == {table}


# Texts may be forgotten, but not rewritten.


@pytest.mark.parametrize("text", ["memo", "payee"])
def test_a_text_may_be_erased_with_its_salt_and_never_written_again(door, text):
    erase = f"UPDATE entries SET {text} = NULL, {text}_salt = NULL WHERE id = 2"
    assert accepted(door, erase) == {"entries"}
    refused(door, f"UPDATE entries SET {text} = NULL WHERE id = 2")
    refused(door, f"UPDATE entries SET {text}_salt = NULL WHERE id = 2")
    refused(door, f"UPDATE entries SET {text} = 'another', {text}_salt = NULL WHERE id = 2")
    refused(door, erase, f"UPDATE entries SET {text} = 'another' WHERE id = 2")
    refused(door, erase, f"UPDATE entries SET {text}_salt = x'00' WHERE id = 2")


# What is posted is right in itself.


def to_post(*lines, then="", period=202604, **head):
    """Write a new entry 6 line by line; the last statement posts it."""
    kept = {"id": 6, "series": "'RV'", "month": "'2026-01'", "number": 3, "voucher": "'RV6901-0003'"}
    kept |= {"day": "'2026-01-09'", "period": period, "kind": "'normal'", "posted": 0, **head}
    statements = [copied("entries", "id = 2", **kept)]
    for at, line in enumerate(lines or ("1101 welfare 36500", "4101 welfare -36500"), 1):
        account, fund, amount = line.split()
        statements.append(
            f"INSERT INTO postings (entry_id, line, account, fund, amount, day) "
            f"VALUES ({kept['id']}, {at}, '{account}', '{fund}', {amount}, {kept['day']})"
        )
    return (*statements, *([then] if then else []), f"UPDATE entries SET posted = 1 WHERE id = {kept['id']}")


def test_an_entry_that_is_right_is_posted(door):
    assert accepted(door, *to_post()) == {"entries", "postings"}


def test_an_entry_is_not_posted_at_once(door):
    assert "after its lines" in refused(door, copied("entries", "id = 2", id=6, voucher="'X'", number=3))


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (to_post("1101 welfare 36500", "4101 welfare -36400"), "does not balance"),
        (to_post("1101 welfare 36500", "4101 reserve -36500"), "does not balance in each fund"),
        (to_post("1101 welfare 100", "4101 welfare -100", "1101 reserve 5", "1101 welfare -5"), "does not balance"),
        (to_post("1101 welfare 36500"), "at least two lines"),
        (to_post("1100 welfare 36500", "4101 welfare -36500"), "header"),
        (to_post(then="UPDATE accounts SET is_active = 0 WHERE code = '4101'"), "closed"),
        (to_post(then="UPDATE funds SET is_active = 0 WHERE code = 'welfare'"), "closed"),
        (to_post(then="UPDATE postings SET day = '2026-01-10' WHERE entry_id = 6"), "another day"),
        (to_post(number=4, voucher="'RV6901-0004'"), "not the next one"),
        (to_post(series="'PV'", number=2, voucher="'PV6901-0002'"), "not the next one"),
        (to_post(number=0, voucher="'RV6901-0000'"), "not the next one"),
        (to_post(voucher="'RV6901-0007'"), "not its number"),
        (to_post(id=8), "does not follow"),
        (to_post(id=0), "does not follow"),
        (to_post(id=-4), "does not follow"),
        (to_post(month="'2026-02'", number=1, voucher="'RV6902-0001'"), "outside the month"),
        (to_post(day="'2026-01-09x'"), "outside the month"),
        (to_post(day="'2025-10-20'", month="'2025-10'", voucher="'RV6810-0002'", number=2, period=202601), "not open"),
        (to_post(day="'2025-10-20'", month="'2025-10'", voucher="'RV6810-0002'", number=2), "not open"),
        (to_post(kind="'opening'"), "another kind"),
        (to_post(kind="'closing'"), "another kind"),
        (to_post(approved_by=1), "not the maker"),
        (to_post(kind="'reversal'"), "reversal"),
        (to_post(reverses=2), "reversal"),
        (to_post(kind="'reversal'", reverses=2), "reversal undoes a posted entry, all of it"),
        (to_post("1101 welfare -36500", "4101 welfare 36500", kind="'reversal'", reverses=6), "reversal"),
    ],
)
def test_an_entry_that_is_wrong_is_not_posted(door, statements, said):
    assert said in refused(door, *statements)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (to_post("9999 welfare 36500", "4101 welfare -36500"), "unknown account"),
        (to_post("1101 nowhere 36500", "4101 nowhere -36500"), "unknown fund"),
        (to_post(period=202605), "not open"),
        (to_post("1101 welfare -36500", "4101 welfare 36500", kind="'reversal'", reverses=99), "reversal"),
    ],
)
def test_an_entry_that_points_nowhere_is_not_posted(door, statements, said):
    if isinstance(door, ProgramDoor):  # it minds foreign keys, and stops before it comes to that
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            accepted(door, *statements)
    else:
        assert said in refused(door, *statements)


def test_the_mirror_image_of_a_posted_entry_is_a_reversal(door):
    mirror = to_post("1101 welfare -36500", "4101 welfare 36500", kind="'reversal'", reverses=2)
    assert accepted(door, *mirror) == {"entries", "postings"}


@pytest.mark.parametrize("verb", UPDATES)
def test_posting_by_any_verb_is_judged(door, verb):
    *before, _ = to_post("1101 welfare 36500", "4101 welfare -36400")
    refused(door, *before, f"{verb} entries SET posted = 1 WHERE id = 6")
    refused(door, *before, f"{verb} entries SET posted = 1, number = 3, memo = 'x' WHERE id = 6")
    refused(door, *before, f"{verb} entries SET posted = 1 WHERE posted = 0")
    refused(door, *before, f"{verb} entries SET posted = 2 WHERE id = 6")
    again = copied("entries", "id = 6")
    refused(door, *before, f"{again} ON CONFLICT (id) DO UPDATE SET posted = 1")


def test_an_unposted_entry_blocks_the_number_after_it(door):
    """Posting past a number that is not posted would leave a gap."""
    *waiting, _ = to_post()
    after = to_post(id=7, number=4, voucher="'RV6901-0004'")
    assert "follow" in refused(door, *waiting, *after)


# Periods are opened and closed in order, with a signed statement and a trace.

FORGED_STATEMENT = copied("statements", "id = 1", id="(SELECT max(id) + 1 FROM statements)", period=202604)
TRACE = copied("audit", "id = 1", id="(SELECT max(id) + 1 FROM audit)", action="'period.reopened'", subject="'202601'")


@pytest.mark.parametrize(
    "change",
    [
        "status = 'open' WHERE id = 202601",
        "status = 'open', reopened = 1 WHERE id = 202601",
        "status = 'ajar' WHERE id = 202601",
        "reopened = 1 WHERE id = 202601",
        "last_day = '2025-10-09' WHERE id = 202601",
        "first_day = '2025-09-01' WHERE id = 202604",
        "id = 202601 WHERE id = 202604",
        "id = 202699 WHERE id = 202601",
        "status = 'closed' WHERE id = 202604",
        "status = 'locked' WHERE id = 202604",
        "status = 'ajar' WHERE id = 202604",
        "rowid = 5 WHERE id = 202601",
    ],
)
def test_a_period_is_not_forced(door, change):
    for verb in UPDATES:
        refused(door, f"{verb} periods SET {change}")


def test_a_locked_period_stays_locked(door):
    lock = "UPDATE periods SET status = 'locked' WHERE id = 202601"
    assert accepted(door, lock) == {"periods"}
    refused(door, lock, TRACE, "UPDATE periods SET status = 'open', reopened = 1 WHERE id = 202601")
    refused(door, lock, TRACE, "UPDATE periods SET status = 'closed' WHERE id = 202601")


def test_only_the_last_closed_month_reopens_and_leaves_a_trace(door):
    reopen = "UPDATE periods SET status = 'open', reopened = 1 WHERE id = 202601"
    assert accepted(door, TRACE, reopen) == {"periods", "audit"}
    shut = "UPDATE periods SET status = 'closed' WHERE id = 202604"
    assert "from the last one back" in refused(door, FORGED_STATEMENT, shut, TRACE, reopen)


def test_months_close_in_order(door):
    november = "INSERT INTO periods VALUES (202602, '2025-11-01', '2025-11-30', 'open', 0)"
    shut = "UPDATE periods SET status = 'closed' WHERE id = 202604"
    assert "in order" in refused(door, november, FORGED_STATEMENT, shut)


@pytest.mark.parametrize(
    "row",
    [
        "202601, '2025-10-01', '2025-10-31', 'open', 0",  # there already, closed
        "202600, '2025-10-01', '2025-10-01', 'open', 0",  # before a closed one
        "202512, '2025-09-01', '2025-09-30', 'open', 0",
        "202602, '2025-11-01', '2025-11-30', 'closed', 0",
        "202602, '2025-11-01', '2025-11-30', 'open', 1",
        "202602, '2025-10-01', '2025-10-31', 'open', 0",  # a closed month's days under another number
        "202602, '2025-10-01', '2025-11-30', 'open', 0",
        "202602, '2025-11-01', '2025-12-31', 'open', 0",
        "202613, '2025-10-01', '2026-09-30', 'open', 0",
        "202613, '2026-09-29', '2026-09-29', 'open', 0",
        "202700, '2025-10-01', '2026-12-31', 'open', 0",
        "202614, '2026-09-30', '2026-09-30', 'open', 0",
        "202650, '2025-10-01', '2025-10-31', 'open', 0",
        "NULL, '2025-11-01', '2025-11-30', 'open', 0",
    ],
)
def test_a_period_is_not_slipped_in(door, row):
    for verb in INSERTS:
        refused(door, f"{verb} INTO periods VALUES ({row})")


@pytest.mark.parametrize(
    "row",
    [
        "202602, '2025-11-01', '2025-11-30', 'open', 0",
        "202605, '2026-02-01', '2026-02-28', 'open', 0",
        "202613, '2026-09-30', '2026-09-30', 'open', 0",
        "202805, '2028-02-01', '2028-02-29', 'open', 0",
    ],
)
def test_a_later_period_opens_on_its_own_days(door, row):
    assert accepted(door, f"INSERT INTO periods VALUES ({row})") == {"periods"}


def test_no_period_is_deleted(door):
    refused(door, "DELETE FROM periods WHERE id = 202604")


def test_kept_balances_of_a_closed_period_are_frozen(door):
    closed, open_ = "period = 202601", "period = 202604"
    refused(door, f"UPDATE movements SET debit = debit + 1 WHERE {closed}")
    refused(door, f"UPDATE OR REPLACE movements SET period = 202601 WHERE {open_}")
    refused(door, f"UPDATE OR REPLACE movements SET period = 202604 WHERE {closed}")
    refused(door, copied("movements", closed, "INSERT OR REPLACE", debit=1))
    refused(door, copied("movements", f"{closed} AND account = '1101'", account="'1102'"))
    refused(door, copied("movements", open_, "INSERT OR REPLACE", period=202699))
    refused(door, f"DELETE FROM movements WHERE {open_}")
    refused(door, "DELETE FROM movements")


# What posted rows point to stays where it is.

NAMED = {
    "accounts": ("code", "'1101'", "'1102'"),
    "funds": ("code", "'welfare'", "'reserve'"),
    "members": ("number", "'00001'", "'00002'"),
    "users": ("id", "1", "2"),
}


@pytest.mark.parametrize("table", NAMED)
def test_what_postings_name_is_neither_deleted_nor_replaced_nor_renamed(door, table):
    key, this, other = NAMED[table]
    refused(door, f"DELETE FROM {table} WHERE {key} = {this}")
    for verb in INSERTS:
        refused(door, copied(table, f"{key} = {this}", verb))
    for verb in UPDATES:
        refused(door, f"{verb} {table} SET {key} = {other} WHERE {key} = {this}")
        refused(door, f"{verb} {table} SET {key} = 99 WHERE {key} = {this}")
        refused(door, f"{verb} {table} SET rowid = 1 WHERE {key} = {other}")


@pytest.mark.parametrize("table", ["accounts", "funds", "members", "signing_keys"])
def test_a_hidden_rowid_replaces_nothing(door, table):
    names = columns(table)
    values = ", ".join(["'new'", *names[1:]])
    if table == "members":
        values = values.replace("national_id", "NULL", 1)
    statement = (
        f"INSERT OR REPLACE INTO {table} (rowid, {', '.join(names)}) SELECT rowid, {values} FROM {table} LIMIT 1"
    )
    refused(door, statement)


def test_a_member_does_not_push_out_another_by_the_id_number(door):
    refused(door, copied("members", "number = '00001'", "INSERT OR REPLACE", number="'00009'"))
    refused(door, "UPDATE OR REPLACE members SET national_id = '1101700230708' WHERE number = '00002'")


def test_an_account_with_postings_keeps_its_class(door):
    refused(door, "UPDATE accounts SET type = 'H' WHERE code = '1101'")
    refused(door, "UPDATE accounts SET type = 'E' WHERE code = '4101'")
    assert accepted(door, "UPDATE accounts SET name_th = 'เงินสด', is_active = 0 WHERE code = '1101'") == {"accounts"}


@pytest.mark.parametrize("key", ["id", "kind", "first_day", "fiscal_year_start"])
def test_the_calendar_of_a_book_with_entries_stays(door, key):
    for verb in INSERTS:
        refused(door, f"{verb} INTO settings VALUES ('{key}', '0001-01-01', '5')")
        refused(door, f"{verb} INTO settings VALUES ('{key}', '2026-01-01', '5')")
    for verb in UPDATES:
        refused(door, f"{verb} settings SET value = '5' WHERE key = '{key}'")
        refused(door, f"{verb} settings SET key = '{key}' WHERE key = 'language'")
        refused(door, f"{verb} settings SET key = 'x' WHERE key = '{key}'")
    refused(door, f"DELETE FROM settings WHERE key = '{key}'")
    assert accepted(door, "UPDATE settings SET value = 'en' WHERE key = 'language'") == {"settings"}


def test_every_guard_stands_in_the_book(door):
    with door.inside() as execute:
        found = execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert sorted(sql for (sql,) in found) == sorted(each.rstrip(";") for each in trigger_statements())
