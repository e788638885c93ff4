"""An error gallery: for each check a book that does not meet it, and the check names that book's fault alone."""

# ruff: noqa: S608 - the statements that damage a book are made here

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date

import pytest

from tests.builders import PIN, a_book, a_line, an_entry, outside
from tests.storage.forgery import forge, unguarded
from welfare_desk.errors import BookError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.checks import CHECKS
from welfare_desk.ledger.funds import SPLIT_70_20_10, Purse
from welfare_desk.members.register import Member, NoIdReason
from welfare_desk.money import Money
from welfare_desk.services.accounts import deactivate_account
from welfare_desk.services.books import sit_down
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member
from welfare_desk.services.openings import open_balances
from welfare_desk.services.payments import move_between_funds
from welfare_desk.services.periods import close_month
from welfare_desk.storage import accounts
from welfare_desk.storage.checks import _QUESTIONS, verify
from welfare_desk.welfare.contributions import Payment, PaymentLine

JANUARY = "2026-01-05"


def a_member(number):
    return Member(
        number, "นาง", "ทดสอบ", "ตัวอย่าง", date(2025, 9, 30), no_id_reason=NoIdReason.MONK, entry_day=date(2020, 1, 1)
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Make a book with a little of everything; October is closed.

    1 OB6810-0001   the opening            4 JV6901-0001   500 from welfare to reserve
    2 RV6810-0001   October, closed        5 RV6901-0002   taken by mistake
    3 RV6901-0001   a member's receipt     6 JV6901-0002   its reversal
                                           7 RV6901-0003   a contribution in two funds
    """
    desk = a_book(tmp_path_factory.mktemp("sound"), weights=SPLIT_70_20_10)
    add_member(desk, a_member("00001"))
    opening = "1111 welfare 5000", "1111 reserve 1000", "2201 welfare -700", "3101 welfare -4300", "3201 reserve -1000"
    open_balances(desk, [a_line(line) for line in opening])
    post_entry(desk, an_entry(day="2025-10-05"))
    close_month(desk, date(2025, 10, 1), PIN)
    line = PaymentLine("00001", Money.baht(671))  # 365 for this year, the rest for the next
    record_payment(desk, Payment(date(2026, 1, 5), "นางทดสอบ ตัวอย่าง", "00001", (line,)))
    move_between_funds(desk, date(2026, 1, 6), "โอน", Purse("1111", "welfare"), Purse("1111", "reserve"), Money(50000))
    mistake = post_entry(desk, an_entry("1101 welfare 99", "4509 welfare -99", day="2026-01-07"))
    reverse_entry(desk, mistake.voucher, date(2026, 1, 8), "ลงผิด")
    deactivate_account(desk, "5319")
    two_funds = "1101 welfare 70", "1101 reserve 20", "4101 welfare -70", "4101 reserve -20"
    post_entry(desk, an_entry(*two_funds, day="2026-01-09"))
    desk.book.close()
    return desk.book.path


@pytest.fixture
def path(sound, tmp_path):
    return shutil.copy(sound, tmp_path / "เสียหาย.welfare")


def verified(path):
    desk = sit_down(path, outside(), writes=False)
    try:
        return verify_book(desk)
    finally:
        desk.book.close()


def damage(path, *statements, hide=True):
    """Run statements with the guards down; `hide` seals anew and keeps fitting balances."""
    with unguarded(path) as raw:
        for statement in statements:
            assert raw.execute(statement).rowcount != 0, statement
        if hide:
            forge(raw)
    with spoken("en"):
        found = verified(path)
        return list(found.failed), [sentence for result in found.results for sentence in result.found]


def test_a_sound_book_meets_every_check(path):
    found = verified(path)
    assert found.ok
    assert found.failed == ()
    assert [result.id for result in found.results] == [check.id for check in CHECKS]
    assert found.entries == 7
    assert [note.code for note in found.noted] == ["note.alone", "note.unassigned"]


def test_hiding_the_traces_by_itself_changes_nothing(path):
    assert damage(path) == ([], [])


def test_every_check_is_asked():
    assert {check.id for check in CHECKS} == {*_QUESTIONS, "broken_seal", "broken_audit_chain"}


def lines_of(entry, *lines):
    """Give the statements that put other lines in the place of an entry's own."""
    day = f"(SELECT day FROM entries WHERE id = {entry})"
    yield f"DELETE FROM postings WHERE entry_id = {entry}"
    for at, line in enumerate(map(a_line, lines), 1):
        kept = f"{entry}, {at}, '{line.account}', '{line.fund}', {line.amount.satang}, NULL, {day}"
        yield f"INSERT INTO postings (entry_id, line, account, fund, amount, member, day) VALUES ({kept})"


GALLERY = [
    ("unposted_row", ["UPDATE entries SET posted = 0 WHERE id = 7"], "RV6901-0003 was left half posted."),
    ("few_lines", [*lines_of(7)], "RV6901-0003 has fewer than two lines."),
    (
        "unbalanced",
        [*lines_of(7, "1101 welfare 70", "4101 welfare -69.50")],
        "Debits and credits of RV6901-0003 differ by 0.50 baht.",
    ),
    (
        "fund_unbalanced",
        [*lines_of(7, "1101 welfare 70", "4101 reserve -70")],
        "The fund “reserve” does not balance in RV6901-0003: it differs by 70.00 baht.",
    ),
    (
        "header_account",
        [*lines_of(7, "1101 welfare 70", "4000 welfare -70")],
        "RV6901-0003 has a line on 4000, which is a header account.",
    ),
    (
        "closed_account",
        [*lines_of(7, "5319 welfare 70", "4101 welfare -70")],
        "RV6901-0003 was posted to 5319 after that account was taken out of use.",
    ),
    (
        "closed_account",
        ["UPDATE accounts SET is_active = 0 WHERE code = '5318'"],
        "The audit trail does not tell that 5318 was taken out of use, or into use again.",
    ),
    (
        "closed_account",
        ["UPDATE accounts SET is_active = 1 WHERE code = '5319'"],
        "The audit trail does not tell that 5319 was taken out of use, or into use again.",
    ),
    (
        "voucher_number",
        ["UPDATE entries SET voucher = 'RV6901-0009' WHERE id = 7"],
        "RV6901-0009 stands where RV6901-0003 belongs.",
    ),
    (
        "voucher_gap",
        ["UPDATE entries SET voucher = 'RV6901-0004', number = 4 WHERE id = 7"],
        "The number before RV6901-0004 is missing, or was posted after it.",
    ),
    (
        "day_outside_number",
        ["UPDATE entries SET voucher = 'RV6902-0001', month = '2026-02', number = 1 WHERE id = 7"],
        "RV6902-0001 is dated 9 Jan 2569, outside the month of its number.",
    ),
    (
        "line_outside_period",
        ["UPDATE postings SET day = '2026-01-10' WHERE entry_id = 7 AND line = 1"],
        "RV6901-0003 of 9 Jan 2569 stands in the wrong period, or has a line of another day.",
    ),
    (
        "reversal",
        ["UPDATE entries SET reverses = NULL WHERE id = 6"],
        "JV6901-0002 is not linked to an earlier entry, or is not its exact opposite.",
    ),
    (
        "reversal",
        ["UPDATE postings SET amount = amount * 2 WHERE entry_id = 6"],
        "JV6901-0002 is not linked to an earlier entry, or is not its exact opposite.",
    ),
    (
        "reversal",
        ["UPDATE entries SET reverses = 3 WHERE id = 7"],
        "RV6901-0003 is not linked to an earlier entry, or is not its exact opposite.",
    ),
    (
        "transfers",
        [*lines_of(7, "3801 reserve 70", "4101 reserve -70")],
        "The transfers in RV6901-0003 do not cancel out: they differ by 70.00 baht.",
    ),
    (
        "status_form",
        [*lines_of(7, "1101 welfare 70", "3101 welfare -70")],
        "The status form says 6,030.00 baht came in and 6,100.00 baht are there or were used.",
    ),
    (
        "subledger",
        ["UPDATE opening_details SET amount = amount + 5"],
        "The opening of 2201 in the fund “welfare” and its detail differ by 0.05 baht.",
    ),
    (
        "subledger",
        [*lines_of(7, "1101 welfare 70", "2201 welfare -70")],
        "RV6901-0003 and the records of member – differ by 70.00 baht of deferred contributions.",
    ),
    (
        "statements",
        ["UPDATE postings SET amount = amount * 2 WHERE entry_id = 2"],
        "The period from 1 Oct 2568 is no longer as its signed statement says.",
    ),
]


@pytest.mark.parametrize(
    ("check", "statements", "sentence"), GALLERY, ids=[f"{at}-{row[0]}" for at, row in enumerate(GALLERY)]
)
def test_a_fault_whose_traces_are_hidden_is_named_alone(path, check, statements, sentence):
    failed, found = damage(path, *statements)
    assert failed == [check]
    assert sentence in found


def test_an_entry_in_the_wrong_period_was_kept_in_the_wrong_balance_too(path):
    february = "INSERT INTO periods VALUES (202605, '2026-02-01', '2026-02-28', 'open', 0)"
    failed, found = damage(path, february, "UPDATE entries SET period = 202605 WHERE id = 7")
    assert failed == ["line_outside_period", "movements"]
    assert "RV6901-0003 of 9 Jan 2569 stands in the wrong period, or has a line of another day." in found


BARE = [
    (
        "movements",
        "UPDATE movements SET debit = debit + 100 WHERE account = '1101' AND period = 202604 AND fund = 'welfare'",
        (
            "The kept balance of 1101 in the fund “welfare” for the period from 1 Jan 2569 is wrong: "
            "debit by 1.00, credit by 0.00 baht."
        ),
    ),
    ("broken_seal", "UPDATE entries SET posted_at = 'x' WHERE id = 3", "RV6901-0001 is not as it was sealed."),
    ("broken_seal", "UPDATE entries SET made_by = 2 WHERE id = 7", "RV6901-0003 is not as it was sealed."),
    (
        "broken_seal",
        "UPDATE postings SET member = NULL WHERE entry_id = 3 AND account = '4101'",
        "RV6901-0001 is not as it was sealed.",
    ),
    (
        "broken_seal",
        "UPDATE entries SET memo = 'ของแถม' WHERE id = 3",
        "The memo or payee of RV6901-0001 is not the one it was sealed with.",
    ),
    (
        "broken_seal",
        "UPDATE entries SET payee = 'x', payee_salt = NULL WHERE id = 3",
        "The memo or payee of RV6901-0001 is not the one it was sealed with.",
    ),
    (
        "broken_audit_chain",
        "UPDATE audit SET actor = 2 WHERE id = 3",
        "Row 3 of the audit trail is not as it was written.",
    ),
    (
        "broken_audit_chain",
        "UPDATE member_history SET content = '{}'",
        "The history of member 00001 in row 2 of the audit trail was changed.",
    ),
    (
        "broken_audit_chain",
        "DELETE FROM member_history",
        "The members' history is not the one that row 2 of the audit trail binds.",
    ),
    (
        "broken_audit_chain",
        "UPDATE member_history SET audit_id = 3",
        "The members' history is not the one that row 3 of the audit trail binds.",
    ),
    (
        "statements",
        "UPDATE statements SET signature = zeroblob(64) WHERE id = 2",
        "The statement of the period from 1 Oct 2568 is not the one that was signed.",
    ),
    (
        "statements",
        "UPDATE statements SET fingerprint = (SELECT fingerprint FROM signing_keys) || 'x' WHERE id = 2",
        "The statement of the period from 1 Oct 2568 is not the one that was signed.",
    ),
    (
        "statements",
        "DELETE FROM statements WHERE id = 1",
        "The statement of the period from 1 Oct 2568 does not follow the one before it.",
    ),
    (
        "statements",
        "UPDATE periods SET reopened = 1 WHERE id = 202601",
        "The period from 1 Oct 2568 is closed without a signed statement.",
    ),
    (
        "documents",
        "UPDATE receipts SET payer_member = NULL",
        "A document of RV6901-0001 is missing, new, or not as it was sealed.",
    ),
    (
        "documents",
        "UPDATE receipt_lines SET kind = 'passbook'",
        "A document of RV6901-0001 is missing, new, or not as it was sealed.",
    ),
    (
        "documents",
        "INSERT INTO receipts VALUES (2, 7, '2026-01-09', '', '', NULL, '1101', 9000, NULL, '')",
        "A document of RV6901-0003 is missing, new, or not as it was sealed.",
    ),
    (
        "documents",
        "INSERT INTO receipts VALUES (2, 99, '2026-01-09', '', '', NULL, '1101', 9000, NULL, '')",
        "A document of – is missing, new, or not as it was sealed.",
    ),
    (
        "missing_row",
        "INSERT INTO attachment_links VALUES ('0', 'entry', '1')",
        "A row of “attachment_links” points to a row of “attachments” that is missing.",
    ),
    (
        "missing_row",
        "DELETE FROM users",
        "A row of “entries” points to a row of “users” that is missing.",
    ),
]


@pytest.mark.parametrize(
    ("check", "statement", "sentence"), BARE, ids=[f"{at}-{row[0]}" for at, row in enumerate(BARE)]
)
def test_a_bare_fault_is_named(path, check, statement, sentence):
    failed, found = damage(path, statement, hide=False)
    assert set(failed) - {"missing_row"} == {check} - {"missing_row"}
    assert sentence in found


def test_a_member_s_advance_is_the_one_on_the_receipt_and_in_the_ledger(path):
    failed, found = damage(path, "UPDATE receipt_lines SET to_advance = to_advance - 100", hide=False)
    assert failed == ["subledger", "documents"]
    assert "RV6901-0001 and the records of member 00001 differ by 1.00 baht of deferred contributions." in found


def test_a_line_of_no_day_is_named(path):
    failed, found = damage(path, "UPDATE postings SET day = 'x' WHERE entry_id = 7 AND line = 1", hide=False)
    assert failed == ["line_outside_period", "movements"]
    assert "RV6901-0003 of 9 Jan 2569 stands in the wrong period, or has a line of another day." in found


def test_what_a_table_does_not_allow_is_damage_to_the_file(path):
    forced = "PRAGMA ignore_check_constraints = ON", "UPDATE entries SET posted = 2 WHERE id = 7"
    failed, found = damage(path, *forced, hide=False)
    assert failed == ["file", "unposted_row"]
    assert found[0] == "The file is damaged: CHECK constraint failed in entries"


def test_an_entry_taken_out_leaves_a_hole_in_the_chain(path):
    failed, found = damage(
        path, "DELETE FROM postings WHERE entry_id = 3", "DELETE FROM entries WHERE id = 3", hide=False
    )
    assert {"broken_seal", "voucher_gap", "movements"} <= set(failed)
    assert "Entries missing from the chain before JV6901-0001: 1." in found


def test_an_act_taken_out_leaves_a_hole_in_the_trail(path):
    failed, found = damage(path, "DELETE FROM audit WHERE id = 3", hide=False)
    assert failed == ["broken_audit_chain"]
    assert "Rows missing from the audit trail before row 4: 1." in found


def test_a_chain_written_anew_is_not_the_one_a_close_signed(path):
    failed, found = damage(path, "UPDATE entries SET posted_at = 'x' WHERE id = 2")
    assert failed == ["statements"]
    cut = "The statement of the period from 1 Oct 2568 was signed over entries or acts that are no longer there."
    assert found == [cut, cut, "The period from 1 Oct 2568 is no longer as its signed statement says."]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP TRIGGER entries_update", "“entries_update” is missing from the book."),
        ("CREATE TRIGGER sly AFTER INSERT ON audit BEGIN SELECT 1; END", "“sly” is not the program's own."),
        ("DROP INDEX entries_day", "“entries_day” is missing from the book."),
        ("ALTER TABLE users ADD COLUMN extra TEXT", "“users” was changed."),
    ],
)
def test_a_guard_or_table_that_is_not_the_program_s_own_is_named(path, statement, sentence):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(statement)
    found = verified(path)
    assert found.failed == ("schema",)
    with spoken("en"):
        assert [r.found for r in found.results if r.id == "schema"] == [(sentence,)]


