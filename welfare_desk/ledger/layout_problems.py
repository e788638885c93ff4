"""What is wrong with a layout of a statement: in its lines, and with the accounts that it should show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import RESULT_TYPES, Account, CashFlow
from welfare_desk.ledger.statement_layouts import (
    Measure,
    StatementKind,
    StatementLayout,
    StatementLine,
    StatementLineKind,
    chosen,
    is_covered,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def promised(kind: StatementKind, account: Account) -> frozenset[Measure]:
    """Tell what of an account a statement must show in one line, if it has any: measures that may stand for it."""
    is_result, is_cash = account.type in RESULT_TYPES, account.cash_flow is CashFlow.CASH
    if not is_result and account.cash_flow is None and kind is not StatementKind.POSITION:
        return frozenset()  # only openings and closings touch it
    match kind:
        case StatementKind.POSITION:
            wanted = {Measure.BALANCE}
        case StatementKind.PERFORMANCE:
            wanted = {Measure.RESULT} if is_result else set[Measure]()
        case StatementKind.CASH_FLOW:
            changed = {Measure.RESULT, Measure.CHANGE} if is_result else {Measure.CHANGE}
            wanted = {Measure.BALANCE} if is_cash else changed
        case StatementKind.RECEIPTS:
            wanted = {Measure.BALANCE} if is_cash else {Measure.CASH, Measure.RECEIVED, Measure.PAID}
        case _:
            wanted = set[Measure]()
    return frozenset(wanted)


def lines_of(layout: StatementLayout, chart: Mapping[str, Account]) -> dict[tuple[str, Measure], list[StatementLine]]:
    """Name the lines in which each account stands, by what of it they show."""
    found: dict[tuple[str, Measure], list[StatementLine]] = {}
    for line in layout.lines:
        for code in chosen(line, chart):
            found.setdefault((code, line.measure), []).append(line)
    return found


def unlisted(layout: StatementLayout, chart: Mapping[str, Account]) -> tuple[list[str], list[str]]:
    """Name the accounts that a statement should have and has in no line, and those that it has in more than one."""
    lines = lines_of(layout, chart)
    missing: list[str] = []
    twice: list[str] = []
    for code, account in chart.items():
        wanted = promised(layout.kind, account)
        if account.is_header or not wanted:
            continue
        counts = {each: len(lines.get((code, each), ())) for each in wanted}
        if layout.kind is StatementKind.RECEIPTS and len(wanted) > 1:  # its two sides, or both in one
            sides = {counts[Measure.CASH] + counts[each] for each in (Measure.RECEIVED, Measure.PAID)}
        else:
            sides = {sum(counts.values())}
        missing += [code] if min(sides) == 0 else []
        twice += [code] if max(sides) > 1 else []
    return missing, twice


def problems_of_layout(layout: StatementLayout, chart: Mapping[str, Account]) -> list[Problem]:
    """Find everything that keeps a layout from being used with a chart; `line` of each is its place in the file."""
    found: list[Problem] = []
    above: set[str] = set()
    for line in layout.lines:
        found += _problems_of_line(line, chart, above)
        if line.id:
            above.add(line.id)
    for proof in layout.proofs:
        for formula in (proof.left, proof.right):
            found += _problems_of_formula(formula, above, proof.at)
    return found


def _problems_of_line(line: StatementLine, chart: Mapping[str, Account], above: Iterable[str]) -> list[Problem]:
    found: list[Problem] = []
    if not line.name_th:
        text = N_("Line {line}: the line has no Thai words.")
        found.append(problem("layout.no_words", text, "th", line=line.at))
    if line.id and line.id in above:
        text = N_("Line {line}: the name {id} stands twice.")
        found.append(problem("layout.twice", text, "id", line=line.at, id=line.id))
    if line.kind is StatementLineKind.ACCOUNTS:
        for words in (*line.accounts, *line.but):
            if not is_covered(words, chart):
                text = N_("Line {line}: the chart has no account {account}.")
                found.append(problem("layout.no_account", text, "accounts", line=line.at, account=words))
        if not (line.accounts or line.types or line.cash_flow or line.form10):
            text = N_("Line {line}: say which accounts the line holds.")
            found.append(problem("layout.no_accounts", text, "accounts", line=line.at))
    elif line.kind is not StatementLineKind.HEADING:
        found += _problems_of_formula(line.formula, above, line.at)
    return found


def _problems_of_formula(formula: str, above: Iterable[str], at: int) -> list[Problem]:
    read = terms(formula)
    if read is None:
        text = N_("Line {line}: “{formula}” is no formula; write names of lines above with + and - between them.")
        return [problem("layout.formula", text, "formula", line=at, formula=formula)]
    text = N_("Line {line}: no line above has the name {id}.")
    unknown = [name for _sign, name in read if name not in above]
    return [problem("layout.unknown_line", text, "formula", line=at, id=name) for name in unknown]
