"""The test of first digits: how often amounts begin with 1, 2 … 9, held against Benford's law."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.benford import LEAST_AMOUNTS, Nearness, digit_counts, mean_deviation, nearness
from welfare_desk.money import Money
from welfare_desk.reports.audit_tests.model import ALL_SERIES, AuditTest, Finding, Table, choice, number, values_of
from welfare_desk.reports.chart import Bars
from welfare_desk.reports.model import Column, Kind, Row
from welfare_desk.storage.audit_questions import amounts as questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.ledger.benford import DigitCount
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

_LIMITS = (
    choice("series", N_("Series"), *ALL_SERIES),
    choice("which", N_("Which"), ("free", N_("amounts that no rate or rule fixes")), ("all", N_("all amounts"))),
    number("least", N_("Fewest amounts"), LEAST_AMOUNTS),
)
_WORDS = {
    Nearness.CLOSE: N_("The first digits are as is to be expected."),
    Nearness.ACCEPTABLE: N_("The first digits are nearly as is to be expected."),
    Nearness.MARGINAL: N_("The first digits are at the edge of what is to be expected."),
    Nearness.FAR: N_("The first digits are far from what is to be expected."),
}
_MORE = N_("{digit} comes first {count} times; about {expected} times are to be expected")


def _counts(tx: Tx, asked: Asked) -> tuple[DigitCount, ...]:
    return digit_counts(questions.digits(tx, values_of(asked, _LIMITS)))


def _amounts(digits: tuple[DigitCount, ...]) -> int:
    return sum(each.count for each in digits)


def _times(each: DigitCount, whole: int) -> int:
    return int((each.expected * whole).quantize(Decimal(1), ROUND_HALF_UP))


def _find(tx: Tx, asked: Asked) -> Iterator[Finding]:
    """List the digits that come too often; too few amounts say nothing."""
    digits = _counts(tx, asked)
    whole = _amounts(digits)
    if whole < asked.number("least"):
        return
    for each in digits:
        if each.is_far and each.count > each.expected * whole:
            words = {"digit": each.digit, "count": each.count, "expected": _times(each, whole)}
            yield Finding(None, "", None, "", fill(_(_MORE), words))


def _table(tx: Tx, asked: Asked) -> Table:
    """Lay out all digits, those that stand out with a word, and a bar for each with a stroke at what is expected."""
    digits = _counts(tx, asked)
    whole = _amounts(digits)
    is_enough = whole >= asked.number("least")
    rows = tuple(
        Row((
            str(each.digit), each.count, _times(each, whole), _percent(each.count, whole), f"{each.expected:.1%}",
            f"{each.deviations:.2f}", _("far from it") if each.is_far and is_enough else None,
        ))
        for each in digits
    )  # fmt: skip
    few = _("There are too few amounts to say anything: {count}.").format(count=whole)
    bars = Bars(
        _("First digits"),
        _("the stroke is what is to be expected"),
        tuple((str(each.digit), Money(each.count)) for each in digits),
        tuple(Money(_times(each, whole)) for each in digits),
        is_count=True,
    )
    return Table(
        (
            Column("digit", _("First digit"), Kind.CODE, 10),
            Column("count", _("Counted"), Kind.NUMBER, 12),
            Column("expected", _("Expected times"), Kind.NUMBER, 12),
            Column("part", _("Counted part"), Kind.CODE, 12),
            Column("expected_part", _("Expected part"), Kind.CODE, 12),
            Column("deviations", _("Standard deviations"), Kind.CODE, 14),
            Column("word", _("Stands out"), width=20),
        ),
        rows if whole else (),
        _(_WORDS[nearness(mean_deviation(digits))]) if is_enough else few,
        (bars,) if whole else (),
    )


def _percent(count: int, whole: int) -> str:
    return f"{Decimal(count) / whole:.1%}" if whole else ""


TESTS = (
    AuditTest(
        "audit-digits",
        N_("First digits of amounts (Benford's law)"),
        N_("Do amounts begin with 1 to 9 as often as amounts do that nobody made up?"),
        _LIMITS,
        find=_find,
        table=_table,
    ),
)
