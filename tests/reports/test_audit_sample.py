"""A sample of vouchers: the same number draws the same, large ones are always in it, the whole is told."""

from datetime import date

import pytest

from tests.builders import a_book, an_entry
from tests.cli.at_the_desk import Terminal
from tests.reports.books import post
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report

TODAY = date(2026, 1, 15)


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post(desk, [an_entry("1111 welfare 90000", "4302 welfare -90000", day="2025-12-01")])
    sizes = [100 + 37 * at for at in range(40)] + [9_000]
    paid = [
        an_entry(
            f"5104 welfare {baht}", f"1111 welfare -{baht}", day="2025-12-05", series=Series.PAYMENT, memo=f"จ่าย {baht}"
        )
        for baht in sizes
    ]
    post(desk, paid)
    yield desk
    desk.book.close()


def sample(desk, **asked):
    with desk.book.read() as tx:
        return make_report(tx, "audit-sample", {"tolerable": "6000", **asked}, TODAY)


def test_it_is_drawn_again_by_the_same_number(desk):
    first, again, other = sample(desk, seed="7"), sample(desk, seed="7"), sample(desk, seed="8")
    assert first.rows == again.rows != other.rows
    amounts = [row.cells[3] for row in first.rows[:-1]]
    assert Money.baht(9_000) in amounts  # larger than the distance of 2,000
    facts = dict(first.facts)
    assert 41 in facts.values()
    assert Money.baht(2_000) in facts.values()
    total = sum(100 + 37 * at for at in range(40)) + 9_000
    assert first.rows[-1].cells[4] in {total // 2_000, total // 2_000 + 1}


def test_more_confidence_looks_at_more(desk):
    assert len(sample(desk, confidence="99").rows) > len(sample(desk, confidence="80").rows)


def test_days_without_such_vouchers_say_so(desk):
    found = sample(desk, series="JV")
    assert found.rows == ()
    assert found.nothing


def test_errors_are_evaluated(capfdbinary):
    say = Terminal(capfdbinary, "2026-01-15")
    found = say.done("audit", "evaluate", "--tolerable", "30000", "1000:500", "--json").json
    assert found == {"likely_satang": 500_000, "upper_satang": 3_875_000, "within": False}
    assert "within" in say.done("audit", "evaluate", "--tolerable", "30000").out
    assert say.refused("audit", "evaluate", "--tolerable", "30000", "1000").startswith("“1000” is no error")
    assert say.refused("audit", "evaluate", "--tolerable", "30000", "0:5").startswith("“0:5” is no error")
