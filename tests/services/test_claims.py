"""A claim comes in, the regulation decides, a resolution approves, the money is paid; the ledger agrees each time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.small_fund import a_fund, balance, pay, refused
from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Beneficiary, Status
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services import claims, regulations
from welfare_desk.services.claim_papers import list_pensions
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import change_member, merge_members, register
from welfare_desk.storage import claims as kept
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.claim_payments import Slip
from welfare_desk.welfare.claims import ClaimStatus

EVENT, TODAY = date(2026, 5, 10), date(2026, 5, 20)
FIRST = date(2025, 10, 1)


@pytest.fixture
def desk(tmp_path):
    """A fund of two members who have paid the year, with money in hand and the ready rules."""
    desk = a_fund(tmp_path, today="2026-05-20")
    pay(desk, 365)
    pay(desk, 365, "00002")
    post_entry(desk, an_entry("1101 welfare 50,000", "4301 welfare -50,000", day="2025-10-02", series=Series.RECEIPT))
    regulations.adopt_regulation(desk, "ระเบียบ พ.ศ. 2568", FIRST, FIRST, "ประชุมใหญ่ 1/2568", READY_TYPES)
    yield desk
    desk.book.close()


def asks(desk, kind="SICK", number="00001", quantity=3, event=EVENT, asked=None, **more):
    claim = Claim(kind, number, event, TODAY, TODAY, quantity, asked=asked)
    return claims.take_claim(desk, claim, **more)


def standing(desk, number=1):
    return next(each for each in desk.ask(kept.claims) if each.id == number)


def approved(desk, **given):
    kept = asks(desk, **given)
    claims.decide_claim(desk, kept.id)
    return kept, claims.approve_claims(desk, [kept.id], "มติ 5/2569")


def test_a_night_in_hospital_from_the_request_to_the_money(desk):
    kept = asks(desk, cause="ไข้เลือดออก", details="รพ.อำเภอ")
    assert (kept.reference, kept.status) == ("C-0001", ClaimStatus.ASKED)
    decision = claims.decide_claim(desk, kept.id)
    assert decision.amount == Money.baht(300)
    posted = claims.approve_claims(desk, [kept.id], "มติ 5/2569")
    assert (balance(desk, "5102"), balance(desk, "2101")) == (Money.baht(300), -Money.baht(300))
    assert standing(desk).status is ClaimStatus.APPROVED
    (voucher,) = pay_claims(desk, [kept.id], TODAY, "1101", Slip("นายสมชาย ใจดี"))
    assert (posted.voucher, voucher.voucher) == ("JV6905-0001", "PV6905-0001")
    assert balance(desk, "2101") == ZERO
    assert standing(desk).status is ClaimStatus.PAID
    assert verify_book(desk).ok


def test_every_reason_of_a_refusal_is_kept_in_both_languages(desk):
    kept = asks(desk, "ELDER", quantity=1)
    decision = claims.decide_claim(desk, kept.id)
    assert decision.amount == ZERO
    kept_reasons = desk.ask(
        lambda tx: tx.exec_driver_sql("SELECT reasons FROM claim_events WHERE status = 'decided'").scalar_one()
    )
    said = {each["code"]: each for each in json.loads(kept_reasons)}
    assert said["benefit.age_unknown"]["effect"] == "undecidable"
    assert said["benefit.age_unknown"]["th"] != said["benefit.age_unknown"]["en"]
    assert refused(claims.approve_claims, desk, [kept.id], "มติ 5/2569") == ["claim.nothing"]
    claims.reject_claim(desk, kept.id, "ไม่ทราบวันเกิด")
    assert standing(desk).status is ClaimStatus.REJECTED


def test_a_year_has_its_ceiling(desk):
    for _stay in range(2):
        approved(desk, quantity=6)
    kept = asks(desk, quantity=2, event=date(2026, 5, 15))
    decision = claims.decide_claim(desk, kept.id)
    assert decision.amount == ZERO
    assert [each.code for each in decision.reasons if each.most is not None] == ["benefit.cap_year"]
    assert standing(desk, 2).amount == Money.baht(400), "600 were left of 1,000 after the first 600"


def test_more_than_the_regulation_gives_takes_a_resolution_and_is_marked(desk):
    kept = asks(desk, quantity=1)
    claims.decide_claim(desk, kept.id)
    more = Money.baht(500)
    assert refused(claims.approve_claims, desk, [kept.id], "มติ 5/2569", more) == ["claim.more"]
    assert refused(claims.approve_claims, desk, [kept.id], " ") == ["claim.no_resolution"]
    claims.approve_claims(desk, [kept.id], "มติ 5/2569 ให้เกินระเบียบ", more, by_resolution=True)
    assert (standing(desk).amount, standing(desk).is_override) == (more, True)


def test_less_than_the_regulation_gives_is_free(desk):
    kept = asks(desk, asked=Money.baht(100))
    assert claims.decide_claim(desk, kept.id).amount == Money.baht(100)


def test_an_entry_that_is_reversed_opens_the_claim_again(desk):
    kept, posted = approved(desk)
    (paid,) = pay_claims(desk, [kept.id], TODAY, "1101", Slip("นายสมชาย"))
    reverse_entry(desk, paid.voucher, TODAY, "จ่ายผิดคน")
    assert standing(desk).status is ClaimStatus.APPROVED
    reverse_entry(desk, posted.voucher, TODAY, "มติยกเลิก")
    assert standing(desk).status is ClaimStatus.DECIDED
    assert (balance(desk, "5102"), balance(desk, "2101")) == (ZERO, ZERO)
    assert verify_book(desk).ok
    approved(desk, quantity=6)
    assert standing(desk, 2).amount == Money.baht(600), "what was undone is not counted"


def test_a_benefit_at_death_ends_the_membership(desk):
    kept, _posted = approved(desk, kind="DEATH", quantity=1)
    assert kept.member == "00001"
    assert standing(desk).amount == Money.baht(10_000), "six full years"
    person = next(each for each in desk.ask(register) if each.number == "00001")
    assert (person.status_on(EVENT), person.statuses[-1].from_day) == (Status.DEAD, EVENT)
    again = asks(desk, "DEATH", quantity=1)
    assert [each.code for each in claims.decide_claim(desk, again.id).reasons if each.effect.value == "refuses"] == [
        "benefit.times"
    ]


def test_arrears_are_those_of_the_ledger(desk):
    late = a_claim_of_someone_who_owes(desk)
    decision = claims.decide_claim(desk, late.id)
    assert [each.code for each in decision.reasons if each.effect.value == "refuses"] == ["benefit.arrears"]


def a_claim_of_someone_who_owes(desk):
    from tests.services.small_fund import EVE
    from welfare_desk.members.register import Member
    from welfare_desk.services.members import add_member

    add_member(desk, Member("00003", "นาง", "ช้า", "ใจดี", EVE, village="1", entry_day=date(2020, 1, 1)))
    return asks(desk, number="00003")


def test_a_changed_regulation_leaves_old_decisions_as_they_were(desk):
    kept = asks(desk)
    claims.decide_claim(desk, kept.id)
    before = desk.ask(lambda tx: tx.exec_driver_sql("SELECT * FROM claim_events").all())
    fewer = [each for each in READY_TYPES if each.code != "SICK"]
    assert refused(regulations.adopt_regulation, desk, "x", FIRST, FIRST, "2/2569", fewer) == ["regulation.order"]
    regulations.adopt_regulation(desk, "ระเบียบ 2569", date(2026, 5, 12), date(2026, 5, 1), "2/2569", fewer)
    assert desk.ask(lambda tx: tx.exec_driver_sql("SELECT * FROM claim_events").all()) == before
    assert claims.decide_claim(desk, kept.id).amount == Money.baht(300), "its event lies before the new one"
    later = Claim("SICK", "00001", date(2026, 5, 13), TODAY, TODAY)
    assert refused(claims.take_claim, desk, later) == ["claim.type"]


def test_steps_have_their_order(desk):
    kept = asks(desk)
    assert refused(claims.approve_claims, desk, [kept.id], "มติ") == ["claim.step", "claim.nothing"]
    assert refused(pay_claims, desk, [kept.id], TODAY, "1101", Slip("x")) == ["claim.step"]
    assert refused(claims.reject_claim, desk, 9, "x") == ["claim.unknown"]
    claims.withdraw_claim(desk, kept.id, "ขอถอน")
    assert refused(claims.decide_claim, desk, kept.id) == ["claim.step"]


def test_an_event_before_the_first_regulation_is_not_decided(desk):
    assert refused(claims.take_claim, desk, Claim("SICK", "00001", date(2025, 9, 1), TODAY, TODAY)) == [
        "claim.no_regulation"
    ]


def test_an_approval_that_is_paid_is_not_undone_before_the_payment(desk):
    kept_claim, posted = approved(desk)
    (paid,) = pay_claims(desk, [kept_claim.id], TODAY, "1101", Slip("นายสมชาย"))
    assert refused(reverse_entry, desk, posted.voucher, TODAY, "มติยกเลิก") == ["reversal.paid"]
    reverse_entry(desk, paid.voucher, TODAY, "จ่ายผิดคน")
    reverse_entry(desk, posted.voucher, TODAY, "มติยกเลิก")
    assert balance(desk, "2101") == ZERO


def test_two_benefits_at_one_death_end_the_membership_once(desk):
    at_death = [replace(each, code="BONE") for each in READY_TYPES if each.code == "DEATH"]
    regulations.adopt_regulation(desk, "ระเบียบ 2569", date(2026, 5, 1), FIRST, "2/2568", [*READY_TYPES, *at_death])
    both = [asks(desk, kind, quantity=1).id for kind in ("DEATH", "BONE")]
    for each in both:
        claims.decide_claim(desk, each)
    posted = claims.approve_claims(desk, both, "มติ 5/2569")
    person = next(each for each in desk.ask(register) if each.number == "00001")
    assert [each.status for each in person.statuses].count(Status.DEAD) == 1
    reverse_entry(desk, posted.voucher, TODAY, "ยังไม่ตาย")
    person = next(each for each in desk.ask(register) if each.number == "00001")
    assert person.status_on(TODAY) is not Status.DEAD


def test_what_was_approved_is_paid_though_a_later_regulation_reaches_back(desk):
    kept, _posted = approved(desk)
    open_claim = asks(desk, "BIRTH", quantity=1)
    fewer = [each for each in READY_TYPES if each.code not in ("SICK", "BIRTH")]
    regulations.adopt_regulation(desk, "ระเบียบ 2569", date(2026, 5, 1), TODAY, "2/2569", fewer)
    (paid,) = pay_claims(desk, [kept.id], TODAY, "1101")
    assert standing(desk).status is ClaimStatus.PAID
    for name, asked in (
        ("claim-form", {"claim": str(kept.id)}),
        ("claim-form", {"claim": str(open_claim.id)}),
        ("benefit-voucher", {"voucher": paid.voucher}),
    ):
        assert desk.ask(lambda tx, name=name, asked=asked: make_report(tx, name, asked, TODAY)).rows


def test_a_rejection_is_told_no_longer_once_the_claim_is_decided_again(desk):
    kept = asks(desk)
    claims.decide_claim(desk, kept.id)
    claims.reject_claim(desk, kept.id, "เอกสารไม่ครบ")
    asked = {"claim": str(kept.id)}
    assert desk.ask(lambda tx: make_report(tx, "claim-notice", asked, TODAY)).rows
    claims.decide_claim(desk, kept.id)
    assert refused(desk.ask, lambda tx: make_report(tx, "claim-notice", asked, TODAY)) == ["claim.no_decision"]
    form = desk.ask(lambda tx: make_report(tx, "claim-form", asked, TODAY))
    assert not any("เอกสารไม่ครบ" in str(cell) for row in form.rows for cell in row.cells)


def test_the_register_tells_what_is_left_of_a_claim_that_is_paid_in_part(desk):
    person = next(each for each in desk.ask(register) if each.number == "00001")
    change_member(desk, replace(person, beneficiaries=(Beneficiary("หนึ่ง"), Beneficiary("สอง"))))
    kept, _posted = approved(desk, kind="DEATH", quantity=1)
    first, _second = pay_claims(desk, [kept.id], TODAY, "1101")
    reverse_entry(desk, first.voucher, TODAY, "ผิดคน")
    report = desk.ask(lambda tx: make_report(tx, "claims", {"from": EVENT, "to": TODAY}, TODAY))
    assert report.facts[0][1] == Money.baht(5_000)


# One person under two numbers


def merge(desk):
    return merge_members(desk, "00002", "00001", "จดซ้ำ")


def person(desk, number="00001"):
    return next(each for each in desk.ask(register) if each.number == number)


def born(desk, number, year):
    change_member(desk, replace(person(desk, number), birth_year=year))


def test_what_one_number_had_counts_for_the_other(desk):
    approved(desk, number="00002", quantity=6)
    merge(desk)
    approved(desk, quantity=6)
    assert standing(desk, 2).amount == Money.baht(400), "600 of 1,000 were had under the other number"


def test_a_claim_of_the_number_that_went_is_taken_for_the_one_that_stays(desk):
    merge(desk)
    claim = asks(desk, number="00002")
    assert claim.member == "00001"
    assert claims.decide_claim(desk, claim.id).amount == Money.baht(300)


def test_a_claim_from_before_the_merge_is_judged_approved_and_paid(desk):
    change_member(desk, replace(person(desk), beneficiaries=(Beneficiary("ลูก"),)))
    claim = asks(desk, "DEATH", number="00002", quantity=1)
    merge(desk)
    claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, [claim.id], "มติ 5/2569")
    assert person(desk).statuses[-1].status is Status.DEAD
    pay_claims(desk, [claim.id], TODAY, "1101")
    assert [each.payee for each in desk.ask(lambda tx: kept.paid_parts(tx, claim.id))] == ["ลูก"]
    assert balance(desk, "2101") == ZERO
    assert verify_book(desk).ok


def test_a_pension_is_listed_once_for_a_person_of_two_numbers(desk):
    for each in ("00001", "00002"):
        born(desk, each, 1950)
    merge(desk)
    listed = list_pensions(desk, "ELDER", EVENT, "บำนาญ 2569")
    assert [each.member for each in desk.ask(kept.claims)] == ["00001"]
    assert listed.left_out == ()


def test_a_claim_is_approved_on_the_day_of_the_meeting(desk):
    claim = claims.take_claim(desk, Claim("SICK", "00001", EVENT, date(2026, 5, 12), TODAY, 3))
    claims.decide_claim(desk, claim.id)
    early, late = {"day": date(2026, 5, 11)}, {"day": date(2026, 5, 21)}
    with pytest.raises(RuleError, match=r"claim\.before_claim"):
        claims.approve_claims(desk, [1], "มติ 5", **early)
    with pytest.raises(RuleError, match=r"claim\.future"):
        claims.approve_claims(desk, [1], "มติ 5", **late)
    claims.approve_claims(desk, [1], "มติ 5", day=date(2026, 5, 14))
    asked = "SELECT day FROM entries ORDER BY id DESC LIMIT 1"
    assert desk.ask(lambda tx: tx.exec_driver_sql(asked).scalar_one()) == "2026-05-14"
    assert standing(desk).approved_day == date(2026, 5, 14)
