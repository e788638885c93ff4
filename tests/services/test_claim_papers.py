"""Papers are ticked and signatures written down; a storm and a year bring many claims at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.small_fund import EVE, a_fund, pay, refused
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import claims, regulations
from welfare_desk.services.claim_papers import check_papers, list_pensions, open_disaster
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import add_member, change_member, register
from welfare_desk.storage import claim_papers
from welfare_desk.storage import claims as kept
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim, Effect
from welfare_desk.welfare.claim_papers import ListKind, Seen, SeenKind, missing_papers
from welfare_desk.welfare.claims import ClaimStatus

EVENT, TODAY, FIRST = date(2026, 5, 10), date(2026, 5, 20), date(2025, 10, 1)


@pytest.fixture
def desk(tmp_path):
    """A fund with five people in three houses; two of them are old."""
    desk = a_fund(tmp_path, today="2026-05-20", members=())
    born = {"00001": 1950, "00002": 1951, "00003": 1990, "00004": 2001, "00005": 1949}
    house = {"00001": "1", "00002": "1", "00003": "2", "00004": "", "00005": "5"}
    standing = (StatusChange(date(2018, 1, 1), Status.ACTIVE),)
    people = [
        Member(
            each, "นาย", f"สม{each}", "ใจดี", EVE, village="1", house=house[each], birth_year=year,
            entry_day=date(2018, 1, 1), statuses=standing,
        )
        for each, year in born.items()
    ]  # fmt: skip
    for each in people:
        add_member(desk, each)
    for each in list(born)[:4]:
        pay(desk, 365, each)
    post_entry(desk, an_entry("1101 welfare 50,000", "4301 welfare -50,000", day="2025-10-02", series=Series.RECEIPT))
    regulations.adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", READY_TYPES)
    yield desk
    desk.book.close()


def seen(desk, number=1):
    return [(each.kind, each.name) for each in desk.ask(lambda tx: claim_papers.checks(tx, {number}))[number]]


def test_papers_are_ticked_and_unticked_until_the_committee_decides(desk):
    claims.take_claim(desk, Claim("SICK", "00001", EVENT, TODAY, TODAY, 2))
    check_papers(desk, 1, ["ใบคำขอ", "สมุดประจำตัวสมาชิก"], ["นายหนึ่ง", "นางสอง"])
    check_papers(desk, 1, ["ใบคำขอ"], ["นายหนึ่ง", "นางสอง", "นายสาม"])
    assert seen(desk) == [
        (SeenKind.DOCUMENT, "ใบคำขอ"),
        *((SeenKind.SIGNATURE, each) for each in ("นางสอง", "นายสาม", "นายหนึ่ง")),
    ]
    assert refused(check_papers, desk, 1, [], ["ก", "ข", "ค", "ง"]) == ["claim.signatures"]
    claims.decide_claim(desk, 1)
    claims.approve_claims(desk, [1], "มติ 5")
    assert refused(check_papers, desk, 1, [], ["นายหนึ่ง", "นางสอง", "นายสาม"]) == ["claim.seen"]
    check_papers(desk, 1, ["ใบคำขอ", "ใบรับรองแพทย์"], ["นายหนึ่ง", "นางสอง", "นายสาม"])
    assert (SeenKind.DOCUMENT, "ใบรับรองแพทย์") in seen(desk), "what came later is kept beside"


def test_what_is_missing_is_named():
    had = [Seen(SeenKind.DOCUMENT, "ใบคำขอ", EVENT), Seen(SeenKind.SIGNATURE, "นายหนึ่ง", EVENT)]
    assert missing_papers(("ใบคำขอ", "ทะเบียนบ้าน"), had) == (("ทะเบียนบ้าน",), 2)


def test_a_storm_gives_each_household_its_amount_once(desk):
    listed = open_disaster(desk, "STORM", EVENT, "พายุโซนร้อน", ["00001", "00002", "00003", "00004"])
    assert [each.member for each in desk.ask(kept.claims)] == ["00001", "00003", "00004"]
    assert listed.total == Money.baht(3_000)
    claims.approve_claims(desk, listed.claims, "มติ 5")
    assert refused(open_disaster, desk, "STORM", EVENT, "พายุโซนร้อน", ["00002"]) == ["claim_list.nobody_given"]
    again = open_disaster(desk, "STORM", EVENT, "น้ำป่า", ["00002"])
    assert len(again.claims) == 1, "another storm is another event"
    assert [each.list.kind for each in desk.ask(claim_papers.lists)] == [ListKind.DISASTER] * 2
    assert refused(open_disaster, desk, "STORM", EVENT, " ", ["00001"]) == ["claim_list.no_name"]
    assert refused(open_disaster, desk, "STORM", EVENT, "x", []) == ["claim_list.nobody"]
    assert refused(open_disaster, desk, "STORM", date(2026, 6, 1), "x", ["00001"]) == ["claim.future"]


def test_the_pensions_of_a_year_are_one_list_and_say_who_is_left_out(desk):
    listed = list_pensions(desk, "ELDER", EVENT, "ปี 2569")
    people = {each.id: each.member for each in desk.ask(kept.claims)}
    assert [people[each] for each in listed.claims] == ["00001", "00002"]
    left = {
        number: [each.code for each in why.reasons if each.effect is Effect.REFUSES] for number, why in listed.left_out
    }
    assert left["00003"] == ["benefit.age"]
    assert left["00005"] == ["benefit.arrears"]
    claims.approve_claims(desk, listed.claims, "มติ 6")
    assert len(pay_claims(desk, listed.claims, TODAY, "1101")) == 2
    assert {each.status for each in desk.ask(kept.claims)} == {ClaimStatus.PAID}
    assert refused(list_pensions, desk, "ELDER", TODAY, "ปี 2569 อีกครั้ง") == ["claim_list.nobody_given"]
    assert [each for one in verify_book(desk).results for each in one.places if not one.ok] == []


def test_a_household_that_moves_in_together_counts_as_one(desk):
    person = next(each for each in desk.ask(register) if each.number == "00003")
    change_member(desk, replace(person, house="1"))
    listed = open_disaster(desk, "FIRE", EVENT, "ไฟไหม้ตลาด", ["00003", "00001"])
    assert len(listed.claims) == 1


def test_a_list_that_waits_is_not_drawn_up_twice(desk):
    list_pensions(desk, "ELDER", EVENT, "ปี 2569")
    assert refused(list_pensions, desk, "ELDER", EVENT, "ปี 2569 อีกครั้ง") == ["claim_list.nobody_given"]
    open_disaster(desk, "STORM", EVENT, "พายุ", ["00001", "00003"])
    again = open_disaster(desk, "STORM", EVENT, "พายุ", ["00001", "00004"])
    assert [number for number, _why in again.left_out] == ["00001"]
    assert len(open_disaster(desk, "STORM", EVENT, "น้ำป่า", ["00001"]).claims) == 1
