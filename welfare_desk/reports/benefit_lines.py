"""The lines that benefits are shown under: those of the status form, free ones after; the community's stand apart."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import month_and_year, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import benefits
from welfare_desk.welfare.benefit_defaults import LINES, READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass, BenefitType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from welfare_desk.reports.model import Value
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.given import Summed

NAMES = (
    N_("Newborn / childbirth"),
    N_("Sickness / hospital stay"),
    N_("Elderly people"),
    N_("Death of a member"),
    N_("Funeral expenses"),
    N_("Disadvantaged / disabled"),
    N_("Occupation"),
    N_("Education"),
    N_("Tradition and culture"),
    N_("Housing"),
    N_("Disaster victims"),
    N_("Public-benefit activities"),
    N_("Natural resources and environment"),
)
CLASSES = {BenefitClass.MEMBER: N_("Benefits of members"), BenefitClass.COMMUNITY: N_("Help for the community")}
ALL_OF = {
    BenefitClass.MEMBER: N_("All benefits of members"),
    BenefitClass.COMMUNITY: N_("All help for the community"),
}
FREE = "free"
LINE = Parameter(
    "line",
    N_("Benefit"),
    ParameterKind.CHOICE,
    choices=(
        ("", N_("All")),
        *((str(at), name) for at, name in enumerate(NAMES, 1)),
        (FREE, N_("Lines of the fund's own")),
    ),
)


class Measure(Enum):
    """What is counted in the cells of a table: money, different people, or cases."""

    BAHT = "baht"
    PEOPLE = "people"
    CASES = "cases"

    def of(self, found: Summed) -> Money | int:
        """Give what is counted of some benefits."""
        return {Measure.BAHT: found.amount, Measure.PEOPLE: found.people, Measure.CASES: found.cases}[self]

    def total(self, found: Iterable[Money | int]) -> Money | int | None:
        """Add up what is counted; nothing adds up to nothing."""
        amounts = list(found)
        if self is Measure.BAHT:
            return Money.sum(each for each in amounts if isinstance(each, Money)) or None
        return sum(each for each in amounts if isinstance(each, int)) or None

    @property
    def words(self) -> str:
        """Say what the cells hold."""
        return _(_MEASURES[self])


_MEASURES = {Measure.BAHT: N_("Baht"), Measure.PEOPLE: N_("People helped"), Measure.CASES: N_("Cases")}
SHOW = Parameter(
    "show",
    N_("Show"),
    ParameterKind.CHOICE,
    choices=tuple((each.value, words) for each, words in _MEASURES.items()),
)


class Line(NamedTuple):
    """A line that benefits stand under; `key` sorts members' before the community's, then by the form's number."""

    key: str
    of: BenefitClass
    number: int
    name: str


def kinds_of(tx: Tx) -> dict[str, BenefitType]:
    """Read what each code means: as the latest regulation that has it says, or the ready rules."""
    known = {each.code: each for each in READY_TYPES}
    for regulation in benefits.regulations(tx):
        known.update(benefits.types_of(tx, regulation.id))
    return known


def lines_of(kinds: Iterable[BenefitType]) -> dict[str, Line]:
    """Give the line of each type, by its code."""
    return {each.code: _line(each) for each in kinds}


def _line(kind: BenefitType) -> Line:
    is_free = not 0 < kind.line <= LINES
    rank = 0 if kind.of is BenefitClass.MEMBER else 1
    key = f"{rank}|{LINES + 1 if is_free else kind.line:02}|{kind.code if is_free else ''}"
    return Line(key, kind.of, kind.line, kind.name if is_free else _(NAMES[kind.line - 1]))


def named_line(number: int) -> Line:
    """Give a line of the form that no type of the fund stands under."""
    return Line(f"0|{number:02}|", BenefitClass.MEMBER, number, _(NAMES[number - 1]))


def keys_of(lines: Mapping[str, Line]) -> dict[str, str]:
    """Give the key of each type's line, as the sums are asked for."""
    return {code: line.key for code, line in lines.items()}


def by_key(lines: Mapping[str, Line], keys: Iterable[str]) -> dict[str, Line]:
    """Find the lines of some sums, in their order; a code that no regulation knows is a line of its own."""
    known = {line.key: line for line in lines.values()}
    ordered = sorted(set(keys), key=lambda key: (key not in known, key))
    return {key: known.get(key, Line(key, BenefitClass.MEMBER, LINES + 1, key)) for key in ordered}


def is_chosen(line: Line, chosen: str) -> bool:
    """Tell whether a line is the one that a report is asked for."""
    if not chosen:
        return True
    return line.number > LINES if chosen == FREE else str(line.number) == chosen


def span(first: date, last: date) -> str:
    """Say of which months a picture is."""
    return month_and_year(first) if first == last else f"{month_and_year(first)} – {month_and_year(last)}"


def days(first: date, last: date, line: str = "") -> str:
    """Say of which days a table is, and of which benefit alone."""
    chosen = dict(LINE.choices).get(line, "")
    return " · ".join(part for part in (span_words(first, last), _(chosen) if line else "") if part)


def number_of(line: Line) -> Value:
    """Give the number of a line of the form; a line of the fund's own has none."""
    return line.number if 0 < line.number <= LINES else None


PEOPLE_NOTE = N_("A person counts once in each line, however often she was paid; every payment is a case.")
SOURCES_NOTE = N_("By the day of payment, benefits given before the book included.")
