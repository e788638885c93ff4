"""Read rates in per cent and small numbers as people type them into forms."""

from __future__ import annotations

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import Money
from welfare_desk.words import arabic_digits

_PER_HUNDREDTH = 100  # millionths in a hundredth of a per cent


def read_percent(text: str, field: str) -> int:
    """Read per cents with two decimals at most as millionths; nothing is nil."""
    plain = arabic_digits(text).replace("%", "").replace(",", "").strip()
    try:
        return Money.baht(plain or "0").satang * _PER_HUNDREDTH
    except (ValueError, ArithmeticError):
        unread = N_("“{text}” is no rate in per cent, with two decimals at most.")
        raise RuleError(problem("surplus.rate_unread", unread, field, text=text)) from None


def read_count(text: str, field: str) -> int:
    """Read a whole number."""
    plain = arabic_digits(text).strip()
    if not plain.isdecimal():
        raise RuleError(problem("count.unread", N_("Write a whole number."), field))
    return int(plain)
