"""Every line of the status form has a claim that goes from the request to the money at the command line."""

import pytest

from welfare_desk.welfare.benefit_defaults import LINES, READY_TYPES

HERS = [each for each in READY_TYPES if each.of.value == "member"]


@pytest.fixture
def fund(say, book):
    """Let one old member who has paid be ready for everything; the fund has money."""
    entered = ("--first-name", "มาลี", "--no-id", "missing", "--entry-day", "2015-01-01", "--birth-day", "1950-02-03")
    say.done("member", "add", book, "00001", *entered, "--house", "9", "--village", "1")
    say.done("collect", book, "00001=365", "--village", "1", "--day", "2025-10-05")
    say.done("money", "in", book, "--line", "4301=90000", "--cash", "1101", "--memo", "บริจาค", "--payee", "วัด")
    adopted = ("--name", "ระเบียบ", "--from", "2024-10-01", "--adopted", "2024-09-20", "--resolution", "1/2567")
    say.done("regulation", "adopt", book, *adopted)
    return book


def test_all_thirteen_lines_are_paid_and_everything_agrees(say, fund):
    assert {each.line for each in READY_TYPES} == set(range(1, LINES + 1))
    last = sorted(READY_TYPES, key=lambda each: each.code == "DEATH")  # nobody has anything after that
    for at, kind in enumerate(last, 1):
        who = ("--member", "00001") if kind in HERS else ("--asked", "700")
        say.done("claim", "new", fund, kind.code, *who, "--event", "2026-01-20", "--subject", "บุญมี", "--cause", "ป่วย")
        decided = say.done("claim", "decide", fund, str(at), "--json").json
        assert decided["amount"] > 0, (kind.code, decided["reasons"])
        say.done("claim", "check", fund, str(at), "--seen", "ใบคำขอ", "--signed", "นายหนึ่ง")
        say.done("claim", "approve", fund, str(at), "--resolution", f"มติ {at}/2569")
        paid = say.done("claim", "pay", fund, str(at), "--payee", "ผู้รับ", "--witness", "นางสอง", "--json").json
        slip = say.done("report", "benefit-voucher", fund, "--voucher", paid["vouchers"][0], "--as", "json").json
        assert slip["rows"][0]["claim"] == f"C-{at:04}"
    register = say.done("report", "claims", fund, "--lang", "en", "--as", "json").json["rows"]
    paid = {row["claim"]: row["approved_satang"] for row in register if row["status"] == "Paid out"}
    assert len(paid) == len(READY_TYPES)
    accounts = say.done("report", "trial-balance", fund, "--as", "json").json["rows"]
    in_ledger = sum(row["debit_satang"] or 0 for row in accounts if str(row["account"]).startswith("51"))
    assert in_ledger == sum(paid.values())
    hers = say.done("report", "member-benefits", fund, "--member", "00001", "--as", "json").json["rows"]
    assert len([row for row in hers if row.get("claim") or row.get("reference")]) >= len(HERS) or len(hers) >= len(HERS)
    assert say.done("report", "member-data", fund, "--member", "00001", "--lang", "en").out.count("Paid out") == len(
        HERS
    )
    assert say.done("verify", fund, "--json").json["ok"]


def test_a_claim_that_is_not_given_is_rejected_or_taken_back(say, fund):
    say.done("claim", "new", fund, "SICK", "--member", "00001", "--event", "2025-10-20", "--quantity", "2")
    say.done("claim", "decide", fund, "1")
    say.done("claim", "reject", fund, "1", "--reason", "ยื่นช้า")
    notice = say.done("report", "claim-notice", fund, "--claim", "1", "--lang", "en").out
    assert "Not approved" in notice
    assert "ยื่นช้า" in notice
    say.done("claim", "new", fund, "EDU", "--member", "00001", "--event", "2026-01-20")
    say.done("claim", "withdraw", fund, "2", "--reason", "ขอถอน")
    assert say.refused("report", "claim-notice", fund, "--claim", "2") == "The committee has not decided C-0002 yet."
    assert say.refused("report", "claim-form", fund, "--claim", "9") == "There is no claim 9."


def test_a_storm_and_the_pensions_of_a_year(say, fund):
    say.done("member", "add", fund, "00002", "--first-name", "คำ", "--no-id", "missing", "--entry-day", "2025-12-01")
    storm = ("--day", "2026-01-05", "--name", "พายุ", "--members", "00001", "00002")
    made = say.done("claim", "disaster", fund, "STORM", *storm, "--json").json
    assert (made["claims"], made["satang"]) == ([1], 100_000)
    assert made["left_out"] == [{"member": "00002", "reasons": ["benefit.counted", "benefit.arrears"]}]
    year = say.done("claim", "yearly", fund, "ELDER", "--day", "2026-01-20", "--name", "ปี 2569", "--lang", "en").out
    assert year.startswith("List 2: 1 claims, 200.00 baht; 1 left out.\n  00002: ")
    meeting = say.done("report", "claim-meeting", fund, "--as", "json").json["rows"]
    assert [row["claim"] for row in meeting if row["claim"]] == ["L-0001", "L-0002"]
    assert say.refused("claim", "yearly", fund, "ELDER", "--day", "2026-02-20", "--name", "x")
