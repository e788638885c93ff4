"""Statements of banks: each line once, gaps and other accounts refused, approvals frozen and taken back."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, a_book, an_entry
from tests.services.small_fund import balance, refused
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.cheques import ChequeStatus
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.reconciliation import MatchKind
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.bank_matching import (
    BankPosting,
    accept_matches,
    match_lines,
    post_bank_line,
    unmatch_lines,
    work_on,
)
from welfare_desk.services.bank_statements import (
    StatementTaken,
    name_bank_account,
    take_back_bank_statement,
    take_in_bank_statement,
)
from welfare_desk.services.cash_counts import CashCounted, count_cash
from welfare_desk.services.cheques import draw_cheque
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month
from welfare_desk.services.reconciliations import approve_reconciliation, approved_until, undo_reconciliation
from welfare_desk.storage.cheques import cheques

OCTOBER = date(2025, 10, 31)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry("1111 welfare 1000", "4302 welfare -1000", day="2025-10-02"))
    yield desk
    desk.book.close()


def a_statement(*lines, mark="a", opening=0, first=1, last=31, number="02-0-XX431-7"):
    """Make up a statement of October; lines are day and baht."""
    read = tuple(BankLine(at, date(2025, 10, day), Money.baht(baht), "x") for at, (day, baht) in enumerate(lines, 1))
    days = date(2025, 10, first), date(2025, 10, last)
    return StatementTaken("1111", "ธ.csv", mark, read, *days, Money.baht(opening), "ธนาคาร", number)


def test_the_same_lines_are_taken_in_once(desk):
    assert take_in_bank_statement(desk, a_statement((2, 1000), (5, -30), last=10)) == 2
    assert refused(take_in_bank_statement, desk, a_statement((2, 1000))) == ["bank.twice"]
    again = a_statement((2, 1000), (5, -30), last=10, mark="b")
    assert refused(take_in_bank_statement, desk, again) == ["bank.nothing_new"]
    assert take_in_bank_statement(desk, a_statement((2, 1000), (5, -30), (12, 7), mark="c", last=20)) == 1
    other = a_statement((2, 999), (25, 1), mark="d")
    assert refused(take_in_bank_statement, desk, other) == ["bank.other_lines"]
    gap = a_statement((25, 1), mark="e", first=21, opening=900)
    assert refused(take_in_bank_statement, desk, gap) == ["bank.missing_days"]
    assert take_in_bank_statement(desk, a_statement(mark="f", first=21, opening=977)) == 0
    assert take_in_bank_statement(desk, replace(a_statement((31, 1), mark="g", first=31), opening=None)) == 1


def test_a_statement_of_another_account_or_without_its_beginning_is_refused(desk):
    assert refused(take_in_bank_statement, desk, replace(a_statement((2, 1)), account="1101")) == ["bank.account"]
    assert refused(take_in_bank_statement, desk, replace(a_statement((2, 1)), opening=None)) == ["bank.no_opening"]
    assert refused(name_bank_account, desk, "1111", " ", "") == ["bank.no_name"]
    name_bank_account(desk, "1111", "ธ.ก.ส.", "02-0-12431-7")
    assert take_in_bank_statement(desk, a_statement((2, 1000), last=9)) == 1
    told = a_statement((12, 1), mark="b", first=10, opening=1000, number="02-0-XX987-1")
    assert refused(take_in_bank_statement, desk, told) == ["bank.other_account"]


def test_lines_from_before_the_book_only_move_its_beginning(desk):
    early = BankLine(1, date(2025, 9, 30), Money.baht(40), "x"), BankLine(2, date(2025, 10, 2), Money.baht(60), "x")
    taken = replace(a_statement(), lines=early, first_day=date(2025, 9, 1))
    assert refused(take_in_bank_statement, desk, replace(taken, lines=early[:1])) == ["bank.before_book"]
    assert take_in_bank_statement(desk, taken) == 1
    assert desk.ask(lambda tx: work_on(tx, "1111")).sides.bank_opening == Money.baht(40)


def test_an_earlier_statement_must_end_where_the_first_begins(desk):
    take_in_bank_statement(desk, a_statement((12, 5), first=10, opening=1000))
    bad = a_statement((2, 900), last=9, mark="b")
    assert refused(take_in_bank_statement, desk, bad) == ["bank.not_in_front"]
    assert take_in_bank_statement(desk, a_statement((2, 1000), last=9, mark="b")) == 1
    assert accept_matches(desk, "1111") == 1


def test_a_statement_is_taken_back_while_nothing_is_matched(desk):
    take_in_bank_statement(desk, a_statement((2, 1000), last=9))
    take_in_bank_statement(desk, a_statement((12, 5), first=10, opening=1000, mark="b"))
    assert refused(take_back_bank_statement, desk, 9, "x") == ["bank.unknown"]
    assert refused(take_back_bank_statement, desk, 2, " ") == ["mark.no_reason"]
    assert refused(take_back_bank_statement, desk, 1, "x") == ["bank.not_last"]
    match_lines(desk, "1111", [2], (), MatchKind.OPENING)
    assert refused(take_back_bank_statement, desk, 2, "x") == ["bank.matched"]
    unmatch_lines(desk, 1)
    take_back_bank_statement(desk, 2, "ผิดบัญชี")
    assert take_in_bank_statement(desk, a_statement((12, 5), first=10, opening=1000, mark="b")) == 1


def test_what_is_approved_is_frozen_and_taken_back_while_its_month_is_open(desk):
    assert refused(approve_reconciliation, desk, "1111", OCTOBER) == ["bank.no_statement"]
    take_in_bank_statement(desk, a_statement((2, 1000), (20, -10)))
    assert refused(unmatch_lines, desk, 9) == ["bank.no_match"]
    assert refused(match_lines, desk, "1111", [9], ["RV6810-0001"]) == ["bank.line_gone"]
    assert refused(match_lines, desk, "1111", [1], ["RV6810-0009"]) == ["bank.no_item"]
    accept_matches(desk, "1111")
    post_bank_line(desk, "1111", BankPosting(2, "5309"))
    assert refused(approve_reconciliation, desk, "1111", date(2025, 12, 1)) == ["bank.outside"]
    assert refused(undo_reconciliation, desk, "1111", "x") == ["bank.none_approved"]
    approve_reconciliation(desk, "1111", OCTOBER)
    assert desk.ask(lambda tx: approved_until(tx, "1111")) == OCTOBER
    assert refused(approve_reconciliation, desk, "1111", OCTOBER) == ["bank.approved"]
    assert refused(unmatch_lines, desk, 1) == ["bank.frozen_match"]
    late = a_statement((2, 1000), (20, -10), (31, 3), mark="b")
    assert refused(take_in_bank_statement, desk, late) == ["bank.frozen"]
    paper = desk.ask(lambda tx: make_report(tx, "bank-reconciliation", {"account": "1111", "on": OCTOBER}, desk.today))
    assert (paper.holds, len(paper.notes), len(paper.signatures)) == (True, 2, 3)
    assert refused(undo_reconciliation, desk, "1111", " ") == ["mark.no_reason"]
    undo_reconciliation(desk, "1111", "ผิดวัน")
    approve_reconciliation(desk, "1111", OCTOBER)
    close_month(desk, OCTOBER, PIN)
    assert refused(undo_reconciliation, desk, "1111", "x") == ["day.closed"]
    assert verify_book(desk).failed == ()


def test_a_changed_reconciliation_is_found(desk):
    take_in_bank_statement(desk, a_statement((2, 1000)))
    accept_matches(desk, "1111")
    approve_reconciliation(desk, "1111", OCTOBER)
    with desk.book.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER reconciliations_update")
        tx.exec_driver_sql("UPDATE reconciliations SET bank = bank + 1, book = book + 1")
    assert "documents" in verify_book(desk).failed


def test_a_matched_cheque_is_presented(desk):
    payment = an_entry("5303 welfare 120", "1111 welfare -120", day="2025-10-05", series=Series.PAYMENT)
    post_entry(desk, payment)
    draw_cheque(desk, "PV6810-0001", "4410022", date(2025, 10, 5))
    taken = a_statement((2, 1000), (9, -120))
    cheque = replace(taken.lines[1], reference="4410022")
    take_in_bank_statement(desk, replace(taken, lines=(taken.lines[0], cheque)))
    assert accept_matches(desk, "1111") == 2
    (kept,) = desk.ask(cheques)
    assert (kept.status, kept.since) == (ChequeStatus.PRESENTED, date(2025, 10, 9))


def test_an_entry_and_its_reversal_do_not_wait_for_the_bank(desk):
    post_entry(desk, an_entry("1111 welfare 5", "4302 welfare -5", day="2025-10-03"))
    reverse_entry(desk, "RV6810-0002", date(2025, 10, 4), "ผิด")
    take_in_bank_statement(desk, a_statement((2, 1000)))
    assert [each.voucher for each in desk.ask(lambda tx: work_on(tx, "1111")).sides.items] == ["RV6810-0001"]


def test_a_transfer_of_own_accounts_is_posted_once_and_matched_at_both(desk):
    taken = a_statement((2, 1000), (9, -300))
    take_in_bank_statement(desk, taken)
    accept_matches(desk, "1111")
    post_bank_line(desk, "1111", BankPosting(2, "1112"))
    come = replace(a_statement((9, 300), mark="b"), account="1112")
    take_in_bank_statement(desk, come)
    assert accept_matches(desk, "1112") == 1
    assert balance(desk, "1112") == Money.baht(300)


def test_cash_is_counted_and_a_difference_posted(desk):
    post_entry(desk, an_entry("1101 welfare 500", "4302 welfare -500", day="2025-10-03"))
    given = CashCounted("1101", OCTOBER, {10000: 5, 100: 0}, "นางคำ")
    assert count_cash(desk, given) == 1
    short = replace(given, pieces={10000: 4}, reason="ทอนผิด")
    assert refused(count_cash, desk, replace(short, reason="")) == ["count.difference"]
    elsewhere = replace(short, account="5303", day=date(2030, 1, 1))
    assert refused(count_cash, desk, elsewhere) == ["count.account", "hand_in.future"]
    assert count_cash(desk, short) == 2
    assert (balance(desk, "1101"), balance(desk, "5318")) == (Money.baht(400), Money.baht(100))
    assert verify_book(desk).failed == ()
