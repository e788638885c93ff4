"""One call of every service of cooperatives that writes, on the busy cooperative of `tests/coop_books.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.proofs.coop_savings_acts import SAVINGS
from tests.proofs.coop_surplus_acts import SURPLUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

COOP: dict[str, Callable[[Desk], Any]] = {**SAVINGS, **SURPLUS}
