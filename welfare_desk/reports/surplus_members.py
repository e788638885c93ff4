"""Dividends and patronage refunds of a year, member by member, each with what it is of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.dividends import MONTHS, ShareOf
from welfare_desk.coop.surplus import SurplusAsk, Worksheet
from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.surplus_worksheet import DIVIDEND, PATRONAGE, YEAR, rate_asked, year_asked
from welfare_desk.storage import member_names, surplus_facts, surpluses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.coop.dividends import MemberShare
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "surplus-members", N_("Dividends and refunds by member")
QUESTION = N_("What does every member get of the surplus, and of what?")
PARAMETERS = (YEAR, DIVIDEND, PATRONAGE)


def make(tx: Tx, asked: Asked) -> Report:
    """List what every member gets of a year; one that is not shared yet is worked out at the rates asked for."""
    year = year_asked(tx, asked)
    kept = surpluses.of_year(tx, year)
    if kept is not None:
        left = tuple(kept.content["left_out"])
        return lay_out(year, surpluses.member_shares(tx, kept.id), member_names.names(tx), left, is_draft=False)
    facts = surplus_facts.facts_of(tx, year)
    ask = SurplusAsk(
        dividend_rate=rate_asked(asked.text("dividend"), "dividend"),
        patronage_rate=rate_asked(asked.text("patronage"), "patronage"),
    )
    sheet = Worksheet(facts, ask, surpluses.rules(tx, facts.year_end))
    shares = (*sheet.dividends, *sheet.refunds)
    return lay_out(year, shares, member_names.names(tx), sheet.left_out, is_draft=True)


def lay_out(
    year: int, shares: Sequence[MemberShare], names: Mapping[str, str], left_out: Sequence[str], *, is_draft: bool
) -> Report:
    """Lay out one line for each member over the sums."""
    by_member: defaultdict[str, dict[ShareOf, MemberShare]] = defaultdict(dict)
    for each in shares:
        by_member[each.member][each.kind] = each
    rows = [_row(member, own, names.get(member, "")) for member, own in sorted(by_member.items())]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[place], Money)) for place in range(2, 7)]
        words = ngettext("{count} member", "{count} members", len(rows)).format(count=len(rows))
        rows.append(Row((None, words, *sums), Role.TOTAL))
    notes = [_("Shares are counted by the month: the average is what was held, month by month, over twelve months.")]
    if left_out:
        notes.append(_("No refund for having missed instalments: {members}.").format(members=", ".join(left_out)))
    if is_draft:
        notes.append(_("A draft: nothing is posted before the general meeting resolves."))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Member no."), Kind.CODE, 10),
            Column("name", _("Name"), width=28),
            Column("average", _("Average shares"), Kind.MONEY, 16),
            Column("dividend", _("Dividend"), Kind.MONEY, 14),
            Column("interest", _("Interest paid"), Kind.MONEY, 14),
            Column("refund", _("Patronage refund"), Kind.MONEY, 14),
            Column("total", _("Together"), Kind.MONEY, 15),
        ),
        tuple(rows),
        _("Year {year}").format(year=year + BE_OFFSET),
        notes=tuple(notes),
        nothing=_("Nobody gets a dividend or a refund for this year."),
    )


def _row(member: str, own: Mapping[ShareOf, MemberShare], name: str) -> Row:
    dividend, refund = own.get(ShareOf.DIVIDEND), own.get(ShareOf.PATRONAGE)
    amounts = (dividend.amount if dividend else ZERO, refund.amount if refund else ZERO)
    average = Money((dividend.base * 2 + MONTHS) // (2 * MONTHS)) if dividend else ZERO
    interest = Money(refund.base) if refund else ZERO
    return Row((member, name, average, amounts[0], interest, amounts[1], amounts[0] + amounts[1]))
