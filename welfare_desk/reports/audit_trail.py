"""Audit trail: who did what and when, as the book keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select

from welfare_desk.dates import moment, span_words, start_of_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.acts import act_words, details_words
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import FROM, MEMBER, TO, Parameter, ParameterKind
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "audit-trail", N_("Audit trail")
QUESTION = N_("Who did what in this book, and when?")
PARAMETERS = (
    FROM,
    TO,
    MEMBER,
    Parameter("voucher", N_("Voucher"), ParameterKind.VOUCHER),
    Parameter("user", N_("Person of the book"), ParameterKind.NUMBER),
)


class Act(NamedTuple):
    """One row of the trail; `at` is ISO text in UTC, `is_voucher` tells whether the subject is one."""

    id: int
    at: str
    actor: str
    action: str
    subject: str
    details: str
    is_voucher: bool


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the acts of some days, from midnight to midnight in Thailand, and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    a, e, u = schema.audit.c, schema.entries.c, schema.users.c
    question = (
        select(a.id, a.at, u.name, a.action, a.subject, a.details, e.id.is_not(None))
        .join(schema.users, u.id == a.actor)
        .outerjoin(schema.entries, e.voucher == a.subject)
        .where(a.at >= start_of_day(first), a.at < start_of_day(last + timedelta(days=1)))
        .order_by(a.id)
    )
    if asked.number("user"):
        question = question.where(a.actor == asked.number("user"))
    about = [asked.text(each) for each in ("member", "voucher") if asked.text(each)]
    if about:
        named = [a.details.contains(f'"{each}"', autoescape=True) for each in about]
        question = question.where(or_(a.subject.in_(about), *named))
    return lay_out([Act(*row) for row in tx.execute(question)], first, last)


def lay_out(acts: Sequence[Act], first: date, last: date) -> Report:
    """Lay out the acts in the order in which they were done."""
    return Report(
        NAME,
        _(TITLE),
        (
            Column("position", _("Position"), Kind.NUMBER, 8),
            Column("at", _("Moment"), Kind.CODE, 20),
            Column("actor", _("By"), width=14),
            Column("act", _("Act"), width=26),
            Column("subject", _("Subject"), Kind.CODE, 18),
            Column("details", _("Details"), width=30),
        ),
        tuple(
            Row(
                (
                    act.id,
                    moment(act.at),
                    act.actor,
                    act_words(act.action),
                    act.subject,
                    details_words(act.details) or None,
                ),
                opens=entry_link(act.subject) if act.is_voucher else None,
            )
            for act in acts
        ),
        span_words(first, last),
        landscape=True,
        nothing=_("Nothing was done in these days."),
    )
