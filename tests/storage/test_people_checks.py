"""Users, passwords, rules and approvals that another program changed are refused, or found and named."""

import sqlite3
from contextlib import closing

import pytest

from tests.builders import an_entry, outside
from tests.services.committee import PASSWORD, paid, with_rules
from tests.storage.forgery import forge, unguarded
from welfare_desk.errors import Awaiting
from welfare_desk.i18n import spoken
from welfare_desk.services.approvals import approve, reject
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.people import set_pin


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A book of two people with one payment approved, one sent back and one waiting."""
    treasurer, chair = with_rules(tmp_path_factory.mktemp("book"))
    set_pin(chair, "4071")
    for baht in (501, 502, 503):
        with pytest.raises(Awaiting):
            post_entry(treasurer, paid(baht))
    approve(chair, 1)
    reject(chair, 2, "ไม่มีใบเสร็จ")
    post_entry(treasurer, an_entry("5319 welfare 20", "1101 welfare -20", day="2026-03-05"))
    treasurer.book.close()
    return treasurer.book.path


@pytest.fixture
def path(sound, tmp_path):
    copy = tmp_path / "คนละแบบ.welfare"
    copy.write_bytes(sound.read_bytes())
    return copy


def found_in(path):
    desk = sit_down(path, outside(), writes=False)
    try:
        with spoken("en"):
            found = verify_book(desk)
            return list(found.failed), [sentence for result in found.results for sentence in result.found]
    finally:
        desk.book.close()


def test_a_sound_book_with_people_and_approvals_meets_every_check(path):
    assert found_in(path) == ([], [])


@pytest.mark.parametrize(
    ("check", "statement", "sentence"),
    [
        ("people", "UPDATE users SET role = 'treasurer' WHERE id = 2", "The roles of user @2 are not those"),
        ("people", "UPDATE users SET is_active = 0 WHERE id = 2", "The roles of user @2 are not those"),
        (
            "people",
            "UPDATE users SET name = 'ใครสักคน' WHERE id = 2",
            "The name of user @2 is not the one of",
        ),
        ("people", "INSERT INTO users VALUES (3, 'ผี', 'chair', 1)", "The roles of user @3 are not those"),
        (
            "people",
            "UPDATE user_secrets SET hash = 'x' WHERE user = 1",
            "PIN of user @1 was not",
        ),
        ("people", "UPDATE user_secrets SET hash = 'x' WHERE kind = 'pin'", "PIN of user @2 was not"),
        ("people", "INSERT INTO user_secrets VALUES (1, 'pin', 'x', '')", "PIN of user @1 was not"),
        ("approvals", "DELETE FROM approval_rules", "The rules of approval are not those"),
        (
            "approvals",
            "UPDATE approval_rules SET amount = NULL WHERE kind = 'payment'",
            "The rules of approval",
        ),
        ("approvals", "UPDATE pending SET vouchers = '' WHERE id = 1", "P-0001 is not what the trail says"),
        (
            "approvals",
            "UPDATE pending SET decided_by = 1 WHERE id = 1",
            "PV6903-0001 names an approval",
        ),
        ("approvals", "UPDATE pending SET status = 'waiting' WHERE id = 2", "P-0002 is not what the trail says"),
        ("approvals", "UPDATE pending SET content = '[]' WHERE id = 3", "P-0003 is not what the trail says"),
        ("approvals", "UPDATE pending SET content = NULL WHERE id = 3", "P-0003 is not what the trail says"),
        ("approvals", "UPDATE pending SET made_by = 2 WHERE id = 3", "P-0003 is not what the trail says"),
        ("approvals", "UPDATE entries SET approved_by = NULL WHERE approved_by = 2", "PV6903-0001 over 501.00 baht"),
        ("approvals", "UPDATE entries SET approved_by = 1 WHERE approved_by = 2", "PV6903-0001 names an approval"),
        ("approvals", "UPDATE entries SET approved_by = 2 WHERE id = 1", "names an approval that nobody gave."),
    ],
)
def test_what_was_changed_outside_is_named(path, check, statement, sentence):
    with unguarded(path) as raw:
        assert raw.execute(statement).rowcount > 0
        forge(raw)
    failed, said = found_in(path)
    assert check in failed
    assert any(sentence in each for each in said), said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE approval_rules SET amount = 9000000",
        "DELETE FROM approval_rules",
        "INSERT OR REPLACE INTO approval_rules VALUES ('payment', '0001', 5)",
        "INSERT INTO approval_rules VALUES ('payment', '9999', -5)",
        "DELETE FROM pending",
        "INSERT OR REPLACE INTO pending SELECT * FROM pending WHERE id = 3",
        "UPDATE pending SET amount = 1 WHERE id = 3",
        "UPDATE pending SET content = '[]' WHERE id = 3",
        "UPDATE pending SET status = 'approved', decided_by = 1, decided_at = 'x' WHERE id = 3",
        "UPDATE pending SET content = NULL WHERE id = 3",
        "UPDATE pending SET content = NULL, preview = NULL WHERE id = 2",
        "UPDATE pending SET status = 'approved' WHERE id = 3",
        "UPDATE pending SET status = 'approved', decided_by = 2, decided_at = 'x' WHERE id = 2",
        "UPDATE pending SET reason = '' WHERE id = 2",
        "INSERT INTO pending SELECT 9, 'x', 5, '', '', '', hash, '', 1, '', 'approved', 2, '', '', '' FROM pending",
        "DELETE FROM users WHERE id = 2",
        "UPDATE entries SET approved_by = 1 WHERE approved_by = 2",
    ],
)
def test_no_program_decides_or_loosens_by_itself(path, statement):
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_no_program_posts_alone_what_needs_a_second_person(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        (at,) = raw.execute("SELECT max(from_at) FROM approval_rules").fetchone()
        raw.execute("BEGIN")
        last = raw.execute("SELECT max(id) FROM entries").fetchone()[0]
        raw.execute(
            "INSERT INTO entries SELECT id + 1, 'PV', month, 2, 'PV6903-0002', day, period, 'normal', ?, 1, NULL, "
            "NULL, x'', memo, memo_salt, memo_commitment, payee, payee_salt, payee_commitment, x'00', 0 "
            "FROM entries WHERE id = ?",
            (at, last),
        )
        for line, account, satang in ((1, "5319", 60_000), (2, "1101", -60_000)):
            raw.execute(
                "INSERT INTO postings SELECT id, ?, ?, 'welfare', ?, NULL, day FROM entries WHERE id = ?",
                (line, account, satang, last + 1),
            )
        with pytest.raises(sqlite3.IntegrityError, match="a second person approves this entry first"):
            raw.execute("UPDATE entries SET posted = 1 WHERE id = ?", (last + 1,))


def test_no_password_stands_in_the_file(path):
    assert PASSWORD.encode() not in path.read_bytes()
