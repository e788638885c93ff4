"""The signing key is held by people, each under an own PIN; it is handed on, taken away, and changed in the open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import PIN, an_entry
from tests.services.committee import a_committee
from tests.services.small_fund import refused
from tests.storage.rows import all_rows
from welfare_desk.ledger.people import Role
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.people import change_user, set_password
from welfare_desk.services.periods import close_month, reopen_month
from welfare_desk.services.signing_keys import change_closing_pin, hand_key, renew_key, replace_lost_key, take_key
from welfare_desk.storage import key_checks, signing

OCTOBER, NOVEMBER, DECEMBER = date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)
HERS, NEW = "246813", "975310"
TREASURER, CHAIR, AUDITOR = 1, 2, 3


@pytest.fixture
def desks(tmp_path):
    """The treasurer's desk, the chair's and an auditor's; October is closed by the treasurer."""
    found = a_committee(tmp_path, Role.CHAIR, Role.AUDITOR)
    post_entry(found[0], an_entry(day="2025-10-10"))
    close_month(found[0], OCTOBER, PIN)
    yield found
    found[0].book.close()


def holders(desk):
    return desk.ask(signing.holders)


def acts(desk, count=1):
    asked = "SELECT action, actor, subject FROM audit ORDER BY id DESC LIMIT ?"
    return [tuple(row) for row in desk.ask(lambda tx: tx.exec_driver_sql(asked, (count,)).all())][::-1]


def notes(desk):
    found = verify_book(desk)
    assert found.failed == ()
    return [note.code for note in found.noted if note.code.startswith("note.key")]


def test_two_people_close_each_with_a_pin_of_their_own(desks):
    treasurer, chair, _ = desks
    assert refused(close_month, chair, NOVEMBER, PIN) == ["key.not_held"]
    hand_key(treasurer, PIN, CHAIR, HERS)
    assert acts(treasurer) == [("key.handed", TREASURER, "@2")]
    assert refused(close_month, chair, NOVEMBER, PIN) == ["pin.wrong"]
    close_month(chair, NOVEMBER, HERS)
    close_month(treasurer, DECEMBER, PIN)
    reopen_month(chair, DECEMBER, "ลืมใบเสร็จ", HERS)
    closed = "SELECT closed_by, fingerprint = (SELECT fingerprint FROM signing_keys) FROM statements"
    assert [tuple(row) for row in treasurer.ask(lambda tx: tx.exec_driver_sql(closed).all())] == [
        (1, 1),
        (2, 1),
        (1, 1),
    ]
    assert notes(treasurer) == []


def test_what_cannot_be_handed_changes_nothing(desks):
    treasurer, chair, _ = desks
    before = all_rows(treasurer)
    assert refused(hand_key, treasurer, "000000", CHAIR, HERS) == ["pin.wrong"]
    assert refused(hand_key, chair, PIN, CHAIR, HERS) == ["key.not_held"]
    assert refused(hand_key, treasurer, PIN, 99, HERS) == ["user.unknown"]
    assert refused(hand_key, treasurer, PIN, TREASURER, HERS) == ["key.own"]
    assert refused(hand_key, treasurer, PIN, AUDITOR, HERS) == ["key.may_not_close"]
    assert refused(hand_key, treasurer, PIN, CHAIR, "12345") == ["pin.short"]
    assert refused(hand_key, treasurer, PIN, CHAIR, PIN) == ["pin.same"]
    assert all_rows(treasurer) == before


def test_a_password_reset_neither_gives_nor_loses_the_key(desks):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    set_password(treasurer, CHAIR, "รหัสใหม่ของประธาน")
    assert refused(close_month, chair, NOVEMBER, "รหัสใหม่ของประธาน") == ["pin.wrong"]
    close_month(chair, NOVEMBER, HERS)


