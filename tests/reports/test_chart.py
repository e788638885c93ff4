"""Charts are laid out inside their width, with every amount said and the largest bar the longest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.chart import Bars, Box, Ground, Ink, Months, Words, largest_first, lay_out
from welfare_desk.reports.chart import spoken as said

amounts = st.integers(-(10**9), 10**11).map(Money)
names = st.text("กขคงabc", min_size=1, max_size=60)


def ground(width=500.0):
    return Ground(width, 20, 6, 1, lambda text, _face: 7.0 * len(text))


@given(st.lists(st.tuples(names, amounts), min_size=1, max_size=13))
def test_bars_stay_in_their_place_and_say_every_amount(rows):
    shapes, height = lay_out(Bars("a", "b", tuple(rows)), ground())
    inside(shapes, 500, height)
    texts = [shape.text for shape in shapes if isinstance(shape, Words)]
    assert all(amount.text() in texts for _name, amount in rows)
    bars = [shape for shape in shapes if isinstance(shape, Box) and shape.ink is Ink.BAR]
    assert len(bars) == sum(1 for _name, amount in rows if amount.satang > 0)
    widths = sorted((rows[int(bar.y // 20)][1], bar.width) for bar in bars)
    assert [width for _amount, width in widths] == sorted(width for _amount, width in widths), "more is longer"


@given(st.lists(st.tuples(names, st.lists(amounts, min_size=12, max_size=12)), min_size=1, max_size=8))
def test_months_stand_on_one_scale(rows):
    chart = Months("a", "b", tuple("123456789012"), tuple((name, tuple(values)) for name, values in rows))
    shapes, height = lay_out(chart, ground())
    inside(shapes, 500, height)
    bars = [shape for shape in shapes if isinstance(shape, Box) and shape.ink in {Ink.BAR, Ink.PAST}]
    positive = sorted(value.satang for _name, values in rows for value in values if value.satang > 0)
    assert len(bars) == len(positive)
    assert sorted(bar.height for bar in bars)[-1:] == ([pytest.approx(14)] if positive else [])


def inside(shapes, width, height):
    for shape in shapes:
        assert -0.01 <= shape.y <= shape.y + shape.height <= height + 1.01
        if isinstance(shape, Box):
            assert 0 <= shape.x <= shape.x + shape.width <= width + 0.01


def test_small_amounts_are_summed_up_and_nil_is_left_out():
    rows = [(str(number), Money.baht(number)) for number in range(9)]
    with spoken("en"):
        kept = largest_first(rows, 3)
    assert kept == (("8", Money.baht(8)), ("7", Money.baht(7)), ("6", Money.baht(6)), ("Others", Money.baht(15)))


def test_a_chart_is_said_in_words():
    assert said(Bars("In", "", (("a", Money.baht(1)),))) == "In: a 1.00"
    assert said(Months("Out", "", ("x", "y"), (("a", (Money.baht(1), Money.baht(2))),))) == "Out: a 3.00"


def test_counts_are_no_money_and_a_stroke_says_what_was_expected():
    chart = Bars("Digits", "", (("1", Money(1_200)), ("2", Money(0))), (Money(2_400), Money(600)), is_count=True)
    assert said(chart) == "Digits: 1 1,200; 2 0"
    shapes, height = lay_out(chart, ground())
    inside(shapes, 500, height)
    strokes = [shape for shape in shapes if isinstance(shape, Box) and shape.ink is Ink.TEXT]
    (bar,) = (shape for shape in shapes if isinstance(shape, Box) and shape.ink is Ink.BAR)
    assert strokes[0].x == pytest.approx(bar.x + 2 * bar.width)
    assert strokes[1].x == pytest.approx(bar.x + bar.width / 2)
    nothing = Bars("Digits", "", (("1", Money(0)),), (Money(0),), is_count=True)
    inside(lay_out(nothing, ground())[0], 500, height)


def test_the_parts_of_a_whole_add_up_to_a_hundred():
    from welfare_desk.reports.chart import _shares

    parts = _shares([Money(194_050_00), Money(75_000_00), Money(0), Money(1_529_78), Money(-5)])
    assert parts == ["72 %", "28 %", "", "< 1 %", ""]
    assert _shares([Money(0)]) == [""]
