"""Keep the committee: take an officer in, correct what was written down, end a term."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import members, officers, settings, trail
from welfare_desk.welfare.committee import Post, in_office, problems_of_term

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.committee import Officer

_FIELDS = ("name", "post", "origin", "community_post", "phone", "member", "from_day", "to_day", "reason")
_SIGNS = {Post.CHAIR: "head", Post.TREASURER: "treasurer"}  # the settings of who signs the fund's papers


@needs(Permission.REGISTER)
def add_officer(desk: Desk, officer: Officer) -> int:
    """Write down who takes a post, and give the number of the term.

    A chair or treasurer whose term runs signs the fund's papers from now on.
    """
    kept = _plain(officer)
    with desk.book.write() as tx:
        if found := problems_of_term(officers.officers(tx).values(), kept):
            raise RuleError(*found)
        if kept.member is not None:
            members.get(tx, kept.member)
        made = desk.made()
        number = officers.add(tx, kept)
        trail.add(tx, made, "officer.added", str(number), post=kept.post.value, day=kept.from_day.isoformat())
        if kept.post in _SIGNS and kept.holds_on(desk.today):
            _sign_papers(tx, kept, made)
    return number


@needs(Permission.REGISTER)
def change_officer(desk: Desk, officer: Officer) -> None:
    """Correct what was written down of a term, by its number; the trail keeps that it was."""
    kept = _plain(officer)
    with desk.book.write() as tx:
        before = officer_by(tx, kept.number)
        others = [each for each in officers.officers(tx).values() if each.number != kept.number]
        if found := problems_of_term(others, kept):
            raise RuleError(*found)
        if kept.member is not None:
            members.get(tx, kept.member)
        if kept != before:
            officers.change(tx, kept)
            fields = [name for name in _FIELDS if getattr(kept, name) != getattr(before, name)]
            trail.add(tx, desk.made(), "officer.changed", str(kept.number), fields=fields)


@needs(Permission.REGISTER)
def end_office(desk: Desk, number: int, day: date, reason: str) -> None:
    """End a term on a day, with the reason; the day still belongs to it."""
    with desk.book.write() as tx:
        before = officer_by(tx, number)
        if before.to_day is not None:
            text = N_("The term of {name} ended on {day} already.")
            raise RuleError(problem("officer.ended", text, "day", name=before.name, day=before.to_day))
        after = replace(before, to_day=day, reason=reason.strip())
        found = after.problems()
        if not after.reason:
            found.append(problem("officer.no_reason", N_("Write why the term ends."), "reason"))
        if found:
            raise RuleError(*found)
        officers.change(tx, after)
        trail.add(tx, desk.made(), "officer.ended", str(number), day=day.isoformat(), reason=after.reason)


def _plain(officer: Officer) -> Officer:
    return replace(
        officer,
        name=" ".join(officer.name.split()),
        community_post=officer.community_post.strip(),
        phone=officer.phone.strip(),
        member=officer.member or None,
        reason=officer.reason.strip(),
    )


def officer_by(tx: Tx, number: int) -> Officer:
    """Read a term by its number; an unknown one is a `RuleError`."""
    found = officers.officers(tx).get(number)
    if found is None:
        text = N_("The register of the committee has no number {number}.")
        raise RuleError(problem("officer.unknown", text, "officer", number=number))
    return found


def sitting_on(tx: Tx, day: date) -> list[Officer]:
    """Read who held a post on a day, in the order of a roster."""
    return in_office(officers.officers(tx).values(), day)


def _sign_papers(tx: Tx, officer: Officer, made: Made) -> None:
    key = _SIGNS[officer.post]
    if settings.find(tx, key) != officer.name:
        settings.put(tx, key, officer.name)
        trail.add(tx, made, "fund.changed", settings.get(tx, "id"), fields=[key])
