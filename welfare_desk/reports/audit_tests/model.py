"""What a test of an auditor is: what it asks, what it may be asked with, and the sentences for what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import span_words
from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _, language, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.storage.audit_questions.asking import hits
from welfare_desk.storage.book import is_partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.model import Link, Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx


class Finding(NamedTuple):
    """One thing that a test found, and why it is listed; `opens` None: the voucher, where there is one."""

    day: date | None
    voucher: str
    amount: Money | None
    who: str
    why: str
    opens: Link | None = None


class Table(NamedTuple):
    """What a test shows instead of a list of findings, with the sentence that sums it up."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    said: str
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditTest:
    """A test of an auditor.

    `question` is a sentence for people; `limits` are what it may be asked with beside the days. It either asks SQLite
    (`sql`, with `whys`: a sentence for each kind of finding, and `values` for what no limit says) or finds by itself
    (`find`). `table` lays out more than a list of what was found.
    """

    name: str
    title: str
    question: str
    limits: tuple[Parameter, ...] = ()
    sql: str = ""
    whys: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    find: Callable[[Tx, Asked], Iterable[Finding]] | None = None
    table: Callable[[Tx, Asked], Table] | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give everything that it may be asked."""
        return (FROM, TO, *self.limits)

    def findings(self, tx: Tx, asked: Asked) -> list[Finding]:
        """Run the test, and give what it found."""
        if self.find is not None:
            return list(self.find(tx, asked))
        return [
            Finding(each.day, each.voucher, each.amount, each.who, fill(_(self.whys[each.kind]), each.words))
            for each in hits(tx, self.sql, {**self.values, **values_of(asked, self.limits)})
        ]

    def make(self, tx: Tx, asked: Asked) -> Report:
        """Run the test, and lay out what it found."""
        report = _lay_out(self, self.findings(tx, asked), asked)
        if is_partial(tx):
            report = replace(report, notes=(*report.notes, _(_PARTIAL)))
        if self.table is None:
            return report
        table = self.table(tx, asked)
        notes = (table.said, *report.notes)
        report = replace(report, columns=table.columns, rows=table.rows, charts=table.charts, notes=notes)
        return replace(report, landscape=False)


def choice(name: str, title: str, *choices: tuple[str, str]) -> Parameter:
    """Ask for one of some choices; the first is a default of the program, no rule."""
    return Parameter(name, title, ParameterKind.CHOICE, choices=choices)


def number(name: str, title: str, usual: int) -> Parameter:
    """Ask for a whole number; the usual one is a default of the program, no rule."""
    return Parameter(name, title, ParameterKind.NUMBER, usual=usual)


def values_of(asked: Asked, limits: Sequence[Parameter]) -> dict[str, object]:
    """Give what a question is asked with: its days, the language, and its limits."""
    given = {
        each.name: asked.number(each.name) if each.kind is ParameterKind.NUMBER else asked.text(each.name)
        for each in limits
    }
    days = {"first": asked.day("from").isoformat(), "last": asked.day("to").isoformat()}
    return {**days, "today": asked.today.isoformat(), "lang": language(), **given}


def _lay_out(test: AuditTest, found: Sequence[Finding], asked: Asked) -> Report:
    rows = [
        Row(
            (each.day, each.voucher or None, each.why, each.who or None, each.amount),
            opens=each.opens or (entry_link(each.voucher) if each.voucher else None),
        )
        for each in found
    ]
    if rows:
        words = ngettext("{count} finding", "{count} findings", len(rows)).format(count=f"{len(rows):,}")
        rows.append(Row((None, None, words, None, total_of(found)), Role.TOTAL))
    return Report(
        test.name,
        _(test.title),
        (
            Column("day", _("Day"), Kind.DAY, 11),
            Column("voucher", _("Voucher"), Kind.CODE, 11),
            Column("why", _("Why it is listed"), width=48),
            Column("who", _("Who"), width=18),
            Column("amount", _("Amount"), Kind.MONEY, 12),
        ),
        tuple(rows),
        span_words(asked.day("from"), asked.day("to")),
        facts=tuple(_limit(each, asked) for each in test.limits),
        notes=(_(test.question), _(_NOTE)),
        nothing=_("This test found nothing in these days."),
        answer=(("found", len(found)),),
        landscape=True,
    )


_PARTIAL = N_("Personal data are left out of this copy, so that tests of names and erased texts find less.")
ALL_SERIES = (
    ("all", N_("All vouchers")),
    ("PV", N_("Payment vouchers")),
    ("RV", N_("Receipt vouchers")),
    ("JV", N_("General vouchers")),
)
_NOTE = N_(
    "What is listed is worth a look; it need not be wrong. "
    "The limits are defaults of this program: choose those that fit the fund."
)


def total_of(found: Sequence[Finding]) -> Money:
    """Add up the amounts of what was found."""
    return Money.sum(each.amount for each in found if each.amount is not None)


def _limit(limit: Parameter, asked: Asked) -> tuple[str, Value]:
    """Say what a limit is, and whether it is the program's own."""
    if limit.kind is ParameterKind.NUMBER:
        chosen, is_usual = f"{asked.number(limit.name):,}", asked.number(limit.name) == limit.usual
    else:
        chosen = _(dict(limit.choices)[asked.text(limit.name)])
        is_usual = asked.text(limit.name) == limit.choices[0][0]
    return _(limit.title), (_("{value} (default)").format(value=chosen) if is_usual else chosen)
