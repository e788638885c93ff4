"""Signing keys, renewals, holders and signatures that another program changed are found and named, each alone."""

# ruff: noqa: S608 - the statements that damage a book are made here

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tests.builders import PIN, an_entry, outside
from tests.services.committee import a_committee
from tests.storage.forgery import chain_audit, forge, unguarded
from welfare_desk.i18n import spoken
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.people import Role
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.periods import close_month
from welfare_desk.services.signing_keys import hand_key, renew_key, replace_lost_key, take_key
from welfare_desk.storage import signing
from welfare_desk.storage.recounts import _statements

HERS = "246813"
KEY = "(SELECT fingerprint FROM signing_keys ORDER BY rowid LIMIT 1 OFFSET {at})"
FIRST, SECOND, LOST, LAST = (KEY.format(at=at) for at in range(4))
KEYS = ("first", "second", "lost", "last")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Make a book of four keys: the first, one renewed, one that replaced a lost one, one renewed after the close.

    The chair holds the last one too; from the auditor, once a chair, it was taken.
    """
    desk, chair, _bookkeeper = a_committee(tmp_path_factory.mktemp("sound"), Role.CHAIR, Role.BOOKKEEPER)
    post_entry(desk, an_entry(day="2025-10-05"))
    close_month(desk, date(2025, 10, 1), PIN)
    renew_key(desk, PIN, "ครบปี")
    close_month(desk, date(2025, 11, 1), PIN)
    second = desk.ask(lambda tx: signing.unlock(tx, desk.actor, PIN))
    replace_lost_key(desk, "ลืม PIN", PIN)
    close_month(desk, date(2025, 12, 1), PIN)
    hand_key(desk, PIN, chair.actor, HERS)
    renew_key(desk, PIN, "ครบปี")
    for taker in (2, 3):
        hand_key(desk, PIN, taker, HERS)
    take_key(desk, 3)
    made = desk.ask(signing.keys)
    desk.book.close()
    names = {name: in_fours(key.fingerprint) for name, key in zip(KEYS, made, strict=True)}
    return desk.book.path, names, second


@pytest.fixture
def path(sound, tmp_path):
    copy = tmp_path / "คนละแบบ.welfare"
    copy.write_bytes(sound[0].read_bytes())
    return copy


def found_in(path):
    desk = sit_down(path, outside(), writes=False)
    try:
        with spoken("en"):
            found = verify_book(desk)
            said = [sentence for result in found.results for sentence in result.found]
            return list(found.failed), said, [note.sentence() for note in found.noted if "key" in note.code]
    finally:
        desk.book.close()


def damage(path, *statements):
    """Run statements with the guards down, and hide the traces as one who knows the program could."""
    with unguarded(path) as raw:
        for statement in statements:
            assert raw.execute(statement).rowcount != 0, statement
        forge(raw)
        chain_audit(raw)
    return found_in(path)


def details(key, name, value):
    """Change what the trail says of how a key came."""
    changed = f"json_set(details, '$.{name}', {value})"
    return f"UPDATE audit SET details = {changed} WHERE action = 'key.renewed' AND subject = {key}"


def test_a_sound_book_of_four_keys_meets_every_check_and_shows_the_lost_one(path, sound):
    failed, said, noted = found_in(path)
    assert (failed, said) == ([], [])
    lost = f"the signing key was replaced as lost; no other key vouches for {sound[1]['lost']}. Reason: ลืม PIN"
    assert [each.partition(" 2569 ")[2] for each in noted] == [lost]


def test_hiding_the_traces_by_itself_changes_nothing(path):
    assert damage(path)[:2] == ([], [])


ANOTHER_S = (
    "UPDATE signing_renewals AS r SET signature = s.signature FROM signing_renewals s "
    "WHERE s.fingerprint = {second} AND r.fingerprint = {last}"
)
GALLERY = [
    (
        "DELETE FROM audit WHERE action = 'key.renewed' AND subject = {last}",
        "The signing key {last} is not one that the trail knows.",
    ),
    (
        "UPDATE signing_keys SET made_at = '2026-01-01T00:00:00.000+00:00' WHERE fingerprint = {last}",
        "The signing key {last} is not one that the trail knows.",
    ),
    (
        "UPDATE signing_keys SET made_at = '2026-01-01T00:00:00.000+00:00' WHERE fingerprint = {first}",
        "The signing key {first} is not one that the trail knows.",
    ),
    (
        "INSERT INTO signing_renewals VALUES ({first}, {last}, NULL)",
        "The signing key {first} is not one that the trail knows.",
    ),
    (
        "UPDATE audit SET action = 'key.made' WHERE action = 'key.renewed' AND subject = {last}",
        "The signing key {last} is not one that the trail knows.",
    ),
    (
        "DELETE FROM signing_renewals WHERE fingerprint = {last}",
        "Nothing shows how the signing key {last} followed the one before.",
    ),
    (
        "UPDATE signing_renewals SET previous = {second} WHERE fingerprint = {last}",
        "The signing key {last} does not follow the one before it.",
    ),
    (details("{last}", "previous", "{second}"), "The signing key {last} does not follow the one before it."),
    (
        "UPDATE signing_renewals SET signature = zeroblob(64) WHERE fingerprint = {last}",
        "The signing key {last} was not signed by the one before it.",
    ),
    (
        ANOTHER_S,
        "The signing key {last} was not signed by the one before it.",
    ),
    (
        "UPDATE signing_renewals SET signature = NULL WHERE fingerprint = {last}",
        "The trail and the signing key {last} differ in whether the one before was lost.",
    ),
    (
        details("{last}", "lost", "json('true')"),
        "The trail and the signing key {last} differ in whether the one before was lost.",
    ),
    (
        "UPDATE signing_renewals SET signature = zeroblob(64) WHERE fingerprint = {lost}",
        "The trail and the signing key {lost} differ in whether the one before was lost.",
    ),
    (
        "UPDATE signing_wraps SET user = 3 WHERE user = 2",
        "User @3 holds the signing key {last}, and the trail does not know it.",
    ),
    (
        "DELETE FROM signing_wraps WHERE user = 1",
        "User @1 holds the signing key {last} by the trail, and it is gone.",
    ),
    (
        "INSERT INTO signing_wraps SELECT {first}, user, salt, nonce, wrapped, made_at FROM signing_wraps WHERE user=1",
        "User @1 holds the signing key {first}, and the trail does not know it.",
    ),
    (
        "DELETE FROM audit WHERE action = 'key.taken'",
        "User @3 holds the signing key {last} by the trail, and it is gone.",
    ),
    (
        "DELETE FROM audit WHERE action = 'key.handed' AND subject = '@2' AND details LIKE '%' || {last} || '%'",
        "User @2 holds the signing key {last}, and the trail does not know it.",
    ),
]


@pytest.mark.parametrize(("statement", "sentence"), GALLERY, ids=range(len(GALLERY)))
def test_a_key_that_was_changed_outside_is_named_alone(path, sound, statement, sentence):
    asked = {name: KEY.format(at=at) for at, name in enumerate(KEYS)}
    failed, said, _noted = damage(path, statement.format(**asked))
    assert failed == ["signing_key"]
    assert sentence.format(**sound[1]) in said


def test_a_public_key_put_in_the_place_of_another_is_named(path, sound):
    failed, said, _noted = damage(
        path, f"UPDATE signing_keys SET public = (SELECT public FROM signing_keys WHERE fingerprint = {FIRST}) "
        f"WHERE fingerprint = {LAST}"
    )  # fmt: skip
    assert failed == ["signing_key"]
    assert f"The signing key {sound[1]['last']} is not the one of its fingerprint." in said


def test_a_key_that_the_trail_made_and_the_book_lost_is_named(path, sound):
    failed, said, _noted = damage(
        path,
        f"DELETE FROM signing_wraps WHERE fingerprint = {LAST}",
        f"DELETE FROM signing_renewals WHERE fingerprint = {LAST}",
        f"DELETE FROM signing_keys WHERE fingerprint = {LAST}",
    )
    assert failed == ["signing_key"]
    assert f"The trail knows a signing key {sound[1]['last']} that the book does not keep." in said


def test_no_key_at_all_in_a_row_is_no_crash(path, sound):
    failed, said, _noted = damage(path, f"UPDATE signing_keys SET public = x'' WHERE fingerprint = {LOST}")
    assert failed == ["signing_key", "statements"]
    assert f"The signing key {sound[1]['lost']} is not the one of its fingerprint." in said


def test_a_statement_signed_with_an_old_key_is_named(path, sound):
    """Whoever kept a copy of the file from before a renewal, and knows the old PIN, signs with the old key."""
    desk = sit_down(path, outside(), writes=False)
    [statement] = [each for each, *_rest in desk.ask(lambda tx: list(_statements(tx))) if each.period == 202603]
    desk.book.close()
    fingerprint, key = sound[2]
    with unguarded(path) as raw:
        signed = (key.sign(statement.canonical()), fingerprint)
        raw.execute("UPDATE statements SET signature = ?, fingerprint = ? WHERE period = 202603", signed)
    failed, said, _noted = found_in(path)
    assert failed == ["statements"]
    assert said == ["The statement of the period from 1 Dec 2568 was not signed by the key of its time."]


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM signing_keys WHERE fingerprint = {FIRST}",
        "UPDATE signing_keys SET public = zeroblob(32)",
        "UPDATE signing_renewals SET signature = NULL",
        f"DELETE FROM signing_renewals WHERE fingerprint = {LOST}",
        f"INSERT OR REPLACE INTO signing_renewals VALUES ({LAST}, {FIRST}, NULL)",
    ],
)
def test_no_program_changes_how_a_key_came(path, statement):
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
