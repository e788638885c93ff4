"""What was sent for approval: what waits, and what became of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from welfare_desk.dates import moment
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import ApprovalKind, PendingStatus
from welfare_desk.money import Money
from welfare_desk.reports.acts import KINDS
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import approvals, schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "pending", N_("Waiting for approval")
QUESTION = N_("What waits for a second person, and what became of the rest?")
SHOWN = (("waiting", N_("what waits")), ("all", N_("everything")))
PARAMETERS = (Parameter("show", N_("Show"), ParameterKind.CHOICE, choices=SHOWN),)
STATES = {
    PendingStatus.WAITING: N_("waits"),
    PendingStatus.APPROVED: N_("approved"),
    PendingStatus.REJECTED: N_("sent back"),
    PendingStatus.WITHDRAWN: N_("taken back"),
}


class Sent(NamedTuple):
    """One piece of work that was sent; `made_at` is ISO text in UTC."""

    id: int
    kind: str
    amount: int
    made_at: str
    made_by: str
    status: str
    decided_by: str | None
    reason: str
    vouchers: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was sent and lay it out."""
    p, maker, judge = schema.pending.c, aliased(schema.users), aliased(schema.users)
    question = (
        select(p.id, p.kind, p.amount, p.made_at, maker.c.name, p.status, judge.c.name, p.reason, p.vouchers)
        .join(maker, maker.c.id == p.made_by)
        .outerjoin(judge, judge.c.id == p.decided_by)
        .order_by(p.id)
    )
    if asked.text("show") == "waiting":
        question = question.where(p.status == PendingStatus.WAITING.value)
    return lay_out([Sent(*row) for row in tx.execute(question)])


def lay_out(sent: Sequence[Sent]) -> Report:
    """Lay out one line for each piece of work, oldest first; a line opens what it would post."""
    return Report(
        NAME,
        _(TITLE),
        (
            Column("reference", _("Reference"), Kind.CODE, 10),
            Column("at", _("Sent"), Kind.CODE, 20),
            Column("by", _("By"), width=18),
            Column("kind", _("Kind"), width=18),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("status", _("State"), width=12),
            Column("decided_by", _("Decided by"), width=18),
            Column("outcome", _("Voucher or reason"), width=24),
        ),
        tuple(_row(each) for each in sent),
        landscape=True,
        nothing=_("Nothing waits for a second person."),
    )


def _row(sent: Sent) -> Row:
    reference = approvals.reference_of(sent.id)
    cells = (
        reference,
        moment(sent.made_at),
        sent.made_by,
        _(KINDS[ApprovalKind(sent.kind)]),
        Money(sent.amount) or None,
        _(STATES[PendingStatus(sent.status)]),
        sent.decided_by,
        sent.vouchers.replace(" ", ", ") or sent.reason,
    )
    return Row(cells, opens=Link("pending-work", (("number", str(sent.id)),)))
