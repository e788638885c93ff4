"""Keep the kinds of savings accounts in dated versions."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.savings_interest import RatePeriod
from welfare_desk.coop.savings_products import SavingsProduct
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import coop_products, rows

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

KIND = "savings"


def put(tx: Tx, made: Made, product: SavingsProduct, from_day: date) -> None:
    """Keep a version of a product from a day on."""
    coop_products.put(tx, made, (KIND, product.code, from_day), product.as_mapping())


def versions(tx: Tx) -> dict[str, tuple[RatePeriod, ...]]:
    """Read every product by code, each in its versions, oldest first."""
    asked = "SELECT code, from_day, content FROM coop_products WHERE kind = ? ORDER BY code, from_day"
    found: defaultdict[str, list[RatePeriod]] = defaultdict(list)
    for code, from_day, content in rows.ask(tx, asked, (KIND,)):
        product = SavingsProduct.from_mapping(json.loads(content))
        found[code].append(RatePeriod(date.fromisoformat(from_day), product))
    return {code: tuple(periods) for code, periods in found.items()}


def in_force(periods: tuple[RatePeriod, ...], day: date) -> SavingsProduct:
    """Give the version in force on a day, the first before it began."""
    return next((each.product for each in reversed(periods) if each.from_day <= day), periods[0].product)


def products(tx: Tx, day: date) -> dict[str, SavingsProduct]:
    """Read the products as they are in force on a day, by code; one that begins later is left out."""
    found = versions(tx).items()
    return {code: in_force(periods, day) for code, periods in found if periods[0].from_day <= day}


def product(tx: Tx, code: str, day: date) -> SavingsProduct:
    """Read a product in force on a day; an unknown one is a `RuleError`."""
    found = products(tx, day).get(code)
    if found is None:
        text = N_("There is no kind of savings account “{code}” on that day.")
        raise RuleError(problem("savings.no_product", text, "product", code=code))
    return found
