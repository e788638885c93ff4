"""Every route into a closed period is refused: each service, the command line, files, old books and raw SQL.

The book is the one on which every service has its trial (`tests/proofs/acts.py`), so a new service meets this proof by
itself. It is tried with its months closed, with its year closed, and with its year locked by an annual meeting.
"""

# ruff: noqa: S608 - the statements are written here, from the book's own names

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import PIN, TODAY, a_book, a_line, an_entry, outside
from tests.cli.at_the_desk import Terminal
from tests.proofs.acts import ACTS, MARCH, OTHER_SCAN, PASSWORD, SCENES, paid
from tests.storage.rows import all_rows
from welfare_desk.errors import RuleError
from welfare_desk.ledger.cheques import ChequeStatus
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.services import (
    approvals,
    attachments,
    audits,
    books,
    cash_counts,
    cheques,
    contributions,
    drafts,
    entries,
    openings,
    periods,
)
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage import drafts as kept_drafts
from welfare_desk.storage import entries as kept_entries
from welfare_desk.storage import periods as kept_periods
from welfare_desk.storage import signing, statements
from welfare_desk.welfare.contributions import Collection

OLD_BOOKS = sorted((Path(__file__).parent / "books").glob("v*.welfare"))
STATES = ("its months closed", "its year closed", "its year locked")
AFTER_THE_YEAR, MEETING = "2026-10-31", date(2026, 10, 20)

# Every service that posts; what each posts in its trial lies in the closed year.
POSTING = (
    "advances.clear_advance",
    "advances.give_advance",
    "assets.buy_asset",
    "assets.dispose_of_asset",
    "bank_matching.accrue_interest",
    "bank_matching.post_bank_difference",
    "bank_matching.post_bank_line",
    "cash_counts.count_cash",
    "claim_payments.pay_claims",
    "claims.approve_claims",
    "contributions.assign_unidentified",
    "contributions.record_collection",
    "contributions.record_payment",
    "contributions.refund_mistake",
    "contributions.void_receipt",
    "drafts.post_draft",
    "drafts.post_drafts",
    "dues.pay_by_fund",
    "dues.release_deferred",
    "entries.post_entry",
    "entries.reverse_entry",
    "grants.receive_grant",
    "grants.return_grant",
    "grants.spend_grant",
    "hand_ins.hand_in",
    "matching.find_excess",
    "matching.lapse_approval",
    "matching.record_approval",
    "matching.record_receipt",
    "matching.return_excess",
    "past_benefits.take_in_benefits",
    "payments.move_between_funds",
    "payments.move_cash",
    "payments.pay_money",
    "payments.receive_gift",
    "payments.receive_money",
    "withholdings.hand_in_tax",
    "withholdings.pay_fee",
)
# Services that post nothing, yet what they keep belongs to a day of the closed year.
DATED = {
    "budgets.adopt_budget": "budget.closed",
    "cheques.change_cheque": "day.closed",
    "cheques.draw_cheque": "day.closed",
    "cheques.spoil_cheque": "day.closed",
    "reconciliations.undo_reconciliation": "day.closed",
}
# Figures before the book and notes stay once the year is locked; until then they are the committee's to write.
OF_THE_YEAR = {
    "before_book.keep_form_figures": "before_book.locked",
    "before_book.keep_prior_figures": "before_book.locked",
    "note_texts.write_note": "note.locked",
}
# What is due on a closed day is posted on the first open one.
POSTPONED = ("assets.depreciate", "recurring.post_recurring")
UNTOUCHING = sorted({name for name, (scene, _act) in ACTS.items() if scene == "busy"} - {*POSTING, *POSTPONED, *DATED})
# What a closed period is made of.
CLOSED_ROWS = {
    "entries": "period / 100 = 2026",
    "postings": "entry_id IN (SELECT id FROM entries WHERE period / 100 = 2026)",
    "movements": "period / 100 = 2026",
    "periods": "id / 100 = 2026",
    "statements": "period / 100 = 2026",
    "kept_reports": "1",
    "year_locks": "1",
}


