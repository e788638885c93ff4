"""A layout as forms that people fill in: each line what is typed, formulas by the numbers of the lines above.

A form is what JSON can hold, so that an editor can keep it as it stands, right or wrong. What must agree stands among
the lines as one of kind `PROOF`. A formula is kept with the names of lines, and shown with their numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType, CashFlow, Side
from welfare_desk.ledger.layout_problems import problems_of_layout, unlisted
from welfare_desk.ledger.statement_layouts import (
    Measure,
    Proof,
    StatementKind,
    StatementLayout,
    StatementLine,
    StatementLineKind,
    terms,
)
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from welfare_desk.ledger.accounts import Account

Form: TypeAlias = "dict[str, Any]"

PROOF = "proof"
FORMULAS = ("formula", "left", "right")
_ADDS_UP = (StatementLineKind.FORMULA, StatementLineKind.SUBTOTAL, StatementLineKind.TOTAL)
_FORMULAS_OF = {PROOF: FORMULAS[1:]} | {kind.value: FORMULAS[:1] for kind in _ADDS_UP}
_BY_NAME = frozenset({"layout.formula", "layout.unknown_line"})  # said here in numbers of lines
_TEXTS = ("id", "th", "en", "formula", "above_th", "above_en", "below_th", "below_en", "note", "left", "right")
_ADDED = frozenset({StatementLineKind.ACCOUNTS.value, StatementLineKind.FORMULA.value})
_STEP = re.compile(r"\s*([+-]?)\s*(?:(\d+)(?:\s*:\s*(\d+))?|([a-z][a-z0-9_]*))\s*")
_FEWEST = 3  # numbers in a row that are written as `4:9`


class Judged(NamedTuple):
    """A layout as it was typed, what must be put right (`line` of each is a number of the table), what it leaves out.

    `missing` and `twice` are accounts, by their codes.
    """

    layout: StatementLayout
    problems: tuple[Problem, ...]
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def empty_form(kind: str = StatementLineKind.ACCOUNTS.value) -> Form:
    """Give the form of a line in which nothing is typed."""
    form: Form = dict.fromkeys(_TEXTS, "")
    lists: Form = {"types": [], "cash_flow": [], "form10": []}
    rest = {"accounts": "", "but": "", "measure": Measure.BALANCE.value, "side": Side.DEBIT.value}
    return form | lists | rest | {"kind": kind, "level": 0, "each": False, "shown": False}


def written_forms(layout: StatementLayout) -> list[Form]:
    """Write the lines of a layout, and then what must agree, as forms."""
    return [_written_line(each) for each in layout.lines] + [
        empty_form(PROOF) | {"th": each.name_th, "en": each.name_en, "left": each.left, "right": each.right}
        for each in layout.proofs
    ]


def _written_line(line: StatementLine) -> Form:
    return {
        "kind": line.kind.value, "th": line.name_th, "en": line.name_en, "id": line.id, "level": line.level,
        "accounts": ", ".join(line.accounts), "but": ", ".join(line.but),
        "types": [each.value for each in line.types], "cash_flow": [each.value for each in line.cash_flow],
        "form10": list(line.form10), "measure": line.measure.value, "side": line.side.value,
        "formula": line.formula, "each": line.each, "shown": line.shown, "note": line.note,
        "above_th": line.above[0], "above_en": line.above[1], "below_th": line.below[0], "below_en": line.below[1],
        "left": "", "right": "",
    }  # fmt: skip


def read_forms(head: Mapping[str, str], forms: Sequence[Form]) -> StatementLayout:
    """Make the layout that forms say; `at` of a line is its number in the table, 1 and on.

    The head holds `name`, `kind`, `title_th` and `title_en`.
    """
    lines = [_line(form, at) for at, form in enumerate(forms, 1) if form["kind"] != PROOF]
    proofs = [
        Proof(form["th"].strip(), form["en"].strip(), form["left"].strip(), form["right"].strip(), at)
        for at, form in enumerate(forms, 1)
        if form["kind"] == PROOF
    ]
    title = head["title_th"].strip(), head["title_en"].strip()
    return StatementLayout(head["name"].strip(), StatementKind(head["kind"]), *title, tuple(lines), tuple(proofs))


def _line(form: Form, at: int) -> StatementLine:
    kind = StatementLineKind(form["kind"])
    words = {name: form[name].strip() for name in _TEXTS}
    is_of_accounts, is_heading = kind is StatementLineKind.ACCOUNTS, kind is StatementLineKind.HEADING
    chosen: Form = {}
    if is_of_accounts:  # what was typed for another kind waits in the form, in case it is chosen again
        chosen = {
            "accounts": _codes(form["accounts"]),
            "but": _codes(form["but"]),
            "types": tuple(AccountType(each) for each in form["types"]),
            "cash_flow": tuple(CashFlow(each) for each in form["cash_flow"]),
            "form10": tuple(form["form10"]),
            "measure": Measure(form["measure"]),
            "side": Side(form["side"]),
            "each": form["each"],
        }
    return StatementLine(
        kind,
        words["th"],
        words["en"],
        words["id"],
        form["level"],
        formula="" if is_of_accounts or is_heading else words["formula"],
        shown=form["shown"] and not is_heading,
        above=(words["above_th"], words["above_en"]),
        below=(words["below_th"], words["below_en"]),
        note=words["note"],
        at=at,
        **chosen,
    )


def _codes(typed: str) -> tuple[str, ...]:
    """Read codes and ranges as people write them: Thai digits, long dashes, commas or blanks between."""
    plain = re.sub(r"\s*[-–—]\s*", "-", arabic_digits(typed))
    return tuple(each for each in re.split(r"[\s,;]+", plain) if each)


def judge(head: Mapping[str, str], forms: Sequence[Form], chart: Mapping[str, Account]) -> Judged:
    """Find everything that must be put right before a layout can be kept, in the order of its lines."""
    layout = read_forms(head, forms)
    found: list[Problem] = []
    if not layout.name:
        found.append(problem("layout.no_name", N_("Give the layout a name."), "name", line=0))
    if not layout.title_th:
        found.append(problem("layout.no_title", N_("Write the title in Thai."), "title_th", line=0))
    if not layout.lines:
        found.append(problem("layout.no_lines", N_("Add a line first."), line=0))
    proofs = [each for each in layout.proofs if not each.name_th]
    text = N_("Line {line}: say in Thai what must agree.")
    found += [problem("layout.no_words", text, "th", line=each.at) for each in proofs]
    found += [each for each in problems_of_layout(layout, chart) if each.code not in _BY_NAME]
    found += _problems_of_formulas(forms)
    if found:
        return Judged(layout, tuple(sorted(found, key=_number)))
    missing, twice = unlisted(layout, chart)
    return Judged(layout, (), tuple(missing), tuple(twice))


def _number(one: Problem) -> int:
    line = one.params["line"]
    return line if isinstance(line, int) else 0


def _problems_of_formulas(forms: Sequence[Form]) -> Iterator[Problem]:
    """Find formulas that cannot be worked out; what must agree may name every line."""
    above: set[str] = set()
    lines = {form["id"] for form in forms if form["kind"] != PROOF}
    unread = N_("Line {line}: write the numbers of lines above with + and - between them, such as 2 + 3 - 5.")
    unknown = N_("Line {line}: only lines above it can be added up, and “{id}” is none.")
    for at, form in enumerate(forms, 1):
        known = lines if form["kind"] == PROOF else above
        for field in _FORMULAS_OF.get(form["kind"], ()):
            read = terms(form[field])
            if read is None:
                yield problem("layout.formula", unread, field, line=at)
            for _sign, name in read or ():
                if name not in known:
                    yield problem("layout.unknown_line", unknown, field, line=at, id=shown_formula(name, forms))
        above |= {form["id"]} if form["kind"] != PROOF else set()


# Formulas


def shown_formula(formula: str, forms: Sequence[Form]) -> str:
    """Write a formula with the numbers of lines, `4:9 - 12`; what cannot be read stays as it was typed."""
    read = terms(formula)
    if read is None:
        return formula
    numbers = {form["id"]: at for at, form in enumerate(forms, 1) if form["id"]}
    steps = [(sign, str(numbers.get(name, name))) for sign, name in read]
    said = ""
    at = 0
    while at < len(steps):
        sign, words = steps[at]
        many = _run(steps[at:], forms)
        if many < _FEWEST:
            many = 1
        else:
            words = f"{words}:{steps[at + many - 1][1]}"
        said += (" - " if sign < 0 else " + " if said else "") + words
        at += many
    return said.strip()


def _run(steps: Sequence[tuple[int, str]], forms: Sequence[Form]) -> int:
    """Count how many of the first steps are all added lines from one number to another."""
    many = 0
    for end, (sign, words) in enumerate(steps, 1):
        if sign < 0 or not words.isdecimal():
            break
        if _between(int(steps[0][1]), int(words), forms) != [int(each) for _sign, each in steps[:end]]:
            break
        many = end
    return many


def _between(first: int, last: int, forms: Sequence[Form]) -> list[int]:
    """Give the numbers of the lines from one to another with amounts of their own: no heading, no subtotal."""
    return [at for at in range(max(first, 1), min(last, len(forms)) + 1) if forms[at - 1]["kind"] in _ADDED]


def read_formula(typed: str, forms: Sequence[Form]) -> str:
    """Read a formula that was typed with numbers of lines, and give it with their names.

    A line that is named in it for the first time gets a name. What cannot be read stays as it was typed.
    """
    plain = arabic_digits(typed).replace("–", "-").replace("—", "-").replace("−", "-")
    steps: list[tuple[str, str]] = []
    at = 0
    while at < len(plain):
        match = _STEP.match(plain, at)
        if match is None or (steps and not match[1]):
            return typed
        sign, first, last, name = match.groups()
        ends = [int(each) for each in (first, last) if each]
        numbers = _between(ends[0], ends[1], forms) if last else ends
        if any(not 1 <= each <= len(forms) for each in ends) or not (name or numbers):
            return typed
        steps += [(sign or "+", _name_of(each, forms)) for each in numbers] if numbers else [(sign or "+", name)]
        at = match.end()
    said = " ".join(f"{sign} {name}" for sign, name in steps)
    return said.removeprefix("+ ")


def _name_of(number: int, forms: Sequence[Form]) -> str:
    """Give the name of a line, and a new one to a line that has none."""
    form = forms[number - 1]
    if not form["id"]:
        taken = {each["id"] for each in forms}
        form["id"] = next(name for at in range(number, number + len(forms) + 1) if (name := f"line_{at}") not in taken)
    return form["id"]
