"""People come into the book, get their roles, and sign in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_book, reopen
from tests.services.committee import PASSWORD, a_committee
from tests.services.small_fund import refused
from welfare_desk.errors import RuleError
from welfare_desk.ledger.people import Role, User
from welfare_desk.services import people
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage.people import Secret


def users(desk):
    return {each.id: (each.name, each.roles, each.is_active) for each in desk.ask(people.list_users)}


def later(desk, **span):
    return replace(desk, now=lambda: desk.now() + timedelta(**span))


def test_a_new_book_is_kept_by_one_person_who_is_not_asked_who_she_is(tmp_path):
    desk = a_book(tmp_path)
    assert users(desk) == {1: ("", {Role.ADMINISTRATOR, Role.TREASURER}, True)}
    assert not desk.ask(people.must_sign_in)
    assert desk.ask(people.may_sign_in) == []


def test_before_a_second_person_comes_the_first_has_a_name_and_a_password(tmp_path):
    desk = a_book(tmp_path)
    assert refused(people.add_user, desk, "ก้อน", [Role.CHAIR], PASSWORD) == ["user.first_password"]
    assert refused(people.set_password, desk, 1, PASSWORD) == ["user.no_name"]
    people.change_user(desk, User(1, "มาลี", desk.person().roles))
    people.set_password(desk, 1, PASSWORD)
    added = people.add_user(desk, " ก้อน ", [Role.CHAIR], PASSWORD)
    assert (added.id, added.name) == (2, "ก้อน")
    assert [each.name for each in desk.ask(people.may_sign_in)] == ["มาลี", "ก้อน"]
    assert verify_book(desk).ok


def test_whoever_knows_the_password_sits_down(tmp_path):
    desk, _ = a_committee(tmp_path, Role.CHAIR)
    assert people.sign_in(desk, " CHAIR ก้อน", PASSWORD).actor == 2
    assert refused(people.sign_in, desk, "chair ก้อน", "ผิด") == ["sign_in.wrong"]
    assert refused(people.sign_in, desk, "ใครสักคน", PASSWORD) == ["sign_in.unknown"]
    trail = "SELECT action, actor FROM audit WHERE action LIKE 'user.%' ORDER BY id DESC LIMIT 2"
    assert desk.ask(lambda tx: tx.exec_driver_sql(trail).all()) == [("user.refused", 2), ("user.signed_in", 2)]


def test_a_password_is_kept_only_as_argon2id_keeps_it(tmp_path):
    desk, _ = a_committee(tmp_path, Role.CHAIR)
    kept = desk.ask(lambda tx: tx.exec_driver_sql("SELECT hash FROM user_secrets").scalars().all())
    assert all(each.startswith("$argon2id$") for each in kept)
    desk.book.close()
    assert PASSWORD.encode() not in desk.book.path.read_bytes()


def test_guessing_waits_also_after_the_program_was_closed(tmp_path):
    desk, _ = a_committee(tmp_path, Role.CHAIR)
    for _again in range(3):
        assert refused(people.sign_in, desk, "มาลี", "ผิด") == ["sign_in.wrong"]
    assert refused(people.sign_in, desk, "มาลี", PASSWORD) == ["sign_in.wait"]
    assert people.sign_in(desk, "chair ก้อน", PASSWORD).actor == 2
    again = reopen(desk)
    again = replace(again, now=desk.now)
    assert refused(people.sign_in, again, "มาลี", PASSWORD) == ["sign_in.wait"]
    assert people.sign_in(later(again, minutes=1), "มาลี", PASSWORD).actor == 1
    assert refused(people.sign_in, again, "มาลี", "ผิด") == ["sign_in.wrong"]


def test_where_nothing_can_be_written_the_password_still_counts(tmp_path):
    desk, _ = a_committee(tmp_path, Role.CHAIR)
    desk = reopen(desk, writes=False)
    assert people.sign_in(desk, "มาลี", PASSWORD).actor == 1
    assert refused(people.sign_in, desk, "มาลี", "ผิด") == ["sign_in.wrong"]


def test_a_pin_changes_places_and_can_be_given_up(tmp_path):
    _, chair = a_committee(tmp_path, Role.CHAIR)
    assert refused(people.set_pin, chair, "1234") == ["user_pin.simple"]
    people.set_pin(chair, "4071")
    assert {each.id: pin for each, pin in chair.ask(people.doors)} == {1: False, 2: True}
    assert people.sign_in(chair, "chair ก้อน", "4071", Secret.PIN).actor == 2
    assert refused(people.sign_in, chair, "chair ก้อน", "4072", Secret.PIN) == ["sign_in.wrong"]
    people.set_pin(chair, "")
    assert refused(people.sign_in, chair, "chair ก้อน", "4071", Secret.PIN) == ["sign_in.wrong"]
    assert verify_book(chair).ok


def test_a_new_password_takes_the_old_one_or_the_administrator(tmp_path):
    desk, chair = a_committee(tmp_path, Role.CHAIR)
    assert refused(people.set_password, chair, 2, "รหัสใหม่ของฉัน", "ผิด") == ["password.old_wrong"]
    people.set_password(chair, 2, "รหัสใหม่ของฉัน", PASSWORD)
    assert people.sign_in(desk, "chair ก้อน", "รหัสใหม่ของฉัน").actor == 2
    assert refused(people.set_password, chair, 1, "รหัสใหม่ของฉัน") == ["permission.refused"]
    people.set_password(desk, 2, PASSWORD)
    assert refused(people.set_password, desk, 1, "สั้น", PASSWORD) == ["password.short"]
    assert refused(people.set_password, desk, 9, PASSWORD) == ["user.unknown"]
    assert people.sign_in(desk, "chair ก้อน", PASSWORD).actor == 2
    assert verify_book(desk).ok


def test_who_leaves_signs_in_no_more_and_stays_in_the_book(tmp_path):
    desk, chair = a_committee(tmp_path, Role.CHAIR)
    people.change_user(desk, replace(chair.person(), is_active=False))
    assert refused(people.sign_in, desk, "chair ก้อน", PASSWORD) == ["sign_in.unknown"]
    assert users(desk)[2] == ("chair ก้อน", {Role.CHAIR}, False)
    people.change_user(desk, replace(chair.person(), is_active=True))
    assert refused(people.sign_in, desk, "chair ก้อน", PASSWORD) == ["sign_in.unknown"]
    people.set_password(desk, 2, PASSWORD)
    assert people.sign_in(desk, "chair ก้อน", PASSWORD).actor == 2
    assert verify_book(desk).ok


def test_nothing_is_written_when_nothing_changes(tmp_path):
    desk = a_book(tmp_path)
    rows = "SELECT count(*) FROM audit"
    before = desk.ask(lambda tx: tx.exec_driver_sql(rows).scalar_one())
    people.change_user(desk, desk.person())
    assert desk.ask(lambda tx: tx.exec_driver_sql(rows).scalar_one()) == before


def test_the_last_administrator_stays(tmp_path):
    desk, _ = a_committee(tmp_path, Role.CHAIR)
    with pytest.raises(RuleError, match=r"user\.no_administrator"):
        people.change_user(desk, replace(desk.person(), roles=frozenset({Role.TREASURER})))


def test_leaving_the_desk_is_noted(tmp_path):
    desk = a_book(tmp_path)
    people.sign_out(desk)
    last = "SELECT action FROM audit ORDER BY id DESC LIMIT 1"
    assert desk.ask(lambda tx: tx.exec_driver_sql(last).scalar_one()) == "user.signed_out"
    people.sign_out(reopen(desk, writes=False))


def test_the_program_itself_hashes_as_rfc_9106_says_for_little_memory(real_hasher):
    assert (real_hasher.memory_cost, real_hasher.time_cost, real_hasher.parallelism) == (65_536, 3, 4)
    assert real_hasher.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