# The books.


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Close the busy book as far as each state says; give each state's book."""
    path = SCENES["busy"](tmp_path_factory.mktemp("busy"))
    desk = books.sit_down(path, outside(AFTER_THE_YEAR, 2))
    cleared = an_entry("2901 welfare 400", "4302 welfare -400", day="2025-11-30", series=Series.GENERAL)
    entries.post_entry(desk, cleared)  # nothing may stand on a suspense account when a month closes
    made = {}
    for state, close in zip(STATES, (_close_the_months, _close_the_year, _lock_the_year), strict=True):
        close(desk)
        made[state] = _copied(desk.book.path, tmp_path_factory.mktemp("state"))
    desk.book.close()
    return made


def _close_the_months(desk):
    for month in [date(2025, 11, 1), date(2025, 12, 1), *(date(2026, at, 1) for at in range(1, 10))]:
        periods.close_month(desk, month, PIN)


def _close_the_year(desk):
    periods.close_year(desk, 2026, PIN)


def _lock_the_year(desk):
    periods.lock_year(desk, 2026, MEETING, "ประชุมใหญ่ 1/2569", PIN)


def _copied(path, folder):
    with sqlite3.connect(path) as source, sqlite3.connect(folder / path.name) as copy:
        source.backup(copy)
    return folder / path.name


@pytest.fixture(scope="module", params=STATES)
def state(request):
    """Say how far the book is closed."""
    return request.param


@pytest.fixture
def desk(state, kept, tmp_path):
    """Sit down in March, which is closed, at a copy of the book."""
    with (desk := _sit_down(kept[state], tmp_path)).book:
        yield desk


def _sit_down(path, folder):
    return books.sit_down(shutil.copyfile(path, folder / path.name), outside(TODAY, 3))


def closed_rows(desk):
    with desk.book.read() as tx:
        return {
            table: [tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table} WHERE {of} ORDER BY 1, 2")]
            for table, of in CLOSED_ROWS.items()
        }


def codes(act, *given, **named):
    with pytest.raises(RuleError) as refused:
        act(*given, **named)
    return {each.code for each in refused.value.problems}


def refuses(desk, act):
    """Tell by what codes an act is refused; it leaves the whole book as it was."""
    before = all_rows(desk)
    found = codes(act, desk)
    assert all_rows(desk) == before
    return found


# Every service.


@pytest.mark.parametrize("name", POSTING)
def test_no_service_posts_into_it(name, desk):
    _scene, act = ACTS[name]
    assert refuses(desk, act) == {"day.closed"}


@pytest.mark.parametrize("name", POSTPONED)
def test_what_is_due_in_it_is_posted_after_it(name, desk):
    _scene, act = ACTS[name]
    before, last = closed_rows(desk), desk.ask(kept_entries.last_id)
    act(desk)
    assert {entry.day for entry in desk.ask(lambda tx: kept_entries.since(tx, last)).values()} == {date(2026, 10, 1)}
    assert closed_rows(desk) == before
    assert verify_book(desk).ok


@pytest.mark.parametrize(("name", "said"), DATED.items())
def test_no_document_changes_on_a_day_of_it(name, said, desk, state):
    if said == "budget.closed" and state == STATES[0]:
        pytest.skip("a budget may be changed until the year is closed")
    _scene, act = ACTS[name]
    assert refuses(desk, act) == {said}


@pytest.mark.parametrize("state", STATES[2:], indirect=True)
@pytest.mark.parametrize(("name", "said"), OF_THE_YEAR.items())
def test_what_belongs_to_a_locked_year_stays(name, said, desk):
    _scene, act = ACTS[name]
    assert refuses(desk, act) == {said}