def test_a_table_that_is_gone_cannot_be_asked_and_is_no_crash(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE opening_details")
        raw.execute("DROP TABLE audit")
    found = verified(path)
    assert {"schema", "subledger", "closed_account", "broken_audit_chain"} <= set(found.failed)


def test_a_book_without_entries_to_read_is_no_crash(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE entries")
    assert "broken_seal" in verified(path).failed


@pytest.mark.parametrize("table", ["entries", "postings", "audit"])
def test_a_torn_page_is_no_crash(path, table):
    with closing(sqlite3.connect(path)) as raw:
        [root] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        [size] = raw.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    assert "file" in verified(path).failed


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("accounts", "name_en", "CAST(x'ff41' AS TEXT)"), ("accounts", "type", "'?'"), ("members", "entry_day", "'?'")],
)
def test_a_value_that_cannot_be_read_is_no_crash(path, table, column, value):
    with unguarded(path) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute(f"UPDATE {table} SET {column} = {value}")
    with sit_down(path, outside(), writes=False).book as book, suppress(BookError), book.read() as tx:
        assert verify(tx).results


def test_a_name_that_is_no_text_any_more_is_damage(path):
    with unguarded(path) as raw:
        raw.execute("UPDATE accounts SET name_en = CAST(x'ff41' AS TEXT)")
    desk = sit_down(path, outside(), writes=False)
    with pytest.raises(BookError) as caught, desk.book.read() as tx:
        accounts.chart(tx)
    desk.book.close()
    assert caught.value.problem.code == "book.damaged"


