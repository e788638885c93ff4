"""Two numbers of one person: what forbids it, and what the one that stays takes over."""

from datetime import date

import pytest

from welfare_desk.members.merging import merged, problems_of_merge, struck_off
from welfare_desk.members.register import Beneficiary, Member, NoIdReason, Status, StatusChange

FIRST_DAY = date(2025, 10, 1)
EVE = date(2025, 9, 30)
ID, OTHER_ID = "1101700230708", "3590509820229"


def a_member(number, paid_to=EVE, **fields):
    return Member(number, "นาง", "มาลี", "ใจดี", paid_to, **{"entry_day": date(2020, 1, 1), **fields})


def codes(kept, twice, merges=(), reason="คนเดียวกัน"):
    return [each.code for each in problems_of_merge(kept, twice, dict(merges), reason)]


def test_two_numbers_of_one_person_may_be_merged():
    assert codes(a_member("1", national_id=ID), a_member("2")) == []
    assert codes(a_member("1", national_id=ID), a_member("2", national_id=ID)) == []


def test_a_number_is_not_merged_into_itself():
    assert codes(a_member("1"), a_member("1")) == ["merge.same"]


@pytest.mark.parametrize(
    ("merges", "said"),
    [
        ({"2": "3"}, ["merge.merged"]),
        ({"1": "3"}, ["merge.merged"]),
        ({"3": "2"}, ["merge.stays"]),
        ({"3": "1"}, []),
    ],
)
def test_merges_make_no_chains(merges, said):
    assert codes(a_member("1"), a_member("2"), merges) == said


def test_two_id_numbers_are_two_people_and_a_reason_is_needed():
    kept, twice = a_member("1", national_id=ID), a_member("2", national_id=OTHER_ID)
    assert codes(kept, twice, reason=" ") == ["merge.two_people", "merge.no_reason"]


def test_what_only_one_record_tells_is_kept():
    kept = a_member("1", house="9", no_id_reason=NoIdReason.MISSING)
    heir = Beneficiary("นายดี ใจดี", "บุตร", None, 10000)
    twice = a_member(
        "2", house="12", phone="0812345678", birth_day=date(1960, 1, 2), national_id=ID, beneficiaries=(heir,)
    )
    both = merged(kept, twice, FIRST_DAY)
    assert (both.number, both.house, both.phone) == ("1", "9", "0812345678")
    assert (both.birth_day, both.beneficiaries, both.national_id, both.no_id_reason) == (
        date(1960, 1, 2), (heir,), ID, None,
    )  # fmt: skip


def test_a_reason_for_no_id_number_stays_while_there_is_none():
    assert merged(a_member("1"), a_member("2", no_id_reason=NoIdReason.MONK), FIRST_DAY).no_id_reason is NoIdReason.MONK


def test_the_earlier_entry_and_the_further_payment_count():
    later = a_member("1", date(2025, 12, 31), entry_day=date(2022, 5, 1), entry_resolution="2/2565")
    earlier = a_member("2", date(2025, 10, 31), entry_day=date(2019, 3, 1))
    both = merged(later, earlier, FIRST_DAY)
    assert (both.entry_day, both.entry_resolution, both.paid_to) == (date(2019, 3, 1), "2/2565", date(2025, 12, 31))
    assert merged(earlier, later, FIRST_DAY).paid_to == date(2025, 12, 31)


def test_whoever_entered_after_the_book_began_owes_from_the_earlier_entry_on():
    one = a_member("1", date(2026, 3, 31), entry_day=date(2026, 4, 1))
    other = a_member("2", date(2025, 12, 31), entry_day=date(2026, 1, 1))
    assert merged(one, other, FIRST_DAY).paid_to == date(2025, 12, 31)
    assert merged(one, a_member("2", EVE, entry_day=None), FIRST_DAY).paid_to == EVE


def test_the_number_that_goes_points_at_the_one_that_stays():
    gone = struck_off(a_member("2", national_id=ID), "1", date(2026, 1, 5))
    assert gone.statuses[-1] == StatusChange(date(2026, 1, 5), Status.MERGED, "1")
    assert gone.national_id is None