@pytest.mark.parametrize("name", UNTOUCHING)
def test_no_other_service_touches_it(name, kept, tmp_path):
    """What is not posted may go on (members, notes of health, keys): nothing of the closed year moves by it.

    An act that is refused by the period belongs into the lists above.
    """
    _scene, act = ACTS[name]
    with (desk := _sit_down(kept[STATES[1]], tmp_path)).book:
        before = closed_rows(desk)
        try:
            act(desk)
        except RuleError as refused:
            said = {each.code for each in refused.problems}
        else:
            said = set()
        assert "day.closed" not in said
        assert closed_rows(desk) == before


def test_every_service_of_these_lists_is_there():
    assert {*POSTING, *POSTPONED, *DATED, *OF_THE_YEAR} <= set(ACTS)


@pytest.mark.parametrize("series", [Series.RECEIPT, Series.PAYMENT, Series.GENERAL])
@pytest.mark.parametrize("day", ["2025-10-01", "2026-03-31", "2026-09-30"], ids=["first", "middle", "last"])
def test_no_entry_of_any_series_lies_on_a_day_of_it(series, day, desk):
    lines = ("1101 welfare 5", "4302 welfare -5") if series is Series.RECEIPT else ("5319 welfare 5", "1111 welfare -5")
    assert refuses(desk, lambda d: entries.post_entry(d, an_entry(*lines, day=day, series=series))) == {"day.closed"}


def test_one_closed_day_among_open_ones_refuses_the_whole_batch(desk):
    with desk.book.write() as tx:
        open_day = kept_drafts.add(tx, an_entry(day="2026-10-05"), desk.made())
    assert refuses(desk, lambda d: drafts.post_drafts(d, [open_day, 1])) == {"day.closed"}
    sheet = Collection("1", date(2026, 3, 1), (paid(5, day=date(2026, 10, 5)), paid(6, day=MARCH)))
    said = refuses(replace(desk, today=date(2026, 10, 31)), lambda d: contributions.record_collection(d, sheet))
    assert said == {"day.closed"}


def test_an_old_entry_is_undone_on_an_open_day_alone(desk):
    assert refuses(desk, lambda d: entries.reverse_entry(d, "PV6811-0001", date(2026, 9, 30), "ซ้ำ")) == {"day.closed"}
    before = closed_rows(desk)
    assert entries.reverse_entry(desk, "PV6811-0001", date(2026, 10, 1), "ซ้ำ").voucher == "JV6910-0001"
    assert closed_rows(desk) == before
    assert verify_book(desk).ok


def test_the_opening_is_closed_with_its_first_month(desk):
    opened = an_entry("1101 welfare 5", "3101 welfare -5", day="2025-10-01", series=Series.OPENING)
    opened = replace(opened, kind=EntryKind.OPENING)
    assert refuses(desk, lambda d: entries.post_entry(d, opened)) == {"day.closed"}


# The closing period.


@pytest.mark.parametrize("state", STATES[1:], indirect=True)
def test_nothing_enters_the_closing_period_of_a_closed_year(desk):
    closing = replace(an_entry(day="2026-09-30", series=Series.GENERAL), kind=EntryKind.CLOSING)
    assert refuses(desk, lambda d: entries.post_entry(d, closing)) == {"day.closed"}
    assert refuses(desk, lambda d: periods.close_year(d, 2026, PIN)) == {"year.already_closed"}
    assert refuses(desk, lambda d: periods.close_month(d, date(2026, 9, 1), PIN)) == {"month.already_closed"}
    with desk.book.read() as tx:
        made = tx.exec_driver_sql("SELECT voucher FROM entries WHERE kind = 'closing'").scalar_one()
    assert refuses(desk, lambda d: entries.reverse_entry(d, made, date(2026, 10, 1), "ผิด")) == {"reversal.not_normal"}


@pytest.mark.parametrize("state", STATES[1:], indirect=True)
def test_no_month_of_a_closed_year_reopens_before_the_year(desk, state):
    said = "month.locked" if state == STATES[2] else "month.later_closed"
    assert refuses(desk, lambda d: periods.reopen_month(d, date(2026, 9, 1), "ลืม", PIN)) == {said}