def test_a_line_that_moved_within_its_entry_is_found(path):
    """A bit that turned in the number of a line: the seal still fits, the index beside the table does not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        index = raw.execute("SELECT * FROM sqlite_master WHERE name = 'postings_account'").fetchone()
        raw.execute("DELETE FROM sqlite_master WHERE name = 'postings_account'")
    with unguarded(path) as raw:
        raw.execute(
            "UPDATE postings SET line = line + 8 WHERE (entry_id, line) IN (SELECT entry_id, max(line) FROM postings)"
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
    assert "file" in verified(path).failed


def test_only_the_first_places_are_said_and_the_rest_counted(path):
    with unguarded(path) as raw:
        raw.execute("UPDATE accounts SET is_active = 0 WHERE type = 'X' AND code <> '5319'")
    [closed] = [result for result in verified(path).results if not result.ok]
    assert closed.count > 20
    with spoken("en"):
        assert len(closed.found) == 21
        assert closed.found[-1] == f"… and {closed.count - 20} more"


def test_late_and_erased_entries_are_notes(path):
    desk = sit_down(path, outside("2026-03-31", 5))
    post_entry(desk, an_entry("1101 welfare 1", "4101 welfare -1", day="2026-01-02"))
    with desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE entries SET memo = NULL, memo_salt = NULL WHERE id = 3")
    desk.book.close()
    found = verified(path)
    assert found.ok
    assert [(note.code, note.params.get("count")) for note in found.noted] == [
        ("note.late", 1),
        ("note.erased", 1),
        ("note.alone", None),
        ("note.unassigned", None),
    ]
    assert len(found.notes) == 4


def test_it_tells_how_far_it_is_and_can_be_broken_off(path):
    desk = sit_down(path, outside(), writes=False)
    heard = []
    verify_book(desk, lambda done, total: heard.append((done, total)))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1][0] == heard[-1][1]

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_book(desk, stop)
    desk.book.close()


def test_an_interrupted_question_is_no_fault(path):
    desk = sit_down(path, outside(), writes=False)
    with desk.book.read():
        pass
    desk.book.watch(lambda: True, 1)
    with pytest.raises(BookError) as refused:
        verify_book(desk)
    assert refused.value.problem.code == "book.cancelled"
    desk.book.watch(None)
    desk.book.close()
