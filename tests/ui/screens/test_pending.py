"""Work for a second person at the window: sent by one, approved or sent back by the other."""

import pytest

from tests.services.committee import PASSWORD
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.people import Role
from welfare_desk.money import Money
from welfare_desk.services.approvals import set_approval_rules
from welfare_desk.services.people import add_user, begin_to_ask
from welfare_desk.ui.widgets.text import Text


@pytest.fixture
def two(window, wait):
    """Let มาลี work at the window, and ก้อน approve payments above 100 baht; give what lets somebody sit down."""

    def work(desk):
        begin_to_ask(desk, "มาลี", PASSWORD)
        add_user(desk, "ก้อน", [Role.CHAIR], PASSWORD)
        set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money.baht(100)}))

    window.jobs.write(work, lambda *_done: None, lambda error: pytest.fail(str(error)))
    wait(lambda: window.facts.asks and not window.jobs.is_busy())

    def sit_down(name):
        window.lock()
        wait(lambda: window.sitting.seat is not None and window.sitting.seat.is_asking)
        window.sitting.seat.screen.person.set_value(name)
        window.sitting.seat.screen.secret.setText(PASSWORD)
        window.sitting.seat.screen.try_it()
        wait(lambda: not window.sitting.seat.is_asking and not window.jobs.is_busy())
        wait(lambda: window.frame.top_bar.person.text() == name)

    return sit_down


def paid(page, wait, baht):
    page.saved_card.hide()
    page.payee.setText("การไฟฟ้า")
    page.reason.set_value("5303")
    page.amount.setText(str(baht))
    page.save()
    wait(page.saved_card.isVisible)
    assert page.unsaved() is None


@pytest.mark.usefixtures("two")
def test_what_lies_above_the_limit_waits_and_the_form_begins_anew(quiet, wait):
    page = quiet("pay")
    paid(page, wait, 150)
    said = [each.said() for each in page.saved_card.findChildren(Text)]
    assert said[0] == "P-0001"
    assert "รอผู้อนุมัติ" in said[1]
    pending = quiet("pending")
    assert [row.cells[0] for row in pending.report.rows] == ["P-0001"]


def test_the_second_person_approves_or_sends_back(two, quiet, wait, next_dialog, window):
    for baht in (150, 160):
        page = quiet("pay")
        paid(page, wait, baht)
    two("ก้อน")
    pending = quiet("pending")
    said = []

    def tell(dialog):
        said.append(dialog.windowTitle())
        dialog.accept()

    pending.table.grid.go_to(0)
    next_dialog.when_it_comes(tell)
    pending.approve()
    wait(lambda: said)
    assert said == ["อนุมัติ"]
    wait(lambda: pending.table.model.rowCount() == 1)

    def back(dialog):
        dialog.form.retype({"reason": "ไม่มีใบเสร็จ"})
        dialog.try_to_save()

    pending.table.grid.go_to(0)
    next_dialog.when_it_comes(back)
    pending.reject()
    wait(pending.table.empty.isVisible)
    pending.shown.set_value("all")
    pending._turn("all")
    wait(lambda: pending.table.model.rowCount() == 2)
    assert [row.cells[5] for row in pending.report.rows] == ["อนุมัติแล้ว", "ส่งกลับ"]
    assert window.facts.pending == 0


@pytest.mark.usefixtures("two")
def test_nobody_approves_their_own_work_at_the_window(quiet, wait, next_dialog):
    page = quiet("pay")
    paid(page, wait, 150)
    pending = quiet("pending")
    pending.table.grid.go_to(0)
    said = []

    def tell(dialog):
        said.append(dialog.windowTitle())
        dialog.accept()

    next_dialog.when_it_comes(tell)
    pending.approve()
    wait(lambda: said)
    pending.withdraw()
    wait(pending.table.empty.isVisible)