def test_one_changes_the_own_pin_and_a_forgotten_one_is_handed_anew(desks):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    assert refused(change_closing_pin, treasurer, "000000", NEW) == ["pin.wrong"]
    assert refused(change_closing_pin, treasurer, PIN, "12345") == ["pin.short"]
    change_closing_pin(treasurer, PIN, NEW)
    assert acts(treasurer) == [("key.pin_changed", TREASURER, "@1")]
    assert refused(close_month, treasurer, NOVEMBER, PIN) == ["pin.wrong"]
    close_month(treasurer, NOVEMBER, NEW)
    hand_key(treasurer, NEW, CHAIR, "864209")
    assert refused(close_month, chair, DECEMBER, HERS) == ["pin.wrong"]
    close_month(chair, DECEMBER, "864209")
    assert holders(treasurer) == [TREASURER, CHAIR]
    assert notes(treasurer) == []


@pytest.mark.parametrize(("typed", "again"), [("น้ำใจงาม", "น้ําใจงาม"), ("น้ําใจงาม", "น้ำใจงาม")])
def test_a_pin_of_thai_letters_is_the_same_from_every_keyboard(desks, typed, again):
    change_closing_pin(desks[0], PIN, typed)
    close_month(desks[0], NOVEMBER, again)


def test_the_key_is_taken_away_but_never_from_the_last(desks):
    treasurer, chair, auditor = desks
    assert refused(take_key, treasurer, TREASURER) == ["key.last_holder"]
    assert refused(take_key, treasurer, CHAIR) == ["key.not_holder"]
    hand_key(treasurer, PIN, CHAIR, HERS)
    assert refused(take_key, chair, TREASURER) == ["permission.refused"]
    assert refused(take_key, auditor, CHAIR) == ["permission.refused"]
    take_key(treasurer, CHAIR)
    assert acts(treasurer) == [("key.taken", TREASURER, "@2")]
    assert refused(close_month, chair, NOVEMBER, HERS) == ["key.not_held"]
    hand_key(treasurer, PIN, CHAIR, HERS)
    take_key(chair, CHAIR)
    assert holders(treasurer) == [TREASURER]
    assert notes(treasurer) == []


def test_a_renewed_key_is_signed_by_the_one_before_and_is_handed_anew(desks):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    old = treasurer.ask(signing.current)
    assert refused(renew_key, treasurer, PIN, "  ") == ["key.no_reason"]
    assert refused(renew_key, treasurer, "000000", "เปลี่ยนเหรัญญิก") == ["pin.wrong"]
    assert refused(renew_key, treasurer, PIN, "เปลี่ยนเหรัญญิก", "12345") == ["pin.short"]
    new = renew_key(treasurer, PIN, " เปลี่ยนเหรัญญิก ")
    assert new != old
    assert (treasurer.ask(signing.current), holders(treasurer)) == (new, [TREASURER])
    assert acts(treasurer) == [("key.renewed", TREASURER, new)]
    assert refused(close_month, chair, NOVEMBER, HERS) == ["key.not_held"]
    close_month(treasurer, NOVEMBER, PIN)
    hand_key(treasurer, PIN, CHAIR, HERS)
    close_month(chair, DECEMBER, HERS)
    signed = "SELECT fingerprint FROM statements ORDER BY id"
    assert treasurer.ask(lambda tx: tx.exec_driver_sql(signed).scalars().all()) == [old, new, new]
    first, second = treasurer.ask(signing.keys)
    assert (second.previous, first.previous) == (old, None)
    assert second.signature is not None
    assert notes(treasurer) == []


def test_a_renewed_key_may_have_another_pin_and_be_renewed_again(desks):
    treasurer = desks[0]
    renew_key(treasurer, PIN, "PIN มีคนเห็น", NEW)
    assert refused(close_month, treasurer, NOVEMBER, PIN) == ["pin.wrong"]
    renew_key(treasurer, NEW, "ครบปี")
    close_month(treasurer, NOVEMBER, NEW)
    assert len(treasurer.ask(signing.keys)) == 3
    assert notes(treasurer) == []


def test_a_clock_that_was_put_back_does_not_bring_the_old_key_back(desks):
    treasurer = desks[0]
    early = replace(treasurer, now=lambda: treasurer.now().replace(year=2020))
    new = renew_key(early, PIN, "ครบปี")
    assert treasurer.ask(signing.current) == new
    close_month(treasurer, NOVEMBER, PIN)
    assert notes(treasurer) == []