@pytest.mark.parametrize("state", STATES[2:], indirect=True)
def test_a_locked_year_stays_locked(desk):
    assert refuses(desk, lambda d: periods.reopen_year(d, 2026, "ลืม", PIN)) == {"year.locked"}
    assert refuses(desk, lambda d: periods.lock_year(d, 2026, MEETING, "อีกครั้ง", PIN)) == {"year.already_locked"}


# Documents of the day.


def test_cash_is_not_counted_on_a_day_of_it_even_where_nothing_is_over_or_short(desk):
    there = desk.ask(lambda tx: cash_counts.expected_cash(tx, "1102", MARCH))
    counted = cash_counts.CashCounted("1102", MARCH, {100: there.satang // 100}, "นางคำ")
    assert refuses(desk, lambda d: cash_counts.count_cash(d, counted)) == {"day.closed"}


def test_a_cheque_of_it_may_be_presented_after_it(desk):
    after = replace(desk, today=date(2026, 10, 31))
    before = closed_rows(desk)
    cheques.change_cheque(after, "1111", "0000002", ChequeStatus.PRESENTED, date(2026, 10, 2))
    assert closed_rows(desk) == before


def test_a_paper_may_be_added_to_a_voucher_of_it_and_moves_nothing(desk):
    """An auditor asks for the missing bill: the trail keeps when it came, the seal and the close stay as they were."""
    before = closed_rows(desk)
    digest = attachments.attach(desk, attachments.Subject.VOUCHER, "PV6811-0001", OTHER_SCAN)
    attachments.erase_attachment(desk, digest, "ผิดใบ")
    assert closed_rows(desk) == before
    assert verify_book(desk).ok


# Proposed, pending and opening entries have books of their own.


def test_an_entry_that_waits_keeps_its_month_from_closing(tmp_path):
    with (desk := _sit_down(SCENES["committee"](tmp_path / "made"), tmp_path)).book:
        for month in (date(2025, at, 1) for at in (10, 11, 12)):
            periods.close_month(desk, month, PIN)
        for month in (date(2026, at, 1) for at in (1, 2)):
            periods.close_month(desk, month, PIN)
        april = replace(desk, today=date(2026, 4, 30))
        assert codes(periods.close_month, april, date(2026, 3, 1), PIN) == {"month.pending"}


def test_an_entry_that_waits_is_not_approved_into_it(tmp_path):
    """Should its month be closed all the same, by whatever other program, approving finds it closed."""
    with (desk := _sit_down(SCENES["committee"](tmp_path / "made"), tmp_path)).book:
        periods.close_month(desk, date(2025, 10, 1), PIN)
        for month in (date(2025, 11, 1), date(2025, 12, 1), *(date(2026, at, 1) for at in (1, 2, 3))):
            _close_without_looking(desk, month)
        assert refuses(desk, lambda d: approvals.approve(d, 1)) == {"day.closed"}


def _close_without_looking(desk, month):
    with desk.book.write() as tx:
        period = kept_periods.ensure_open(tx, kept_periods.calendar(tx), month)
        statements.add(tx, statements.draw_up(tx, period), *signing.unlock(tx, desk.actor, PIN), desk.made())
        kept_periods.set_closed(tx, period)


def test_an_auditor_s_entry_is_not_accepted_into_it(tmp_path):
    with (desk := _sit_down(SCENES["year"](tmp_path / "made"), tmp_path)).book:
        wanted = an_entry("5319 welfare 5", "1101 welfare -5", day="2025-12-31", series=Series.PAYMENT)
        number = audits.propose_adjustment(desk, audits.Adjustment(2025, MARCH, "ผู้สอบบัญชี", "บิลตกค้าง", wanted))
        assert refuses(desk, lambda d: audits.accept_adjustment(d, number)) == {"day.closed"}


def test_a_book_does_not_open_with_other_balances_once_its_first_month_is_closed(tmp_path):
    with (desk := a_book(tmp_path)).book:
        periods.close_month(desk, date(2025, 10, 1), PIN)
        lines = [a_line(each) for each in ("1111 welfare 5", "3101 welfare -5")]
        assert refuses(desk, lambda d: openings.open_balances(d, lines)) == {"day.closed"}


# The command line, and the files that it reads.


@pytest.fixture
def say(capfdbinary, kept, tmp_path):
    """Speak as the treasurer, in March, which is closed, about a copy of the book whose year is closed."""
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"user": "มาลี", "password": PASSWORD, "pin": PIN}), encoding="utf-8")
    book = shutil.copyfile(kept[STATES[1]], tmp_path / "book.welfare")
    terminal = Terminal(capfdbinary, TODAY.isoformat())

    def refused(*words):
        before = _ledger(book)
        said = terminal.refused(*(book if each is BOOK else each for each in words), "--secrets", secrets)
        assert _ledger(book) == before
        return said

    return refused


