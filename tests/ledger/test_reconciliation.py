"""Bank and book held against one another: whatever is matched, the balances articulate."""

import json
import random
from datetime import date, timedelta

import pytest

from welfare_desk.ledger.bank_lines import BankLine, BookItem
from welfare_desk.ledger.reconciliation import (
    BankMatch,
    BankSides,
    MatchKind,
    problems_of_approval,
    problems_of_match,
    reconcile,
    reconciliation_hash,
)
from welfare_desk.money import Money

FIRST = date(2025, 11, 1)


def a_line(key, baht, day=0, words=""):
    return BankLine(key, FIRST + timedelta(day), Money.baht(baht), words)


def an_item(key, baht, day=0):
    return BookItem(key, f"V{key}", FIRST + timedelta(day), Money.baht(baht))


def sides(lines=(), items=(), matches=(), bank=1000, book=1000):
    return BankSides(FIRST, Money.baht(bank), Money.baht(book), lines, items, matches)


def codes(problems):
    return [each.code for each in problems]


def test_what_is_under_way_explains_the_difference():
    match = BankMatch(1, MatchKind.ENTRIES, (a_line(1, 300, 5),), (an_item(1, 300, 2),))
    stands = sides(items=[an_item(2, 50, 3), an_item(3, -20, 3)], matches=[match])
    early = reconcile("1111", FIRST + timedelta(4), stands)
    assert [each.number for each in early.in_transit] == ["V1", "V2"]
    assert [each.number for each in early.unpresented] == ["V3"]
    assert (early.bank, early.book, early.difference) == (Money.baht(1000), Money.baht(1330), Money(0))
    late = reconcile("1111", FIRST + timedelta(9), stands)
    assert [each.number for each in late.in_transit] == ["V2"]
    assert problems_of_approval(late, "") == []


def test_lines_that_only_the_bank_has_keep_it_from_being_approved():
    found = reconcile("1111", FIRST, sides(lines=[a_line(1, -10), a_line(2, 10), a_line(3, 5, 9)]))
    assert not found.difference
    assert codes(problems_of_approval(found, "")) == ["bank.lines_left"]


def test_what_was_under_way_before_needs_words_until_it_came():
    opening = BankMatch(1, MatchKind.OPENING, (a_line(1, 200, 2),))
    stands = sides(matches=[opening], book=1200)
    found = reconcile("1111", FIRST, stands)
    assert found.before == Money.baht(200)
    assert codes(problems_of_approval(found, " ")) == ["bank.before"]
    assert codes(problems_of_approval(found, "ฝากระหว่างทาง")) == []
    assert not reconcile("1111", FIRST + timedelta(2), stands).before
    earlier = BankMatch(2, MatchKind.ENTRIES, (a_line(1, 200, 2),), (an_item(1, 200, -3),))
    assert not reconcile("1111", FIRST + timedelta(2), sides(matches=[earlier], book=1200)).before


def test_an_error_of_the_bank_is_shown_until_it_is_undone():
    pair = BankMatch(1, MatchKind.BANK_ERROR, (a_line(1, 500, 1), a_line(2, -500, 3)))
    found = reconcile("1111", FIRST + timedelta(1), sides(matches=[pair]))
    assert [each.amount for each in found.errors] == [Money.baht(500)]
    assert not found.difference
    assert not reconcile("1111", FIRST + timedelta(3), sides(matches=[pair])).errors


def test_an_entry_and_its_reversal_wait_for_nobody():
    pair = BankMatch(0, MatchKind.ENTRIES, (), (an_item(1, 70, 1), an_item(2, -70, 4)))
    assert len(reconcile("1111", FIRST + timedelta(1), sides(matches=[pair])).in_transit) == 1
    assert not reconcile("1111", FIRST + timedelta(4), sides(matches=[pair])).under_way


def test_what_is_matched_must_agree():
    line, item = a_line(1, 10), an_item(1, 10)
    assert problems_of_match(MatchKind.ENTRIES, [line], [item]) == []
    assert codes(problems_of_match(MatchKind.ENTRIES, [], [])) == ["bank.no_line", "bank.no_entry"]
    assert codes(problems_of_match(MatchKind.OPENING, [line], [item])) == ["bank.entry_of_none"]
    assert codes(problems_of_match(MatchKind.ENTRIES, [line], [an_item(2, 9)])) == ["bank.differs"]


def test_what_explains_it_is_written_and_hashed():
    found = reconcile("1111", FIRST, sides(items=[an_item(2, 50)]))
    assert json.loads(found.content()) == {
        "before": 0,
        "errors": [],
        "under_way": [["2025-11-01", "V2", "", 5000]],
    }
    assert reconciliation_hash(found, "a") != reconciliation_hash(found, "b")


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_matched_the_balances_articulate(seed):
    chance = random.Random(seed)
    keys = iter(range(1, 1000))
    matches: list[BankMatch] = []
    for kind in chance.choices(list(MatchKind), k=25):
        lines = [
            a_line(next(keys), chance.randint(-500, 500), chance.randrange(40)) for _ in range(chance.randint(1, 3))
        ]
        total = sum(each.amount.satang for each in lines) // 100
        first = chance.randint(-300, 300)
        parts = (first, total - first) if kind is MatchKind.ENTRIES else ()
        items = tuple(an_item(next(keys), part, chance.randrange(-10, 40)) for part in parts)
        matches.append(BankMatch(next(keys), kind, tuple(lines), items))
    alone = [a_line(next(keys), chance.randint(-500, 500), chance.randrange(40)) for _ in range(5)]
    waiting = [an_item(next(keys), chance.randint(-500, 500), chance.randrange(40)) for _ in range(9)]
    stands = sides(alone, waiting, matches, chance.randint(0, 9000), chance.randint(0, 9000))
    for after in (0, 13, 27, 60):
        day = FIRST + timedelta(after)
        found = reconcile("1111", day, stands)
        on_bank = [*alone, *(each for match in matches for each in match.lines)]
        in_book = [*waiting, *(each for match in matches for each in match.items if each.day >= FIRST)]
        assert found.bank == stands.bank_opening + Money.sum(each.amount for each in on_bank if each.day <= day)
        assert found.book == stands.book_opening + Money.sum(each.amount for each in in_book if each.day <= day)
        only = Money.sum(each.amount for each in found.bank_only)
        assert found.difference == -only
