"""Loans from the command line: from the application to the last baht, and what follows if it does not come."""

import json

import pytest

from tests.cli.at_the_desk import Terminal
from tests.services.lending import a_lender


@pytest.fixture
def tell(capfdbinary):
    return Terminal(capfdbinary, "2026-03-31")


@pytest.fixture
def coop(tmp_path):
    desk = a_lender(tmp_path)
    desk.book.close()
    return desk.book.path


ASKED = ("--member", "00001", "--product", "ordinary", "--amount", "12,000", "--instalments", "12", "--for", "ซ่อมบ้าน",
         "--income", "20,000", "--guarantor", "00002", "--guarantor", "00003=5,000", "--day", "2025-10-31")  # fmt: skip


def lend(tell, coop):
    number = str(tell.done("loan", "apply", coop, *ASKED, "--json").json["application"])
    tell.done("loan", "decide", coop, number, "approved", "--words", "มติ 1", "--day", "2025-10-31")
    contract = tell.done("loan", "contract", coop, number, "--day", "2025-10-31", "--json").json["contract"]
    assert tell.done("loan", "pay-out", coop, contract, "--day", "2025-10-31").out.startswith("Posted as PV")
    return contract


def test_a_loan_goes_from_the_application_to_the_last_baht(tell, coop):
    heard = tell.done("loan", "apply", coop, *ASKED)
    assert "✓ 2 guarantors stand for it; 2 are asked for." in heard.out
    tell.done("loan", "decide", coop, "1", "declined", "--words", "ไม่พร้อม")
    contract = lend(tell, coop)
    assert contract == "1/2568"
    tell.done("loan", "accrue", coop, "2025-11")
    tell.done("loan", "repay", coop, "--on", f"{contract}=1,040", "--day", "2025-12-01")
    assert "11,021.15" in tell.done("loan", "show", coop, contract).out
    assert "1/2568" in tell.done("loan", "list", coop, "--state", "late").out
    tell.done("loan", "repay", coop, "--on", contract, "--day", "2026-03-31")
    assert "There are no loans like these." in tell.done("loan", "list", coop).out
    assert tell.done("verify", coop, "--json").json["ok"]


def test_what_may_be_done_to_a_running_loan(tell, coop):
    contract = lend(tell, coop)
    said = ("--words", "มติ 2", "--day", "2026-02-01")
    tell.done("loan", "notice", coop, contract, *said)
    tell.done("loan", "guarantor", coop, contract, "--member", "00004", "--amount", "500")
    tell.done("loan", "release", coop, contract, "--member", "00002", *said)
    tell.done("loan", "collateral", coop, contract, "--kind", "land", "--value", "9000", *said)
    tell.done("loan", "free", coop, contract, "2", *said)
    tell.done("loan", "reschedule", coop, contract, "--instalments", "24", "--rate", "4.5", "--method", "flat", *said)
    late = ("--words", "มติ 3", "--day", "2026-02-10")
    tell.done("loan", "top-up", coop, contract, "--amount", "100", "--instalments", "24", *late)
    tell.done("loan", "moratorium", coop, contract, "--instalments", "2", "--words", "มติ 4", "--day", "2026-02-20")
    tell.done("loan", "waive", coop, contract, "--interest", "1", *late)
    assert tell.done("loan", "sue", coop, contract, "--words", "ผบ. 1").out.startswith("Posted as JV")
    tell.done("loan", "mark", coop, contract, "loss", "--words", "หาตัวไม่พบ")
    tell.done("loan", "write-off", coop, contract, "--words", "มติ 5")
    tell.done("loan", "recover", coop, contract, "--amount", "50")
    assert tell.done("verify", coop, "--json").json["ok"]
    assert tell.refused("loan", "repay", coop, "--on", "9/2569") == "There is no loan contract 9/2569."
    wrong = ("loan", "reschedule", coop, contract, "--instalments", "2", "--rate", "much", "--words", "x")
    assert tell.refused(*wrong) == "“much” is no rate in percent."


def test_the_kinds_of_loans_are_set_from_a_file(tell, coop, tmp_path):
    kept = tell.done("loan", "products", coop, "--json").json["products"]
    own = next(each for each in kept if each["code"] == "emergency") | {"rate": 75_000}
    file = tmp_path / "ฉุกเฉิน.json"
    file.write_text(json.dumps(own), encoding="utf-8")
    tell.done("loan", "offer", coop, file, "--from", "2026-01-01")
    assert "7.5 %" in tell.done("loan", "products", coop).out
    file.write_text(json.dumps(own | {"rate": "much"}), encoding="utf-8")
    assert tell.refused("loan", "offer", coop, file, "--from", "2026-01-01") == "“much” cannot stand here."


def test_every_report_of_loans_comes_from_the_command_line(tell, coop, tmp_path):
    contract = lend(tell, coop)
    voucher = tell.done("loan", "repay", coop, "--on", f"{contract}=100", "--json").json["voucher"]
    needed = {"contract": contract, "number": "1", "voucher": voucher}
    for each in tell.done("reports", coop, "--json").json["reports"]:
        if each["name"].startswith("loan"):
            asked = [f"{one['name']}={needed[one['name']]}" for one in each["parameters"] if one["required"]]
            given = [word for one in asked for word in ("--with", one)]
            tell.done("report", each["name"], coop, *given, "-o", tmp_path / f"{each['name']}.pdf")
