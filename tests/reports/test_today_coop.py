"""The figures and the list of a cooperative's day are those of its registers."""

import pytest

from tests.builders import outside
from tests.coop_books import TODAY, a_busy_coop
from welfare_desk.coop.holdings import Ledger
from welfare_desk.money import Money
from welfare_desk.reports.today_coop import coop_figures, coop_waits
from welfare_desk.services import books
from welfare_desk.storage import holding_moves, holdings


@pytest.fixture
def desk(tmp_path):
    sat = books.sit_down(a_busy_coop(tmp_path), outside(TODAY), writes=False)
    yield sat
    sat.book.close()


def test_the_figures_are_those_of_the_control_accounts(desk):
    found = desk.ask(coop_figures)
    assert found.shares == Money.baht(23_500)
    owed = Money.sum(
        amount
        for account, ledger in desk.ask(holding_moves.controls).items()
        if ledger is Ledger.LOAN
        for amount in desk.ask(lambda tx, account=account: holdings.balances(tx, account)).values()
    )
    assert found.owed == owed
    assert found.contracts == 3
    assert found.cash > Money.baht(0)


def test_what_waits_is_counted_from_the_registers(desk):
    found = desk.ask(lambda tx: coop_waits(tx, TODAY))
    assert found.month is not None
    assert {each.code for each in found.work} >= {"borrowing_interest"}
    assert (found.asked, found.approved, found.sheets) == (1, 1, 1)
    assert found.unasked == ("โรงเรียนบ้านทดสอบ",)
    assert found.late.many == 3
    assert 0 < found.late.notices < 3
    assert found.nobodys["22110"] == -Money.baht(5_000)
    assert found.unpaid == Money.baht(1_000)
