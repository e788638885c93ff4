"""Payment voucher of benefits (ใบสำคัญจ่ายเงิน): who received what, in at most ten lines, with three signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import benefits, claims, entries, payment_slips
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.claim_payments import Slip
    from welfare_desk.welfare.claims import KeptClaim

NAME, TITLE = "benefit-voucher", N_("Payment voucher of benefits")
QUESTION = N_("Who received which benefits on one voucher, to be signed.")
PARAMETERS = (Parameter("voucher", N_("Voucher"), ParameterKind.VOUCHER, is_required=True),)


class PaidLine(NamedTuple):
    """One benefit on a voucher: the claim, what it is called, and what was paid of it."""

    claim: KeptClaim
    benefit: str
    amount: Money


class PaidVoucher(NamedTuple):
    """A voucher that paid benefits; `kept_back` went to contributions that were owed."""

    voucher: str
    day: date
    slip: Slip
    lines: Sequence[PaidLine]
    kept_back: Money
    undone_by: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a voucher that paid benefits, and lay it out; any other is a `RuleError`."""
    voucher = asked.text("voucher")
    found = entries.find(tx, voucher)
    paid = claims.paid_by(tx, found.id)
    if not paid:
        text = N_("{voucher} paid no benefit.")
        raise RuleError(problem("claim.no_voucher", text, "voucher", voucher=voucher))
    entry = entries.get(tx, found.id)
    kept = {each.id: each for each in claims.claims(tx, {number for number, _amount in paid})}
    lines = [PaidLine(kept[number], _benefit(tx, kept[number]), amount) for number, amount in paid]
    arrears = Money.sum(claims.kept_back(tx, found.id))
    undone_by = entries.reversed_by(tx, found.id) or ""
    slip = payment_slips.find(tx, voucher)
    return lay_out(PaidVoucher(voucher, entry.day, slip, lines, arrears, undone_by))


def _benefit(tx: Tx, claim: KeptClaim) -> str:
    regulation = benefits.regulation_on(tx, claim.event_day)
    kind = benefits.types_of(tx, regulation.id).get(claim.type) if regulation else None
    return kind.name if kind else claim.type


def lay_out(paid: PaidVoucher) -> Report:
    """Lay out the lines, what was kept back, and what was handed over."""
    rows = [
        Row(
            (at, each.claim.reference, each.benefit, each.claim.member, each.claim.event_day, each.amount),
            opens=Link("claim-form", (("claim", str(each.claim.id)),)),
        )
        for at, each in enumerate(paid.lines, 1)
    ]
    total = Money.sum(each.amount for each in paid.lines)
    if paid.kept_back > ZERO:
        rows.append(Row((None, None, _("Total"), None, None, total), Role.SUBTOTAL))
        rows.append(Row((None, None, _("Contributions owed, kept back"), None, None, -paid.kept_back)))
    handed = total - paid.kept_back
    rows.append(Row((None, None, _("Handed over"), None, None, handed), Role.TOTAL))
    facts = (
        (_("Payee"), paid.slip.payee),
        (_("Payer"), paid.slip.payer),
        (_("Witness"), paid.slip.witness),
        (_("Note"), paid.slip.note),
        (_("In words"), amount_in_words(handed)),
        (_("Reversed by"), paid.undone_by),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("no", _("No."), Kind.NUMBER, 6),
            Column("claim", _("Claim"), Kind.CODE, 10),
            Column("benefit", _("Benefit"), width=34),
            Column("member", _("Member"), Kind.CODE, 10),
            Column("event_day", _("Event"), Kind.DAY, 14),
            Column("amount", _("Amount"), Kind.MONEY, 14),
        ),
        tuple(rows),
        f"{paid.voucher} · {long_day(paid.day)}",
        facts=tuple((label, words) for label, words in facts if words),
        signatures=(_("Payee"), _("Payer"), _("Witness")),
    )
