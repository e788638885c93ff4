"""Matching money from the command line, from the programme to the closed round."""

import pytest

PAID = ("--amount", "30", "--letter", "พอช 12")


@pytest.fixture
def open_round(say, book):
    entered = ("--first-name", "มาลี", "--no-id", "missing", "--entry-day", "2020-01-01")
    say.done("member", "add", book, "00001", *entered)
    say.done("collect", book, "00001=30", "--village", "1")
    terms = ("--cutoff", "01-31", "--paid-up", "no", "--full-years", "2", "--cap", "100", "--most-rounds", "0")
    more = ("--rate", "1.5", "--returns-excess", "yes", "--basis", "payment", "--receivable", "1209")
    programme = ("match", "programme", book, "codi", "--name", "สมทบ", "--giver", "state")
    assert say.done(*programme, *terms, *more).out == "Programme codi is kept.\n"
    assert say.done("match", "round", book, "codi", "--year", "BE2569", "--json").json == {"round": 1}


def facts(say, book):
    return say.done("report", "match-round", book, "--number", "1", "--as", "json").json


@pytest.mark.usefixtures("open_round")
def test_a_round_goes_its_way(say, book):
    assert facts(say, book)["to_ask_satang"] == 45_00
    said = say.done("report", "match-round", book, "--number", "1").out
    assert "Terms: rate 150.00 per cent · up to 100.00 baht a member and year · cut-off 31 January" in said
    assert say.done("match", "ask", book, "1", *PAID).out == "Written down at round 1; nothing was posted.\n"
    assert say.done("match", "approve", book, "1", *PAID, "--json").json["voucher"].startswith("JV")
    assert say.done("match", "receive", book, "1", "--amount", "20").out.startswith("Posted as RV")
    assert say.done("match", "lapse", book, "1", "--amount", "10", "--letter", "13").out.startswith("Posted as JV")
    assert say.done("match", "excess", book, "1", "--amount", "5").out.startswith("Posted as JV")
    assert say.done("match", "return", book, "1", "--amount", "5").out.startswith("Posted as PV")
    assert say.done("match", "close", book, "1", "--json").json == {"round": 1, "voucher": None}
    found = facts(say, book)
    assert (found["received_satang"], found["outstanding_satang"], found["to_return_satang"]) == (2000, 0, 0)
    assert say.refused("match", "receive", book, "1", "--amount", "1") == "This round is closed."
    assert say.done("verify", book, "--json").json["ok"]


def test_a_programme_takes_the_accounts_of_its_giver(say, book):
    kept = ("match", "programme", book, "sao", "--name", "สมทบ", "--giver", "local")
    say.done(*kept)
    say.done(*kept, "--receivable", "none", "--income", "4205")
    said = say.refused(*kept, "--rate", "0", "--income", "1101")
    assert said.splitlines() == [
        "Choose the income account of the programme.", "The rate is above zero and not above 100.",
    ]  # fmt: skip
    assert say.refused("match", "round", book, "pao", "--year", "2026").startswith("There is no programme")
    assert "is no day" in say.refused("match", "round", book, "sao", "--year", "next")
