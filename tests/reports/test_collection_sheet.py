"""Who stands on a sheet: a village's members, or one household."""

from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.reports.collection_sheet import collection_sheet, household_sheet
from welfare_desk.services.members import add_member, record_status

ENTERED = date(2025, 10, 1)
MONTH = date(2026, 1, 1)


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path, today="2026-01-15")
    for number, village, household in (
        ("00402", "4", "4-7"), ("00405", "4", "4-7"), ("00406", "4", "4-7"), ("00407", "4", ""), ("00501", "5", ""),
    ):  # fmt: skip
        statuses = (StatusChange(ENTERED, Status.ACTIVE),)
        paid_to = date(2025, 9, 30)
        name = f"คนที่ {number}"
        add_member(
            made,
            Member(
                number, "นาง", name, "ดำดี", paid_to, village=village, household=household, entry_day=ENTERED,
                statuses=statuses,
            ),
        )  # fmt: skip
    record_status(made, "00406", StatusChange(date(2025, 12, 1), Status.RESIGNED, "ย้ายบ้าน"))
    yield made
    made.book.close()


def numbers(desk, ask, what):
    return [row.number for row in desk.ask(lambda tx: ask(tx, what, MONTH))]


def test_a_village_without_those_who_left(desk):
    assert numbers(desk, collection_sheet, "4") == ["00402", "00405", "00407"]


def test_a_household_with_the_one_who_comes_first(desk):
    assert numbers(desk, household_sheet, "00405") == ["00405", "00402"]


def test_a_member_without_a_household_stands_alone(desk):
    assert numbers(desk, household_sheet, "00407") == ["00407"]


def test_nobody_has_an_unknown_number(desk):
    assert numbers(desk, household_sheet, "99999") == []
