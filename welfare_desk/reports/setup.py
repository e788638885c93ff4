"""How a fund is set up: what stands on its papers, its plans, and how contributions are split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.ledger.funds import policy_on
from welfare_desk.storage import accounts, contributions, dues, settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.funds import AllocationPolicy, Fund
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.plans import Plan


PAPERS = ("name_th", "name_en", "address", "head", "treasurer")


@dataclass(frozen=True, slots=True)
class Setup:
    """What can be set in a book, as it is on a day."""

    papers: Mapping[str, str]
    plans: tuple[Plan, ...]
    usual: str
    funds: tuple[Fund, ...]
    policy: AllocationPolicy


def papers(tx: Tx) -> dict[str, str]:
    """Read what stands on the fund's papers."""
    return {key: settings.find(tx, key) or "" for key in PAPERS}


def setup(tx: Tx, day: date) -> Setup:
    """Read how the fund is set up on a day."""
    return Setup(
        papers(tx),
        tuple(contributions.plans(tx).values()),
        dues.usual_plan(tx, day).code,
        tuple(accounts.funds(tx).values()),
        policy_on(accounts.policies(tx), day),
    )
