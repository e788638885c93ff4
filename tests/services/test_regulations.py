"""A regulation is superseded and never changed; what was decided under the one before stays explained as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.small_fund import a_fund, pay, refused
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import claims, regulations
from welfare_desk.services.attachments import Attachment, Subject, attach, attached
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim, Rule, RuleKind, Unit
from welfare_desk.welfare.claim_payments import Slip

FIRST, SECOND, TODAY = date(2025, 10, 1), date(2026, 5, 12), date(2026, 5, 20)
BEFORE, AFTER = date(2026, 5, 10), date(2026, 5, 13)
SICK = next(each for each in READY_TYPES if each.code == "SICK")
DEATH = next(each for each in READY_TYPES if each.code == "DEATH")
SCAN = Attachment("ระเบียบลงนาม.pdf", "application/pdf", b"%PDF-1.7 signed")


@pytest.fixture
def desk(tmp_path):
    """A fund with money in two funds of its book, whose ready rules are in force."""
    desk = a_fund(tmp_path, today="2026-05-20")
    pay(desk, 365)
    pay(desk, 365, "00002")
    for fund in ("welfare", "reserve"):
        lines = (f"1101 {fund} 50,000", f"4301 {fund} -50,000")
        post_entry(desk, an_entry(*lines, day="2025-10-02", series=Series.RECEIPT))
    adopted(desk, READY_TYPES, FIRST, "ระเบียบ พ.ศ. 2568")
    yield desk
    desk.book.close()


def adopted(desk, types, first, name="ระเบียบ พ.ศ. 2569"):
    return regulations.adopt_regulation(desk, name, first, date(2026, 5, 1), "ประชุมใหญ่ 2/2569", types)


def balance(desk, account, fund):
    asked = "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = ? AND fund = ?"
    return Money(desk.ask(lambda tx: tx.exec_driver_sql(asked, (account, fund)).scalar_one()))


def a_dearer_night(**given):
    rate = Rule(RuleKind.RATE, amount=Money.baht(250), unit=Unit.NIGHT)
    return replace(SICK, rules=(rate, Rule(RuleKind.CAP_EVENT, amount=Money.baht(700))), **given)


def decided(desk, event, kind="SICK", quantity=3):
    claim = claims.take_claim(desk, Claim(kind, "00001", event, TODAY, TODAY, quantity))
    return claim.id, claims.decide_claim(desk, claim.id)


def row_of(desk, number, language="th"):
    with spoken(language):
        report = desk.ask(lambda tx: make_report(tx, "claims", {}, TODAY))
    return next(each.cells for each in report.rows if each.cells[0] == f"C-{number:04}")


def test_a_new_regulation_leaves_every_old_decision_explained_as_it_was(desk):
    number, decision = decided(desk, BEFORE)
    assert decision.amount == Money.baht(300)
    old = {language: row_of(desk, number, language) for language in ("th", "en")}
    adopted(desk, [a_dearer_night()], SECOND)
    assert {language: row_of(desk, number, language) for language in ("th", "en")} == old
    later, dearer = decided(desk, AFTER)
    assert dearer.amount == Money.baht(700), "250 a night, 700 at most: the rates of the day of the event"
    assert "700.00" in row_of(desk, later)[-1]
    assert claims.decide_claim(desk, number).amount == Money.baht(300), "asked again, its event still decides"
    assert row_of(desk, number, "en") == old["en"]
    claims.approve_claims(desk, [number, later], "มติ 5/2569")
    assert (row_of(desk, number)[8:10], row_of(desk, number)[-1]) == ((Money.baht(300),) * 2, old["th"][-1])
    assert verify_book(desk).ok


def test_each_benefit_is_paid_by_the_fund_that_its_regulation_names(desk):
    adopted(desk, [replace(DEATH, fund="reserve", rules=DEATH.rules[:1]), a_dearer_night()], SECOND)
    death, _decision = decided(desk, AFTER, "DEATH", 1)
    night = claims.take_claim(desk, Claim("SICK", "00002", AFTER, TODAY, TODAY, 1)).id
    claims.decide_claim(desk, night)
    before = {fund: balance(desk, "1101", fund) for fund in ("welfare", "reserve")}
    claims.approve_claims(desk, [death, night], "มติ 5/2569")
    assert balance(desk, "5104", "reserve") == -balance(desk, "2101", "reserve") == Money.baht(10_000)
    assert balance(desk, "5102", "welfare") == -balance(desk, "2101", "welfare") == Money.baht(250)
    pay_claims(desk, [death, night], TODAY, "1101", Slip("ทายาท"))
    assert (balance(desk, "2101", "reserve"), balance(desk, "2101", "welfare")) == (ZERO, ZERO)
    assert before["reserve"] - balance(desk, "1101", "reserve") == Money.baht(10_000)
    assert before["welfare"] - balance(desk, "1101", "welfare") == Money.baht(250)
    assert row_of(desk, death)[7] == row_of(desk, night)[7]
    assert verify_book(desk).ok
    kept = desk.ask(lambda tx: regulations.types_on(tx, AFTER))
    assert (kept["DEATH"].fund, kept["SICK"].fund) == ("reserve", None)


def test_what_is_wrong_is_said_with_its_benefit_and_its_rule(desk):
    wrong = [replace(SICK, account="4101", fund="gold", rules=(Rule(RuleKind.RATE),))]
    with spoken("en"):
        assert refused(adopted, desk, wrong, SECOND) == ["regulation.account", "regulation.fund", "rule.amount"]
        assert refused(adopted, desk, [], SECOND, " ") == ["regulation.no_name", "regulation.empty"]


def test_a_new_version_begins_from_the_one_in_force(desk, tmp_path):
    empty = a_fund(tmp_path / "empty") if (tmp_path / "empty").mkdir() is None else None
    assert empty.ask(lambda tx: regulations.begun_from(tx, TODAY)) == READY_TYPES
    empty.book.close()
    assert desk.ask(lambda tx: regulations.begun_from(tx, TODAY)) == READY_TYPES
    dearer = (a_dearer_night(),)
    adopted(desk, dearer, date(2026, 6, 1))
    assert desk.ask(lambda tx: regulations.begun_from(tx, TODAY)) == READY_TYPES, "not yet in force"
    assert desk.ask(lambda tx: regulations.begun_from(tx, date(2026, 6, 1))) == dearer
    assert desk.ask(lambda tx: regulations.types_by(tx, 2)) == dearer
    assert refused(desk.ask, lambda tx: regulations.types_by(tx, 9)) == ["regulation.unknown"]


def test_the_signed_file_stands_in_the_register(desk):
    attach(desk, Subject.REGULATION, "1", SCAN)
    assert refused(attach, desk, Subject.REGULATION, "7", SCAN) == ["regulation.unknown"]
    assert refused(attach, desk, Subject.REGULATION, "x", SCAN) == ["regulation.unknown"]
    assert [each.name for each in desk.ask(lambda tx: attached(tx, Subject.REGULATION, "1"))] == [SCAN.name]
    adopted(desk, [a_dearer_night()], SECOND)
    adopted(desk, [a_dearer_night()], date(2026, 7, 1), "ระเบียบแก้ไข")
    with spoken("en"):
        report = desk.ask(lambda tx: make_report(tx, "regulations", {}, TODAY))
    assert [(each.cells[0], each.cells[3], each.cells[6], each.cells[7]) for each in report.rows] == [
        (3, "not yet in force", 1, "not attached"),
        (2, "in force", 1, "not attached"),
        (1, "superseded", len(READY_TYPES), SCAN.name),
    ]
    assert report.notes == ("The signed files of 2 versions are missing.",)


def test_a_regulation_is_read_in_words(desk):
    adopted(desk, [a_dearer_night(fund="reserve", line=14, documents=("ใบรับรองแพทย์",))], SECOND)
    with spoken("en"):
        now = desk.ask(lambda tx: make_report(tx, "regulation", {}, TODAY))
        first = desk.ask(lambda tx: make_report(tx, "regulation", {"number": "1"}, TODAY))
        assert refused(desk.ask, lambda tx: make_report(tx, "regulation", {"number": "7"}, TODAY)) == [
            "regulation.unknown"
        ]
    assert [each.cells for each in now.rows] == [
        ("1", "Sickness / hospital stay (SICK), for members", None, None),
        ("1.1", "Booked on", "5102 Welfare – Sickness / hospital stay · line 14 of the fund's own · paid by: Reserve",
         None),
        ("1.2", "Rate", "Pays 250.00 baht a night.", None),
        ("1.3", "Ceiling for an event", "At most 700.00 baht for one event.", None),
        ("1.4", "Documents", "ใบรับรองแพทย์", None),
    ]  # fmt: skip
    assert now.notes == ()
    assert now.facts[-1] == ("State", "in force")
    said = [each.cells for each in first.rows]
    assert ("2.2", "Rate", "Pays 100.00 baht a night.", "ready") in said
    assert first.notes[0].startswith("Rules marked “ready” are the program's defaults")
    assert "4.3" in [each[0] for each in said if each[2] == "Full years of membership from 1, below 2: 3,000.00 baht."]
