"""Figures before the book: what the status form counts since the founding, up to the day on which the book begins.

Lines of section 10 are named as in the chart (`R1.member` … `P2.other`); benefits of sections 5 and 6 and community
support of section 7 by the account of the chart (`6.5101`, `7.5201`), with people; rounds of matching money by their
number (`4.3.codi_match.1`). What nobody knows in detail stands on lines of its own (`R1.unknown`, `P2.unknown`), which
the form shows marked under “other”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import FORM10_LINES
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

RECEIVED = ("3101", "3102", "3103", "3104", "3201", "3202", "3203")
"""What was received since the founding and is not spent, as a book opens with it, by source."""
SPENT = "3301"
UNKNOWN_RECEIPTS, UNKNOWN_USES = "R1.unknown", "P2.unknown"
RECEIPTS = (
    ("R1.member", N_("Contributions of members")),
    ("R1.codi_seed", N_("Founding grant of CODI")),
    ("R1.codi_match", N_("Matching money of CODI")),
    ("R1.lao", N_("Local authorities")),
    ("R1.other_state", N_("Other state agencies")),
    ("R1.other", N_("Other sources")),
    ("R2.entrance_fee", N_("Entrance fees")),
    ("R2.donation", N_("Donations")),
    ("R2.interest", N_("Interest")),
    ("R2.other", N_("Other income")),
)
USES = (
    ("P1.welfare", N_("Welfare paid")),
    ("P2.remuneration", N_("Remuneration")),
    ("P2.travel", N_("Travel")),
    ("P2.stationery", N_("Stationery")),
    ("P2.meeting", N_("Activities and meetings")),
    ("P2.other", N_("Other spending")),
)
_WELFARE = "P1.welfare"
_DETAIL = re.compile(r"(?:[67]\.5[12][0-9]{2}|4\.3\.codi_match\.[0-9]{1,2})")
_KNOWN = {line for line in FORM10_LINES if not line.startswith("A.")} | {UNKNOWN_RECEIPTS, UNKNOWN_USES}


@dataclass(frozen=True, slots=True)
class FormFigure:
    """An amount of the status form up to the book's first day, and how many people it concerned, if it counts them."""

    line: str
    amount: Money
    people: int = 0


def received_of(figures: Sequence[FormFigure]) -> Money:
    """Add up what was received."""
    return Money.sum(each.amount for each in figures if each.line.startswith("R"))


def spent_of(figures: Sequence[FormFigure]) -> Money:
    """Add up what was spent."""
    return Money.sum(each.amount for each in figures if each.line.startswith("P"))


def completed(figures: Sequence[FormFigure], received: Money, spent: Money) -> tuple[FormFigure, ...]:
    """Put what is missing to what the book opened with on the lines of what nobody knows in detail."""
    kept = [each for each in figures if each.line not in (UNKNOWN_RECEIPTS, UNKNOWN_USES)]
    rest = ((UNKNOWN_RECEIPTS, received - received_of(kept)), (UNKNOWN_USES, spent - spent_of(kept)))
    return (*kept, *(FormFigure(line, amount) for line, amount in rest if amount > ZERO))


def problems_of_figures(figures: Sequence[FormFigure], received: Money, spent: Money) -> list[Problem]:
    """Find everything that keeps figures from standing before a book that opened with so much received and spent."""
    found: list[Problem] = []
    seen: set[str] = set()
    for each in figures:
        if each.line not in _KNOWN and not _DETAIL.fullmatch(each.line):
            text = N_("The status form has no line {line} before the book.")
            found.append(problem("form_figure.line", text, "lines", line=each.line))
        if each.line in seen:
            text = N_("The line {line} stands twice.")
            found.append(problem("form_figure.twice", text, "lines", line=each.line))
        if each.amount < ZERO or each.people < 0:
            text = N_("{line}: write an amount and people of zero or more.")
            found.append(problem("form_figure.below_zero", text, "lines", line=each.line))
        seen.add(each.line)
    sides = (
        ("received", received_of(figures), received, N_(
            "Received before the book: {sum} baht; the book opened with {opened} (3101–3104 and 3201–3203)."
        )),
        ("spent", spent_of(figures), spent, N_(
            "Spent before the book: {sum} baht; the book opened with {opened} (3301)."
        )),
    )  # fmt: skip
    found += [
        problem(f"form_figure.{side}", text, "lines", sum=total, opened=opened)
        for side, total, opened, text in sides
        if total != opened
    ]
    welfare = next((each.amount for each in figures if each.line == _WELFARE), ZERO)
    detail = Money.sum(each.amount for each in figures if each.line.startswith(("6.", "7.")))
    if detail > welfare:
        text = N_("Benefits by type add up to {sum} baht, more than the welfare paid ({welfare}).")
        found.append(problem("form_figure.welfare", text, "lines", sum=detail, welfare=welfare))
    return found
