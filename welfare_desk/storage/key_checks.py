"""Ask whether the signing keys of a book, and who holds them, are what the trail says."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.seal import fingerprint_of
from welfare_desk.storage import people, settings, signing
from welfare_desk.storage.book import is_partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.signing import Key

_BEGAN = ("key.made", "key.renewed")


class Act(NamedTuple):
    """What the trail says of a key."""

    action: str
    at: str
    actor: int
    subject: str
    details: dict[str, Any]


def acts(tx: Tx) -> list[Act]:
    """Read what the trail says of keys and of months closed with them, in order."""
    asked = (
        "SELECT action, at, actor, subject, details FROM audit "
        "WHERE action LIKE 'key.%' OR action = 'period.closed' ORDER BY id"
    )
    return [Act(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in tx.exec_driver_sql(asked)]


def key_faults(tx: Tx) -> Iterator[Problem]:
    """Find keys that nobody is known to have made, that no key vouched for, or that somebody holds unheard."""
    heard = acts(tx)
    kept = signing.keys(tx)
    begun = {act.subject: act for act in heard if act.action in _BEGAN}
    for key in kept:
        if fingerprint_of(key.public) != key.fingerprint:
            text = N_("The signing key {key} is not the one of its fingerprint.")
            yield problem("signing_key", text, key=in_fours(key.fingerprint))
    if kept:
        yield from _first(kept[0], begun)
    book = settings.get(tx, "id")
    for before, key in pairwise(kept):
        yield from _follower(book, before, key, begun)
    for fingerprint in begun.keys() - {key.fingerprint for key in kept}:
        text = N_("The trail knows a signing key {key} that the book does not keep.")
        yield problem("signing_key", text, key=in_fours(fingerprint))
    yield from _holders(tx, heard)


def _first(key: Key, begun: dict[str, Act]) -> Iterator[Problem]:
    act = begun.get(key.fingerprint)
    if act is None or (act.action, act.at) != ("key.made", key.made_at) or key.previous is not None:
        yield problem("signing_key", _UNHEARD, key=in_fours(key.fingerprint))


def _follower(book: str, before: Key, key: Key, begun: dict[str, Act]) -> Iterator[Problem]:
    act = begun.get(key.fingerprint)
    named = in_fours(key.fingerprint)
    if act is None or (act.action, act.at) != ("key.renewed", key.made_at):
        yield problem("signing_key", _UNHEARD, key=named)
        return
    if key.previous is None:
        yield problem("signing_key", N_("Nothing shows how the signing key {key} followed the one before."), key=named)
    elif not key.previous == before.fingerprint == act.details["previous"]:
        yield problem("signing_key", N_("The signing key {key} does not follow the one before it."), key=named)
    elif act.details["lost"] is not (key.signature is None):
        text = N_("The trail and the signing key {key} differ in whether the one before was lost.")
        yield problem("signing_key", text, key=named)
    elif key.signature is not None and not signing.follows(book, key, before):
        yield problem("signing_key", N_("The signing key {key} was not signed by the one before it."), key=named)


_UNHEARD = N_("The signing key {key} is not one that the trail knows.")


def _holders(tx: Tx, heard: list[Act]) -> Iterator[Problem]:
    """Hold who can sign against who the trail says was given the key, and not taken it from."""
    said: set[tuple[str, str]] = set()
    for act in heard:
        match act.action:
            case "key.made" | "key.renewed":
                said = {(act.subject, people.subject(act.actor))}
            case "key.handed":
                said.add((act.details["fingerprint"], act.subject))
            case "key.taken":
                said.discard((act.details["fingerprint"], act.subject))
            case _:
                pass
    asked = 'SELECT fingerprint, "user" FROM signing_wraps'
    kept = {(fingerprint, people.subject(user)) for fingerprint, user in tx.exec_driver_sql(asked)}
    for fingerprint, user in sorted(kept - said):
        text = N_("User {user} holds the signing key {key}, and the trail does not know it.")
        yield problem("signing_key", text, user=user, key=in_fours(fingerprint))
    for fingerprint, user in () if is_partial(tx) else sorted(said - kept):
        text = N_("User {user} holds the signing key {key} by the trail, and it is gone.")
        yield problem("signing_key", text, user=user, key=in_fours(fingerprint))


def keys_of_statements(tx: Tx) -> dict[bytes, str]:
    """Tell which key was the one of the book when each statement was signed, by the order of the trail."""
    found: dict[bytes, str] = {}
    key = ""
    for act in acts(tx):
        if act.action in _BEGAN:
            key = act.subject
        elif act.action == "period.closed":
            found[bytes.fromhex(act.details.get("hash", ""))] = key
    return found


def notes(tx: Tx) -> Iterator[Problem]:
    """Say where a key was replaced as lost, and whether nobody holds the one of now."""
    for act in acts(tx):
        if act.action == "key.renewed" and act.details["lost"]:
            text = N_("On {day} the signing key was replaced as lost; no other key vouches for {key}. Reason: {reason}")
            day = datetime.fromisoformat(act.at).astimezone(THAI_TIME).date()
            yield problem("note.key_lost", text, day=day, key=in_fours(act.subject), reason=act.details["reason"])
    if signing.has_key(tx) and not signing.holders(tx) and not is_partial(tx):
        text = N_("Nobody holds the signing key any more: no month can be closed until it is replaced as lost.")
        yield problem("note.key_unheld", text)
