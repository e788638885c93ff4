"""The certification pack of a year, part by part: what each is asked for, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, span_words
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.closing import PeriodStatement
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period
from welfare_desk.reports.catalogue import KINDS, make_report
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.pack_parts import PARTS, Each, Section
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.storage import closings, periods, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from welfare_desk.reports.catalogue import ReportKind
    from welfare_desk.reports.model import Mark
    from welfare_desk.reports.pack_parts import Part
    from welfare_desk.storage.book import Tx

NAME, TITLE = "pack", N_("Certification pack")
_UNKNOWN = N_("this version of the program does not make it")
_KNOWN = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class PackYear:
    """The fiscal year of a pack (the Gregorian year in which it ends), and its days so far."""

    year: int
    first: date
    last: date

    @property
    def name(self) -> str:
        """Give the Buddhist year."""
        return str(self.year + BE_OFFSET)


@dataclass(frozen=True, slots=True)
class Made:
    """A part with its reports, none where it cannot be made; `why` says what it means that it has nothing to show.

    One that `waits` is known and was not looked at yet.
    """

    part: Part
    number: int
    reports: tuple[Report, ...]
    why: str = ""
    waits: bool = False

    @property
    def is_there(self) -> bool:
        """Tell whether there is anything to hand over; a register without a line says that there was none."""
        return bool(self.reports) or self.waits

    @property
    def mark(self) -> Mark | None:
        """Give how the statement stands, of a part that is one."""
        return next((each.mark for each in self.reports if each.mark is not None), None)

    @property
    def title(self) -> str:
        """Give the title in the chosen language: the report's own where there is one."""
        return _(title_of(self.part))


def title_of(part: Part) -> str:
    """Give the English title (marked) of a part: its report's, where the catalogue knows that."""
    kind = _KNOWN.get(part.report)
    return part.title if kind is None else kind.title


def pack_year(tx: Tx, year: int | None, today: date) -> PackYear:
    """Find the days of a fiscal year of the book up to today; none named: the last one that is over, else this one."""
    calendar = periods.calendar(tx)
    begun, now = calendar.year_of(calendar.first_day), calendar.year_of(max(today, calendar.first_day))
    if year is None:
        year = max(begun, now - 1)
    if not begun <= year <= now:
        text = N_("The book has no year {year}; it goes from {first} to {last}.")
        years = {"year": year + BE_OFFSET, "first": begun + BE_OFFSET, "last": now + BE_OFFSET}
        raise RuleError(problem("pack.year", text, "year", **years))
    first = max(calendar.year_start(year), calendar.first_day)
    return PackYear(year, first, max(first, min(calendar.year_end(year), today)))


def pack_years(tx: Tx, today: date) -> list[int]:
    """Give the fiscal years that a pack may be made of, the newest first."""
    calendar = periods.calendar(tx)
    last = calendar.year_of(max(today, calendar.first_day))
    return list(range(last, calendar.year_of(calendar.first_day) - 1, -1))


def name_parts(of: PackYear) -> Report:
    """Name the parts without making any: a first answer, while each is being looked at."""
    unknown = _(_UNKNOWN)
    made = [
        Made(part, at, (), unknown if part.report not in _KNOWN else "", waits=part.report in _KNOWN)
        for at, part in enumerate(PARTS, 1)
    ]
    return replace(lay_out(made, of, None), facts=(), days=None)


def make_part(tx: Tx, part: Part, of: PackYear, today: date) -> Made:
    """Make the reports of a part; what the book cannot answer is said in place of them."""
    number = PARTS.index(part) + 1
    kind = _KNOWN.get(part.report)
    if kind is None:
        return Made(part, number, (), _(_UNKNOWN))
    try:
        reports = tuple(make_report(tx, part.report, asked, today) for asked in _asked(tx, kind, part, of))
    except RuleError as error:
        return Made(part, number, (), " ".join(each.sentence() for each in error.problems))
    if not reports:
        return Made(part, number, (), _("nothing of this kind is written down in these days"))
    return Made(part, number, reports, "" if any(each.rows for each in reports) else reports[0].nothing)


