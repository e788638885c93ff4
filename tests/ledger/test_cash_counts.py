"""Cash counted by notes and coins: agreed with the book, or posted as over or short."""

from datetime import date

from tests.ledger.test_bank_only import CHART
from welfare_desk.ledger.cash_counts import CashTally, difference_entry, problems_of_count
from welfare_desk.ledger.entries import Posting
from welfare_desk.money import Money

DAY = date(2026, 1, 15)


def a_tally(pieces, expected="3040", **changes):
    given = {"counted_by": "นางคำ", "reason": "นับแล้ว"} | changes
    return CashTally("1101", DAY, pieces, Money.baht(expected), **given)


def test_pieces_add_up():
    tally = a_tally({100000: 3, 2000: 2, 25: 4})
    assert (tally.counted, tally.difference) == (Money.baht(3041), Money.baht(1))


def test_what_agrees_posts_nothing():
    tally = a_tally({100000: 3, 2000: 2}, reason="")
    assert problems_of_count(tally) == []
    assert difference_entry(tally, "welfare", "", CHART) is None


def test_over_and_short_go_to_the_account_s_own_fund():
    over = difference_entry(a_tally({100000: 4}), "administration", "เกิน", CHART)
    short = difference_entry(a_tally({100000: 3}), "administration", "ขาด", CHART)
    assert over.postings == (
        Posting("1101", "administration", Money.baht(960)),
        Posting("4901", "administration", Money.baht(-960)),
    )
    assert short.postings == (
        Posting("5318", "administration", Money.baht(40)),
        Posting("1101", "administration", Money.baht(-40)),
    )


def test_every_problem_of_a_count_is_named():
    found = problems_of_count(a_tally({3: 1, 100: -1}, counted_by=" ", reason=""))
    assert [each.code for each in found] == ["count.piece", "count.below_zero", "count.nobody", "count.difference"]
