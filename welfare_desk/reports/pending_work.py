"""One piece of work that was sent for approval: what it would post, or why it was sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, moment
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.acts import KINDS
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.pending import STATES
from welfare_desk.storage import accounts, approvals, people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.approvals import Pending
    from welfare_desk.storage.book import Tx

NAME, TITLE = "pending-work", N_("Sent for approval")
QUESTION = N_("What would this post, and who sent it?")
PARAMETERS = (Parameter("number", N_("Number"), ParameterKind.NUMBER, is_required=True),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one piece of work by its number; an unknown one is a `RuleError`."""
    found = approvals.find(tx, asked.number("number"))
    names = {each.id: each.name for each in people.users(tx)}
    return lay_out(found, names, accounts.chart(tx), all_funds(tx))


def lay_out(
    found: Pending, names: Mapping[int, str], chart: Mapping[str, Account], funds: Mapping[str, Fund]
) -> Report:
    """Lay out each entry it would post under its words; posted work stands in the ledger, under its vouchers."""
    rows: list[Row] = []
    total = [Money(0), Money(0)]
    for entry in found.work.entries:
        title = " · ".join(filter(None, (long_day(entry.day), entry.memo, entry.payee)))
        rows.append(Row((title, None, None, None, None, None), Role.HEADING))
        for line in entry.postings:
            amount = abs(line.amount)
            is_credit = line.amount != amount
            total[is_credit] += amount
            sides = (None, amount) if is_credit else (amount, None)
            rows.append(Row((chart[line.account].name, line.account, funds[line.fund].name, line.member, *sides)))
    if rows:
        rows.append(Row((_("Total"), None, None, None, *total), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("name", _("Account"), width=40),
            Column("account", _("Number"), Kind.CODE, 8),
            Column("fund", _("Fund"), width=16),
            Column("member", _("Member"), Kind.CODE, 10),
            Column("debit", _("Debit"), Kind.MONEY, 14),
            Column("credit", _("Credit"), Kind.MONEY, 14),
        ),
        tuple(rows),
        f"{found.reference} · {_(STATES[found.status])}",
        facts=tuple((label, value) for label, value in _facts(found, names) if value),
        notes=(_("Not posted: no number, no seal, and in no balance."),) if found.work.entries else (),
        nothing=_("It posts nothing by itself, or stands in the ledger already."),
    )


def _facts(found: Pending, names: Mapping[int, str]) -> tuple[tuple[str, Value], ...]:
    return (
        (_("Kind"), _(KINDS[found.kind])),
        (_("Amount"), found.amount or None),
        (_("Sent by"), names[found.made_by]),
        (_("Sent at"), moment(found.made_at)),
        (_("Decided by"), names[found.decided_by] if found.decided_by else None),
        (_("Why it was sent back"), found.reason),
        (_("Vouchers"), ", ".join(found.vouchers)),
    )
