"""Layouts of statements as files that people write: TOML, with every problem named in its line."""

from __future__ import annotations

import json
import re
import tomllib
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import FORM10_LINES, AccountType, CashFlow, Side
from welfare_desk.ledger.statement_layouts import (
    Measure,
    Proof,
    StatementKind,
    StatementLayout,
    StatementLine,
    StatementLineKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Table = Mapping[str, object]

T = TypeVar("T", bound=Enum)

_SIDES = {"debit": Side.DEBIT, "credit": Side.CREDIT}
_SIDE_WORDS = {side: word for word, side in _SIDES.items()}
_TYPES = {
    "asset": AccountType.ASSET,
    "liability": AccountType.LIABILITY,
    "equity": AccountType.EQUITY,
    "income": AccountType.INCOME,
    "expense": AccountType.EXPENSE,
}
_TYPE_WORDS = {kind: word for word, kind in _TYPES.items()}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_AT = re.compile(r"\(at line (\d+),")
_HEAD = re.compile(r"\s*\[\[\s*(line|proof)\s*\]\]")
_TOP = ("name", "kind", "title_th", "title_en", "line", "proof")
_OF_A_LINE = (
    "kind", "th", "en", "id", "level", "accounts", "but", "types", "cash_flow", "form10", "measure", "side", "formula",
    "each", "shown", "above_th", "above_en", "below_th", "below_en", "note",
)  # fmt: skip
_OF_A_PROOF = ("th", "en", "left", "right")


def read_layout(text: str) -> StatementLayout:
    """Read a layout; everything that cannot be read is a problem of one `RuleError`, each with its `line`."""
    try:
        file = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        unread = N_("Line {line}: this is no TOML.")
        raise RuleError(problem("layout.toml", unread, line=line)) from None
    return _Reading(text, file).layout()


class _Reading:
    """A file while it is read: what was found wrong so far, and where each table begins."""

    def __init__(self, text: str, file: Table) -> None:
        self.file = file
        self.texts = text.splitlines()
        self.found: list[Problem] = []
        heads = [(match[1], at) for at, line in enumerate(self.texts, 1) if (match := _HEAD.match(line))]
        self.heads = {name: [at for each, at in heads if each == name] for name in ("line", "proof")}

    def layout(self) -> StatementLayout:
        self._unknown(self.file, _TOP, 1)
        head = _Table(self, self.file, 1)
        name, title = head.text("name"), head.text("title_th")
        for key, value in (("name", name), ("title_th", title)):
            if not value:
                self.say("layout.head", N_("Line {line}: the file does not say its {key}."), 1, key=key)
        kind = head.one("kind", {each.value: each for each in StatementKind}, StatementKind.FREE)
        lines = tuple(self._line(each) for each in self._tables("line", _OF_A_LINE))
        proofs = tuple(self._proof(each) for each in self._tables("proof", _OF_A_PROOF))
        if not lines:
            self.say("layout.empty", N_("Line {line}: the layout has no lines."), 1)
        if self.found:
            raise RuleError(*sorted(self.found, key=_line_of))
        return StatementLayout(name, kind, title, head.text("title_en"), lines, proofs)

    def say(self, code: str, text: str, line: int, **params: object) -> None:
        self.found.append(problem(code, text, line=line, **params))

    def place(self, start: int, key: str) -> int:
        """Find the line of a key in the table that begins at a line."""
        wanted = re.compile(rf"\s*{re.escape(key)}\s*=")
        for at in range(start, len(self.texts) + 1):
            if at > start and _HEAD.match(self.texts[at - 1]):
                break
            if wanted.match(self.texts[at - 1]):
                return at
        return start

    def _unknown(self, table: Table, known: Iterable[str], at: int) -> None:
        for key in table:
            if key not in known:
                text = N_("Line {line}: nothing is called “{key}” here.")
                self.say("layout.unknown_key", text, self.place(at, key), key=key)

    def _tables(self, name: str, known: Iterable[str]) -> list[_Table]:
        listed: Any = self.file.get(name, [])
        if not (isinstance(listed, list) and all(isinstance(each, dict) for each in listed)):  # pyright: ignore[reportUnknownVariableType]
            text = N_("Line {line}: write each {key} under a heading of its own, [[{key}]].")
            self.say("layout.tables", text, self.place(1, name), key=name)
            return []
        places = [*self.heads[name], *[1] * len(listed)]  # pyright: ignore[reportUnknownArgumentType]
        tables = [_Table(self, each, at) for each, at in zip(listed, places, strict=False)]  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        for each in tables:
            self._unknown(each.table, known, each.at)
        return tables

    @staticmethod
    def _line(of: _Table) -> StatementLine:
        measures = {each.value: each for each in Measure}
        measure = of.one("measure", measures, Measure.BALANCE)
        name = of.text("id")
        if name and not _ID.fullmatch(name):
            text = N_("Line {line}: a name is made of small letters, digits and _: {id}.")
            of.say("layout.id", text, "id", id=name)
        return StatementLine(
            of.one("kind", {each.value: each for each in StatementLineKind}, StatementLineKind.ACCOUNTS),
            of.text("th"),
            of.text("en"),
            name,
            of.number("level"),
            of.texts("accounts"),
            of.texts("but"),
            tuple(of.each("types", _TYPES)),
            tuple(of.each("cash_flow", {each.value: each for each in CashFlow})),
            tuple(of.each("form10", {each: each for each in ("", *FORM10_LINES)})),
            measure,
            of.one("side", _SIDES, Side.DEBIT),
            of.text("formula"),
            each=of.truth("each"),
            shown=of.truth("shown"),
            above=(of.text("above_th"), of.text("above_en")),
            below=(of.text("below_th"), of.text("below_en")),
            note=of.text("note"),
            at=of.at,
        )

    @staticmethod
    def _proof(of: _Table) -> Proof:
        return Proof(of.text("th"), of.text("en"), of.text("left"), of.text("right"), of.at)


class _Table:
    """One table of a file, read value by value; what is of the wrong kind is a problem in its line."""

    def __init__(self, reading: _Reading, table: Table, at: int) -> None:
        self.reading, self.table, self.at = reading, table, at

    def say(self, code: str, text: str, key: str, **params: object) -> None:
        self.reading.say(code, text, self.reading.place(self.at, key), key=key, **params)

    def _value(self, key: str, is_right: Callable[[Any], bool], instead: Any) -> Any:
        value = self.table.get(key, instead)
        if is_right(value):
            return value
        self.say("layout.value", N_("Line {line}: this cannot stand after “{key}”."), key)
        return instead

    def text(self, key: str) -> str:
        value: str = self._value(key, lambda each: isinstance(each, str), "")
        return value.strip()

    def number(self, key: str) -> int:
        return self._value(key, lambda each: type(each) is int and 0 <= each <= _DEEPEST, 0)

    def truth(self, key: str) -> bool:
        return self._value(key, lambda each: isinstance(each, bool), instead=False)

    def texts(self, key: str) -> tuple[str, ...]:
        def is_right(each: Any) -> bool:
            listed = cast("list[object]", each) if isinstance(each, list) else [None]
            return all(isinstance(one, str) for one in listed)

        return tuple(self._value(key, is_right, [])) if key in self.table else ()

    def one(self, key: str, choices: Mapping[str, T], instead: T) -> T:
        text = self.text(key)
        if not text:
            return instead
        return next(iter(self._chosen(key, (text,), choices)), instead)

    def each(self, key: str, choices: Mapping[str, Any]) -> list[Any]:
        return self._chosen(key, self.texts(key), choices)

    def _chosen(self, key: str, texts: Iterable[str], choices: Mapping[str, Any]) -> list[Any]:
        found: list[Any] = []
        for text in texts:
            if text in choices:
                found.append(choices[text])
            else:
                words = N_("Line {line}: “{said}” cannot be chosen for “{key}”; choose one of {choices}.")
                self.say("layout.choice", words, key, said=text, choices=", ".join(sorted(choices)))
        return found


_DEEPEST = 3


def _line_of(each: Problem) -> int:
    line = each.params["line"]
    assert isinstance(line, int), "every problem of a file has its line"  # noqa: S101 - our own mistake
    return line


def write_layout(layout: StatementLayout) -> str:
    """Write a layout as a file that reads back the same."""
    head = {
        "name": layout.name,
        "kind": layout.kind.value,
        "title_th": layout.title_th,
        "title_en": layout.title_en,
    }
    parts = [_written(head)]
    parts += [f"\n[[line]]\n{_written(_of_line(line))}" for line in layout.lines]
    for each in layout.proofs:
        of = {"th": each.name_th, "en": each.name_en, "left": each.left, "right": each.right}
        parts.append(f"\n[[proof]]\n{_written(of)}")
    return "".join(parts)


def _of_line(line: StatementLine) -> dict[str, object]:
    is_of_accounts = line.kind is StatementLineKind.ACCOUNTS
    return {
        "kind": "" if is_of_accounts else line.kind.value,
        "th": line.name_th,
        "en": line.name_en,
        "id": line.id,
        "level": line.level,
        "accounts": list(line.accounts),
        "but": list(line.but),
        "types": [_TYPE_WORDS[each] for each in line.types],
        "cash_flow": [each.value for each in line.cash_flow],
        "form10": list(line.form10),
        "measure": line.measure.value if is_of_accounts and line.measure is not Measure.BALANCE else "",
        "side": _SIDE_WORDS[line.side] if is_of_accounts and line.side is not Side.DEBIT else "",
        "formula": line.formula,
        "each": line.each,
        "shown": line.shown,
        "above_th": line.above[0],
        "above_en": line.above[1],
        "below_th": line.below[0],
        "below_en": line.below[1],
        "note": line.note,
    }


def _written(table: Mapping[str, object]) -> str:
    # what JSON writes for texts, truths, whole numbers and lists of texts is TOML too, but for one letter
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items() if value]
    return "".join(rows).replace("\x7f", "\\u007f")
