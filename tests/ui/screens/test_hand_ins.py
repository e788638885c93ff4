"""Cash of a village: collected, left at the centre, handed in with a slip, and brought to the bank."""

import pytest

from tests.ui.screens.conftest import pays
from welfare_desk.services.contributions import record_collection
from welfare_desk.welfare.contributions import Collection


@pytest.fixture
def hand_ins(quiet, window, wait):
    from dataclasses import replace

    paid = tuple(replace(pays(number, 30), money_account="1103") for number in ("00401", "00402"))
    sheet = Collection("4", paid[0].day.replace(day=1), paid)
    window.jobs.write(lambda desk: record_collection(desk, sheet), lambda *_: None, pytest.fail)
    page = quiet("hand-ins")
    wait(lambda: numbers(page))
    return page


def numbers(page):
    return [str(page.table.model.row(at).cells[0] or "") for at in range(page.table.model.rowCount())]


def test_a_sheet_is_handed_in_and_its_slip_shown(hand_ins, wait, fill_in):
    papers = []
    hand_ins.preview = lambda title, content: papers.append((title, content[:4]))
    hand_ins.table.grid.go_to(numbers(hand_ins).index("S-0001"))
    fill_in(handed_by="ป้าแดง", received_by="นายก้อน", target="1104")
    hand_ins.hand_in()
    wait(lambda: papers)
    wait(lambda: "S-0001" not in numbers(hand_ins))
    assert papers == [("JV6901-0001", b"%PDF")]
    hand_ins.table.grid.go_to(numbers(hand_ins).index("JV6901-0001"))
    hand_ins.print_slip()
    wait(lambda: len(papers) == 2)


def test_without_a_sheet_nothing_is_handed_in(hand_ins, answer):
    hand_ins.table.grid.clearSelection()
    hand_ins.table.grid.setCurrentIndex(hand_ins.table.model.index(-1, -1))
    said = answer(0)
    hand_ins.hand_in()
    assert said == ["เลือกใบเก็บเงิน"]


def test_what_is_in_transit_goes_on_to_the_bank(hand_ins, window, wait):
    wait(lambda: hand_ins.tills)
    hand_ins.deposit()
    wait(lambda: window.page() is not hand_ins and window.page().choices is not None)
    assert window.page().source.value() == "1104"


def test_a_sheet_may_say_that_its_cash_stays_with_the_village(quiet, wait):
    page = quiet("collect")
    wait(lambda: page.till.value() == "1101" and page.sheet.model.rows)
    page.till.set_value("1103")
    page.till.picked.emit("1103")
    assert page.memory["till"] == "1103"
