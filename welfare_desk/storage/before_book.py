"""Keep figures before the book: last year's balances, and what the status form counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Posting
from welfare_desk.money import Money
from welfare_desk.storage import openings
from welfare_desk.welfare.form_figures import RECEIVED, SPENT, FormFigure, problems_of_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx


def put_form_figures(tx: Tx, figures: Sequence[FormFigure]) -> None:
    """Keep the figures of the status form, in place of those before."""
    tx.exec_driver_sql("DELETE FROM form_figures")
    rows = [(each.line, each.amount.satang, each.people) for each in figures if each.amount or each.people]
    if rows:
        tx.exec_driver_sql("INSERT INTO form_figures (line, amount, people) VALUES (?, ?, ?)", rows)


def form_figures(tx: Tx) -> tuple[FormFigure, ...]:
    """Read the figures of the status form, in the order of their lines."""
    asked = "SELECT line, amount, people FROM form_figures ORDER BY line"
    return tuple(FormFigure(line, Money(satang), people) for line, satang, people in tx.exec_driver_sql(asked))


def opened_with(tx: Tx) -> tuple[Money, Money]:
    """Tell what the book opened with as received since the founding, and as spent of it."""
    standing = openings.standing(tx)
    received = -Money.sum(each.amount for each in standing if each.account in RECEIVED)
    return received, Money.sum(each.amount for each in standing if each.account == SPENT)


def put_prior_figures(tx: Tx, year: int, lines: Sequence[Posting]) -> None:
    """Keep the balances of the year before the book, in place of those before."""
    tx.exec_driver_sql("DELETE FROM prior_figures")
    rows = [(year, line.account, line.fund, line.amount.satang) for line in lines if line.amount]
    if rows:
        tx.exec_driver_sql("INSERT INTO prior_figures (fiscal_year, account, fund, amount) VALUES (?, ?, ?, ?)", rows)


def prior_figures(tx: Tx, year: int) -> tuple[Posting, ...]:
    """Read the balances of a year before the book, debit positive, in the order of the accounts."""
    asked = "SELECT account, fund, amount FROM prior_figures WHERE fiscal_year = ? ORDER BY account, fund"
    return tuple(Posting(account, fund, Money(satang)) for account, fund, satang in tx.exec_driver_sql(asked, (year,)))


def prior_years(tx: Tx) -> list[int]:
    """Give the years before the book of which figures are kept."""
    return [year for (year,) in tx.exec_driver_sql("SELECT DISTINCT fiscal_year FROM prior_figures ORDER BY 1")]


def notes(tx: Tx) -> Iterator[Problem]:
    """Tell when the figures of the status form no longer agree with what the book opened with."""
    figures = form_figures(tx)
    received, spent = opened_with(tx)
    if figures and any(problems_of_figures(figures, received, spent)):
        text = N_("The figures before the book and its opening balances no longer agree; enter them anew.")
        yield problem("note.form_figures", text)
