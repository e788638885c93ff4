"""Take people into the book, give them roles, and let them sign in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.approvals import problems_of_rules
from welfare_desk.ledger.people import (
    Permission,
    Tries,
    User,
    problem_of_wait,
    problems_of_password,
    problems_of_pin,
    problems_of_users,
)
from welfare_desk.services.desk import needs, refuse_without
from welfare_desk.storage import approvals, people, signing, trail
from welfare_desk.storage.people import Secret

PASSWORD, PIN = Secret.PASSWORD, Secret.PIN

if TYPE_CHECKING:
    from collections.abc import Collection

    from welfare_desk.ledger.people import Role
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def list_users(tx: Tx) -> list[User]:
    """Read everybody who works or worked in the book."""
    return people.users(tx)


def must_sign_in(tx: Tx) -> bool:
    """Tell whether the book asks who is there: it does from the first password on."""
    return people.must_sign_in(tx)


def may_sign_in(tx: Tx) -> list[User]:
    """Give who can sign in: those at work who have a password."""
    secrets = people.secrets(tx)
    return [each for each in people.users(tx) if each.is_active and Secret.PASSWORD in secrets.get(each.id, ())]


def doors(tx: Tx) -> list[tuple[User, bool]]:
    """Give who can sign in, each with whether there is a PIN; nobody where the book does not ask."""
    secrets = people.secrets(tx)
    return [(each, Secret.PIN in secrets[each.id]) for each in may_sign_in(tx)]


@needs(Permission.PEOPLE)
def add_user(desk: Desk, name: str, roles: Collection[Role], password: str) -> User:
    """Take somebody in, with roles and a first password; whoever kept the book alone sets an own one first."""
    with desk.book.write() as tx:
        added = User(people.next_id(tx), name.strip(), frozenset(roles))
        found = problems_of_users(people.users(tx), added) + problems_of_password(password)
        if not people.must_sign_in(tx):
            text = N_("Set your own name and password first: from then on the book asks who is there.")
            found.append(problem("user.first_password", text, "name"))
        if found:
            raise RuleError(*found)
        people.add(tx, added)
        made = desk.made()
        bound = people.put_secret(tx, added.id, Secret.PASSWORD, password, made)
        people.record(tx, made, "user.added", None, added, **bound)
    return added


@needs(Permission.PEOPLE)
def change_user(desk: Desk, changed: User) -> None:
    """Change a person's name, roles, or whether he or she still works here.

    Whoever may no longer close months holds the signing key no longer, even if then nobody holds it.
    """
    with desk.book.write() as tx:
        before = _known(tx, changed.id)
        if before == changed:
            return
        others = people.users(tx)
        found = problems_of_users(others, changed)
        after = [*(each for each in others if each.id != changed.id), changed]
        found += problems_of_rules(approvals.rules(tx), after)
        if found:
            raise RuleError(*found)
        people.change(tx, changed)
        if not changed.is_active:
            for kind in Secret:
                people.drop_secret(tx, changed.id, kind)
        made = desk.made()
        people.record(tx, made, _act(before, changed), before, changed)
        if not changed.may(Permission.CLOSE) and signing.drop_wraps(tx, changed.id):
            trail.add(tx, made, "key.taken", people.subject(changed.id), fingerprint=signing.current(tx))


@needs(Permission.READ)
def set_password(desk: Desk, user_id: int, password: str, old: str = "") -> None:
    """Set a password: one's own with the old one, somebody else's as who keeps the people of the book."""
    with desk.book.write() as tx:
        kept = _known(tx, user_id)
        found = problems_of_password(password)
        if user_id != desk.actor:
            refuse_without(desk, Permission.PEOPLE)
        elif Secret.PASSWORD in people.secrets(tx).get(user_id, ()) and not people.is_secret(
            tx, user_id, Secret.PASSWORD, old
        ):
            found.append(problem("password.old_wrong", N_("The old password is not right."), "old"))
        if not kept.name:
            found.append(problem("user.no_name", N_("Write the person's name."), "name"))
        if found:
            raise RuleError(*found)
        made = desk.made()
        bound = people.put_secret(tx, user_id, Secret.PASSWORD, password, made)
        people.put_tries(tx, user_id, 0, made.at)
        trail.add(tx, made, "user.password_set", people.subject(user_id), **bound)


@needs(Permission.PEOPLE)
def begin_to_ask(desk: Desk, name: str, password: str) -> None:
    """Give whoever kept the book alone a name and a password, together: from now on it asks who is there."""
    with desk.book.write():
        change_user(desk, replace(desk.person(), name=name.strip()))
        set_password(desk, desk.actor, password)


def get_user(tx: Tx, user_id: int) -> User:
    """Read one user; an unknown one is a `RuleError`."""
    return _known(tx, user_id)


@needs(Permission.READ)
def set_pin(desk: Desk, pin: str) -> None:
    """Set one's own PIN for changing places at a desk, or with an empty one do without."""
    with desk.book.write() as tx:
        if pin and (found := problems_of_pin(pin)):
            raise RuleError(*found)
        made = desk.made()
        if pin:
            bound = people.put_secret(tx, desk.actor, Secret.PIN, pin, made)
        else:
            people.drop_secret(tx, desk.actor, Secret.PIN)
            bound = {}
        trail.add(tx, made, "user.pin_set" if pin else "user.pin_dropped", people.subject(desk.actor), **bound)


def sign_in(desk: Desk, name: str, text: str, kind: Secret = Secret.PASSWORD) -> Desk:
    """Give the desk to whoever proves who he or she is, by name.

    Wrong tries are counted in the book and make the next one wait, also after the program was closed. At a desk that
    only reads nothing can be counted; there each try costs its time.
    """
    found = next((each for each in desk.ask(may_sign_in) if each.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise RuleError(problem("sign_in.unknown", N_("Nobody called {name} signs in here."), "name", name=name))
    now = desk.now().astimezone(UTC)
    tried = desk.ask(lambda tx: people.tries(tx, found.id))
    if wait := tried.wait(now):
        raise RuleError(problem_of_wait(wait))
    right = desk.ask(lambda tx: people.is_secret(tx, found.id, kind, text))
    seated = replace(desk, actor=found.id)
    if desk.book.writes:
        _note(seated, tried, right=right, kind=kind)
    if not right:
        wrong = N_("The password is not right.") if kind is Secret.PASSWORD else N_("The PIN is not right.")
        raise RuleError(problem("sign_in.wrong", wrong, "password"))
    return seated


def _note(desk: Desk, tried: Tries, *, right: bool, kind: Secret) -> None:
    with desk.book.write() as tx:
        made = desk.made()
        failures = 0 if right else tried.failures + 1
        people.put_tries(tx, desk.actor, failures, made.at)
        act = "user.signed_in" if right else "user.refused"
        trail.add(tx, made, act, people.subject(desk.actor), kind=kind.value, **({} if right else {"count": failures}))


@needs(Permission.READ)
def sign_out(desk: Desk) -> None:
    """Note that a person left the desk."""
    if desk.book.writes:
        with desk.book.write() as tx:
            trail.add(tx, desk.made(), "user.signed_out", people.subject(desk.actor))


def _act(before: User, after: User) -> str:
    if before.is_active == after.is_active:
        return "user.changed"
    return "user.returned" if after.is_active else "user.left"


def _known(tx: Tx, user_id: int) -> User:
    found = next((each for each in people.users(tx) if each.id == user_id), None)
    if found is None:
        raise RuleError(problem("user.unknown", N_("The book has no user {user}."), "user", user=user_id))
    return found
