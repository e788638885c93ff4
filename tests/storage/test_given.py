"""Every benefit that was paid counts once: of this book while its payment stands, of before it while its list does."""

from dataclasses import replace
from datetime import date

import pytest

from tests.reports.helped import a_fund_that_helped
from welfare_desk.members.register import Beneficiary
from welfare_desk.money import Money
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.claims import approve_claims, decide_claim, take_claim
from welfare_desk.services.members import change_member, merge_members, register
from welfare_desk.storage import given, head_counts
from welfare_desk.storage.given import By, Source
from welfare_desk.welfare.benefits import Claim

EVER = date(1, 1, 1), date(9999, 1, 1)
BOOK = date(2025, 10, 1), date(2026, 9, 30)


@pytest.fixture
def desk(tmp_path):
    desk = a_fund_that_helped(tmp_path)
    yield desk
    desk.book.close()


def test_each_payment_that_stands_is_read_with_where_it_is_written(desk):
    found = desk.ask(lambda tx: given.paid(tx, *EVER))
    assert [(each.source, each.type, each.member, each.amount.satang // 100, each.is_override) for each in found] == [
        (Source.BEFORE, "ELDER", "00003", 200, False),
        (Source.BEFORE, "RICE", None, 100, False),
        (Source.BEFORE, "ELDER", "00003", 200, False),
        (Source.BEFORE, "PUBLIC", None, 4_000, False),
        (Source.BEFORE, "SICK", "00001", 400, True),
        (Source.BOOK, "SICK", "00001", 300, False),
        (Source.BOOK, "SICK", "00001", 500, True),
        (Source.BOOK, "EDU", "00002", 500, False),
    ]
    assert (found[5].event_day, found[5].quantity, found[5].village) == (date(2026, 5, 10), 3, "1")
    assert [each.amount for each in desk.ask(lambda tx: given.paid(tx, *BOOK, ["00002"]))] == [Money.baht(500)]
    assert desk.ask(given.first_day) == date(2024, 12, 1)
    assert desk.ask(lambda tx: given.people(tx, *EVER)) == 4, "the project for all names nobody"


def test_a_person_counts_once_in_a_line_and_each_payment_is_a_case(desk):
    sums = desk.ask(lambda tx: given.summed(tx, *BOOK, {"SICK": "2"}))
    assert [(each.line, each.people, each.cases, each.amount) for each in sums] == [
        ("2", 1, 3, Money.baht(1_200)),
        ("EDU", 1, 1, Money.baht(500)),
        ("ELDER", 1, 1, Money.baht(200)),
        ("PUBLIC", 0, 1, Money.baht(4_000)),
    ]


def test_sums_by_month_year_village_and_age(desk):
    def by(*keys, first_month=10):
        sums = desk.ask(lambda tx: given.summed(tx, *EVER, {}, keys, first_month))
        return {(each.line, *each.keys): each.amount.satang // 100 for each in sums if each.line in {"SICK", "ELDER"}}

    assert by(By.MONTH) == {
        ("ELDER", "2024-12"): 200, ("ELDER", "2025-11"): 200, ("SICK", "2025-11"): 400, ("SICK", "2026-05"): 800,
    }  # fmt: skip
    assert by(By.YEAR) == {("ELDER", 2025): 200, ("ELDER", 2026): 200, ("SICK", 2026): 1_200}
    assert by(By.YEAR, first_month=1)["ELDER", 2024] == 200
    assert by(By.VILLAGE, By.AGE) == {
        ("ELDER", "2", 3): 200, ("ELDER", "2", 4): 200, ("SICK", "1", None): 1_200,
    }  # fmt: skip


def test_what_was_paid_under_a_number_that_was_merged_is_the_persons(desk):
    merge_members(desk, "00003", "00004", "คนเดียวกัน")
    assert len(desk.ask(lambda tx: given.paid(tx, *EVER, ["00004"]))) == 2


def test_members_are_counted_by_village(desk):
    assert desk.ask(lambda tx: head_counts.by_village(tx, date(2026, 5, 20))) == {"2": 1, "": 1}


def test_a_benefit_at_death_that_two_beneficiaries_receive_is_one_case(desk):
    person = next(each for each in desk.ask(register) if each.number == "00001")
    change_member(desk, replace(person, beneficiaries=(Beneficiary("ลูกหนึ่ง"), Beneficiary("ลูกสอง"))))
    day = date(2026, 5, 20)
    death = take_claim(desk, Claim("DEATH", "00001", date(2026, 5, 15), day, day))
    decide_claim(desk, death.id)
    approve_claims(desk, [death.id], "มติ 7/2569")
    assert len(pay_claims(desk, [death.id], day, "1101")) == 2
    parts = [each for each in desk.ask(lambda tx: given.paid(tx, *BOOK)) if each.type == "DEATH"]
    [whole] = [each for each in desk.ask(lambda tx: given.summed(tx, *BOOK, {})) if each.line == "DEATH"]
    assert [(each.amount, each.quantity) for each in parts] == [(Money.baht(5_000), 1), (Money.baht(5_000), 0)]
    assert (whole.amount, whole.cases, whole.people) == (Money.baht(10_000), 1, 1)
