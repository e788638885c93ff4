"""What the window says about a book on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.foreign import OTHER_LEDGER
from welfare_desk.ledger.people import SIGHTS
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.storage import figures, people, periods, settings
from welfare_desk.storage.book import is_copy

if TYPE_CHECKING:
    from welfare_desk.ledger.people import Permission, User
    from welfare_desk.storage.book import Tx

_OPEN = N_("{month} · open")
_CLOSED = N_("{month} · closed")


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the window says about a book: its names, its kind, its first day, the month of today, and what waits.

    `person` is who works; `asks` tells whether the book asks who that is. `pending` counts what waits for a second
    person. `practised` names the kinds of acts that were done in a practice book since it was made.
    """

    name_th: str
    name_en: str
    kind: str
    first_day: date
    is_practice: bool
    today: date
    is_open: bool
    drafts: int
    undecided_members: int
    practised: frozenset[str]
    pending: int = 0
    person: User | None = None
    asks: bool = False
    is_copy: bool = False  # made from an audit pack: nobody writes into it

    def may(self, permission: Permission) -> bool:
        """Tell whether the person at the desk may do this."""
        return self.person is None or self.person.may(permission)

    @property
    def is_audited(self) -> bool:
        """Tell whether an auditor works here: on a copy, or on a ledger of another program."""
        return self.is_copy or self.kind == OTHER_LEDGER

    @property
    def sees(self) -> frozenset[Permission]:
        """Give what the person at the desk may see beyond what everybody sees."""
        return frozenset(SIGHTS) if self.person is None else self.person.sees

    def period_words(self) -> str:
        """Say which month it is and whether it may be written (`มกราคม 2569 · เปิด`)."""
        return _(_OPEN if self.is_open else _CLOSED).format(month=month_and_year(self.today))


def kind_of_book(tx: Tx) -> str:
    """Tell what a book is kept for."""
    return settings.get(tx, "kind")


def book_facts(tx: Tx, today: date, actor: int = people.FIRST_USER) -> BookFacts:
    """Read what the window says about a book."""
    calendar = periods.calendar(tx)
    status = periods.statuses(tx).get(calendar.period_of(today), PeriodStatus.OPEN)
    practice_day = settings.find(tx, "practice_day")
    return BookFacts(
        settings.get(tx, "name_th"),
        settings.get(tx, "name_en"),
        settings.get(tx, "kind"),
        calendar.first_day,
        practice_day is not None,
        today,
        status is PeriodStatus.OPEN and today >= calendar.first_day,
        figures.drafts(tx),
        figures.undecided(tx),
        figures.acts_after(tx, date.fromisoformat(practice_day)) if practice_day else frozenset(),
        figures.pending(tx),
        people.user(tx, actor),
        people.must_sign_in(tx),
        is_copy(tx),
    )


def newest_voucher(tx: Tx) -> str:
    """Name the voucher that was posted last; nothing in an empty book."""
    return figures.newest_voucher(tx)