def _asked(tx: Tx, kind: ReportKind, part: Part, of: PackYear) -> Iterator[dict[str, str | date]]:
    """Give what a report is asked for: the days of the year, by what its parameters are called."""
    asked: dict[str, str | date] = dict(part.asked)
    for each in kind.parameters:
        if each.kind in (ParameterKind.DAY, ParameterKind.MONTH) and each.name not in asked:
            asked[each.name] = of.first if each.name == "from" else of.last
        elif each.name == "year" and each.name not in asked:
            asked[each.name] = of.name
    if kind.name == "trial-balance":
        asked.pop("on", None)  # the one of the whole year, with what moved
    if kind.name == "signing-key":
        asked.pop("month", None)  # the last month that was signed, whichever it is
    if part.each is Each.MEETING:
        yield from ({**asked, "number": str(each)} for each in closings.meetings_held(tx, of.first, of.last))
    elif part.each is Each.BANK:
        yield from ({**asked, "account": each} for each in closings.accounts_at_banks(tx))
    else:
        yield asked


def signed_close(tx: Tx, of: PackYear) -> dict[str, object] | None:
    """Give the last signed close of a year with all that proves it, hashes in hex; nothing where none stands.

    `signed` are the bytes that `signature` (Ed25519) signs with `public_key`; `hash` is their SHA-256.
    """
    for number in range(CLOSING_NUMBER, 0, -1):
        period = Period(of.year, number)
        found = closings.standing_statement(tx, period)
        if found is not None:
            return {
                "period": period.id,
                "hash": found.hash.hex(),
                "signed": _of_book(tx, period).canonical().hex(),
                "signature": found.signature.hex(),
                "public_key": closings.signed_public_key(tx, found.fingerprint).hex(),
                "key": found.fingerprint,
            }
    return None


def _of_book(tx: Tx, period: Period) -> PeriodStatement:
    return PeriodStatement(settings.get(tx, "id"), *closings.statement_fields(tx, period))


def pack_mark(tx: Tx, of: PackYear) -> Mark:
    """Tell how the year of a pack stands."""
    return statement_status(tx, of.first, of.last)


def lacking(made: Sequence[Made]) -> list[Made]:
    """Give the parts that are missing and without which a pack is not whole."""
    return [each for each in made if not each.is_there and each.part.is_needed]


def lay_out(made: Sequence[Made], of: PackYear, mark: Mark | None, files: dict[int, list[str]] | None = None) -> Report:
    """Lay out the contents: each part under its section with how it stands, and (on the cover) its files."""
    rows: list[Row] = []
    for section in Section:
        mine = [each for each in made if each.part.section is section]
        if mine:
            rows.append(Row((None, _(section.value), None, *([None] if files is not None else [])), Role.HEADING))
            rows += [_row(each, files) for each in mine]
    there = sum(each.is_there for each in made)
    lacks = lacking(made)
    notes = [_("ID and telephone numbers are hidden in all parts; what concerns health is left out.")]
    if files is not None:
        notes.append(_("How to see that no file was changed since stands in README.txt; the hashes in manifest.json."))
    parts = ngettext("{count} part", "{count} parts", there).format(count=there)
    said = ngettext("{count} part", "{count} parts", len(lacks)).format(count=len(lacks)) if lacks else _("none")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("part", _("Part"), width=34),
            Column("state", _("State"), width=40),
            *((Column("files", _("Files"), width=11),) if files is not None else ()),
        ),
        tuple(rows),
        _("Fiscal year {year}, {days}").format(year=of.name, days=span_words(of.first, of.last)),
        notes=tuple(notes),
        facts=((_("In the pack"), parts), (_("Missing"), said)),
        signatures=(_("Head of the fund"), _("Treasurer")) if files is not None else (),
        holds=not lacks,
        days=(of.first, of.last),
        mark=mark,
    )


def _row(each: Made, files: dict[int, list[str]] | None) -> Row:
    forms = (", ".join(files.get(each.number, [])).upper() or None,) if files is not None else ()
    link = Link(each.part.page) if each.part.page else Link(each.part.report) if each.is_there else None
    return Row((each.number, each.title, state_words(each), *forms), opens=link)


def state_words(each: Made) -> str:
    """Say how a part stands: as its statement does, with nothing to show, or missing and where it is made."""
    if each.waits:
        return _("Being looked at…")
    if not each.is_there:
        missing = _("Missing: {why}").format(why=each.why.rstrip("."))
        where = _("made at “{page}”").format(page=_(each.part.where))
        return f"{missing} · {where}"
    if each.why:
        return _("Nothing to show: {why}").format(why=each.why.rstrip("."))
    return each.mark.label if each.mark is not None else _("Ready")
