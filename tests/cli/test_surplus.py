"""The allowance, borrowings and the surplus of a cooperative from the command line."""

import json

import pytest

from tests.cli.at_the_desk import Terminal
from tests.services.member_owned import a_cooperative, a_year


@pytest.fixture
def tell(capfdbinary):
    return Terminal(capfdbinary, "2026-03-31")


@pytest.fixture
def coop(tmp_path):
    desk = a_cooperative(tmp_path)
    a_year(desk)
    desk.book.close()
    return desk.book.path


FUNDS = (
    "--dividend", "6", "--patronage", "8", "--bonus", "3000", "--equalisation", "2000", "--education", "1500",
    "--public-benefit", "2500", "--welfare", "5,000", "--other", "34300=1000",
)  # fmt: skip
MET = ("--resolution", "3/2569", "--day", "2026-03-15")


def test_a_surplus_goes_its_way_from_the_plan_to_the_payment(tell, coop, tmp_path):
    plan = tell.done("surplus", "plan", coop, "BE2568", *FUNDS)
    assert "Patronage refund" in plan.out
    assert "A draft: nothing is posted before the general meeting resolves." in plan.out
    told = tell.done("surplus", "plan", coop, "2025", *FUNDS, *MET, "--json").json
    assert told["problems"] == []
    assert {each["code"]: each["amount"] for each in told["lines"]}["dividend"] == "13200.00"
    tell.done("surplus", "plan", coop, "2025", *FUNDS, "-o", tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    assert "Write down the resolution" in tell.refused("surplus", "resolve", coop, "2025", *FUNDS)
    assert tell.done("surplus", "resolve", coop, "2025", *FUNDS, *MET).out.startswith("Posted as JV")
    assert "was shared as JV" in tell.refused("surplus", "resolve", coop, "2025", *FUNDS, *MET)
    assert "0003" in tell.done("surplus", "unpaid", coop).out
    pay = ("surplus", "pay", coop, "dividend", "--account", "11110")
    assert tell.done(*pay, "--member", "0001").out.startswith("Posted as PV")
    assert tell.refused(*pay, "--member", "0001") == "0001 has nothing to get."
    assert "savings account" in tell.refused("surplus", "credit", coop, "patronage")
    assert tell.done("verify", coop, "--json").json["ok"]


def test_amounts_may_stand_in_place_of_rates_and_what_is_no_rate_is_said(tell, coop):
    told = tell.done("surplus", "plan", coop, "2025", "--dividend", "13200B", "--json").json
    assert {each["code"]: each["amount"] for each in told["lines"]}["dividend"] == "13200.00"
    assert tell.refused("surplus", "plan", coop, "2025", "--dividend", "five") == (
        "“five” is no rate in per cent, with two decimals at most."
    )
    assert tell.refused("surplus", "plan", coop, "2025", "--other", "34300") == "Write --other ACCOUNT=BAHT."


def test_limits_are_set_by_their_names(tell, coop):
    said = tell.done("surplus", "rules", coop, "bonus_most=5", "dividend_most=none", "league_most=10000",
                     "missed_most=3", "clear_loss_first=no").out  # fmt: skip
    assert said.startswith("Set so far: bonus_most, clear_loss_first, dividend_most, league_most, missed_most;")
    for wrong in ("bonus=5", "missed_most=x", "clear_loss_first=maybe"):
        assert tell.refused("surplus", "rules", coop, wrong) == f"“{wrong}” is no limit that can be set."
    assert tell.refused("surplus", "carry-loss", coop, "2025", *MET) == "The year 2568 made no loss."


def test_the_allowance_is_judged_by_rules_that_are_chosen(tell, coop, tmp_path):
    assert "* CODI" in tell.done("allowance", "rules", coop).out
    rules = tell.done("allowance", "rules", coop, "--json").json
    own = rules["rules"][0] | {"code": "OWN"}
    path = tmp_path / "own.json"
    path.write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")
    assert "OWN" in tell.done("allowance", "write", coop, path).out
    assert tell.done("allowance", "choose", coop, "OWN").out == "The rules OWN are in force.\n"
    assert tell.refused("allowance", "choose", coop, "X") == "There is no rule set “X” on that day."
    judged = tell.done("allowance", "judge", coop, "--json").json
    assert judged["loans"] == 2
    assert "Normal" in tell.done("allowance", "show", coop).out


def test_a_borrowing_goes_its_way(tell, coop):
    first = (
        "--limit",
        "730000",
        "--first-due",
        "2026-04-01",
        "--count",
        "20",
        "--subsidy",
        "7300",
        "--day",
        "2026-01-01",
    )
    assert "nothing was posted" in tell.done("borrowing", "new", coop, "1/2569", "--name", "พอช.", *first).out
    bank = ("--account", "11131")
    tell.done("borrowing", "draw", coop, "1/2569", "--amount", "730000", "--day", "2026-01-01", *bank)
    tell.done("borrowing", "subsidy", coop, "1/2569", "--amount", "7300", "--day", "2026-01-02", *bank)
    assert tell.done("borrowing", "accrue", coop, "--day", "2026-01-31").out.startswith("Posted as JV")
    assert tell.done("borrowing", "accrue", coop, "--day", "2026-01-31").out == "Nothing was posted.\n"
    assert tell.done("borrowing", "recognise", coop, "--json").json["vouchers"]
    assert tell.done("borrowing", "recognise", coop).out == "Nothing was posted.\n"
    paid = ("--principal", "36500", "--interest", "600", "--day", "2026-03-31")
    assert tell.done("borrowing", "repay", coop, "1/2569", *paid, *bank).out.startswith("Posted as PV")
    assert "without a contract" in tell.refused("borrowing", "bring", coop, "1/2569", "--amount", "5")
    assert "693,500.00" in tell.done("borrowing", "list", coop).out
    assert tell.done("verify", coop, "--json").json["ok"]


def test_the_strength_and_the_type_are_said(tell, coop):
    assert tell.done("strength", "keep", coop, "B", "--by", "พอช.").out == "The grade B is kept.\n"
    assert tell.done("strength", "type", coop, "credit_union").out == "Type of cooperative: credit union.\n"
    assert "very strong" not in tell.done("report", "credit-strength", coop).out
