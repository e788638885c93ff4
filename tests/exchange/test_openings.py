"""Opening balances from the sample workbook: as it is, and with one cell broken in each way that happens."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import a_book
from welfare_desk.errors import RuleError
from welfare_desk.exchange.openings import preview_opening
from welfare_desk.i18n import spoken
from welfare_desk.money import ZERO, Money
from welfare_desk.services.accounts import open_funds
from welfare_desk.services.openings import open_balances, propose_opening

SAMPLE = Path(__file__).parent.parent / "samples" / "opening_balances.xlsx"
SIDE = Money.baht("6062062.52")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


def test_the_sample_opens_a_book(tmp_path):
    preview = preview_opening(SAMPLE, {})
    assert (len(preview.lines), preview.debit, preview.credit, preview.problems) == (30, SIDE, SIDE, ())
    assert sum(each.line.amount == Money.baht(5000) for each in preview.lines) == 1  # a text with a comma
    desk = a_book(tmp_path, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    funds = {fund.code: fund for fund in desk.ask(open_funds)}
    lines = preview_opening(SAMPLE, funds).accepted()
    open_balances(desk, desk.ask(lambda tx: propose_opening(tx, lines)))
    assert open_balances(desk, desk.ask(lambda tx: propose_opening(tx, lines))) is None
    asked = "SELECT fund, sum(amount), sum(max(amount, 0)) FROM postings GROUP BY fund"
    by_fund = desk.ask(lambda tx: tx.exec_driver_sql(asked).all())
    assert [total for _fund, total, _debit in by_fund] == [0] * 4
    assert Money(sum(debit for _fund, _total, debit in by_fund)) == SIDE
    desk.book.close()


def broken(folder, **cells):
    workbook = load_workbook(SAMPLE)
    for ref, value in cells.items():
        workbook.active[ref] = value
    path = folder / "ยกมา.xlsx"
    workbook.save(path)
    return path


def said(path):
    with pytest.raises(RuleError) as caught:
        preview_opening(path, {}).accepted()
    return [each.sentence() for each in caught.value.problems]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"C10": None}, "cell C10"),  # left out
        ({"D9": 684215.37, "C9": None}, "cell D9"),  # on the wrong side
        ({"C9": 6842153.7}, "cell C9"),  # a decimal point moved
        ({"C9": 6842.1537 * 100, "C8": 8955}, None),  # as it was
        ({"C9": 648215.37}, "cell C9"),  # two digits swapped
        ({"D35": 98.5}, "cell D35"),
        ({"C9": "684,215.3x"}, "cell C9: “684,215.3x” is no amount"),
        ({"D9": 5}, "row 9: write either debit or credit"),
        ({"C9": 684299.99}, "The debit column does not add up to its own total."),
        ({"D27": 99.12}, "The credit column does not add up to its own total."),
    ],
)
def test_one_broken_cell_is_refused_and_named(tmp_path, cells, expected):
    path = broken(tmp_path, **cells)
    if expected is None:
        assert preview_opening(path, {}).problems == ()
        return
    (sentence,) = said(path)
    assert expected in sentence


def test_without_its_own_totals_the_file_still_says_by_how_much(tmp_path):
    (sentence,) = said(broken(tmp_path, C9=684299.99, C38=None, D38=None))
    assert sentence == "Debit and credit differ by 84.62 baht."
    assert preview_opening(SAMPLE, {}).debit != ZERO
