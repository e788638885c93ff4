"""A layout filled with figures: a row for each line, an amount for each column, and whether all of it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.layout_problems import promised
from welfare_desk.ledger.statement_layouts import (
    BETWEEN_FUNDS,
    Figure,
    Measure,
    StatementKind,
    StatementLayout,
    StatementLine,
    StatementLineKind,
    chosen,
    signed,
    terms,
    words_of,
)
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account

_NONE = Figure()


class StatementRow(NamedTuple):
    """A line with its amounts (None: nothing is known of that column), and the accounts that are in it."""

    line: StatementLine
    words: str
    amounts: tuple[Money | None, ...]
    accounts: tuple[str, ...] = ()

    @property
    def is_nil(self) -> bool:
        """Tell whether every amount is nil."""
        return not any(self.amounts)


def fill(
    layout: StatementLayout, chart: Mapping[str, Account], columns: Sequence[Mapping[str, Figure] | None]
) -> tuple[StatementRow, ...]:
    """Fill a layout: each column is what the accounts have in it, or nothing. Nil lines that are not kept are out.

    A heading goes with the lines under it.
    """
    rows: list[StatementRow] = []
    known: dict[str, tuple[Money | None, ...]] = {}
    for line in layout.lines:
        if line.kind is StatementLineKind.HEADING:
            rows.append(StatementRow(line, line.name, ()))
            continue
        if line.kind is StatementLineKind.ACCOUNTS:
            codes = chosen(line, chart)
            amounts = _added(line, codes, columns)
            rows += _each(line, codes, chart, columns) if line.each else [_row(line, amounts, codes)]
        else:
            amounts = computed(line.formula, known, len(columns))
            rows.append(_row(line, amounts, ()))
        if line.id:
            known[line.id] = amounts
    return tuple(_without_empty_headings([row for row in rows if _is_shown(row)]))


def _row(line: StatementLine, amounts: tuple[Money | None, ...], codes: Sequence[str]) -> StatementRow:
    words = words_of(line, [None if each is None else each.satang for each in amounts])
    return StatementRow(line, words, amounts, tuple(codes))


def _each(
    line: StatementLine,
    codes: Sequence[str],
    chart: Mapping[str, Account],
    columns: Sequence[Mapping[str, Figure] | None],
) -> list[StatementRow]:
    return [
        StatementRow(line, chart[code].name if code in chart else line.name, _added(line, (code,), columns), (code,))
        for code in codes
    ]


def _added(
    line: StatementLine, codes: Sequence[str], columns: Sequence[Mapping[str, Figure] | None]
) -> tuple[Money | None, ...]:
    return tuple(
        None
        if column is None
        else Money(signed(line, sum(column.get(code, _NONE).amount(line.measure) for code in codes)))
        for column in columns
    )


def _is_shown(row: StatementRow) -> bool:
    if row.line.kind in {StatementLineKind.HEADING, StatementLineKind.SUBTOTAL, StatementLineKind.TOTAL}:
        return True
    return row.line.shown or not row.is_nil


def _without_empty_headings(rows: Sequence[StatementRow]) -> list[StatementRow]:
    """Leave out a heading under which nothing stands before the next heading of its level, a sum or the end."""
    kept: list[StatementRow] = []
    for row in reversed(rows):
        if row.line.kind is StatementLineKind.HEADING and _is_end(kept[-1].line if kept else None, row.line.level):
            continue
        kept.append(row)
    return kept[::-1]


def _is_end(line: StatementLine | None, level: int) -> bool:
    if line is None or line.kind in {StatementLineKind.SUBTOTAL, StatementLineKind.TOTAL}:
        return True
    return line.kind is StatementLineKind.HEADING and line.level <= level


def computed(formula: str, known: Mapping[str, tuple[Money | None, ...]], columns: int) -> tuple[Money | None, ...]:
    """Add up lines by a formula, column by column; what is not known of one line is not known of the sum."""
    parts = [(sign, known[name]) for sign, name in terms(formula) or []]
    sums: list[Money | None] = []
    for at in range(columns):
        amounts = [(sign, each[at]) for sign, each in parts]
        satang = [sign * amount.satang for sign, amount in amounts if amount is not None]
        sums.append(Money(sum(satang)) if len(satang) == len(amounts) else None)
    return tuple(sums)


def faults(
    layout: StatementLayout, chart: Mapping[str, Account], columns: Sequence[Mapping[str, Figure] | None]
) -> list[Problem]:
    """Find what makes a filled statement wrong: an account with an amount in no line or in two, a proof that fails."""
    return [*_misplaced(layout, chart, columns), *_unproven(layout, chart, columns)]


def _misplaced(
    layout: StatementLayout, chart: Mapping[str, Account], columns: Sequence[Mapping[str, Figure] | None]
) -> list[Problem]:
    counts: dict[tuple[str, Measure], int] = {}
    for line in layout.lines:
        for code in chosen(line, chart):
            counts[code, line.measure] = counts.get((code, line.measure), 0) + 1
    found: list[Problem] = []
    for code in dict.fromkeys(code for column in columns if column is not None for code in column):
        figures = [column.get(code, _NONE) for column in columns if column is not None]
        times = _times(layout.kind, chart.get(code), code, figures, counts)
        name = f"{code} {chart[code].name}" if code in chart else code
        if times == 0:
            text = N_("{account} has an amount and stands in no line of this statement.")
            found.append(problem("statement.missing", text, account=name))
        elif times > 1:
            text = N_("{account} stands in more than one line of this statement.")
            found.append(problem("statement.twice", text, account=name))
    return found


def _times(
    kind: StatementKind,
    account: Account | None,
    code: str,
    figures: Sequence[Figure],
    counts: Mapping[tuple[str, Measure], int],
) -> int:
    """Count the lines that show an account; one where it has nothing to show."""
    if account is None:
        is_there = kind is StatementKind.POSITION and code in BETWEEN_FUNDS
        return counts.get((code, Measure.BALANCE), 0) if is_there and any(any(each) for each in figures) else 1
    wanted = promised(kind, account)
    if Measure.CASH in wanted:
        sides = [each for each in (Measure.RECEIVED, Measure.PAID) if any(one.amount(each) for one in figures)]
        shown = [counts.get((code, Measure.CASH), 0) + counts.get((code, each), 0) for each in sides]
        return 0 if 0 in shown else max(shown, default=1)
    if not any(one.amount(each) for each in wanted for one in figures):
        return 1
    return sum(counts.get((code, each), 0) for each in wanted)


def _unproven(
    layout: StatementLayout, chart: Mapping[str, Account], columns: Sequence[Mapping[str, Figure] | None]
) -> list[Problem]:
    known: dict[str, tuple[Money | None, ...]] = {}
    for line in layout.lines:
        if line.id and line.kind is not StatementLineKind.HEADING:
            is_sum = line.kind is not StatementLineKind.ACCOUNTS
            amounts = computed(line.formula, known, len(columns)) if is_sum else None
            known[line.id] = _added(line, chosen(line, chart), columns) if amounts is None else amounts
    found: list[Problem] = []
    for proof in layout.proofs:
        sides = zip(*(computed(each, known, len(columns)) for each in (proof.left, proof.right)), strict=True)
        differ = [left - right for left, right in sides if left is not None and right is not None and left != right]
        if differ:
            text = N_("{proof}: this does not hold, it differs by {difference} baht.")
            found.append(problem("statement.unproven", text, proof=proof.name, difference=abs(differ[0])))
    return found
