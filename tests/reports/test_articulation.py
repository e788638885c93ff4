"""The statements of one book agree with each other and with its entries, in all and in each fund.

Income makes the funds, the funds and what is owed make what there is, and the cash in it is what flowed. The books are
random; years are closed or not; what is asked may begin and end on any day.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.reports.statement_books import CASH, FIRST, FUNDS, YEARS, a_random_fund
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.statement_rows import fill
from welfare_desk.money import Money
from welfare_desk.reports import fund_changes, layouts, statement, statement_columns
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.parameters import Asked
from welfare_desk.storage import accounts, entries, periods, statement_figures

TODAY = date(2027, 3, 31)
FORMS = ("financial-position", "performance", "cash-flow", "receipts-payments", "position-by-source", "village-notice")


def lines(tx, name, span, fund):
    """Fill a layout for some days: the amount of each line that has a name, in satang."""
    asked = Asked(TODAY, {}, {"fund": fund})
    layout = layouts.read(tx, name)
    sheet = statement.drawn_up(tx, asked, layout, span, name)
    found = defaultdict(int)
    for row in fill(layout, accounts.chart(tx), [each.figures for each in sheet.columns]):
        if row.line.id:
            found[row.line.id] += (row.amounts[0] or Money(0)).satang
    return found


def every_entry(tx):
    count = tx.exec_driver_sql("SELECT count(*) FROM entries").scalar_one()
    return [entries.get(tx, number) for number in range(1, count + 1)]


class ByHand:
    """What some days must show, added up posting by posting."""

    def __init__(self, posted, span, fund):
        first, last = span
        self.cash_before = self.cash = self.made = self.opened = self.corrected = self.transferred = 0
        self.things = 0
        for entry in posted:
            parts = [each for each in entry.postings if fund in ("", each.fund)]
            cash = sum(each.amount.satang for each in parts if each.account in CASH)
            result = -sum(each.amount.satang for each in parts if each.account[0] in "45")
            inside = first <= entry.day <= last
            is_opening = entry.kind is EntryKind.OPENING
            if entry.day <= last:
                self.cash += cash
                self.cash_before += cash if entry.day < first or is_opening else 0
            if inside and is_opening:
                self.opened += result
            elif inside and entry.kind not in {EntryKind.OPENING, EntryKind.CLOSING}:
                self.made += result
                self.corrected -= sum(each.amount.satang for each in parts if each.account == "3401")
                self.transferred -= sum(each.amount.satang for each in parts if each.account == "3801")
                if any(each.account[:2] == "15" for each in parts):
                    self.things += cash


def agrees(desk, span, fund):
    """Tell what does not agree between the statements of some days, in one fund or in all."""
    first, last = span
    with desk.book.read() as tx:
        hand = ByHand(every_entry(tx), span, fund)
        position, income = lines(tx, "financial-position", span, fund), lines(tx, "performance", span, fund)
        flow, money = lines(tx, "cash-flow", span, fund), lines(tx, "receipts-payments", span, fund)
        eve = (first - timedelta(days=1),) * 2
        before = lines(tx, "financial-position", eve, fund) if first > periods.calendar(tx).first_day else None
        given = {"from": first.isoformat(), "to": last.isoformat(), "fund": fund}
        changed = make_report(tx, "fund-changes", given, TODAY)
        reports = [make_report(tx, name, given, TODAY) for name in FORMS[1:4]]
        reports += [make_report(tx, "financial-position", {"on": last.isoformat(), "fund": fund}, TODAY)]
        for layout in FORMS[4:]:
            reports.append(make_report(tx, "performance", {**given, "layout": layout}, TODAY))
        by_fund = [make_report(tx, name, {"from": given["from"], "to": given["to"], "by": "fund"}, TODAY)
                   for name in (*FORMS[1:4], "fund-changes")]  # fmt: skip
    began, *_sides, left = [cell.satang for cell in changed.rows[-1].cells[1:]] if changed.rows else [0, 0]
    said = {
        "assets are liabilities and funds": position["assets"] - position["liabilities_and_funds"],
        "income is what was posted": income["result"] - hand.made - hand.opened,
        "the flows start with the income": flow["result"] - income["result"],
        "but not with what was opened": flow["opened"] + hand.opened,
        "cash flows to what there is": flow["end"] - hand.cash,
        "from what there was": flow["begin"] - hand.cash_before,
        "each account by itself": flow["cash_at_end"] - hand.cash,
        "the position has that cash": position["cash"]
        + position["due_from_others"]
        - position["due_to_others"]
        - hand.cash,
        "receipts and payments end there too": money["end"] - hand.cash,
        "and differ by the same": money["net"] - flow["net"],
        "the funds changed by source are the funds": left - position["funds"],
        "corrections have their line": flow["corrected"] - hand.corrected,
        "transfers have theirs": flow["transferred"] - hand.transferred,
        "things bought and sold are what was paid for them": flow["equipment"] - hand.things,
    }
    if before is not None:
        said["funds changed by income, corrections and transfers"] = (
            position["funds"] - before["funds"] - hand.made - hand.corrected - hand.transferred
        )
        said["the changes begin where the position stood"] = began - before["funds"]
    found = [words for words, differs in said.items() if differs]
    return found + [f"{each.title} holds" for each in (*reports, *by_fund, changed) if not each.holds]


def spans(seed):
    """Choose days to ask for: whole years, the first months, and any stretch."""
    chance = random.Random(seed)
    yield FIRST, date(2025, 9, 30)
    first = FIRST + timedelta(days=chance.randrange(500))
    yield first, first + timedelta(days=chance.randrange(260))


@pytest.mark.parametrize("closed", range(YEARS + 1))
def test_the_statements_of_a_random_book_agree(tmp_path, closed):
    with a_random_fund(tmp_path, 11 + closed, closed=closed).book as book:
        desk = type("Desk", (), {"book": book})
        for span in spans(closed):
            for fund in ("", FUNDS[closed]):
                assert agrees(desk, span, fund) == [], (span, fund)


def test_a_book_that_begins_inside_a_year_agrees_too(tmp_path):
    with a_random_fund(tmp_path, 13, closed=1, mid_year=True).book as book:
        desk = type("Desk", (), {"book": book})
        for span in ((date(2024, 10, 1), date(2025, 9, 30)), (date(2025, 3, 5), date(2025, 11, 30))):
            assert agrees(desk, span, "welfare") == [], span


BROKEN = {
    "closing entries counted as income": (statement_figures, "closed", lambda _tx, _first, _last: {}),
    "openings forgotten": (statement_figures, "opened", lambda _tx, _first, _last: {}),
    "non-cash lines not set apart": (statement_columns, "set_apart", lambda _lines, _own, _chart: {}),
    "cash of the other side lost": (statement_figures, "cash_moved", lambda _tx, _first, _last: {}),
    "a fund's debts shown once": (
        statement_columns, "between_funds",
        lambda _balances, _chart: {("due_from", "welfare"): 5},
    ),
    "sources never changed": (fund_changes, "changes", lambda _of, _chart: []),
    "all funds taken for one": (statement_columns, "together", lambda of, _fund="": {c: f for (c, _), f in of.items()}),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_random_fund(tmp_path_factory.mktemp("book"), 14, closed=1, count=40, mid_year=True)
    yield desk
    desk.book.close()


@pytest.mark.parametrize("broken", BROKEN)
def test_a_formula_that_is_wrong_is_noticed(desk, monkeypatch, broken):
    module, name, instead = BROKEN[broken]
    span = date(2025, 2, 1), date(2025, 9, 30)
    assert agrees(desk, span, "welfare") == []
    monkeypatch.setattr(module, name, instead)
    assert agrees(desk, span, "welfare")
