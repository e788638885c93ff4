"""Decisions on benefits: what the regulation gave and why, what the committee approved, and every exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.benefit_lines import kinds_of
from welfare_desk.reports.claim_facts import in_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.storage import benefit_history
from welfare_desk.welfare.claims import STATUSES, ClaimStatus, reference_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.benefit_history import Judged
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType

NAME, TITLE = "benefit-decisions", N_("Decisions on benefits")
QUESTION = N_("How was each benefit decided, by which regulation, and where did the committee go beyond it?")
ALL, EXCEPTIONS = "all", "exceptions"
PARAMETERS = (
    FROM,
    TO,
    Parameter(
        "only", N_("Show"), ParameterKind.CHOICE, choices=((ALL, N_("All")), (EXCEPTIONS, N_("Exceptions alone")))
    ),
)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the decisions of some days and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    found = benefit_history.judged(tx, first, last)
    if asked.text("only") == EXCEPTIONS:
        found = [each for each in found if each.is_override]
    return lay_out(found, kinds_of(tx), first, last)


def lay_out(found: Sequence[Judged], kinds: Mapping[str, BenefitType], first: date, last: date) -> Report:
    """Lay out decisions in order of time; exceptions are marked, counted and summed up."""
    rows = [_row(each, kinds) for each in found]
    given = [each.amount or ZERO for each in found if each.outcome is ClaimStatus.APPROVED]
    beyond = [each for each in found if each.is_override]
    over = Money.sum(max((each.amount or ZERO) - each.right, ZERO) for each in beyond)
    if rows:
        sums = (Money.sum(each.right for each in found), Money.sum(given))
        rows.append(Row((None, None, _("Total"), *(None,) * 3, *sums, *(None,) * 3), Role.TOTAL))
    notes: list[str] = []
    if beyond:
        text = ngettext("{count} exception was made.", "{count} exceptions were made.", len(beyond))
        notes.append(text.format(count=len(beyond)))
    notes.append(_("What was given before the book is shown as it was judged when its list was taken in."))
    facts: tuple[tuple[str, Value], ...] = (
        (_("Decisions"), len(found)),
        (_("Exceptions"), len(beyond)),
        (_("Beyond the regulation"), over or None),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 10),
            Column("claim", _("Claim"), Kind.CODE, 8),
            Column("benefit", _("Benefit"), width=16),
            Column("member", _("Number"), Kind.CODE, 8),
            Column("outcome", _("Committee"), width=10),
            Column("exception", _("Exception"), width=9),
            Column("right", _("By the regulation"), Kind.MONEY, 11),
            Column("approved", _("Approved"), Kind.MONEY, 11),
            Column("regulation", _("Regulation"), width=15),
            Column("by", _("Decided by"), width=12),
            Column("reasons", _("Reasons and resolution"), width=34),
        ),
        tuple(rows),
        span_words(first, last),
        notes=tuple(notes),
        facts=facts if rows else (),
        landscape=True,
        nothing=_("No benefit was decided in these days."),
    )


def _row(each: Judged, kinds: Mapping[str, BenefitType]) -> Row:
    name = kinds[each.type].name if each.type in kinds else each.type
    outcome = _("Before the committee") if each.outcome is None else _(_OUTCOMES[each.outcome])
    return Row(
        (
            each.day,
            _("before the book") if each.claim is None else reference_of(each.claim),
            name,
            each.member,
            outcome,
            _("exception") if each.is_override else None,
            each.right,
            each.amount if each.outcome is ClaimStatus.APPROVED else None,
            each.regulation,
            each.by,
            " · ".join(part for part in (in_words(each.reasons), each.words) if part) or None,
        ),
        opens=Link("member-benefits", (("member", each.member),)) if each.member else None,
    )


_OUTCOMES = {ClaimStatus.APPROVED: N_("Approved"), ClaimStatus.REJECTED: STATUSES[ClaimStatus.REJECTED]}
