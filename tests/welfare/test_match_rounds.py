"""A round of matching money: what may follow what, and what it posts."""

from datetime import date

import pytest

from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.match_rounds import (
    MatchEvent,
    MatchFigures,
    MatchLetter,
    MatchRound,
    MatchStep,
    approval_entry,
    excess_entry,
    figures_of,
    lapse_entry,
    next_steps,
    problems_of_step,
    receipt_entry,
    return_entry,
)
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms

DAY = date(2025, 12, 1)
CODI = MatchProgramme("codi", "สมทบจาก พอช.", "CODI match", Giver.STATE, "4201", "1201")
ROUND = MatchRound(7, CODI, MatchTerms(), 2025, date(2025, 9, 30))
TERMS = MatchTerms()
PARTS = (("welfare", Money.baht(70)), ("reserve", Money.baht(30)))


def letter(baht=100, number="พอช 12"):
    return MatchLetter(DAY, Money.baht(baht), number)


def steps(*given):
    """Read steps written `approved 100`."""
    pairs = (each.split() for each in given)
    return figures_of(MatchEvent(MatchStep(step), letter(int(baht))) for step, baht in pairs)


def codes(step, given, figures, terms=TERMS):
    return [each.code for each in problems_of_step(MatchStep(step), given, figures, terms)]


def lines(entry):
    assert problems_of(entry) == []
    assert entry.payee == CODI.name
    return [f"{each.account} {each.fund} {each.amount.text()}" for each in entry.postings]


ASKED = ("opened 500", "asked 400")


def test_the_steps_add_up_each_by_itself():
    figures = steps(*ASKED, "approved 300", "received 100", "received 50", "lapsed 100", "excess 40", "returned 15")
    assert (figures.to_ask, figures.asked, figures.approved) == (Money.baht(500), Money.baht(400), Money.baht(300))
    assert (figures.received, figures.outstanding) == (Money.baht(150), Money.baht(50))
    assert (figures.to_return, figures.is_closed) == (Money.baht(25), False)
    assert steps(*ASKED, "received 10").outstanding == ZERO
    assert figures_of(()) == MatchFigures()


def test_asked_is_written_down_once_and_first():
    assert codes("asked", letter(500), steps("opened 500")) == []
    assert codes("asked", letter(501), steps("opened 500")) == ["match.too_much"]
    assert codes("asked", letter(100), steps(*ASKED)) == ["match.asked"]
    assert codes("approved", letter(), steps("opened 500")) == ["match.not_asked"]


def test_an_approval_needs_a_letter_and_an_amount():
    assert codes("approved", letter(900), steps(*ASKED)) == []
    assert codes("approved", letter(0, " "), steps(*ASKED)) == ["payment.no_amount", "match.no_letter"]
    assert codes("received", letter(10, ""), steps(*ASKED)) == []


def test_no_more_lapses_or_goes_back_than_there_is():
    figures = steps(*ASKED, "approved 300", "received 100")
    assert codes("lapsed", letter(200), figures) == []
    assert codes("lapsed", letter(201), figures) == ["match.too_much"]
    assert codes("excess", letter(100), figures) == []
    assert codes("excess", letter(101), figures) == ["match.too_much"]
    assert codes("excess", letter(1), figures, MatchTerms(returns_excess=False)) == ["match.keeps_excess"]
    assert codes("returned", letter(1), figures) == ["match.too_much"]
    assert codes("returned", letter(40), steps(*ASKED, "received 100", "excess 40")) == []


def test_a_round_closes_when_nothing_is_open():
    nothing = MatchLetter(DAY, ZERO)
    assert codes("closed", nothing, steps("opened 500")) == []
    open_ = steps(*ASKED, "approved 300", "received 100", "excess 40")
    assert codes("closed", nothing, open_) == ["match.outstanding", "match.to_return"]
    undone = steps(*ASKED, "received 60", "closed 100")  # a receipt was reversed after the round was closed
    assert not undone.is_closed
    assert codes("received", letter(40), undone) == []
    for step in ("asked", "approved", "received", "closed"):
        assert codes(step, letter(), steps(*ASKED, "closed 0")) == ["match.closed"]


def test_an_approval_and_its_lapse_are_mirror_images():
    approved = approval_entry(ROUND, "1201", letter(), PARTS)
    assert lines(approved) == [
        "1201 welfare 70.00", "1201 reserve 30.00", "4201 welfare -70.00", "4201 reserve -30.00",
    ]  # fmt: skip
    assert approved.memo == "เงินสมทบได้รับอนุมัติ รอบที่ 7 หนังสือ พอช 12"
    lapsed = lapse_entry(ROUND, "1201", letter(), PARTS)
    assert lines(lapsed) == ["4201 welfare 70.00", "4201 reserve 30.00", "1201 welfare -70.00", "1201 reserve -30.00"]


def test_money_that_came_clears_what_was_waited_for_and_the_rest_is_income():
    entry = receipt_entry(ROUND, letter(130, ""), "1113", PARTS, (("welfare", Money.baht(30)),))
    assert entry.series is Series.RECEIPT
    assert entry.memo == "รับเงินสมทบ รอบที่ 7"
    assert lines(entry) == [
        "1113 welfare 100.00", "1113 reserve 30.00", "1201 welfare -70.00", "1201 reserve -30.00",
        "4201 welfare -30.00",
    ]  # fmt: skip


@pytest.mark.parametrize(("baht", "welfare", "reserve"), [(100, "70.00", "30.00"), (10, "7.00", "3.00")])
def test_what_was_too_much_leaves_the_income_and_goes_back(baht, welfare, reserve):
    assert lines(excess_entry(ROUND, letter(baht), PARTS)) == [
        f"4201 welfare {welfare}", f"4201 reserve {reserve}", f"2202 welfare -{welfare}", f"2202 reserve -{reserve}",
    ]  # fmt: skip
    back = return_entry(ROUND, letter(baht), "1113", PARTS)
    assert back.series is Series.PAYMENT
    assert lines(back)[::2] == [f"2202 welfare {welfare}", f"1113 welfare -{welfare}"]


def test_what_may_follow_is_named_in_its_usual_order():
    def following(*given):
        return [each.value for each in next_steps(steps(*given), TERMS)]

    assert following("opened 500") == ["asked", "closed"]
    assert following(*ASKED)[0] == "approved"
    assert "received" in following(*ASKED, "approved 300")
    assert "lapsed" in following(*ASKED, "approved 300")
    assert "returned" not in following(*ASKED, "approved 300", "received 300")
    assert "returned" in following(*ASKED, "approved 300", "received 300", "excess 10")
