"""Read an amount as people type it: Thai digits, commas, parentheses, and sums such as `=365*12`."""

from __future__ import annotations

import ast
import operator
import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import SATANG_PER_BAHT, Money

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 80
LARGEST_BAHT = 10**12
_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS: dict[type[ast.unaryop], Callable[[Fraction], Fraction]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_LIKE = str.maketrans({"×": "*", "x": "*", "X": "*", "÷": "/", "−": "-", "–": "-", "฿": " "})
_DIGIT = re.compile(r"\d")
_LEADING_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


def read_amount(text: str) -> Money | None:
    """Read baht, exactly; nothing typed is None.

    A sum may use + - * / and parentheses and is worked out in fractions, never in floats. What cannot be read, or
    is not a whole number of satang, is a `RuleError` (`amount.…`).
    """
    typed = _DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), unicodedata.normalize("NFKC", text))
    typed = typed.translate(_LIKE).strip().removeprefix("=").removesuffix("บาท").strip()
    if not typed:
        return None
    typed = _COMMAS.sub(lambda number: number[0].replace(",", ""), typed)
    typed = _LEADING_ZEROS.sub("", typed)
    try:
        baht = _worked_out(ast.parse(typed[:LONGEST], mode="eval").body, typed)
    except (ValueError, SyntaxError, ZeroDivisionError, RecursionError, MemoryError):
        text_ = N_("“{typed}” is not an amount. Write digits, such as 365 or 1,250.50, or a sum such as =365*12.")
        raise RuleError(problem("amount.unreadable", text_, typed=text.strip())) from None
    if abs(baht) > LARGEST_BAHT:
        raise RuleError(problem("amount.too_large", N_("This amount is too large. Check the number of digits.")))
    satang = baht * SATANG_PER_BAHT
    if satang.denominator != 1:
        text_ = N_("“{typed}” is not a whole number of satang. Round it to two decimals.")
        raise RuleError(problem("amount.part_of_satang", text_, typed=text.strip()))
    return Money(satang.numerator)


def _worked_out(node: ast.expr, source: str) -> Fraction:
    match node:
        case ast.Constant(value=int() | float()):
            return Fraction(_as_typed(node, source))
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_worked_out(left, source), _worked_out(right, source))
        case ast.UnaryOp(op, operand) if type(op) in _SIGNS:
            return _SIGNS[type(op)](_worked_out(operand, source))
        case _:
            raise ValueError(source)


def _as_typed(node: ast.expr, source: str) -> str:
    """Give the digits themselves: the parsed constant may already be a float."""
    digits = ast.get_source_segment(source, node) or ""
    if not re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", digits):
        raise ValueError(source)
    return digits.removesuffix(".")
