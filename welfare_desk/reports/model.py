"""What a report is, before anyone decides how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from welfare_desk.money import Money
    from welfare_desk.reports.chart import Chart

Value: TypeAlias = "str | int | Money | date | None"


class Kind(Enum):
    """What a column holds, and so how it is aligned and written."""

    TEXT = auto()
    CODE = auto()  # account, member or voucher number: text that must stay text in a spreadsheet
    MONEY = auto()
    DAY = auto()
    NUMBER = auto()


class Role(Enum):
    """What a row is for."""

    ITEM = auto()
    HEADING = auto()
    SUBTOTAL = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it for machines, `title` for people; `width` is a weight on paper.

    `group` is a heading shared with neighbouring columns of the same group; `is_phone` says that telephone numbers
    stand in it, which are hidden whatever they look like.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 10
    group: str = ""
    is_phone: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What a row or figure is made of: another report of the catalogue with its parameters, or `entry`."""

    report: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of plain values, as many as there are columns; whoever draws it does the writing."""

    cells: tuple[Value, ...]
    role: Role = Role.ITEM
    opens: Link | None = None


class Standing(Enum):
    """How far a statement has come: its period is open, closed, audited, or accepted and locked for good."""

    DRAFT = "draft"
    CLOSED = "closed"
    AUDITED = "audited"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a signed statement is known by: its period (`2568-13`: fiscal year and number), and hashes in hex.

    `lines` say the same in a few words, the first digits of the hashes in fours.
    """

    period: str
    hash: str
    fingerprint: str
    lines: tuple[str, ...]

    @property
    def code(self) -> str:
        """Give the text of its QR code, which any camera reads: letters, digits, spaces and strokes alone."""
        return f"WELFARE-DESK STATEMENT {self.period} {self.hash} KEY {self.fingerprint}".upper()


@dataclass(frozen=True, slots=True)
class Mark:
    """How a statement stands, in a word and a line; `seal` is that of the close it rests on."""

    standing: Standing
    label: str
    words: str
    is_audited: bool = False
    seal: Seal | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Say how the statement stands, and then by which signed close, where there is one."""
        return (f"{self.label}: {self.words}", *(self.seal.lines if self.seal else ()))


@dataclass(frozen=True, slots=True)
class Report:
    """A titled table that anyone can draw.

    `name` is its name in the catalogue; `subtitle` says as of when, or from when to when; `notes` stand
    under the table; `facts` are labelled single values over it (opening balance, number of rows);
    `answer` holds what the JSON form says beside the rows (ISO days, satang as whole numbers). `signatures` names
    who signs it on paper; `charts` are pictures of its own values. `nothing` says what it means that there are no
    rows; `holds` whether what the report proves is so (None: it proves nothing), the first note says it in words.
    `is_letter`: on paper no table, but a letter of two columns, labels and texts; a row without a label is a paragraph,
    a heading stands from the middle. `is_poster`: one sheet in large letters. `days` are the first and last day that a
    statement speaks of: one that names them is given its `mark` by the catalogue. `enclosed` are papers that follow on
    sheets of their own (the letters of a list), and stand in the PDF alone.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    subtitle: str = ""
    book_name: str = ""
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[str, Value], ...] = ()
    answer: tuple[tuple[str, object], ...] = ()
    landscape: bool = False
    signatures: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    nothing: str = ""
    holds: bool | None = None
    made_on: date | None = field(default=None)
    is_letter: bool = False
    is_poster: bool = False
    days: tuple[date, date] | None = None
    mark: Mark | None = None
    enclosed: tuple[Report, ...] = ()


def subtitle_of(report: Report) -> str:
    """Give what stands under the title on screen: the days, and how a statement stands for them."""
    return " · ".join(filter(None, (report.subtitle, report.mark.lines[0] if report.mark else "")))


def without_columns(report: Report, hidden: Collection[str]) -> Report:
    """Leave out columns by their keys, for the screen; a column that carries the totals' words always stays."""
    stays = next((place for place, each in enumerate(report.columns) if each.kind is Kind.TEXT), 0)
    kept = [place for place, each in enumerate(report.columns) if each.key not in hidden or place == stays]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in report.rows)
    return replace(report, columns=tuple(report.columns[place] for place in kept), rows=rows)
