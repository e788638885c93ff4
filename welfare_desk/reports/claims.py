"""Register of claims: what was asked, what the regulation gave and why, what was approved and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.claim_facts import in_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, MEMBER, TO, Parameter, ParameterKind
from welfare_desk.storage import benefits, members, schema_welfare
from welfare_desk.storage import claims as kept_claims
from welfare_desk.welfare.claims import STATUSES, ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.claims import KeptClaim

NAME, TITLE = "claims", N_("Register of claims")
QUESTION = N_("Who claimed which benefit, and what became of it?")
_CHOICES = (("", N_("All")), *((each.value, words) for each, words in STATUSES.items()))
PARAMETERS = (FROM, TO, MEMBER, Parameter("status", N_("Status"), ParameterKind.CHOICE, choices=_CHOICES))


class Told(NamedTuple):
    """What stands beside a claim: the benefit's name, the member's name, the reasons in the language of now."""

    benefit: str
    member: str
    reasons: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the claims of some days, by the day they came in, and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    into = members.merges(tx)
    person = into.get(asked.text("member"), asked.text("member"))
    found = [
        each
        for each in kept_claims.claims(tx)
        if first <= each.claim_day <= last
        and person in ("", into.get(each.member or "", each.member))
        and asked.text("status") in ("", each.status.value)
    ]
    return lay_out(found, _told(tx, found, sees_health=Permission.HEALTH in asked.sees), first, last)


def oldest(tx: Tx, status: ClaimStatus) -> date | None:
    """Tell when the first of the claims that wait at a step came in; nothing where none waits."""
    found = kept_claims.waiting(tx).get(status)
    return found.since if found is not None else None


def _told(tx: Tx, found: Sequence[KeptClaim], *, sees_health: bool) -> dict[int, Told]:
    names = {each.number: each.name for each in members.all_members(tx, {c.member for c in found if c.member})}
    types = {
        code: kind.name for each in benefits.regulations(tx) for code, kind in benefits.types_of(tx, each.id).items()
    }
    events, causes = schema_welfare.claim_events.c, schema_welfare.claim_causes.c
    asked = select(events.claim_id, events.reasons).where(events.status == "decided").order_by(events.position)
    reasons = {number: in_words(text) for number, text in tx.execute(asked)}
    kept = {row[0]: row[1] for row in tx.execute(select(causes.claim_id, causes.cause))} if sees_health else {}
    return {
        each.id: Told(
            types.get(each.type, each.type),
            names.get(each.member or "", ""),
            " · ".join(part for part in (kept.get(each.id, ""), reasons.get(each.id, "")) if part),
        )
        for each in found
    }


def lay_out(found: Sequence[KeptClaim], told: Mapping[int, Told], first: date, last: date) -> Report:
    """Lay out the claims in the order in which they came."""
    rows = [
        Row(
            (
                each.reference,
                each.claim_day,
                told[each.id].benefit,
                each.member,
                told[each.id].member or None,
                each.event_day,
                each.quantity,
                _(STATUSES[each.status]),
                each.right or None,
                each.amount if each.status in (ClaimStatus.APPROVED, ClaimStatus.PAID) else None,
                told[each.id].reasons or None,
            ),
            opens=Link("claim-form", (("claim", str(each.id)),)),
        )
        for each in found
    ]
    approved = [each for each in found if each.status in (ClaimStatus.APPROVED, ClaimStatus.PAID)]
    if rows:
        sums = (Money.sum(each.right for each in found), Money.sum(each.amount for each in approved))
        rows.append(Row((None, None, _("Total"), *(None,) * 5, *sums, None), Role.TOTAL))
    beyond = sum(each.is_override for each in approved)
    unpaid = Money.sum(each.left for each in approved)
    notes = [_("{count} went beyond the regulation by resolution.").format(count=beyond)] if beyond else []
    return Report(
        NAME,
        _(TITLE),
        (
            Column("claim", _("Claim"), Kind.CODE, 8),
            Column("claim_day", _("Claimed on"), Kind.DAY, 11),
            Column("benefit", _("Benefit"), width=20),
            Column("member", _("Number"), Kind.CODE, 8),
            Column("name", _("Name"), width=20),
            Column("event_day", _("Event"), Kind.DAY, 11),
            Column("quantity", _("Quantity"), Kind.NUMBER, 7),
            Column("status", _("Status"), width=17),
            Column("right", _("By the regulation"), Kind.MONEY, 11),
            Column("approved", _("Approved"), Kind.MONEY, 11),
            Column("reasons", _("Reasons"), width=34),
        ),
        tuple(rows),
        span_words(first, last),
        notes=tuple(notes),
        facts=((_("Approved, not yet paid"), unpaid if unpaid > ZERO else None),),
        landscape=True,
        nothing=_("No benefit was claimed in these days."),
    )
