"""The people of the book: who works in it, as what, and how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import ALONE
from welfare_desk.reports.acts import ROLES
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import approvals, people
from welfare_desk.storage.people import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.people import User
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "users", N_("People of the book")
QUESTION = N_("Who works in this book, and as what?")
PARAMETERS: tuple[Parameter, ...] = ()


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for everybody and lay them out."""
    is_on = approvals.rules(tx).is_on
    return lay_out(people.users(tx), people.secrets(tx), asked.today, is_on=is_on)


def lay_out(found: Sequence[User], secrets: Mapping[int, frozenset[Secret]], today: date, *, is_on: bool) -> Report:
    """Lay out one line for each person, those at work first."""
    rows = [
        Row(
            (
                each.id,
                each.name or _("(no name yet)"),
                ", ".join(_(ROLES[role]) for role in sorted(each.roles, key=lambda role: role.value)),
                _("at work") if each.is_active else _("gone"),
                _way_in(secrets.get(each.id, frozenset())),
            )
        )
        for each in sorted(found, key=lambda each: (not each.is_active, each.id))
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.NUMBER, 7),
            Column("name", _("Name"), width=30),
            Column("roles", _("Roles"), width=30),
            Column("stands", _("Standing"), width=10),
            Column("signs_in", _("Signs in with"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=() if is_on else (_(ALONE),),
    )


def _way_in(secrets: frozenset[Secret]) -> str:
    if Secret.PASSWORD not in secrets:
        return _("nothing")
    return _("password and PIN") if Secret.PIN in secrets else _("password")