def test_a_lost_key_is_replaced_by_who_may_close_and_that_stays_to_be_seen(desks):
    _, chair, auditor = desks
    assert refused(replace_lost_key, auditor, "ลืม PIN", HERS) == ["permission.refused"]
    assert refused(replace_lost_key, chair, "", HERS) == ["key.no_reason"]
    assert refused(replace_lost_key, chair, "ลืม PIN", "12345") == ["pin.short"]
    replace_lost_key(chair, "เหรัญญิกลืม PIN", HERS)
    assert holders(chair) == [CHAIR]
    close_month(chair, NOVEMBER, HERS)
    assert notes(chair) == ["note.key_lost"]
    renew_key(chair, HERS, "ครบปี")
    close_month(chair, DECEMBER, HERS)
    assert notes(chair) == ["note.key_lost"]


def test_before_the_first_close_there_is_no_key_to_hand_or_replace(tmp_path):
    desk, _chair = a_committee(tmp_path, Role.CHAIR)
    before = all_rows(desk)
    assert refused(hand_key, desk, PIN, CHAIR, HERS) == ["key.none"]
    assert refused(change_closing_pin, desk, PIN, NEW) == ["key.none"]
    assert refused(renew_key, desk, PIN, "ครบปี") == ["key.none"]
    assert refused(replace_lost_key, desk, "ลืม PIN", NEW) == ["key.none"]
    assert refused(take_key, desk, TREASURER) == ["key.not_holder"]
    assert all_rows(desk) == before


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": frozenset({Role.COMMITTEE})}])
def test_who_leaves_or_may_close_no_longer_holds_no_key(desks, change):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    was = chair.person()
    change_user(treasurer, replace(was, **change))
    assert acts(treasurer) == [("key.taken", TREASURER, "@2")]
    assert refused(close_month, chair, NOVEMBER, HERS) == ["permission.refused"]
    change_user(treasurer, was)
    assert refused(close_month, chair, NOVEMBER, HERS) == ["key.not_held"]
    assert notes(treasurer) == []


def test_where_the_last_holder_leaves_verify_says_that_nobody_holds_the_key(desks):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    take_key(treasurer, TREASURER)
    assert notes(treasurer) == []
    change_user(treasurer, replace(chair.person(), is_active=False))
    assert notes(treasurer) == ["note.key_unheld"]
    assert refused(close_month, treasurer, NOVEMBER, PIN) == ["key.unheld"]
    replace_lost_key(treasurer, "ประธานลาออก", NEW)
    close_month(treasurer, NOVEMBER, NEW)
    assert notes(treasurer) == ["note.key_lost"]


def test_a_name_or_another_role_leaves_the_key(desks):
    treasurer, chair, _ = desks
    hand_key(treasurer, PIN, CHAIR, HERS)
    change_user(treasurer, replace(chair.person(), name="ก้อน ดี", roles=frozenset({Role.BOOKKEEPER})))
    assert holders(treasurer) == [TREASURER, CHAIR]


def test_no_pin_and_no_key_stand_in_the_file_or_the_trail(desks):
    treasurer = desks[0]
    drawn = []
    watched = replace(treasurer, random=lambda count: drawn.append(treasurer.random(count)) or drawn[-1])
    hand_key(watched, PIN, CHAIR, HERS)
    renew_key(watched, PIN, "ครบปี", NEW)
    said = "".join(treasurer.ask(lambda tx: tx.exec_driver_sql("SELECT details FROM audit").scalars().all()))
    assert not [each for each in (PIN, HERS, NEW) if each in said]
    [act] = [each for each in treasurer.ask(key_checks.acts) if each.action == "key.renewed"]
    assert set(act.details) == {"previous", "reason", "lost"}
    treasurer.book.close()
    kept = treasurer.book.path.read_bytes()
    keys = [each for each in drawn if len(each) == 32]
    assert keys
    assert not [each for each in keys if each in kept or each.hex() in said]
    assert not [each for each in (HERS, NEW) if each.encode() in kept]