BOOK = object()
DAY = ("--day", "2026-03-02")


def _ledger(book):
    with closing(sqlite3.connect(book)) as door:
        return {table: door.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in CLOSED_ROWS}


def _whole(book):
    with sqlite3.connect(book) as door:
        return sorted(door.iterdump())


@pytest.mark.parametrize(
    "words",
    [
        ("money", "in", BOOK, "--line", "4302=5", "--cash", "1111", "--memo", "บริจาค", *DAY),
        ("money", "out", BOOK, "--line", "5303=5", "--cash", "1111", "--memo", "กระดาษ", *DAY),
        ("money", "gift", BOOK, "--line", "5303=5", "--memo", "ผ้าห่ม", *DAY),
        ("money", "move", BOOK, "5", "--from", "1111", "--to", "1101", "--memo", "ถอน", *DAY),
        ("collect", BOOK, "00005=30", "--village", "1", *DAY),
        ("receipt", "make", BOOK, "มาลี", "00005=30", *DAY),
        ("receipt", "void", BOOK, "RV6811-0001", "--reason", "ผิดคน", *DAY),
        ("reverse", BOOK, "PV6811-0001", "--reason", "ซ้ำ", *DAY),
        ("draft", "post", BOOK, "D-0001"),
        ("advance", "give", BOOK, "--to", "ก้อน", "--for", "ประชุม", "--amount", "5", "--due", "2026-04-01", *DAY),
        ("advance", "clear", BOOK, "1", "--returned", "20", "--account", "1111", *DAY),
        ("asset", "dispose", BOOK, "002", "--reason", "มติ", *DAY),
        ("withhold", "pay", BOOK, "--payee", "ช่าง", "--amount", "20", "--expense", "5319", *DAY),
        ("grant", "receive", BOOK, "1", "--amount", "5", "--for", "งวด", *DAY),
        ("match", "receive", BOOK, "2", "--amount", "5", *DAY),
        ("bank", "post", BOOK, "3", "--to", "5309"),
        ("cash", "count", BOOK, "--account", "1101", "--by", "คำ", "--piece", "100=1", "--reason", "นับ", *DAY),
        ("cheque", "spoil", BOOK, "0000009", "--reason", "เขียนผิด", *DAY),
        ("opening", BOOK, "1111=5", "3101=-5"),
    ],
    ids=lambda words: " ".join(words[:2]) if isinstance(words[1], str) else words[0],
)
def test_no_command_reaches_it(words, say):
    assert say(*words).endswith("is closed. Choose a day in an open month.")


@pytest.fixture
def entry_file(tmp_path):
    file = tmp_path / "entry.json"
    lines = [
        {"account": "1101", "fund": "welfare", "debit_satang": 500},
        {"account": "4302", "fund": "welfare", "credit_satang": 500},
    ]
    written = {"day": "2026-03-02", "series": "RV", "memo": "บริจาค", "lines": lines}
    file.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    return file


def a_list(path, *rows):
    sheet = Workbook()
    for row in rows:
        sheet.active.append(row)
    sheet.save(path)
    return path


