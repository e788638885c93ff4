"""Figures before the book by their rules: both sides are what the book opened with, and what is unknown is marked."""

import pytest

from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.form_figures import (
    RECEIPTS,
    UNKNOWN_RECEIPTS,
    UNKNOWN_USES,
    USES,
    FormFigure,
    completed,
    problems_of_figures,
    received_of,
    spent_of,
)


def figure(line, baht, people=0):
    return FormFigure(line, Money.baht(baht), people)


KNOWN = (
    figure("R1.member", 60), figure("R2.interest", 40), figure("P1.welfare", 30), figure("P2.travel", 5),
    figure("6.5101", 20, 2), figure("7.5201", 10, 1), figure("4.3.codi_match.11", 7),
)  # fmt: skip


def codes(figures, received=100, spent=35):
    return [each.code for each in problems_of_figures(figures, Money.baht(received), Money.baht(spent))]


def test_both_sides_are_what_the_book_opened_with():
    assert (received_of(KNOWN), spent_of(KNOWN)) == (Money.baht(100), Money.baht(35))
    assert codes(KNOWN) == []
    assert codes(KNOWN, received=99) == ["form_figure.received"]
    assert codes(KNOWN, spent=36) == ["form_figure.spent"]


def test_what_nobody_knows_in_detail_stands_on_lines_of_its_own():
    whole = completed(KNOWN, Money.baht(150), Money.baht(36))
    assert [each for each in whole if each not in KNOWN] == [figure(UNKNOWN_RECEIPTS, 50), figure(UNKNOWN_USES, 1)]
    assert codes(whole, 150, 36) == []
    assert completed(whole, Money.baht(100), Money.baht(35)) == KNOWN
    assert codes(completed(KNOWN, Money.baht(90), Money.baht(35)), 90) == ["form_figure.received"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (figure("A.bank", 0), "form_figure.line"),
        (figure("5.5101", 0), "form_figure.line"),
        (figure("R1.lao", 0), None),
        (figure("R1.member", 0), "form_figure.twice"),
        (FormFigure("R1.lao", ZERO, -1), "form_figure.below_zero"),
        (figure("6.5102", 1), "form_figure.welfare"),
    ],
)
def test_a_wrong_line_is_named(more, code):
    assert codes((*KNOWN, more)) == ([code] if code else [])


def test_every_line_that_is_asked_for_is_one_of_the_form():
    asked = [figure(line, 1) for line, _words in (*RECEIPTS, *USES)]
    assert codes(asked, len(RECEIPTS), len(USES)) == []
