"""What the forms of loans offer: members by name and number, and the kinds of loans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.reports.loan_words import rate_words
from welfare_desk.storage import loan_contracts, loan_facts

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx


def people(tx: Tx) -> list[tuple[str, str]]:
    """Give every member with name and number, in the order of numbers."""
    return [(number, f"{name} ({number})") for number, name in sorted(loan_contracts.names(tx).items())]


def kinds(tx: Tx, day: date) -> list[tuple[str, str]]:
    """Give the kinds of loans that are offered on a day, with their rates."""
    return [(code, f"{each.name} · {rate_words(each.rate)}") for code, each in loan_facts.products(tx, day).items()]