def test_no_file_is_taken_into_it(say, entry_file, tmp_path):
    said = "is closed. Choose a day in an open month."
    assert say("post", BOOK, entry_file).endswith(said)
    header = ("รหัส", "ชื่อ-สกุล", "จำนวนเงิน", "วันที่")
    collected = a_list(tmp_path / "เก็บ.xlsx", header, ("00005", "มาลี5 ใจดี", 30, "2/3/2569"))
    assert said in say("import", "collections", BOOK, collected, "--accept")
    opened = a_list(
        tmp_path / "ยกมา.xlsx", ("รหัส", "ชื่อบัญชี", "เดบิต", "เครดิต"), ("1111", "ธนาคาร", 5, ""), ("3101", "กองทุน", "", 5)
    )
    assert said in say("import", "opening", BOOK, opened, "--accept")


# Books of older versions.


@pytest.fixture(params=OLD_BOOKS, ids=lambda path: path.stem)
def old(request, tmp_path):
    """Bring an old book, whose October is closed, up to date."""
    with (desk := _sit_down(request.param, tmp_path)).book:
        yield desk


def test_what_an_old_book_closed_stays_closed(old):
    assert refuses(old, lambda d: entries.post_entry(d, an_entry(day="2025-10-31"))) == {"day.closed"}
    opened = replace(an_entry(day="2025-10-01", series=Series.OPENING), kind=EntryKind.OPENING)
    assert refuses(old, lambda d: entries.post_entry(d, opened)) == {"day.closed"}
    assert refuses(old, lambda d: periods.close_month(d, date(2025, 10, 1), PIN)) == {"month.already_closed"}
    with old.book.read() as tx:
        shut = tx.exec_driver_sql("SELECT id FROM periods WHERE status <> 'open'").scalars().all()
    assert 202601 in shut
    old.book.close()
    for statement in (
        "UPDATE periods SET status = 'open', reopened = reopened + 1 WHERE id = 202601",
        "UPDATE entries SET day = '2025-10-02' WHERE id = 1",
        "UPDATE movements SET debit = debit + 1 WHERE period = 202601",
        "DELETE FROM statements",
    ):
        refused_outside(old.book.path, statement)


# Any other program, with SQL.


def refused_outside(path, *told):
    """Tell another program to write this into the file; it may not, and the file stays as it was."""
    before = _whole(path)
    with closing(sqlite3.connect(path)) as door:
        door.execute("PRAGMA ignore_check_constraints = ON")
        *first, last = told
        for statement in first:
            door.execute(statement)
        with pytest.raises(sqlite3.IntegrityError):
            door.execute(last)
        door.rollback()
    assert _whole(path) == before


NEW_ENTRY = (
    "INSERT INTO entries SELECT id + 1, 'JV', substr('{day}', 1, 7), {number}, '{voucher}', '{day}', "
    "{period}, '{kind}', posted_at, made_by, NULL, NULL, x'', memo, memo_salt, memo_commitment, "
    "payee, payee_salt, payee_commitment, seal, 0 FROM entries ORDER BY id DESC LIMIT 1"
)
NEW_LINE = (
    "INSERT INTO postings (entry_id, line, account, fund, amount, day) "
    "SELECT max(id), {line}, '{account}', 'welfare', {amount}, '{day}' FROM entries"
)
POST = "UPDATE entries SET posted = 1 WHERE posted = 0"


def slipped_in(day, period, kind, door):
    """Write a whole new entry as another program would, with the next number of its month."""
    with closing(sqlite3.connect(door)) as asked:
        found = asked.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM entries WHERE series = 'JV' AND month = ?", (day[:7],)
        )
        ((number,),) = found.fetchall()
    voucher = f"JV{(int(day[:4]) + 543) % 100}{day[5:7]}-{number:04}"
    return (
        NEW_ENTRY.format(day=day, number=number, voucher=voucher, period=period, kind=kind),
        NEW_LINE.format(line=1, account="1101", amount=500, day=day),
        NEW_LINE.format(line=2, account="3101", amount=-500, day=day),
        POST,
    )


