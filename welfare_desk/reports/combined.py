"""The combined statement of several books of one body, with what they owe each other taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Ledger
from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.ledger.combined import ASSETS, LINE_WORDS, BookBalances, combine, problems_of_mutual
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.balances import balance_of
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.storage import accounts, holdings, settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.combined import CombinedRow, Mutual
    from welfare_desk.storage.book import Tx

NAME, TITLE = "combined", N_("Combined statement of several books")


def balances_of(tx: Tx, day: date) -> BookBalances:
    """Read a book's accounts and their balances at the end of a day."""
    chart = accounts.chart(tx)
    found = {code: Money(balance_of(tx, code, day)) for code, account in chart.items() if not account.is_header}
    name = named(settings.get(tx, "name_th"), settings.find(tx, "name_en"))
    return BookBalances(name, chart, {code: balance for code, balance in found.items() if balance})


def one_balance(tx: Tx, place: str, day: date) -> tuple[str, Money]:
    """Read what stands at `ACCOUNT` or `ACCOUNT/NUMBER` (of a savings account) on a day, debit positive."""
    account, _slash, number = place.partition("/")
    if account not in accounts.chart(tx):
        raise RuleError(problem("opening.unknown_account", N_("The chart has no account {account}."), account=account))
    if not number:
        return account, Money(balance_of(tx, account, day))
    found = holdings.find(tx, Ledger.SAVINGS, number)
    if found is None:
        text = N_("There is no savings account {number}.")
        raise RuleError(problem("savings.unknown", text, "account", number=number))
    return account, holdings.balance(tx, found.id, account, day)


def lay_out(books: Sequence[BookBalances], mutual: Sequence[Mutual], day: date, today: date) -> Report:
    """Lay the books out in columns, assets as debits and the other side as credits, each with its total."""
    found = combine(books, mutual)
    sides = ([row for row in found if row.line in ASSETS], [row for row in found if row.line not in ASSETS])
    rows: list[Row] = []
    for own, sign, words in ((sides[0], 1, _("Assets in all")), (sides[1], -1, _("Debts and equity in all"))):
        rows += [Row((_(LINE_WORDS[row.line]), *_figures(row, sign))) for row in own if any(_figures(row, sign))]
        sums = [Money.sum(figures) for figures in zip(*(_figures(row, sign) for row in own), strict=True)]
        rows.append(Row((words, *sums), Role.SUBTOTAL))
    said = problems_of_mutual(books, mutual)
    notes = [each.sentence() for each in said]
    taken = Money.sum(each.taken_out for each in mutual)
    words = _("What the books owe each other is taken out on both sides: {amount} baht.")
    notes.append(words.format(amount=taken.text()))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("line", _("Line"), width=34),
            *(Column(f"book{at}", book.name, Kind.MONEY, 16) for at, book in enumerate(books, 1)),
            Column("taken_out", _("Owed to each other"), Kind.MONEY, 16),
            Column("total", _("Combined"), Kind.MONEY, 16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=tuple(notes),
        landscape=True,
        holds=not said and Money.sum(row.total for row in found) == ZERO,
        book_name=" · ".join(book.name for book in books),
        made_on=today,
    )


def _figures(row: CombinedRow, sign: int) -> tuple[Money, ...]:
    return tuple(amount if sign > 0 else -amount for amount in (*row.books, row.taken_out, row.total))
