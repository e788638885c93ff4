"""Who may do what in a book, and how guessing is slowed down."""

from datetime import UTC, datetime, timedelta

import pytest

from welfare_desk.ledger.people import (
    ALLOWED,
    LOCKING_TRIES,
    LONGEST_WAIT,
    Permission,
    Role,
    Tries,
    User,
    problem_of_wait,
    problems_of_password,
    problems_of_pin,
    problems_of_users,
    read_roles,
    written_roles,
)

NOON = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
FIRST = User(1, "มาลี", frozenset({Role.ADMINISTRATOR, Role.TREASURER}))


def codes(problems):
    return [each.code for each in problems]


def test_an_auditor_sees_everything_and_changes_nothing():
    assert ALLOWED[Role.AUDITOR] == {Permission.READ, Permission.PERSONAL}


def test_every_role_reads_and_every_permission_belongs_to_one():
    assert all(Permission.READ in allowed for allowed in ALLOWED.values())
    assert set(ALLOWED) == set(Role)
    assert frozenset().union(*ALLOWED.values()) == set(Permission)


def test_who_left_may_do_nothing():
    assert FIRST.may(Permission.RECORD)
    assert not User(1, "มาลี", FIRST.roles, is_active=False).may(Permission.READ)


def test_roles_are_read_as_they_were_written():
    assert written_roles({Role.TREASURER, Role.ADMINISTRATOR}) == "administrator treasurer"
    assert read_roles("administrator treasurer") == FIRST.roles
    assert read_roles("") == frozenset()


def test_a_person_needs_a_name_of_her_own_and_a_role():
    assert problems_of_users([FIRST], User(2, "บุญมี", frozenset({Role.CHAIR}))) == []
    assert codes(problems_of_users([FIRST], User(2, " ", frozenset()))) == ["user.no_name", "user.no_role"]
    assert codes(problems_of_users([FIRST], User(2, " มาลี", frozenset({Role.CHAIR})))) == ["user.twice"]
    assert problems_of_users([FIRST], User(2, "มาลี", frozenset({Role.CHAIR}), is_active=False)) == []


def test_an_auditor_has_no_second_role():
    both = frozenset({Role.AUDITOR, Role.BOOKKEEPER})
    assert codes(problems_of_users([FIRST], User(2, "ก้อน", both))) == ["user.auditor"]


def test_a_book_keeps_an_administrator():
    gone = User(1, "มาลี", FIRST.roles, is_active=False)
    assert codes(problems_of_users([FIRST], gone)) == ["user.no_administrator"]
    assert problems_of_users([FIRST, User(2, "ก้อน", frozenset({Role.ADMINISTRATOR}))], gone) == []


@pytest.mark.parametrize(
    ("pin", "found"),
    [
        ("4071", []),
        ("40718293", []),
        ("407", ["user_pin.digits"]),
        ("407182931", ["user_pin.digits"]),
        ("๔๐๗๑", ["user_pin.digits"]),
        ("40a1", ["user_pin.digits"]),
        ("7777", ["user_pin.simple"]),
        ("1234", ["user_pin.simple"]),
        ("9876", ["user_pin.simple"]),
    ],
)
def test_a_pin_is_digits_that_nobody_tries_first(pin, found):
    assert codes(problems_of_pin(pin)) == found


def test_a_password_is_long_and_nothing_else_is_asked_of_it():
    assert problems_of_password("ข้าวเหนียว") == []
    assert codes(problems_of_password("Ab1!xyz")) == ["password.short"]


def test_the_first_tries_are_free():
    assert Tries().wait(NOON) == timedelta()
    assert Tries(2, NOON).wait(NOON) == timedelta()


def test_each_further_try_waits_twice_as_long():
    waits = [Tries(failures, NOON).wait(NOON).total_seconds() for failures in range(3, 10)]
    assert waits == [5, 10, 20, 40, 80, 160, 320]
    assert Tries(3, NOON).wait(NOON + timedelta(seconds=5)) == timedelta()


def test_after_ten_tries_nobody_gets_in_for_an_hour():
    assert Tries(LOCKING_TRIES, NOON).wait(NOON) == LONGEST_WAIT
    assert Tries(50, NOON).wait(NOON + timedelta(minutes=59)) == timedelta(minutes=1)


def test_a_clock_put_back_keeps_nobody_out_for_longer():
    assert Tries(3, NOON).wait(NOON - timedelta(days=30)) == timedelta(seconds=5)


def test_the_wait_is_said_in_seconds_or_minutes():
    assert problem_of_wait(timedelta(seconds=4, milliseconds=1)).params == {"seconds": 5}
    assert problem_of_wait(timedelta(seconds=121)).params == {"minutes": 3}
