"""What speaks for a loan and what against it."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.loan_defaults import EMERGENCY, ORDINARY, SHARE_SECURED
from welfare_desk.coop.loan_limits import Borrower, Guarantor, LoanApplication, judge, most_by_shares, without_old
from welfare_desk.money import ZERO, Money

DAY = date(2026, 1, 15)
ASKED = LoanApplication(
    "00001", "ordinary", DAY, Money.baht(100_000), 60, "ซ่อมบ้าน", Money.baht(20_000), Money.baht(4_000),
    ("00002", "00003"),
)  # fmt: skip
SOUND = Borrower(since=date(2020, 1, 1), born=date(1980, 1, 1), shares=Money.baht(50_000))
TWO = (Guarantor("00002"), Guarantor("00003"))


def against(asked=ASKED, product=ORDINARY, borrower=SOUND, guarantors=TWO):
    return [each.code for each in judge(asked, product, borrower, guarantors).against]


def test_a_guarantor_stands_for_an_amount_or_for_the_whole():
    assert ASKED.sureties == (("00002", None), ("00003", None))
    some = replace(ASKED, up_to=(Money.baht(500),))
    assert some.sureties == (("00002", Money.baht(500)), ("00003", None))
    assert some.problems() == []


def test_a_sound_application_has_only_reasons_in_favour():
    found = judge(ASKED, ORDINARY, SOUND, TWO)
    assert found.against == ()
    assert {each.code for each in found.in_favour} >= {"loan.months", "loan.most", "loan.capacity", "loan.age"}
    assert all("{" not in each.sentence() for each in found.in_favour)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": ZERO}, "payment.no_amount"),
        ({"instalments": 0}, "loan.instalments_few"),
        ({"purpose": " "}, "loan.no_purpose"),
        ({"guarantors": ("00001",)}, "loan.own_guarantor"),
        ({"guarantors": ("00002", "00002")}, "loan.same_guarantor"),
        ({"up_to": (None, ZERO)}, "loan.up_to"),
    ],
)
def test_what_an_application_must_say(change, code):
    assert ASKED.problems() == []
    assert [each.code for each in replace(ASKED, **change).problems()] == [code]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"amount": Money.baht(1_500_001)}, ["loan.most", "loan.salary", "loan.capacity"]),
        ({"instalments": 121}, ["loan.too_long"]),
        ({"income": Money.baht(5_000)}, ["loan.capacity"]),  # 70 % of 1,000
        ({"income": ZERO}, ["loan.salary", "loan.capacity"]),
    ],
)
def test_amount_time_and_income_have_limits(change, codes):
    assert against(replace(ASKED, **change)) == codes


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"is_member": False}, ["loan.not_member"]),
        ({"since": date(2025, 1, 16)}, ["loan.months"]),
        ({"since": date(2025, 1, 15)}, []),
        ({"since": None, "born": None}, []),
        ({"born": date(1965, 1, 1)}, ["loan.age"]),  # 66 at the last instalment
        ({"missed": 2}, ["loan.arrears"]),
        ({"owed_here": Money.baht(1_400_001)}, ["loan.most", "loan.salary"]),
        ({"monthly": Money.baht(10_000)}, ["loan.capacity"]),
    ],
)
def test_the_borrower_is_held_against_the_rules(change, codes):
    assert against(borrower=replace(SOUND, **change)) == codes


def test_an_associate_borrows_within_own_shares_and_deposits_by_law():
    own = replace(SOUND, is_associate=True, deposits=Money.baht(60_000))
    assert against(borrower=own) == []
    found = judge(ASKED, ORDINARY, replace(own, owed=Money.baht(10_001)), TWO)
    assert [each.code for each in found.by_law] == ["loan.associate"]


def test_guarantors_are_enough_are_members_and_stand_for_few():
    assert against(guarantors=TWO[:1]) == ["loan.guarantors"]
    full = (Guarantor("00002", stands_for=3), Guarantor("00003", is_member=False, missed=1))
    assert against(guarantors=full) == ["loan.guarantor_many", "loan.guarantor_left", "loan.guarantor_arrears"]
    assert against(product=EMERGENCY, asked=replace(ASKED, amount=Money.baht(9_000), instalments=6)) == []


def test_shares_bound_a_loan_that_they_secure():
    assert most_by_shares(SHARE_SECURED, SOUND) == Money.baht(45_000)
    assert most_by_shares(ORDINARY, SOUND) is None
    assert against(product=SHARE_SECURED, guarantors=()) == ["loan.shares"]
    assert against(replace(ASKED, amount=Money.baht(45_000)), SHARE_SECURED, guarantors=()) == []


def test_an_old_loan_that_the_new_one_settles_does_not_count():
    borrower = replace(SOUND, owed=Money.baht(9), owed_here=Money.baht(9), monthly=Money.baht(2))
    assert without_old(borrower, Money.baht(9), Money.baht(2)) == SOUND


def test_what_cannot_be_laid_out_is_said_first():
    assert against(replace(ASKED, instalments=700)) == ["loan.instalments"]


def test_a_product_without_a_limit_of_income_asks_for_none():
    free = replace(ORDINARY, income_percent=None, salary_percent=None)
    assert against(replace(ASKED, income=ZERO), free) == []
