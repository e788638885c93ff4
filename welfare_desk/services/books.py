"""Make a book, open one, and copy one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.foreign import OTHER_LEDGER
from welfare_desk.ledger.funds import (
    ADMINISTRATION,
    ALL_TO_WELFARE,
    GENERAL_FUNDS,
    WELFARE,
    WELFARE_FUNDS,
    AllocationPolicy,
)
from welfare_desk.ledger.people import FIRST_ROLES, Permission, User
from welfare_desk.reports.setup import PAPERS, papers
from welfare_desk.resource import resource
from welfare_desk.services.desk import Desk, needs
from welfare_desk.storage import accounts, book, ciphers, contributions, coop_accounts, people, settings, trail
from welfare_desk.storage.locations import place_problem
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.upgrade import upgrade
from welfare_desk.welfare.plans import READY_PLANS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.ciphers import BookKey
    from welfare_desk.welfare.plans import Plan


class BookKind(Enum):
    """What a book is kept for; each kind starts from a chart of its own."""

    WELFARE_FUND = "welfare-fund"
    COOPERATIVE = "cooperative"
    SAVINGS_GROUP = "savings-group"
    VILLAGE_FUND = "village-fund"


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book is told: its name, kind, first day, and the month (1-12) its fiscal year starts in.

    `weights` is the allocation policy in whole per cents by fund; empty: all to welfare. `plan` is the usual plan of
    contributions, a ready one or the fund's own; `tambon` a six-digit code; `papers` what stands on the fund's papers
    beside its names. With a `passphrase` the file is encrypted under it. `chart` takes the place of the kind's own: it
    is that of another program's ledger.
    """

    name_th: str
    first_day: date
    kind: BookKind = BookKind.WELFARE_FUND
    name_en: str = ""
    fiscal_year_start: int = 10
    weights: tuple[tuple[str, int], ...] = ()
    is_practice: bool = False
    language: str = "th"
    plan: Plan | None = None
    founded: date | None = None
    tambon: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    passphrase: str = field(default="", repr=False)
    chart: tuple[Account, ...] = ()

    @property
    def kind_name(self) -> str:
        """Give the kind as the book keeps it."""
        return OTHER_LEDGER if self.chart else self.kind.value

    @property
    def is_welfare_fund(self) -> bool:
        """Tell whether the book has the funds of a welfare fund."""
        return self.kind is BookKind.WELFARE_FUND and not self.chart


@dataclass(frozen=True, slots=True)
class Outside:
    """What a desk is given from outside: the day, the clock and random bytes."""

    today: date
    now: Callable[[], datetime]
    random: Callable[[int], bytes]


def create(path: Path, new: NewBook, outside: Outside) -> Desk:
    """Make a book with its chart, funds and first user, and sit down at it."""
    found: list[Problem] = []
    if not new.name_th.strip():
        found.append(problem("book.no_name", N_("Write the name of the fund."), "name"))
    if not 1 <= new.fiscal_year_start <= MONTHS_PER_YEAR:
        found.append(problem("book.month", N_("The fiscal year starts in a month from 1 to 12."), "fiscal_year_start"))
    is_fund = new.is_welfare_fund
    kept = WELFARE_FUNDS if is_fund else GENERAL_FUNDS
    policy = AllocationPolicy(new.first_day, new.weights or (ALL_TO_WELFARE if is_fund else ((kept[0].code, 100),)))
    found += policy.problems([fund.code for fund in kept])
    found += new.plan.problems() if new.plan is not None else []
    if found:
        raise RuleError(*found)
    see_that_it_may_lie_there(path)
    key = ciphers.new_key(new.passphrase, outside.random) if new.passphrase else None
    desk = Desk(book.create_book(path, key), people.FIRST_USER, outside.today, outside.now, outside.random)
    chart = new.chart or _ready_chart(new.kind)
    with desk.book.write() as tx:
        for key, value in _settings(new, desk).items():
            settings.put(tx, key, value)
        people.add(tx, User(people.FIRST_USER, "", FIRST_ROLES))
        accounts.add_all(tx, chart)
        accounts.add_funds(tx, kept)
        accounts.add_policy(tx, policy)
        if not new.chart:
            coop_accounts.keep_ready_controls(tx)
        if new.plan is not None and new.plan not in READY_PLANS:
            contributions.add_plan(tx, new.plan)
        trail.add(tx, desk.made(), "book.created", settings.get(tx, "id"), kind=new.kind_name)
    return desk


