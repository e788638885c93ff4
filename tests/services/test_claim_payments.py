"""Who receives a benefit: members, beneficiaries by their shares; arrears are kept back in the same entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.small_fund import EVE, a_fund, balance, pay, refused
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Beneficiary, Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services import claims, regulations
from welfare_desk.services.claim_payments import pay_claims, payable_claims
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member, change_member, merge_members, record_status, register
from welfare_desk.storage import claims as kept
from welfare_desk.storage import dues, entries, payment_slips
from welfare_desk.storage.privacy import erase_slips
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim, Rule, RuleKind
from welfare_desk.welfare.claim_payments import Slip
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.welfare.dues import owed

EVENT, TODAY, FIRST = date(2026, 5, 10), date(2026, 5, 20), date(2025, 10, 1)
WEIGHTS = (("welfare", 70), ("reserve", 20), ("administration", 10))
HEIRS = (Beneficiary("ลูกหนึ่ง"), Beneficiary("ลูกสอง"), Beneficiary("ลูกสาม"))


def deducting(kind):
    """Let the benefit at death keep arrears back instead of refusing, and help for the poor pay their contributions."""
    if kind.code == "DISADV":
        return replace(kind, rules=(Rule(RuleKind.PAYS_DUES), Rule(RuleKind.TIMES, count=1, years=1)))
    if kind.code != "DEATH":
        return kind
    rules = tuple(each for each in kind.rules if each.kind is not RuleKind.PAID_UP)
    return replace(kind, rules=(*rules, Rule(RuleKind.DEDUCT_ARREARS)))


@pytest.fixture
def desk(tmp_path):
    """A fund of two members who paid the year and one who has not paid since January, and money in hand."""
    desk = a_fund(tmp_path, today="2026-05-20", weights=WEIGHTS)
    pay(desk, 365)
    pay(desk, 365, "00002")
    add_member(
        desk, Member("00003", "นาง", "ช้า", "ใจดี", EVE, village="1", entry_day=date(2016, 1, 1), beneficiaries=HEIRS)
    )
    pay(desk, 118, "00003")
    post_entry(desk, an_entry("1101 welfare 50,000", "4301 welfare -50,000", day="2025-10-02", series=Series.RECEIPT))
    regulations.adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", [deducting(each) for each in READY_TYPES])
    yield desk
    desk.book.close()


def approved(desk, kind="SICK", number="00001", quantity=3, event=EVENT):
    claim = claims.take_claim(desk, Claim(kind, number, event, TODAY, TODAY, quantity))
    claims.decide_claim(desk, claim.id)
    return claims.approve_claims(desk, [claim.id], "มติ 5/2569")


def standing(desk, number=1):
    return next(each for each in desk.ask(kept.claims) if each.id == number)


def lines_of(desk, voucher):
    entry = desk.ask(lambda tx: entries.get(tx, entries.find(tx, voucher).id))
    return [(each.account, each.fund, each.amount.text()) for each in entry.postings]


def arrears(desk, number="00003"):
    stood = desk.ask(lambda tx: dues.standings(tx, EVENT, {number}))[number]
    return owed(stood.position, replace(stood.terms, ends=None), EVENT).arrears


def test_each_member_gets_a_voucher_of_the_own_claims(desk):
    approved(desk)
    approved(desk, number="00002")
    approved(desk, event=date(2026, 5, 1), quantity=2)
    posted = pay_claims(desk, [1, 2, 3], TODAY, "1101", Slip(payer=" มาลี", witness="สมศรี"))
    assert [each.voucher for each in posted] == ["PV6905-0001", "PV6905-0002"]
    assert {each.status for each in desk.ask(kept.claims)} == {ClaimStatus.PAID}
    assert lines_of(desk, "PV6905-0001")[-1] == ("1101", "welfare", "-500.00")
    slip = desk.ask(lambda tx: payment_slips.find(tx, "PV6905-0002"))
    assert (slip.payee, slip.payer, slip.witness) == ("นายสมชาย00002 ใจดี", "มาลี", "สมศรี")
    assert verify_book(desk).ok


def test_one_who_is_named_receives_everything_ten_lines_a_voucher(desk):
    for at in range(11):
        claim = claims.take_claim(desk, Claim("EDU", "00001", EVENT, TODAY, TODAY, 1, f"เด็ก {at}"))
        claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, range(1, 12), "มติ 5")
    posted = pay_claims(desk, range(1, 12), TODAY, "1101", Slip("ครูใหญ่"))
    assert [len(lines_of(desk, each.voucher)) for each in posted] == [11, 2]
    assert verify_book(desk).ok


def test_a_slip_that_is_changed_is_found(desk):
    approved(desk)
    pay_claims(desk, [1], TODAY, "1101", Slip(witness="สมศรี"))
    with desk.book.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER payment_slips_update")
        tx.exec_driver_sql("UPDATE payment_slips SET witness = 'อีกคน'")
    assert "documents" in verify_book(desk).failed


def test_arrears_are_kept_back_from_the_benefit_at_death_and_the_heirs_share_the_rest(desk):
    owes = arrears(desk)
    assert owes == Money.baht(90)
    approved(desk, "DEATH", "00003", 1)
    assert standing(desk).amount == Money.baht(20_000)
    posted = pay_claims(desk, [1], TODAY, "1101")
    assert [desk.ask(lambda tx, v=each.voucher: payment_slips.find(tx, v)).payee for each in posted] == [
        each.name for each in HEIRS
    ]
    assert lines_of(desk, posted[0].voucher) == [
        ("2101", "welfare", "6,726.67"),
        ("1101", "welfare", "-6,663.67"),
        ("1101", "reserve", "18.00"),
        ("1101", "administration", "9.00"),
        ("4101", "welfare", "-63.00"),
        ("4101", "reserve", "-18.00"),
        ("4101", "administration", "-9.00"),
    ]
    assert [lines_of(desk, each.voucher)[-1][2] for each in posted[1:]] == ["-6,636.67", "-6,636.66"]
    assert (arrears(desk), balance(desk, "2101"), standing(desk).status) == (ZERO, ZERO, ClaimStatus.PAID)
    assert verify_book(desk).ok


def test_a_voucher_that_is_reversed_leaves_its_part_to_be_paid_again(desk):
    approved(desk, "DEATH", "00003", 1)
    _first, second, _third = pay_claims(desk, [1], TODAY, "1101")
    reverse_entry(desk, second.voucher, TODAY, "จ่ายผิดคน")
    assert (standing(desk).status, standing(desk).left) == (ClaimStatus.APPROVED, Money(6_636_67))
    (again,) = pay_claims(desk, [1], TODAY, "1101")
    assert lines_of(desk, again.voucher) == [("2101", "welfare", "6,636.67"), ("1101", "welfare", "-6,636.67")]
    assert standing(desk).status is ClaimStatus.PAID
    assert verify_book(desk).ok


def test_arrears_come_back_with_the_voucher_that_held_them(desk):
    approved(desk, "DEATH", "00003", 1)
    first, *_others = pay_claims(desk, [1], TODAY, "1101")
    reverse_entry(desk, first.voucher, TODAY, "จ่ายผิดคน")
    assert arrears(desk) == Money.baht(90)
    (again,) = pay_claims(desk, [1], TODAY, "1101")
    assert lines_of(desk, again.voucher)[0] == ("2101", "welfare", "6,726.67")
    assert verify_book(desk).ok


def test_heirs_who_changed_after_a_part_was_paid_are_asked_about(desk):
    approved(desk, "DEATH", "00003", 1)
    _first, second, _third = pay_claims(desk, [1], TODAY, "1101")
    reverse_entry(desk, second.voucher, TODAY, "จ่ายผิดคน")
    person = next(each for each in desk.ask(register) if each.number == "00003")
    change_member(desk, replace(person, beneficiaries=(Beneficiary("คนใหม่"),)))
    assert refused(pay_claims, desk, [1], TODAY, "1101") == ["claim.heirs"]
    (again,) = pay_claims(desk, [1], TODAY, "1101", Slip("ลูกสอง"))
    assert lines_of(desk, again.voucher)[0][2] == "6,636.67"


def test_arrears_above_the_benefit_are_not_kept_back(desk):
    claim = claims.take_claim(desk, Claim("DEATH", "00003", EVENT, TODAY, TODAY, 1, asked=Money.baht(90)))
    claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, [1], "มติ 5")
    assert refused(pay_claims, desk, [1], TODAY, "1101", Slip("ลูก")) == ["claim.arrears"]


def test_money_needs_somebody_to_receive_it(desk):
    claim = claims.take_claim(desk, Claim("PUBLIC", None, EVENT, TODAY, TODAY, 1, asked=Money.baht(900)))
    claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, [1], "มติ 5")
    assert refused(pay_claims, desk, [1], TODAY, "1101") == ["claim.no_payee"]
    assert refused(pay_claims, desk, [], TODAY, "1101") == ["claim.none"]
    assert desk.ask(lambda tx: payable_claims(tx, [1], TODAY))[0].name == ""
    pay_claims(desk, [1], TODAY, "1101", Slip("วัดหนองตะวัน"))


def test_a_death_is_taken_back_with_its_approval(desk):
    posted = approved(desk, "DEATH", "00001", 1)
    reverse_entry(desk, posted.voucher, TODAY, "คนละคน")
    person = next(each for each in desk.ask(register) if each.number == "00001")
    assert person.status_on(TODAY) is Status.ACTIVE
    assert standing(desk).status is ClaimStatus.DECIDED
    assert verify_book(desk).ok


def test_a_death_that_the_register_knew_stays(desk):
    record_status(desk, "00001", StatusChange(EVENT, Status.DEAD))
    posted = approved(desk, "DEATH", "00001", 1)
    reverse_entry(desk, posted.voucher, TODAY, "ลงผิด")
    person = next(each for each in desk.ask(register) if each.number == "00001")
    assert person.status_on(TODAY) is Status.DEAD


def test_what_others_were_given_since_is_seen_before_it_is_approved(desk):
    for quantity in (6, 6):
        claim = claims.take_claim(desk, Claim("SICK", "00001", EVENT, TODAY, TODAY, quantity))
        assert claims.decide_claim(desk, claim.id).amount == Money.baht(600)
    assert refused(claims.approve_claims, desk, [1, 2], "มติ 5") == ["claim.overtaken"]
    claims.approve_claims(desk, [1], "มติ 5")
    assert refused(claims.approve_claims, desk, [2], "มติ 5") == ["claim.overtaken"]
    assert claims.decide_claim(desk, 2).amount == Money.baht(400)
    claims.approve_claims(desk, [2], "มติ 5")
    assert (standing(desk).is_override, standing(desk, 2).is_override) == (False, False)


def test_what_went_beyond_the_regulation_stays_marked_after_it_is_paid(desk):
    claim = claims.take_claim(desk, Claim("SICK", "00001", EVENT, TODAY, TODAY, 1))
    claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, [1], "มติ 5 ให้เกิน", Money.baht(500), by_resolution=True)
    pay_claims(desk, [1], TODAY, "1101")
    assert (standing(desk).status, standing(desk).is_override) == (ClaimStatus.PAID, True)


def paid_to(desk, number="00003"):
    stood = desk.ask(lambda tx: dues.standings(tx, TODAY, {number}))[number]
    return owed(stood.position, stood.terms, date(2026, 9, 30)).arrears


def test_the_fund_pays_the_contributions_of_who_is_poor(desk):
    approved(desk, "DISADV", "00003", 1)
    rest = standing(desk).amount
    assert rest > ZERO
    (posted,) = pay_claims(desk, [1], TODAY, "1101")
    assert lines_of(desk, posted.voucher) == [
        ("2101", "welfare", rest.text()),
        ("4105", "welfare", (-rest).text()),
    ]
    assert (balance(desk, "5106"), balance(desk, "4105")) == (rest, -rest)
    assert (paid_to(desk), standing(desk).status) == (ZERO, ClaimStatus.PAID)
    assert verify_book(desk).ok
    reverse_entry(desk, posted.voucher, TODAY, "ยกเลิก")
    assert paid_to(desk) > ZERO
    assert standing(desk).status is ClaimStatus.APPROVED


def test_contributions_that_were_paid_since_are_not_paid_twice(desk):
    approved(desk, "DISADV", "00003", 1)
    pay(desk, 247, "00003")
    assert refused(pay_claims, desk, [1], TODAY, "1101") == ["claim.dues_changed"]
    approved(desk)
    claim = claims.take_claim(desk, Claim("DISADV", "00001", EVENT, TODAY, TODAY))
    decision = claims.decide_claim(desk, claim.id)
    assert [each.code for each in decision.reasons if each.effect.value == "refuses"] == ["benefit.dues_paid"]


def test_dues_and_money_are_paid_together(desk):
    approved(desk, "DISADV", "00003", 1)
    approved(desk)
    assert [each.voucher[:2] for each in pay_claims(desk, [1, 2], TODAY, "1101")] == ["JV", "PV"]


def test_contributions_paid_by_the_fund_count_for_the_number_that_stays(desk):
    add_member(desk, Member("00004", "นาง", "ช้า", "ใจดี", EVE, village="1", entry_day=date(2016, 1, 1)))
    claim = claims.take_claim(desk, Claim("DISADV", "00004", EVENT, TODAY, TODAY))
    merge_members(desk, "00004", "00003", "คนเดียวกัน")
    claims.decide_claim(desk, claim.id)
    claims.approve_claims(desk, [claim.id], "มติ 6/2569")
    pay_claims(desk, [claim.id], TODAY, "1101")
    stood = desk.ask(lambda tx: dues.standings(tx, TODAY, {"00003"}))["00003"]
    assert owed(stood.position, stood.terms, TODAY).arrears == ZERO
    assert balance(desk, "2101") == ZERO
    assert verify_book(desk).ok


def test_arrears_kept_back_from_one_of_two_benefits_leave_the_shares_of_the_other(desk):
    death = next(each for each in READY_TYPES if each.code == "DEATH")
    types = [deducting(each) for each in READY_TYPES] + [replace(deducting(death), code="BONE")]
    regulations.adopt_regulation(desk, "ระเบียบ 2569", date(2026, 5, 1), FIRST, "2/2568", types)
    chosen = [claims.take_claim(desk, Claim(kind, "00003", EVENT, TODAY, TODAY)).id for kind in ("DEATH", "BONE")]
    for each in chosen:
        claims.decide_claim(desk, each)
    claims.approve_claims(desk, chosen, "มติ 5/2569")
    before = [posted.voucher for posted in pay_claims(desk, chosen, TODAY, "1101")]
    shares = desk.ask(lambda tx: [kept.paid_parts(tx, each) for each in chosen])
    assert [any(part.arrears for part in parts) for parts in shares] == [True, False]
    reverse_entry(desk, before[-1], TODAY, "ผิดคน")
    (again,) = pay_claims(desk, chosen, TODAY, "1101")
    assert again.voucher not in before
    assert desk.ask(lambda tx: [kept.paid_parts(tx, each) for each in chosen]) == shares
    assert verify_book(desk).ok


def test_nothing_is_paid_before_the_day_of_its_approval(desk):
    approved(desk)
    assert refused(pay_claims, desk, [1], date(2026, 5, 19), "1101") == ["claim.before_approval"]


def test_the_words_of_a_slip_go_with_the_member_and_the_voucher_stays_provable(desk):
    approved(desk)
    (paid,) = pay_claims(desk, [1], TODAY, "1101", Slip(payer="มาลี", witness="สมศรี", note="ผู้ปกครอง"))
    with desk.book.write() as tx:
        erase_slips(tx, "00001")
    assert desk.ask(lambda tx: payment_slips.find(tx, paid.voucher)).witness == ""
    assert verify_book(desk).ok
