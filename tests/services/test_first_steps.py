"""The way to a new book, as pure rules."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import outside
from welfare_desk.money import Money
from welfare_desk.reports.setup import setup
from welfare_desk.services import books
from welfare_desk.services.books import BookKind
from welfare_desk.services.first_steps import (
    OWN_PLAN,
    Answers,
    Step,
    new_book,
    own_plan,
    path,
    problems_of,
    step_after,
    step_before,
    take_up,
)
from welfare_desk.welfare.plans import Period

TODAY = date(2026, 1, 15)
WHOLE = Answers(
    name_th="กองทุนทดสอบ",
    tambon="400101",
    address="ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000",
    founded=date(2010, 11, 1),
    first_day=date(2025, 10, 1),
    weights=(("welfare", 70), ("reserve", 20), ("administration", 10)),
    head="นายก้อน",
)


def codes(step, answers):
    return [each.code for each in problems_of(step, answers, TODAY)]


def test_only_a_welfare_fund_is_asked_for_contributions():
    assert set(Step) - set(path(replace(WHOLE, kind=BookKind.COOPERATIVE))) == {Step.PLAN, Step.SPLIT}
    assert path(WHOLE) == tuple(Step)


def test_steps_follow_one_another_and_stay_at_the_ends():
    coop = replace(WHOLE, kind=BookKind.COOPERATIVE)
    assert step_after(Step.YEAR, WHOLE) is Step.PLAN
    assert step_after(Step.YEAR, coop) is Step.CHART
    assert step_before(Step.CHART, coop) is Step.YEAR
    assert step_before(Step.LANGUAGE, WHOLE) is Step.LANGUAGE
    assert step_after(Step.MAKE, WHOLE) is Step.MAKE


@pytest.mark.parametrize(
    ("step", "changed", "code"),
    [
        (Step.FUND, {"name_th": " "}, "book.no_name"),
        (Step.FUND, {"founded": date(2026, 1, 16)}, "book.founded_later"),
        (Step.YEAR, {"first_day": None}, "book.no_first_day"),
        (Step.YEAR, {"first_day": date(2026, 1, 16)}, "book.first_day_later"),
        (Step.YEAR, {"founded": date(2025, 10, 2)}, "book.before_founding"),
        (Step.PLAN, {"plan": OWN_PLAN}, "plan.no_amount"),
        (Step.PLAN, {"plan": OWN_PLAN, "own_plan": own_plan(Money(0), Period.MONTH, None)}, "plan.no_amount"),
        (Step.SPLIT, {"weights": (("welfare", 70),)}, "policy.not_whole"),
    ],
)
def test_each_step_says_what_cannot_stay_and_the_end_says_it_all(step, changed, code):
    assert codes(step, WHOLE) == codes(Step.MAKE, WHOLE) == []
    answers = replace(WHOLE, **changed)
    assert codes(step, answers) == [code]
    assert code in codes(Step.MAKE, answers)


def test_the_way_is_taken_up_where_it_was_left():
    assert take_up(Answers(), (), TODAY) is Step.LANGUAGE
    assert take_up(WHOLE, {Step.LANGUAGE, Step.KIND, Step.FUND}, TODAY) is Step.YEAR
    assert take_up(replace(WHOLE, name_th=""), set(Step), TODAY) is Step.FUND
    assert take_up(WHOLE, set(Step), TODAY) is Step.MAKE


def test_the_book_holds_every_answer(tmp_path):
    answers = replace(WHOLE, plan=OWN_PLAN, own_plan=own_plan(Money.baht(50), Period.MONTH, Money.baht(20)))
    desk = books.create(tmp_path / "b.welfare", new_book(answers), outside(TODAY))
    found = desk.ask(lambda tx: setup(tx, TODAY))
    assert found.papers["head"] == "นายก้อน"
    assert found.papers["address"].startswith("ต.ในเมือง")
    assert found.usual == OWN_PLAN
    assert found.policy.weights == WHOLE.weights
    kept = desk.ask(lambda tx: dict(tx.exec_driver_sql("SELECT key, value FROM settings").all()))
    assert (kept["tambon"], kept["founded"]) == ("400101", "2010-11-01")
    desk.book.close()


def test_a_cooperative_has_neither_plan_nor_split(tmp_path):
    answers = replace(WHOLE, kind=BookKind.COOPERATIVE, weights=())
    desk = books.create(tmp_path / "b.welfare", new_book(answers), outside(TODAY))
    assert "plan" not in desk.ask(lambda tx: dict(tx.exec_driver_sql("SELECT key, value FROM settings").all()))
    desk.book.close()
