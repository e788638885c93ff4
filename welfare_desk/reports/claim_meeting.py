"""Claims before the committee, as a list for the meeting: what the regulation gives, and room for each resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.claim_facts import in_words
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import benefits, claim_papers, claims, members
from welfare_desk.welfare.claim_papers import missing_papers
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.claim_papers import KeptList
    from welfare_desk.welfare.benefits import BenefitType
    from welfare_desk.welfare.claims import KeptClaim

NAME, TITLE = "claim-meeting", N_("Claims before the committee")
QUESTION = N_("On which claims must the meeting resolve?")
PARAMETERS = (Parameter("list", N_("List"), ParameterKind.NUMBER),)


class Before(NamedTuple):
    """What the meeting resolves on in one line: a claim, or a whole list of them."""

    reference: str
    name: str
    benefit: str
    event_day: date
    amount: Money
    reasons: str
    opens: Link


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the decided claims (a list as one line, or the claims of one list), and lay them out."""
    only = asked.number("list")
    listed = {number: each for each in claim_papers.lists(tx) for number in each.claims}
    decided = [each for each in claims.claims(tx) if each.status is ClaimStatus.DECIDED]
    if only:
        decided = [each for each in decided if each.id in listed and listed[each.id].id == only]
        lines = [_claim(tx, each, is_listed=True) for each in decided]
        title = next((each.list.name for each in listed.values() if each.id == only), "")
        return lay_out(lines, len(decided), title, asked.today)
    lines = [_claim(tx, each) for each in decided if each.id not in listed]
    for each in dict.fromkeys(listed.values()):
        some = [claim for claim in decided if claim.id in each.claims]
        if some:
            lines.append(_list(tx, each, some))
    return lay_out(lines, len(decided), "", asked.today)


def _claim(tx: Tx, claim: KeptClaim, *, is_listed: bool = False) -> Before:
    """Read a claim with its reasons, and which papers are missing; a list is drawn up without papers."""
    kind = _kind(tx, claim)
    member = members.find(tx, claim.member) if claim.member else None
    reasons = [in_words(claims.last_reasons(tx, claim.id))]
    seen = claim_papers.checks(tx, {claim.id})[claim.id]
    papers, _signatures = missing_papers(kind.documents if kind and not is_listed else (), seen)
    if papers:
        reasons.append(_("Not seen yet: {papers}").format(papers=", ".join(papers)))
    name = member.name if member else claim.subject
    benefit, opens = kind.name if kind else claim.type, Link("claim-form", (("claim", str(claim.id)),))
    return Before(claim.reference, name, benefit, claim.event_day, claim.amount, " ".join(reasons), opens)


def _list(tx: Tx, kept: KeptList, some: Sequence[KeptClaim]) -> Before:
    kind = _kind(tx, some[0])
    words = ngettext("{count} claim on one list", "{count} claims on one list", len(some)).format(count=len(some))
    amount, opens = Money.sum(each.amount for each in some), Link(NAME, (("list", str(kept.id)),))
    return Before(
        f"L-{kept.id:04}", kept.list.name, kind.name if kind else kept.list.type, kept.list.day, amount, words, opens
    )


def _kind(tx: Tx, claim: KeptClaim) -> BenefitType | None:
    regulation = benefits.regulation_on(tx, claim.event_day)
    return benefits.types_of(tx, regulation.id).get(claim.type) if regulation else None


def lay_out(lines: Sequence[Before], count: int, title: str, today: date) -> Report:
    """Lay out the lines; `count` claims stand behind them."""
    rows = [
        Row(
            (each.reference, each.name or None, each.benefit, each.event_day, each.amount, each.reasons or None, None),
            opens=each.opens,
        )
        for each in lines
    ]
    total = Money.sum(each.amount for each in lines)
    if rows:
        rows.append(Row((None, _("Total"), None, None, total, None, None), Role.TOTAL))
    facts = ((_("Claims"), count), (_("In words"), amount_in_words(total) if rows else None))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("claim", _("Claim"), Kind.CODE, 9),
            Column("name", _("Name"), width=20),
            Column("benefit", _("Benefit"), width=20),
            Column("event_day", _("Event"), Kind.DAY, 11),
            Column("amount", _("Amount"), Kind.MONEY, 12),
            Column("reasons", _("Reasons"), width=34),
            Column("resolution", _("Resolution"), width=18),
        ),
        tuple(rows),
        " · ".join(part for part in (title, long_day(today)) if part),
        facts=facts,
        landscape=True,
        signatures=(_("Chair"), _("Secretary"), _("Treasurer")),
        nothing=_("No claim waits for the committee."),
    )