def _ready_chart(kind: BookKind) -> tuple[Account, ...]:
    return read_chart(resource("charts", f"{kind.value.replace('-', '_')}.tsv").read_text(encoding="utf-8"))


def _home_of_accounts(new: NewBook) -> str:
    """Name the fund that interest and fees go to."""
    if not new.is_welfare_fund:
        return GENERAL_FUNDS[0].code
    return ADMINISTRATION if any(fund == ADMINISTRATION for fund, _ in new.weights) else WELFARE


def _settings(new: NewBook, desk: Desk) -> dict[str, str]:
    told = {
        "plan": new.plan.code if new.plan else "",
        "founded": new.founded.isoformat() if new.founded else "",
        "tambon": new.tambon,
        **{key: value.strip() for key, value in new.papers},
    }
    return {
        "id": str(uuid.UUID(bytes=desk.random(16), version=4)),
        "name_th": new.name_th.strip(),
        "name_en": new.name_en.strip(),
        "kind": new.kind_name,
        "first_day": new.first_day.isoformat(),
        "fiscal_year_start": str(new.fiscal_year_start),
        "language": new.language,
        **({"practice_day": desk.today.isoformat()} if new.is_practice else {}),
        "account_fund": _home_of_accounts(new),
        **{key: value for key, value in told.items() if value},
    }


def sit_down(
    path: Path, outside: Outside, *, writes: bool = True, actor: int = people.FIRST_USER, key: BookKey | None = None
) -> Desk:
    """Open a book and sit down at it, to write or only to read; an older book is brought up to date first.

    An encrypted book (`book.sealed` without it) is opened by the key to which its passphrase leads.
    """
    if writes:
        see_that_it_may_lie_there(path)
    opened = book.open_book(path, writes=writes, key=key)
    if opened.version < VERSION:
        opened.close()
        upgrade(path, key=key)
        opened = book.open_book(path, writes=writes, key=key)
    return Desk(opened, actor, outside.today, outside.now, outside.random)


def see_that_it_may_lie_there(path: Path) -> None:
    """See that no other program or computer has a hand on a book that is to be written; else a `BookError`."""
    found = place_problem(path)
    if found is not None:
        raise BookError(found)


def usual_folder(documents: Path, home: Path) -> Path:
    """Give the folder that books usually lie in: the documents, or one at home where these are copied away."""
    return documents if place_problem(documents / "book.welfare") is None else home


FUND_SETTINGS = PAPERS


@needs(Permission.SET_UP)
def change_fund(desk: Desk, given: Mapping[str, str]) -> None:
    """Change what stands on the fund's papers: its names, address, head and treasurer (`FUND_SETTINGS`)."""
    found = [
        problem("setting.unknown", N_("The book has no setting “{key}”."), key, key=key)
        for key in given
        if key not in FUND_SETTINGS
    ]
    if not given.get("name_th", "-").strip():
        found.append(problem("book.no_name", N_("Write the name of the fund."), "name_th"))
    if found:
        raise RuleError(*found)
    with desk.book.write() as tx:
        changed = {key: value.strip() for key, value in given.items() if settings.find(tx, key) != value.strip()}
        for key, value in changed.items():
            settings.put(tx, key, value)
        if changed:
            trail.add(tx, desk.made(), "fund.changed", settings.get(tx, "id"), fields=sorted(changed))


def fund_settings(tx: Tx) -> dict[str, str]:
    """Read what stands on the fund's papers."""
    return papers(tx)


def read_split(text: str) -> tuple[tuple[str, int], ...]:
    """Read `70/20/10`: the parts of welfare, reserve and administration in whole per cents."""
    parts = [part.strip() for part in text.split("/")]
    if not all(part.isdecimal() for part in parts) or len(parts) > len(WELFARE_FUNDS):
        unread = N_("“{text}” is no split; write for example 70/20/10.")
        raise RuleError(problem("policy.unread", unread, "weights", text=text))
    return tuple((fund.code, int(part)) for fund, part in zip(WELFARE_FUNDS, parts, strict=False) if int(part))


def kind_of(tx: Tx) -> str:
    """Tell what kind of book it is, as it is kept."""
    return settings.get(tx, "kind")


def practice_day(tx: Tx) -> date | None:
    """Tell the day on which a practice book stands still, or nothing for a real book."""
    kept = settings.find(tx, "practice_day")
    return None if kept is None else date.fromisoformat(kept)
