"""Who stands for which loans, and what is owed on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.loan_contracts import in_force
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.register import ENDED
from welfare_desk.reports.loan_words import product_names
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.storage import loan_papers, loans, members

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-guarantors", N_("Guarantors and what they stand for")
QUESTION = N_("Who stands for which loans, and may any guarantor leave?")
PARAMETERS = (ON, MEMBER)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask who stands for loans that are owed on a day: all guarantors, or one member."""
    day, member = asked.day("on"), asked.text("member")
    open_ = {kept.holding.id: (kept, at) for kept, at in loans.positions(tx, day)}
    stands = [
        (each, *open_[key])
        for key, held in loan_papers.guarantees(tx, member=member or None).items()
        if key in open_
        for each in in_force(held, day)
    ]
    stands.sort(key=lambda each: (each[0].member, each[1].number))
    wanted = {each.member for each, _kept, _at in stands} | {kept.member for _each, kept, _at in stands}
    known = {each.number: each for each in members.all_members(tx, wanted)} if wanted else {}
    products = product_names(tx, day)
    rows: list[Row] = []
    left = 0
    for each, kept, at in stands:
        is_gone = known[each.member].status_on(day) in ENDED
        left += is_gone
        cells = (
            each.member, known[each.member].name, kept.number, kept.member, known[kept.member].name,
            products.get(kept.holding.product, kept.holding.product), each.since, each.amount, at.owed.principal,
            len(at.lacking) or None, _("no longer a member") if is_gone else None,
        )  # fmt: skip
        rows.append(Row(cells, opens=Link("loan", (("contract", kept.number),))))
    text = ngettext("{count} guarantor has left: replace her.", "{count} guarantors have left: replace them.", left)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("guarantor", _("Guarantor no."), Kind.CODE, 9),
            Column("name", _("Guarantor"), width=20),
            Column("contract", _("Contract"), Kind.CODE, 9),
            Column("member", _("Member"), Kind.CODE, 8),
            Column("borrower", _("Borrower"), width=20),
            Column("product", _("Kind of loan"), width=15),
            Column("since", _("Since"), Kind.DAY, 11),
            Column("amount", _("Stands for up to"), Kind.MONEY, 13),
            Column("owed", _("Principal owed"), Kind.MONEY, 13),
            Column("missed", _("Missed"), Kind.NUMBER, 7),
            Column("marks", _("Marks"), width=14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(text.format(count=left),) if left else (),
        landscape=True,
        nothing=_("Nobody stands for a loan."),
    )
