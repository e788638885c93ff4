"""One voucher: what it says, its lines, who posted it, and what it reverses or what reversed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from welfare_desk.dates import long_day, moment
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Posting
from welfare_desk.ledger.findings import SubjectKind
from welfare_desk.money import Money
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.findings import voucher_words
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import accounts, approvals, findings, schema
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "entry", N_("Voucher")
QUESTION = N_("What one voucher says, to be signed.")
PARAMETERS = (Parameter("voucher", N_("Voucher"), ParameterKind.VOUCHER, is_required=True),)
_SHOWN_OF_SEAL = 16
_PAPERS = {  # what the voucher of a series is called, and who signs it
    "RV": (N_("Receipt voucher"), (N_("Received by"), N_("Recorded by"), N_("Approved by"))),
    "PV": (N_("Payment voucher"), (N_("Money received by"), N_("Paid by"), N_("Approved by"))),
    "JV": (N_("Journal voucher"), (N_("Recorded by"), N_("Checked by"), N_("Approved by"))),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the lines of a voucher; `posted_at` is ISO text in UTC."""

    voucher: str
    day: date
    memo: str
    payee: str
    posted_at: str
    made_by: str
    seal: bytes
    approved_by: str | None = None
    is_alone: bool = False
    reverses: str | None = None
    reversed_by: str | None = None
    findings: tuple[str, ...] = ()


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the voucher and lay it out."""
    head, lines = _find(tx, asked.text("voucher"))
    found = findings.of_subject(tx, SubjectKind.VOUCHER, head.voucher)
    head = replace(head, findings=tuple(voucher_words(each, asked.today) for each in found))
    return lay_out(head, lines, accounts.chart(tx), all_funds(tx))


def _find(tx: Tx, voucher: str) -> tuple[Head, list[Posting]]:
    e, p, u, judge = schema.entries.c, schema.postings.c, schema.users.c, aliased(schema.users)
    own = tx.execute(
        select(e.id, e.day, e.memo, e.payee, e.posted_at, u.name, e.seal, e.reverses, judge.c.name.label("judge"))
        .join(schema.users, u.id == e.made_by)
        .outerjoin(judge, judge.c.id == e.approved_by)
        .where(e.voucher == voucher)
    ).one()
    reverses = tx.execute(select(e.voucher).where(e.id == own.reverses)).scalar_one_or_none()
    reversed_by = tx.execute(select(e.voucher).where(e.reverses == own.id)).scalar_one_or_none()
    day = date.fromisoformat(own.day)
    head = Head(
        voucher,
        day,
        own.memo or "",
        own.payee or "",
        own.posted_at,
        own.name,
        own.seal,
        own.judge,
        not approvals.rules(tx).is_on,
        reverses,
        reversed_by,
    )
    asked = select(p.account, p.fund, p.amount, p.member).where(p.entry_id == own.id).order_by(p.line)
    return head, [Posting(account, fund, Money(satang), member) for account, fund, satang, member in tx.execute(asked)]


def lay_out(head: Head, lines: Sequence[Posting], chart: Mapping[str, Account], funds: Mapping[str, Fund]) -> Report:
    """Lay out the lines of a voucher under what it says."""
    rows: list[Row] = []
    total = [Money(0), Money(0)]
    for line in lines:
        amount = abs(line.amount)
        is_credit = line.amount != amount
        total[is_credit] += amount
        sides = (None, amount) if is_credit else (amount, None)
        names = (line.account, chart[line.account].name, funds[line.fund].name, line.member)
        rows.append(Row((*names, *sides)))
    rows.append(Row((_("Total"), None, None, None, *total), Role.TOTAL))
    title, signers = _PAPERS.get(head.voucher[:2], (TITLE, ()))
    in_words = (_("In words"), amount_in_words(total[0]))
    return Report(
        NAME,
        _(title),
        (
            Column("account", _("Number"), Kind.CODE, 8),
            Column("name", _("Account"), width=32),
            Column("fund", _("Fund"), width=18),
            Column("member", _("Member"), Kind.CODE, 10),
            Column("debit", _("Debit"), Kind.MONEY, 14),
            Column("credit", _("Credit"), Kind.MONEY, 14),
        ),
        tuple(rows),
        f"{head.voucher} · {long_day(head.day)}",
        facts=tuple((label, value) for label, value in (*_facts(head), in_words) if value),
        signatures=tuple(_(signer) for signer in signers),
    )


def _approver(head: Head) -> str:
    if head.approved_by is not None:
        return head.approved_by
    return _("nobody: approval by a second person is off in this book") if head.is_alone else ""


def _facts(head: Head) -> Sequence[tuple[str, Value]]:
    return (
        (_("For"), head.memo),
        (_("Received from or paid to"), head.payee),
        (_("Reverses"), head.reverses),
        (_("Reversed by"), head.reversed_by),
        (_("Posted by"), head.made_by),
        (_("Approved by"), _approver(head)),
        (_("Posted at"), moment(head.posted_at)),
        (_("Seal"), head.seal.hex()[:_SHOWN_OF_SEAL]),
        *((_("Finding of an auditor"), each) for each in head.findings),
    )
