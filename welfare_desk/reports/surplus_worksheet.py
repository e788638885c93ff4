"""The sharing of a surplus, line by line, with everything that is asked of it: a paper for the annual meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.statutory import (
    Meeting,
    check_from_mapping,
    checks_of,
    checks_of_meeting,
)
from welfare_desk.coop.surplus import LINE_NAMES, SurplusAsk, Worksheet
from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.money import Money
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import accounts, coop_accounts, periods, surplus_facts, surpluses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.coop.statutory import Check
    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.surpluses import KeptSurplus

NAME, TITLE = "surplus", N_("Sharing of the surplus")
QUESTION = N_("How is the surplus of a year shared, and does it keep to the law?")
YEAR = Parameter("year", N_("Year (B.E.)"), ParameterKind.NUMBER)
DIVIDEND = Parameter("dividend", N_("Dividend, per cent a year"), ParameterKind.TEXT)
PATRONAGE = Parameter("patronage", N_("Refund, per cent of interest paid"), ParameterKind.TEXT)
PARAMETERS = (YEAR, DIVIDEND, PATRONAGE)
_PER_HUNDREDTH = 100  # millionths in a hundredth of a per cent


class SheetLine(NamedTuple):
    """A line as it is shown: its number, what for, the account that gets it, and how much."""

    number: int
    code: str
    account: str
    amount: Money


class SheetShown(NamedTuple):
    """A worksheet as it is shown: year, profit, lines, checks, the meeting, and the voucher once it was posted."""

    year: int
    profit: Money
    lines: tuple[SheetLine, ...]
    checks: tuple[Check, ...]
    meeting: Meeting
    voucher: str
    is_default: bool


def year_asked(tx: Tx, asked: Asked) -> int:
    """Give the Gregorian fiscal year asked for (in B.E.): none is the last closed one."""
    given = asked.number("year")
    if given:
        return given - BE_OFFSET if given > BE_OFFSET * 4 else given
    return surplus_facts.last_closed_year(tx)


def rate_asked(text: str, name: str) -> int:
    """Read per cents as millionths; what is no number is a `RuleError`."""
    try:
        return Money.baht(text.replace("%", "").strip() or "0").satang * _PER_HUNDREDTH
    except (ValueError, ArithmeticError):
        unread = N_("“{text}” is no rate in per cent, with two decimals at most.")
        raise RuleError(problem("surplus.rate_unread", unread, name, text=text)) from None


def make(tx: Tx, asked: Asked) -> Report:
    """Show how a year was shared; one that is not shared yet is worked out at the rates asked for."""
    year = year_asked(tx, asked)
    kept = surpluses.of_year(tx, year)
    if kept is not None:
        return lay_out(tx, shown_kept(kept))
    ask = SurplusAsk(
        dividend_rate=rate_asked(asked.text("dividend"), "dividend"),
        patronage_rate=rate_asked(asked.text("patronage"), "patronage"),
    )
    facts = surplus_facts.facts_of(tx, year)
    return lay_out(tx, shown(Worksheet(facts, ask, surpluses.rules(tx, facts.year_end))))


def shown(sheet: Worksheet, meeting: Meeting = Meeting()) -> SheetShown:  # noqa: B008 - a value that never changes
    """Give a worksheet that is not posted as it is shown."""
    rules = sheet.rules
    met = checks_of_meeting(meeting, sheet.facts.year_end, rules.meeting_days, rules.section("54"))
    lines = tuple(SheetLine(each.number, each.code, _role(each.account), each.amount) for each in sheet.lines)
    checks = (*checks_of(sheet), *met)
    return SheetShown(sheet.facts.year, sheet.facts.net_profit, lines, checks, meeting, "", not rules.chosen)


def _role(account: CoopAccount | str) -> str:
    return account.value if isinstance(account, CoopAccount) else account


def shown_kept(kept: KeptSurplus) -> SheetShown:
    """Give a worksheet as it was resolved and posted."""
    content = kept.content
    lines = tuple(SheetLine(number, code, account, Money(satang)) for number, code, account, satang in content["lines"])
    checks = tuple(check_from_mapping(each) for each in content["checks"])
    profit = Money(content["net_profit"])
    meeting = Meeting(kept.day, kept.resolution)
    return SheetShown(kept.year, profit, lines, checks, meeting, kept.voucher, not content["rules"]["chosen"])


def lay_out(tx: Tx, sheet: SheetShown) -> Report:
    """Lay out the lines with their part of the profit, then every check with its light and its section."""
    roles, chart = coop_accounts.roles(tx), accounts.chart(tx)
    rows = [_line(each, sheet.profit, roles, chart) for each in sheet.lines]
    total = Money.sum(each.amount for each in sheet.lines)
    rows.append(Row((None, _("Net profit"), None, total, percent_of(total, sheet.profit)), Role.TOTAL))
    rows.append(Row((None, _("What is asked of it"), None, None, None), Role.HEADING))
    rows += [Row((light(each), each.words.sentence(), section(each), None, None)) for each in sheet.checks]
    facts: list[tuple[str, str]] = []
    if sheet.voucher and sheet.meeting.day is not None:
        facts = [
            (_("Resolution"), f"{sheet.meeting.resolution} · {long_day(sheet.meeting.day)}"),
            (_("Voucher"), sheet.voucher),
        ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.CODE, 9),
            Column("words", _("Item"), width=52),
            Column("account", _("Account"), width=14),
            Column("amount", _("Baht"), Kind.MONEY, 17),
            Column("part", _("Part (%)"), Kind.CODE, 9),
        ),
        tuple(rows),
        _("Year {year}").format(year=sheet.year + BE_OFFSET),
        notes=_notes(sheet),
        facts=tuple(facts),
        answer=tuple((each.code, each.holds) for each in sheet.checks),
        charts=(_chart(sheet),) if sheet.profit > Money(0) else (),
        holds=False if any(each.stops and each.holds is False for each in sheet.checks) and sheet.voucher else None,
        signatures=(_("Prepared by"), _("Checked by"), _("Chair")),
    )


def _line(each: SheetLine, profit: Money, roles: Mapping[CoopAccount, str], chart: Mapping[str, Account]) -> Row:
    known = {role.value: code for role, code in roles.items()}
    code = known.get(each.account, each.account)
    name = _(LINE_NAMES[each.code])
    if each.code == "other" and code in chart:
        name = chart[code].name
    number = str(each.number) if each.number and each.code != "remainder" else ""
    return Row((number, name, code, each.amount, percent_of(each.amount, profit)))


def percent_of(amount: Money, whole: Money) -> str:
    """Write what part of the whole an amount is, with three decimals; a dash where there is no whole."""
    if whole <= Money(0):
        return "-"
    thousandths = (amount.satang * 200_000 + whole.satang) // (2 * whole.satang)
    return f"{thousandths // 1000}.{thousandths % 1000:03}"


def light(check: Check) -> str:
    """Say how a check stands, in a word."""
    if check.holds is None:
        return _("to be said")
    if check.holds:
        return _("in order")
    return _("stops") if check.stops else _("look here")


def section(check: Check) -> str:
    """Name the section a check rests on, or that its source is to be confirmed."""
    words = _("s. {number}").format(number=check.section) if check.section else ""
    unsure = "" if check.is_confirmed else _("to be confirmed")
    return f"{words} {unsure}".strip()


def _notes(sheet: SheetShown) -> tuple[str, ...]:
    said = [
        _("Sections are those of the Cooperatives Act B.E. 2542 as read in published papers; this is no legal advice."),
        _("The base of every part is net profit after an accumulated loss is cleared."),
    ]
    if sheet.is_default:
        said.append(_("Nobody has set the limits: these are the program's defaults."))
    if not sheet.voucher:
        said.append(_("A draft: nothing is posted before the general meeting resolves."))
    return tuple(said)


def _chart(sheet: SheetShown) -> Bars:
    sums: dict[str, Money] = {}
    for each in sheet.lines:
        key = "reserve" if each.code == "remainder" else each.code
        sums[key] = sums.get(key, Money(0)) + each.amount
    drawn = tuple((_(LINE_NAMES[code]), amount) for code, amount in sums.items() if amount > Money(0))
    return Bars(_("Who gets the surplus"), _("Baht"), drawn)


def years_to_share(tx: Tx, today: date) -> list[tuple[int, str]]:
    """Give the years whose surplus may be shared, the latest closed first, then the others; each with its words."""
    calendar = periods.calendar(tx)
    shared = {each.year for each in surpluses.surpluses(tx)}
    last = calendar.year_of(today)
    closed: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for year in range(last, calendar.year_of(calendar.first_day) - 2, -1):
        if year in shared:
            others.append((year, _("{year} (shared)").format(year=year + BE_OFFSET)))
        elif surplus_facts.is_closed(tx, year):
            closed.append((year, str(year + BE_OFFSET)))
        else:
            others.append((year, _("{year} (not closed yet)").format(year=year + BE_OFFSET)))
    return [*closed, *others]


def other_funds(tx: Tx) -> list[tuple[str, str]]:
    """Give the accounts of equity that may get a part besides those that the sheet names."""
    kept = set(coop_accounts.roles(tx).values())
    chart = accounts.chart(tx).values()
    return [
        (each.code, f"{each.code} {each.name}")
        for each in chart
        if each.type is AccountType.EQUITY and may_post(each) and each.code not in kept
    ]
