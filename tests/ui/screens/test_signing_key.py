"""The section of the signing key: what it says before the first close, who sees which button, and each act."""

from datetime import date

import pytest

from tests.builders import PIN, outside
from tests.ui.screens.conftest import Kept, Opener
from welfare_desk.ledger.people import Role
from welfare_desk.services.books import sit_down
from welfare_desk.services.people import add_user, begin_to_ask
from welfare_desk.services.periods import close_month
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.preview import Preview
from welfare_desk.ui.screens.sign_in import SignInScreen

HERS, NEW, PASSWORD = "246813", "975310", "มาลี จำได้แม่น"


@pytest.fixture
def closed(path):
    """A book of มาลี, ก้อน who chairs, and an auditor; มาลี has closed October."""
    desk = sit_down(path, outside(seed=9))
    begin_to_ask(desk, "มาลี", PASSWORD)
    add_user(desk, "ก้อน", [Role.CHAIR], PASSWORD)
    add_user(desk, "ดำ", [Role.AUDITOR], PASSWORD)
    close_month(desk, date(2025, 10, 1), PIN)
    desk.book.close()
    return path


@pytest.fixture
def seated(closed, wait, app):
    """Sit down as somebody at the page of secrets."""
    windows = []

    def go(name):
        window = MainWindow(Kept(), Opener())
        windows.append(window)
        window.show()
        window.open_book(closed)
        wait(lambda: isinstance(window.frame.stack.currentWidget(), SignInScreen))
        page = window.frame.stack.currentWidget()
        page.person.set_value(name)
        page._turn()
        page.secret.setText(PASSWORD)
        page.try_it()
        wait(lambda: window.page() is not None)
        window.go("secrets")
        app.processEvents()
        wait(lambda: not window.jobs.is_busy() and window.page().key.print.isVisible())
        return window, window.page().key

    yield go
    for each in windows:
        each.close()


def shown(key):
    return [each.text().rstrip("…") for each in key._buttons if not each.isHidden()]


def test_before_the_first_close_it_says_what_makes_the_key(quiet):
    key = quiet("secrets").key
    assert key.stands.key is None
    assert shown(key) == []
    assert "ปิดเดือนครั้งแรก" in key._words()[2][0]


@pytest.fixture
def filled(next_dialog, wait):
    """Fill in the form that an act opens, once for each try, until it is taken; give what stood under the fields."""

    def go(window, begin, *tries):
        def act(dialog):
            for typed in tries:
                dialog.form.retype(typed)
                dialog.try_to_save()
                wait(lambda: not dialog.isVisible() or not window.jobs.is_busy())
                said.append({name for name, each in dialog.form._complaints.items() if each.words.said()})

        said = []
        next_dialog.when_it_comes(act)
        begin()
        wait(lambda: not window.jobs.is_busy())
        return said

    return go


def names(key):
    return [each.name for each in key.stands.holders]


def test_the_key_is_handed_over_and_the_other_changes_the_pin(seated, filled, wait):
    window, key = seated("มาลี")
    assert shown(key) == ["ส่งมอบ", "เปลี่ยน PIN ของฉัน", "เปลี่ยนกุญแจ", "ไม่มีใครจำ PIN ได้", "พิมพ์เอกสารกุญแจ"]
    assert "คนที่สอง" in key._words()[2][-1], "one holder alone is a risk"
    right = {"pin": PIN, "new_pin": HERS, "again": HERS}
    tries = ({**right, "again": "อย่างอื่น"}, {**right, "pin": "000000"}, {"pin": PIN, "new_pin": "1", "again": "1"})
    assert filled(window, key.ask_taker, *tries, right) == [{"again"}, {"pin"}, {"new_pin"}, set()]
    wait(lambda: names(key) == ["มาลี", "ก้อน"])
    assert "เรียกคืน" in shown(key)
    window.close()
    window, key = seated("ก้อน")
    assert "เรียกคืน" in shown(key), "a holder may give up the own one"
    assert filled(window, key.ask_pin, {"pin": HERS, "new_pin": NEW, "again": NEW}) == [set()]
    filled(window, key.ask_whose, {})
    wait(lambda: names(key) == ["มาลี"])
    assert shown(key) == ["ไม่มีใครจำ PIN ได้", "พิมพ์เอกสารกุญแจ"]


def test_the_key_is_renewed_and_its_paper_shown(seated, filled, wait):
    window, key = seated("มาลี")
    before = key.stands.key.fingerprint
    assert filled(window, key.ask_renewal, {"pin": PIN}, {"reason": "ครบปี", "pin": PIN}) == [{"reason"}, set()]
    wait(lambda: key.stands.key.fingerprint != before)
    key.print_paper()
    wait(lambda: window.findChildren(Preview))
    paper = window.findChildren(Preview)[0]
    assert paper.document.pageCount() == 1
    paper.reject()


def test_a_lost_key_is_replaced_by_the_chair(seated, filled, wait):
    window, key = seated("ก้อน")
    tries = ({"new_pin": HERS, "again": HERS}, {"reason": "มาลีลืม PIN", "new_pin": HERS, "again": HERS})
    assert filled(window, key.ask_lost, *tries) == [{"reason"}, set()]
    wait(lambda: names(key) == ["ก้อน"])


def test_an_auditor_sees_the_key_and_its_paper_alone(seated):
    window, key = seated("ดำ")
    assert shown(key) == ["พิมพ์เอกสารกุญแจ"]
    assert not window.page().seal.isEnabled()
