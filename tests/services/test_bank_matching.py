"""The sample statements of two banks, held against a book as their truth says."""

from collections import Counter
from datetime import date

import pytest

from tests.services.bank_samples import BANKS, FIRST, SECOND, BookSide, a_bank_book, truth
from tests.services.small_fund import refused
from welfare_desk.ledger.bank_matching import MatchReason, Sureness
from welfare_desk.ledger.bank_only import BankPurpose
from welfare_desk.money import Money
from welfare_desk.services.bank_matching import (
    BankPosting,
    accept_matches,
    post_bank_difference,
    post_bank_line,
    work_on,
)
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.reconciliations import approve_reconciliation
from welfare_desk.storage.reconciliations import reconciliation_on

DECEMBER = date(2025, 12, 31)
TRANSIT = BookSide("village", "9", "", "2025-12-05", 146200)
CHEQUE = BookSide("benefit", "35", "", "2025-12-25", 40000)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    desk, vouchers = a_bank_book(tmp_path_factory.mktemp("bank"))
    yield {account: desk.ask(lambda tx, account=account: work_on(tx, account)) for account in BANKS.values()}, vouchers
    desk.book.close()


def key_of(line):
    return line.day.isoformat(), line.amount.satang, None if line.balance is None else line.balance.satang


def expected(file, *kinds):
    return [each for each in truth() if each.file == file and each.kind in kinds]


@pytest.mark.parametrize("file", [FIRST, SECOND])
def test_every_line_is_matched_as_the_truth_says(found, file):
    works, vouchers = found
    work = works[BANKS[file]]
    by_line = {key_of(line): each for each in work.suggestions for line in each.lines}
    for each in expected(file, "one", "group"):
        suggestion = by_line[each.day, each.satang, each.balance]
        assert {item.voucher for item in suggestion.items} == {vouchers[side] for side in each.book}, each
        assert len(suggestion.lines) == 1
    for each in expected(file, "own_transfer"):
        suggestion = by_line[each.day, each.satang, each.balance]
        assert [item.words for item in suggestion.items] == ["โอนระหว่างบัญชีกองทุน"]
    for each in expected(file, "differs"):
        suggestion = by_line[each.day, each.satang, each.balance]
        assert suggestion.reason is MatchReason.DIFFERS
        assert [item.voucher for item in suggestion.items] == [vouchers[each.book[0]]]
        assert suggestion.difference == Money(each.satang - each.book[0].satang)


def test_what_is_certain_and_what_is_not(found):
    works, _vouchers = found
    counted = Counter((each.reason, each.sureness) for each in works["1111"].suggestions)
    assert counted == {
        (MatchReason.AMOUNT, Sureness.CERTAIN): 35,
        (MatchReason.AMOUNT, Sureness.LIKELY): 2,  # two equal deposits on one day
        (MatchReason.GROUP, Sureness.CERTAIN): 5,
        (MatchReason.CORRECTED, Sureness.CERTAIN): 1,
        (MatchReason.DIFFERS, Sureness.LOOK): 1,
    }


def test_what_only_the_bank_has_is_proposed_as_the_truth_says(found):
    works, _vouchers = found
    accounts = {"fee": "5309", "interest": "4401", "tax": "5312", "unknown_receipt": "2901", "grant": "4201"}
    for file, account in BANKS.items():
        proposals = {key_of(each.line): each for each in works[account].proposals}
        for each in expected(file, "bank_only"):
            if each.what != "bank_error":
                assert proposals.pop((each.day, each.satang, each.balance)).account == accounts[each.what], each
        for each in expected(file, "opening_payable", "opening_receivable"):
            proposal = proposals.pop((each.day, each.satang, each.balance))
            assert (proposal.purpose, proposal.account) == (BankPurpose.SETTLES, each.book[0].number)
        assert not proposals


def test_the_months_of_two_banks_are_approved(tmp_path):
    desk, vouchers = a_bank_book(tmp_path)
    assert accept_matches(desk, "1113") == 2
    assert accept_matches(desk, "1111") == 41
    wait = [each for each in desk.ask(lambda tx: work_on(tx, "1111")).suggestions if each.sureness is Sureness.LIKELY]
    assert accept_matches(desk, "1111", [line.id for each in wait for line in each.lines]) == 2
    differs = desk.ask(lambda tx: work_on(tx, "1111")).suggestions[0]
    voucher = differs.items[0].voucher
    assert accept_matches(desk, "1111", [differs.lines[0].id]) == 0
    assert refused(post_bank_difference, desk, "1111", differs.lines[0].id, voucher, " ") == ["mark.no_reason"]
    assert refused(post_bank_difference, desk, "1111", differs.lines[0].id, "RV9", "x") == ["bank.no_item"]
    assert refused(approve_reconciliation, desk, "1111", DECEMBER) == ["bank.lines_left"]
    post_bank_difference(desk, "1111", differs.lines[0].id, voucher, "นับเงินขาด")
    for account in BANKS.values():
        for each in desk.ask(lambda tx, account=account: work_on(tx, account)).proposals:
            post_bank_line(desk, account, BankPosting(each.line.id, each.account, each.fund, each.memo))
        assert not desk.ask(lambda tx, account=account: work_on(tx, account)).suggestions
    stands = desk.ask(lambda tx: reconciliation_on(tx, "1111", DECEMBER))
    assert [(each.number, each.amount.satang) for each in stands.in_transit] == [(vouchers[TRANSIT], 146200)]
    assert [(each.number, each.amount.satang) for each in stands.unpresented] == [(vouchers[CHEQUE], -40000)]
    assert (stands.bank, stands.book, stands.difference) == (Money(100464203), Money(100570403), Money(0))
    assert approve_reconciliation(desk, "1111", DECEMBER) == 1
    assert approve_reconciliation(desk, "1113", DECEMBER) == 2
    assert verify_book(desk).failed == ()
    desk.book.close()
