"""The desk: who is working, on which book, on what day, and what that person may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from welfare_desk.errors import Awaiting, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.approvals import ApprovalNeeded
from welfare_desk.ledger.people import Permission
from welfare_desk.storage import approvals, entries, people, trail
from welfare_desk.storage.approvals import Work
from welfare_desk.storage.entries import Made
from welfare_desk.storage.failures import only_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.people import User
    from welfare_desk.storage.book import Book, Tx

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a service may ask of the outside world.

    `actor` is the id of a user of the book; `now` gives an aware moment; `random` gives so many random bytes.
    `approved_by` is the second person while work of `actor` is done that was sent for approval.
    """

    book: Book
    actor: int
    today: date
    now: Callable[[], datetime]
    random: Callable[[int], bytes]
    approved_by: int | None = None

    def ask(self, question: Callable[[Tx], Answer]) -> Answer:
        """Put a read-only question to the book."""
        with self.book.read() as tx:
            return question(tx)

    def made(self) -> Made:
        """Say who posts, and when, for what is posted now."""
        at = self.now().astimezone(UTC).isoformat(timespec="milliseconds")
        return Made(self.actor, at, self.random, self.approved_by)

    def person(self) -> User:
        """Read who is working."""
        return self.ask(lambda tx: people.user(tx, self.actor))


def needs(
    permission: Permission, *, unkept: tuple[int, ...] = ()
) -> Callable[[Callable[Concatenate[Desk, Given], Answer]], Callable[Concatenate[Desk, Given], Answer]]:
    """Let a service be called only by who holds the permission, and send what needs a second person to one.

    Work above the limits of the book is tried, kept beside the ledger and answered by `Awaiting`; approving it calls
    the service again with the same arguments. `unkept` counts the arguments that are secret, from 0: they are kept
    as an empty text, and the service does not ask for them again when `desk.approved_by` is set.
    """

    def declare(act: Callable[Concatenate[Desk, Given], Answer]) -> Callable[Concatenate[Desk, Given], Answer]:
        @wraps(act)
        def service(desk: Desk, *given: Given.args, **named: Given.kwargs) -> Answer:
            refuse_without(desk, permission)
            try:
                return act(desk, *given, **named)
            except ApprovalNeeded as need:
                if desk.book.is_writing:  # part of a larger act, which waits as a whole
                    raise
                kept = tuple("" if at in unkept else each for at, each in enumerate(given))
                made = _tried(desk, lambda tried: act(tried, *given, **named))
                raise Awaiting(_send(desk, need, act, (kept, named), made)) from None

        service.__permission__ = permission  # pyright: ignore[reportFunctionMemberAccess, reportAttributeAccessIssue] - read by the tests
        return service

    return declare


def refuse_without(desk: Desk, permission: Permission) -> None:
    """Refuse whoever may not do this, naming what is missing."""
    if permission is Permission.READ:  # whoever has the file can read it; an encrypted one has asked already
        return
    if desk.book.is_copy:
        raise only_read(desk.book.path)
    person = desk.person()
    if not person.may(permission):
        text = N_("{name} may not do this. It takes somebody whose role allows it: ask the administrator of the book.")
        raise RuleError(problem("permission.refused", text, name=person.name))


def _tried(desk: Desk, act: Callable[[Desk], object]) -> list[Entry]:
    """Do an act as if it were approved, give what it posts, and undo it."""
    other = next(each.id for each in desk.ask(people.users) if each.id != desk.actor)
    with desk.book.trial() as tx:
        before = entries.last_id(tx)
        act(replace(desk, approved_by=other))
        return list(entries.since(tx, before).values())


def _send(desk: Desk, need: ApprovalNeeded, act: Callable[..., object], given: object, made: list[Entry]) -> str:
    with desk.book.write() as tx:
        stamp = desk.made()
        name = f"{act.__module__.removeprefix('welfare_desk.services.')}.{act.__name__}"
        pending_id, digest = approvals.add(tx, need, Work(name, given, tuple(made), desk.today), stamp)
        reference = approvals.reference_of(pending_id)
        trail.add(tx, stamp, "approval.asked", reference, kind=need.kind.value, satang=need.amount.satang, hash=digest)
    return reference
