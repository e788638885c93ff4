"""The annual audit: take an auditor's proposed entries, accept or decline them, and write down the opinion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.audits import Adjustment, OpinionKind, may_be_given_an_opinion, problems_of_adjustment
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import CLOSING_NUMBER, PeriodStatus
from welfare_desk.services.desk import needs
from welfare_desk.storage import adjustments, drafts, entries, periods, trail
from welfare_desk.storage.adjustments import KeptOpinion

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.adjustments import KeptAdjustment
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def propose_adjustment(desk: Desk, proposed: Adjustment, draft_id: int | None = None) -> int:
    """Keep an entry that an auditor proposes, in place of the draft it was; nothing is posted yet. Give its number."""
    proposed = replace(proposed, proposed_by=proposed.proposed_by.strip(), reason=proposed.reason.strip())
    with desk.book.write() as tx:
        if found := problems_of_adjustment(proposed, periods.calendar(tx), periods.statuses(tx)):
            raise RuleError(*found)
        made = desk.made()
        if draft_id is not None:
            drafts.remove(tx, draft_id)
        number = adjustments.add(tx, proposed, made)
        trail.add(tx, made, "adjustment.proposed", str(number), by=proposed.proposed_by, reason=proposed.reason)
    return number


@needs(Permission.RECORD)
def accept_adjustment(desk: Desk, number: int) -> Posted:
    """Post a proposed entry on its own day, which must lie in an open period: reopen the year and month first."""
    with desk.book.write() as tx:
        kept = _undecided(tx, number)
        made = desk.made()
        documents = [[adjustments.document_hash(number, kept.adjustment)]]
        with entries.posting(tx, [kept.adjustment.entry], made, documents) as posted:
            adjustments.decide(tx, number, desk.today, "accepted", "", posted[0].id)
        trail.add(tx, made, "adjustment.accepted", str(number), voucher=posted[0].voucher)
    return posted[0]


@needs(Permission.RECORD)
def decline_adjustment(desk: Desk, number: int, reason: str) -> None:
    """Decline a proposed entry, with the committee's reason; both stay."""
    with desk.book.write() as tx:
        _undecided(tx, number)
        if not reason.strip():
            raise RuleError(problem("adjustment.no_reason", N_("Write why the entry is declined."), "reason"))
        adjustments.decide(tx, number, desk.today, "declined", reason.strip())
        trail.add(tx, desk.made(), "adjustment.declined", str(number), reason=reason.strip())


@needs(Permission.CLOSE)
def record_opinion(desk: Desk, year: int, auditor: str, opinion: OpinionKind, words: str, day: date) -> None:
    """Write down what an auditor said of the statements of a closed year; the last opinion of a year counts."""
    with desk.book.write() as tx:
        refusal = may_be_given_an_opinion(year, auditor, periods.calendar(tx), periods.statuses(tx))
        if refusal is not None:
            raise RuleError(refusal)
        said = KeptOpinion(year, 0, day, auditor.strip(), opinion, words.strip())
        adjustments.add_opinion(tx, said)
        trail.add(tx, desk.made(), "opinion.recorded", str(year), by=said.auditor, opinion=opinion.value)


def year_of(tx: Tx, day: date) -> int:
    """Tell the fiscal year of a day, by the Gregorian year in which it ends."""
    return periods.calendar(tx).year_of(day)


def years_to_audit(tx: Tx) -> list[int]:
    """Give the closed fiscal years, the oldest first."""
    shut = (each for each, status in periods.statuses(tx).items() if status is not PeriodStatus.OPEN)
    return sorted(each.fiscal_year for each in shut if each.number == CLOSING_NUMBER)


def _undecided(tx: Tx, number: int) -> KeptAdjustment:
    kept = adjustments.find(tx, number)
    if kept.decision:
        text = N_("The proposed entry {number} was decided on already.")
        raise RuleError(problem("adjustment.decided", text, "number", number=number))
    return kept
