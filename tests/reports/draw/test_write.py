from datetime import date

import pytest

from tests.reports.draw.samples import TRIAL_COLUMNS
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import Cell, heads, spread, written
from welfare_desk.reports.model import Role, Row


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(123_456_789), "1,234,567.89"),
        (Money(-5), "(0.05)"),
        (Money(0), "-"),
        (1_139, "1,139"),
        (-1_139, "(1,139)"),
        (0, "0"),
        ("-ก", "-ก"),
        ("", ""),
        (None, ""),
        (date(2024, 2, 29), "29 ก.พ. 2567"),
    ],
)
def test_a_value_reads_as_people_write_it(value, text):
    with spoken("th"):
        assert written(value) == text


def test_a_day_follows_the_language():
    with spoken("en"):
        assert written(date(2026, 1, 5)) == "5 Jan 2569"


def test_a_group_stands_before_its_titles():
    assert heads(TRIAL_COLUMNS)[2:5] == ("ยกมา", "คงเหลือ เดบิต", "คงเหลือ เครดิต")


def test_the_words_of_a_total_run_on_over_empty_cells_but_never_over_figures():
    total = Row(("รวม", None, Money(5), None, Money(0), None, 3), Role.TOTAL)
    assert list(spread(total, TRIAL_COLUMNS)) == [
        Cell(0, 1, "รวม"), Cell(2, 2, "0.05"), Cell(3, 3, ""), Cell(4, 4, "-"), Cell(5, 5, ""), Cell(6, 6, "3"),
    ]  # fmt: skip


def test_an_item_keeps_to_its_columns():
    item = Row(("1101", None, None, None, None, None, None))
    assert [cell.last for cell in spread(item, TRIAL_COLUMNS)] == list(range(7))