@pytest.fixture
def file(state, kept, tmp_path):
    return shutil.copyfile(kept[state], tmp_path / "book.welfare")


@pytest.mark.parametrize(
    ("day", "period", "kind"),
    [
        ("2026-03-02", 202606, "normal"),
        ("2026-03-02", 202701, "normal"),  # a closed day under an open period's number
        ("2025-10-01", 202600, "opening"),
        ("2025-10-01", 202601, "normal"),
        ("2026-09-30", 202612, "normal"),
        ("2026-09-30", 202613, "normal"),
    ],
)
def test_no_program_writes_an_entry_into_it(day, period, kind, file):
    refused_outside(file, *slipped_in(day, period, kind, file))


@pytest.mark.parametrize("state", STATES[1:], indirect=True)
def test_no_program_writes_into_the_closing_period(file):
    refused_outside(file, *slipped_in("2026-09-30", 202613, "closing", file))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET day = '2026-10-01' WHERE id = 3",
        "UPDATE entries SET period = 202701 WHERE id = 3",
        "UPDATE entries SET memo = 'อื่น' WHERE id = 3",
        "UPDATE entries SET posted = 0 WHERE id = 3",
        "DELETE FROM entries WHERE id = 3",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = 3",
        "UPDATE postings SET amount = amount * 2 WHERE entry_id = 3",
        "UPDATE postings SET account = '1111' WHERE entry_id = 3",
        "DELETE FROM postings WHERE entry_id = 3",
        "INSERT INTO postings SELECT entry_id, 99, account, fund, amount, member, day FROM postings WHERE entry_id = 3",
        "UPDATE movements SET debit = debit + 1, credit = credit + 1 WHERE period = 202606",
        "UPDATE movements SET period = 202606 WHERE period = 202605",
        "DELETE FROM movements WHERE period = 202606",
        "INSERT INTO movements VALUES ('1102', 202606, 'reserve', 5, 0)",
        "UPDATE periods SET status = 'open' WHERE id = 202612",
        "UPDATE periods SET status = 'open', reopened = reopened + 1 WHERE id = 202612",
        "UPDATE periods SET first_day = '2026-03-31' WHERE id = 202606",
        "DELETE FROM periods WHERE id = 202606",
        "INSERT OR REPLACE INTO periods VALUES (202606, '2026-03-01', '2026-03-31', 'open', 0)",
        "INSERT INTO periods VALUES (202512, '2025-09-01', '2025-09-30', 'open', 0)",
        "UPDATE statements SET debit = debit + 1",
        "UPDATE statements SET signature = x'00'",
        "DELETE FROM statements",
        "INSERT OR REPLACE INTO statements SELECT * FROM statements WHERE id = 2",
        "UPDATE kept_reports SET content = '{}'",
        "DELETE FROM kept_reports",
        "INSERT INTO kept_reports SELECT 2, 'x', content, hash FROM kept_reports LIMIT 1",
        "INSERT OR REPLACE INTO kept_reports SELECT * FROM kept_reports",
        "DELETE FROM audit WHERE action = 'period.closed'",
        "UPDATE audit SET at = at || ' '",
    ],
)
def test_no_program_changes_what_it_holds(statement, file):
    refused_outside(file, statement)


@pytest.mark.parametrize("state", STATES[2:], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE periods SET status = 'open', reopened = reopened + 1 WHERE id = 202613",
        "UPDATE periods SET status = 'closed' WHERE id = 202613",
        "UPDATE year_locks SET resolution = 'อื่น'",
        "DELETE FROM year_locks",
        "INSERT OR REPLACE INTO year_locks SELECT * FROM year_locks",
        "INSERT INTO prior_figures VALUES (2025, '1101', 'welfare', 5)",
        "INSERT INTO form_figures VALUES ('R1.member', 5, 1)",
        "INSERT INTO note_texts VALUES (2026, 'general', 'อื่น', '')",
    ],
)
def test_no_program_unlocks_a_year_or_changes_what_belongs_to_it(statement, file):
    refused_outside(file, statement)
