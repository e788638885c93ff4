"""What a report may be asked for, and reading the answers a person gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from welfare_desk.dates import first_of_month, read_machine_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.storage import periods, schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.people import Permission
    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.storage.book import Tx

_BE = "BE"
_LAST_YEAR = 9000  # so that the days after it can still be written


class ParameterKind(Enum):
    """What a parameter names, and so how a form asks for it."""

    DAY = auto()
    MONTH = auto()
    ACCOUNT = auto()
    FUND = auto()
    MEMBER = auto()
    VILLAGE = auto()
    VOUCHER = auto()
    NUMBER = auto()
    LAYOUT = auto()
    CHOICE = auto()
    TEXT = auto()  # words of the one who asks: a name, an address, numbers in a line


class Default(Enum):
    """What stands where nothing was given; a fiscal year never starts before the book."""

    NOTHING = auto()
    TODAY = auto()
    YEAR_START = auto()
    MONTH_START = auto()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a report may be asked for; `choices` are values with their titles, the first is the default.

    The window does not ask for one that only the command line and the links between reports need. `usual` stands where
    no number is given, and 0 says that there is none such.
    """

    name: str
    title: str
    kind: ParameterKind
    default: Default = Default.NOTHING
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    in_window: bool = True
    usual: int = 0


ON = Parameter("on", N_("Day"), ParameterKind.DAY, Default.TODAY)
FROM = Parameter("from", N_("From"), ParameterKind.DAY, Default.YEAR_START)
TO = Parameter("to", N_("To"), ParameterKind.DAY, Default.TODAY)
ACCOUNT = Parameter("account", N_("Account"), ParameterKind.ACCOUNT)
FUND = Parameter("fund", N_("Fund"), ParameterKind.FUND)
MEMBER = Parameter("member", N_("Member"), ParameterKind.MEMBER)
VILLAGE = Parameter("village", N_("Village"), ParameterKind.VILLAGE)
AFTER = Parameter("after", N_("After voucher"), ParameterKind.VOUCHER, in_window=False)
ROWS = Parameter("rows", N_("Rows on a page"), ParameterKind.NUMBER, in_window=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report was asked, read and checked; `today` is the day it is made on, `sees` what its reader may see."""

    today: date
    days: Mapping[str, date] = field(default_factory=dict[str, date])
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    sees: frozenset[Permission] = frozenset()

    def day(self, name: str) -> date:
        """Give a day that was asked for, or its default."""
        return self.days[name]

    def text(self, name: str) -> str:
        """Give a code or choice that was asked for, or nothing."""
        return self.texts.get(name, "")

    def number(self, name: str) -> int:
        """Give a number that was asked for, or 0."""
        return int(self.texts.get(name) or 0)


def read_parameters(tx: Tx, declared: tuple[Parameter, ...], given: Mapping[str, str | date], today: date) -> Asked:
    """Read what was given for the declared parameters; every problem is collected into one `RuleError`."""
    known = {each.name: each for each in declared}
    found = [
        problem("report.no_parameter", N_("This report cannot be asked for “{name}”."), name, name=name)
        for name, value in given.items()
        if name not in known and value
    ]
    days: dict[str, date] = {}
    texts: dict[str, str] = {}
    calendar = periods.calendar(tx)
    for each in declared:
        value = given.get(each.name) or ""
        if each.kind in (ParameterKind.DAY, ParameterKind.MONTH):
            day = _day(each, value, found) if value else _default_day(each.default, given, today, calendar)
            if day is not None:
                days[each.name] = first_of_month(day) if each.kind is ParameterKind.MONTH else day
        else:
            texts[each.name] = _text(tx, each, str(value).strip(), found)
        if each.is_required and not value:
            text = N_("Say for which “{name}” the report is made.")
            found.append(problem("report.missing", text, each.name, name=_(each.title)))
    if "from" in days and "to" in days and days["from"] > days["to"]:
        found.append(problem("report.days", N_("The first day lies after the last one."), "from"))
    if found:
        raise RuleError(*found)
    return Asked(today, days, texts)


def _default_day(default: Default, given: Mapping[str, str | date], today: date, calendar: Calendar) -> date | None:
    """Find the default; a year or month starts before the last day that was asked for, if one was."""
    if default is Default.NOTHING:
        return None
    if default is Default.TODAY:
        return today
    last = _read(given.get("to") or today) or today
    start = first_of_month(last) if default is Default.MONTH_START else calendar.year_start(calendar.year_of(last))
    return max(start, calendar.first_day) if last >= calendar.first_day else start


def _day(parameter: Parameter, value: str | date, found: list[Problem]) -> date | None:
    day = _read(value)
    if day is None:
        if parameter.kind is ParameterKind.MONTH:
            text = N_("“{text}” is no month; write 2026-01 or BE2569-01.")
            found.append(problem("month.unread", text, parameter.name, text=value))
        else:
            text = N_("“{text}” is no day; write 2026-01-05 or BE2569-01-05.")
            found.append(problem("day.unread", text, parameter.name, text=value))
    elif day.year > _LAST_YEAR:
        text = N_("{day} is too far ahead.")
        found.append(problem("day.too_far", text, parameter.name, day=day))
    return day


def _read(value: str | date) -> date | None:
    if isinstance(value, date):
        return value
    text = value.strip()
    whole = f"{text}-01" if len(text.removeprefix(_BE)) == len("2026-01") else text
    try:
        return read_machine_day(whole)
    except ValueError:
        return None


def _text(tx: Tx, parameter: Parameter, value: str, found: list[Problem]) -> str:
    if parameter.kind is ParameterKind.CHOICE:
        offered = [choice for choice, _title in parameter.choices]
        if value and value not in offered:
            text = N_("“{text}” cannot be chosen here; choose one of {choices}.")
            found.append(problem("report.choice", text, parameter.name, text=value, choices=", ".join(offered)))
        return value or offered[0]
    if parameter.kind is ParameterKind.NUMBER:
        if value and not (value.isascii() and value.isdigit()):
            text = N_("“{text}” is no whole number.")
            found.append(problem("report.number", text, parameter.name, text=value))
            return ""
        return value or (str(parameter.usual) if parameter.usual else "")
    if parameter.kind is ParameterKind.VOUCHER:
        value = value.upper()
    if parameter.kind in (ParameterKind.LAYOUT, ParameterKind.TEXT):
        return value  # whoever reads it says what is wrong
    if value and not _is_known(tx, parameter.kind, value):
        code, text = _UNKNOWN[parameter.kind]
        found.append(problem(code, text, parameter.name, name=value))
    return value


def _is_known(tx: Tx, kind: ParameterKind, value: str) -> bool:
    columns = {
        ParameterKind.ACCOUNT: (schema.accounts.c.code,),
        ParameterKind.FUND: (schema.funds.c.code,),
        ParameterKind.MEMBER: (schema.members.c.number,),
        ParameterKind.VILLAGE: (schema.villages.c.code, schema.members.c.village),
        ParameterKind.VOUCHER: (schema.entries.c.voucher,),
    }[kind]
    return any(tx.execute(select(exists().where(column == value))).scalar_one() for column in columns)


_UNKNOWN = {
    ParameterKind.ACCOUNT: ("report.no_account", N_("The chart has no account {name}.")),
    ParameterKind.FUND: ("report.no_fund", N_("The book has no fund “{name}”.")),
    ParameterKind.MEMBER: ("report.no_member", N_("The register has no member {name}.")),
    ParameterKind.VILLAGE: ("report.no_village", N_("The register has no village “{name}”.")),
    ParameterKind.VOUCHER: ("report.no_voucher", N_("There is no voucher {name}.")),
}
