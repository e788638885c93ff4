"""Hand the signing key of the book on, take it away, and put a new one in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs, refuse_without
from welfare_desk.storage import people, signing, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def key_holders(tx: Tx) -> list[int]:
    """Give the ids of who can sign with the key of now."""
    return signing.holders(tx)


@needs(Permission.CLOSE)
def hand_key(desk: Desk, pin: str, user_id: int, new_pin: str) -> None:
    """Hand the key to somebody else who may close months, under a PIN of that person's own; both are at the desk.

    Whoever holds the key already, and has forgotten the PIN, gets a new one so.
    """
    with desk.book.write() as tx:
        fingerprint, key = signing.unlock(tx, desk.actor, pin)
        taker = next((each for each in people.users(tx) if each.id == user_id), None)
        if taker is None:
            raise RuleError(problem("user.unknown", N_("The book has no user {user}."), "user", user=user_id))
        if user_id == desk.actor:
            raise RuleError(problem("key.own", N_("You hold the key yourself: change your PIN instead."), "user"))
        if not taker.may(Permission.CLOSE):
            text = N_("{name} may not close months, and so cannot hold the signing key.")
            raise RuleError(problem("key.may_not_close", text, "user", name=taker.name))
        signing.refuse_short(new_pin, "new_pin")
        if new_pin == pin:
            raise RuleError(problem("pin.same", N_("Each person has an own PIN: type another one."), "new_pin"))
        made = desk.made()
        signing.wrap(tx, fingerprint, key, user_id, new_pin, made)
        trail.add(tx, made, "key.handed", people.subject(user_id), fingerprint=fingerprint)


@needs(Permission.CLOSE)
def change_closing_pin(desk: Desk, old: str, new: str) -> None:
    """Change the PIN under which one holds the key; those of others stay."""
    with desk.book.write() as tx:
        fingerprint, key = signing.unlock(tx, desk.actor, old)
        signing.refuse_short(new, "new_pin")
        made = desk.made()
        signing.wrap(tx, fingerprint, key, desk.actor, new, made)
        trail.add(tx, made, "key.pin_changed", people.subject(desk.actor), fingerprint=fingerprint)


@needs(Permission.READ)
def take_key(desk: Desk, user_id: int) -> None:
    """Take the key from somebody, as who keeps the people of the book, or give up one's own; never the last."""
    with desk.book.write() as tx:
        if user_id != desk.actor:
            refuse_without(desk, Permission.PEOPLE)
        held = signing.holders(tx)
        if user_id not in held:
            text = N_("User {user} does not hold the signing key.")
            raise RuleError(problem("key.not_holder", text, "user", user=user_id))
        if held == [user_id]:
            text = N_("Nobody else holds the signing key: hand it to somebody first.")
            raise RuleError(problem("key.last_holder", text, "user"))
        signing.drop_wraps(tx, user_id)
        trail.add(tx, desk.made(), "key.taken", people.subject(user_id), fingerprint=signing.current(tx))


@needs(Permission.CLOSE)
def renew_key(desk: Desk, pin: str, reason: str, new_pin: str = "") -> str:
    """Put a new key in the place of the old one, which signs it; give the new fingerprint.

    From then on only this person holds it, under the old PIN or a new one; others are handed it anew.
    """
    with desk.book.write() as tx:
        _refuse_no_reason(reason)
        _fingerprint, key = signing.unlock(tx, desk.actor, pin)
        signing.refuse_short(new_pin or pin, "new_pin")
        made = desk.made()
        previous, fingerprint = signing.renew(tx, new_pin or pin, made, key)
        trail.add(tx, made, "key.renewed", fingerprint, previous=previous, reason=reason.strip(), lost=False)
    return fingerprint


@needs(Permission.CLOSE)
def replace_lost_key(desk: Desk, reason: str, new_pin: str) -> str:
    """Put a new key in the place of one that nobody can use any more; give its fingerprint.

    Nothing vouches for the new key, and that shows in every check and on the paper of the key for ever.
    """
    with desk.book.write() as tx:
        _refuse_no_reason(reason)
        signing.refuse_no_key(tx, "new_pin")
        signing.refuse_short(new_pin, "new_pin")
        made = desk.made()
        previous, fingerprint = signing.renew(tx, new_pin, made, None)
        trail.add(tx, made, "key.renewed", fingerprint, previous=previous, reason=reason.strip(), lost=True)
    return fingerprint


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleError(problem("key.no_reason", N_("Write why the signing key is changed."), "reason"))
