"""A cooperative's workbook is taken in whole, once: what was opened without names becomes the members' own."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_book, a_line
from tests.services.small_fund import refused
from welfare_desk.exchange.coop_registers import preview_register
from welfare_desk.money import Money
from welfare_desk.services.books import BookKind
from welfare_desk.services.coop_registers import take_in_register
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import holdings, loans, shares
from welfare_desk.storage.checks import verify

SAMPLES = Path(__file__).parents[1] / "samples"
FIRST = date(2026, 10, 1)
TRUTH = json.loads((SAMPLES / "truth_coop.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def register():
    return preview_register(SAMPLES / "coop_members_loans.xlsx", FIRST)


@pytest.fixture
def desk(tmp_path):
    with (made := a_book(tmp_path, kind=BookKind.COOPERATIVE, first_day=FIRST, today=FIRST)).book:
        yield made


def opened(desk, savings="12,389,132.17"):
    lines = (
        "11131 general 15,000,000", "11531 general 196,330", "11533 general 2,857,530", "31000 general -1,463,850",
        f"21410 general -{savings}",
    )  # fmt: skip
    known = [a_line(each) for each in lines]
    rest = -Money.sum(each.amount for each in known)
    open_balances(desk, [*known, a_line(f"32000 general {rest.plain()}")])


def test_a_register_that_agrees_with_the_opening_leaves_nothing_to_nobody(desk, register):
    opened(desk)
    taken = take_in_register(desk, register)
    assert (taken.members, taken.savings, taken.loans) == (TRUTH["members"], TRUTH["members_with_savings"], 80)
    assert desk.ask(holdings.unassigned) == {}
    assert desk.ask(shares.capital).paid_up == Money(TRUTH["share_value_right_satang"])
    assert desk.ask(verify).ok


def test_what_differs_from_the_opening_stays_to_be_seen(desk, register):
    opened(desk, "12,389,000.00")
    take_in_register(desk, register)
    assert desk.ask(holdings.unassigned) == {"21410": Money.baht("132.17")}
    assert desk.ask(verify).ok


def test_late_loans_are_late_from_the_first_day_as_the_truth_says(desk, register):
    opened(desk)
    take_in_register(desk, register)
    late = {each.contract: each for each in desk.ask(lambda tx: loans.standings(tx, FIRST)) if each.missed}
    for each in TRUTH["overdue"]:
        found = late.pop(each["contract"])
        assert found.first_unpaid_due.isoformat() == each["first_unpaid_due"]
        assert (found.missed, found.overdue) == (each["unpaid_instalments"], Money(each["overdue_principal_satang"]))
        assert found.principal == Money(each["outstanding_satang"])
    due_today = {each.contract for each in register.loans if each.late(FIRST) and not each.late(date(2026, 9, 30))}
    assert set(late) == due_today


def test_a_file_is_taken_in_once_and_only_where_members_own_shares(desk, register, tmp_path):
    opened(desk)
    take_in_register(desk, register)
    assert refused(take_in_register, desk, register)[0] == "coop_register.twice"
    other = replace(register, sha256="00" * 32)
    assert refused(take_in_register, desk, other)[0] == "loan.number"
    with (fund := a_book(tmp_path, "กองทุน.welfare", first_day=FIRST, today=FIRST)).book:
        assert refused(take_in_register, fund, register) == ["coop.welfare_book"]


def test_a_register_of_a_later_day_or_without_money_is_refused(desk, register):
    assert "match.future" in refused(take_in_register, desk, replace(register, as_of=date(2026, 10, 2)))
    empty = replace(register, members=(), loans=())
    assert refused(take_in_register, desk, empty) == ["coop_register.nothing"]
