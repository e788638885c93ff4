"""The working papers of an inspection: each account of the position with what moved, held against its own records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Ledger
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.advances import ADVANCES
from welfare_desk.ledger.assets import accumulated_of
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.assets import lines as asset_lines
from welfare_desk.reports.balances import turnovers
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import accounts, advances, cash_counts, holdings, reconciliations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "working-papers", N_("Working papers of the accounts")
QUESTION = N_("What moved on each account of the position, and does it equal its own records?")
PARAMETERS = (FROM, TO)
_REGISTERS = {
    Ledger.SHARE: N_("register of shares"),
    Ledger.SAVINGS: N_("register of savings"),
    Ledger.LOAN: N_("register of loans"),
    Ledger.BORROWING: N_("register of borrowings"),
}
_SECTIONS = (
    (AccountType.ASSET, N_("Asset")),
    (AccountType.LIABILITY, N_("Liability")),
    (AccountType.EQUITY, N_("Equity")),
)


class OwnRecord(NamedTuple):
    """What an account is held against: which record, and what that says, debit positive."""

    words: str
    amount: Money


class PaperLine(NamedTuple):
    """An account over all funds: what it had, what moved, and what it is held against, if anything is."""

    account: Account
    opening: Money
    debit: Money
    credit: Money
    against: OwnRecord | None

    @property
    def closing(self) -> Money:
        """Tell the balance at the end, debit positive."""
        return self.opening + self.debit - self.credit

    @property
    def difference(self) -> Money | None:
        """Tell by how much the account and its record differ."""
        return None if self.against is None else self.closing - self.against.amount


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what moved in some days, and lay it out with room for ticks and a conclusion."""
    first, last = asked.day("from"), asked.day("to")
    return lay_out(list(paper_lines(tx, first, last)), first, last)


def paper_lines(tx: Tx, first: date, last: date) -> Iterator[PaperLine]:
    """Give every account of the position that moved or has a balance, in the order of codes."""
    chart, records = accounts.chart(tx), own_records(tx, last)
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in turnovers(tx, first, last):
        for at, satang in enumerate((row.brought, row.debit, row.credit)):
            sums[row.account][at] += satang
    kinds = {kind for kind, _words in _SECTIONS}
    for code in sorted(sums.keys() | records.keys()):
        opening, debit, credit = map(Money, sums[code])
        if chart[code].type in kinds:
            yield PaperLine(chart[code], opening, debit, credit, records.get(code))


def own_records(tx: Tx, day: date) -> Mapping[str, OwnRecord]:
    """Ask what is kept beside the ledger on a day: counts, reconciliations, advances and the register of assets."""
    found: dict[str, OwnRecord] = {}
    for kept in reconciliations.reconciliations(tx):
        if kept.day == day and kept.undone is None:
            found[kept.account] = OwnRecord(_("approved reconciliation"), kept.book)
    for count in cash_counts.counts(tx):
        if count.tally.day == day:
            found[count.tally.account] = OwnRecord(_("cash count"), count.tally.counted)
    given = advances.advances(tx, day)
    if given:
        found[ADVANCES] = OwnRecord(_("register of advances"), Money.sum(each.left for each in given))
    for each in holdings.control_balances(tx, day):
        if each.count or each.unnamed:
            found[each.account] = OwnRecord(_(_REGISTERS[each.ledger]), each.named + each.unnamed)
    worth: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for line in asset_lines(tx, day, every=False):
        worth[line.asset.account] += line.asset.cost
        if line.asset.accumulated is not None:
            worth[line.asset.accumulated] -= accumulated_of(line.asset, line.events)
    return found | {code: OwnRecord(_("register of assets"), amount) for code, amount in worth.items()}


def lay_out(found: Sequence[PaperLine], first: date, last: date) -> Report:
    """Lay the papers out, assets first; an account that differs from its record is said over everything."""
    rows: list[Row] = []
    for kind, words in _SECTIONS:
        of_kind = [each for each in found if each.account.type is kind]
        if of_kind:
            rows += [Row((None, _(words), *(None,) * 8), Role.HEADING), *(_row(each, first, last) for each in of_kind)]
    wrong = sum(bool(each.difference) for each in found)
    said = ngettext("{count} account differs from its own record.", "{count} accounts differ from their own records.",
                    wrong).format(count=wrong)  # fmt: skip
    held = sum(each.against is not None for each in found)
    text = ngettext("{count} account was held against a record of its own.",
                    "{count} accounts were held against records of their own.", held)  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Code"), Kind.CODE, 6),
            Column("name", _("Account"), width=22),
            Column("opening", _("Brought forward"), Kind.MONEY, 13),
            Column("debit", _("Debit"), Kind.MONEY, 12),
            Column("credit", _("Credit"), Kind.MONEY, 12),
            Column("closing", _("Balance"), Kind.MONEY, 13),
            Column("against", _("Own record"), Kind.MONEY, 13),
            Column("record", _("Which record"), width=16),
            Column("difference", _("Difference"), Kind.MONEY, 10),
            Column("conclusion", _("Seen, and concluded"), width=22),
        ),
        tuple(rows),
        span_words(first, last),
        notes=((said,) if wrong else ()) + (
            text.format(count=held),
            _("A credit balance is below nil. Counts and reconciliations count where they are of the last day."),
        ),
        landscape=True,
        holds=not wrong if held else None,
        nothing=_("Nothing was posted up to these days."),
        signatures=(_("Auditor"),),
    )  # fmt: skip


def _row(line: PaperLine, first: date, last: date) -> Row:
    against = line.against
    cells = (
        line.account.code,
        line.account.name,
        line.opening,
        line.debit,
        line.credit,
        line.closing,
        against.amount if against else None,
        against.words if against else "",
        line.difference,
        "",
    )
    asked = (("account", line.account.code), ("from", first.isoformat()), ("to", last.isoformat()))
    return Row(cells, opens=Link("general-ledger", asked))
