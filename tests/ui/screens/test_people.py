"""People at one window: the first password, others with their roles, signing in, locking, and the limits."""

from PySide6.QtWidgets import QDialog

from tests.services.committee import PASSWORD
from welfare_desk.ledger.people import Role
from welfare_desk.services.people import add_user, set_pin
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.palette import Palette
from welfare_desk.ui.screens.sign_in import SignInScreen


def filled(page, next_dialog, wait, begin, **typed):
    """Fill in the form that an act of the page opens, and save it."""
    done = []

    def act(dialog):
        dialog.form.retype(typed)
        dialog.finished.connect(done.append)
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    begin()
    wait(lambda: done)
    assert done == [QDialog.DialogCode.Accepted]
    wait(lambda: not page.jobs.is_busy())


def in_the_book(window, wait, work):
    """Do something with the window's own desk."""
    found = []
    window.jobs.write(work, lambda answer, _reads: found.append(answer), found.append)
    wait(lambda: found)
    return found[0]


def begun(window, quiet, wait, next_dialog):
    page = quiet("people")
    filled(page, next_dialog, wait, page.change_own, name="มาลี", password=PASSWORD, again=PASSWORD)
    wait(lambda: window.facts.asks and window.page() is not page)
    return window.page()


def locked(window, wait):
    window.lock()
    wait(lambda: window.sitting.seat is not None and window.sitting.seat.is_asking)
    return window.sitting.seat.screen


def signed_in(window, wait, screen, name, typed):
    screen.person.set_value(name)
    screen.secret.setText(typed)
    screen.try_it()
    wait(lambda: not window.sitting.seat.is_asking and not window.jobs.is_busy())


def test_a_book_of_one_person_shows_nobody_and_does_not_lock(window, quiet):
    quiet("today")
    assert not window.frame.top_bar.person.isVisible()
    window.lock()
    assert window.sitting.seat is None


def test_the_first_password_takes_a_name_and_from_then_on_the_book_asks(window, quiet, wait, next_dialog):
    page = begun(window, quiet, wait, next_dialog)
    assert window.frame.top_bar.person.text() == "มาลี"
    assert page.report.rows[0].cells[1] == "มาลี"


def test_two_passwords_that_differ_are_said_beside_the_field(quiet, wait, next_dialog):
    page = quiet("people")
    seen = []

    def act(dialog):
        dialog.form.retype({"name": "มาลี", "password": PASSWORD, "again": "อย่างอื่น"})
        dialog.try_to_save()
        seen.append(dialog.form._complaints["again"].words.said())
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.change_own()
    wait(lambda: seen)
    assert seen == ["รหัสผ่านสองช่องไม่ตรงกัน"]


def test_others_are_taken_in_changed_and_leave(window, quiet, wait, next_dialog):
    page = begun(window, quiet, wait, next_dialog)
    filled(page, next_dialog, wait, page.add, name="ก้อน", role="chair", password=PASSWORD, again=PASSWORD)
    wait(lambda: page.table.model.rowCount() == 2)
    page.table.grid.go_to(1)
    filled(page, next_dialog, wait, page.change, role="bookkeeper", second="committee")
    wait(lambda: page.table.model.row(1).cells[2] == "ผู้จัดทำบัญชี, กรรมการ")
    page.table.grid.go_to(1)
    filled(page, next_dialog, wait, page.change, active=False)
    wait(lambda: page.table.model.row(1).cells[3] == "เลิกใช้")


def test_a_locked_window_shows_nothing_until_somebody_signs_in(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    screen = locked(window, wait)
    assert isinstance(window.frame.stack.currentWidget(), SignInScreen)
    assert not any(sidebar.isVisible() for sidebar in window.frame.sidebars)
    window.go("journal")
    window.search()
    assert window.frame.stack.currentWidget() is screen
    screen.secret.setText("ผิด")
    screen.try_it()
    wait(screen.form._complaints["password"].words.said)
    assert screen.secret.text() == ""
    signed_in(window, wait, screen, "มาลี", PASSWORD)
    wait(lambda: window.page().isVisible())
    assert window.pager.trail.here.page == "people"


def test_a_locked_window_that_changes_its_size_shows_no_page(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    locked(window, wait)
    window.resize(window.width() - 80, window.height())
    assert not window.frame.tabs.isVisible()


def test_no_switch_of_the_top_bar_opens_a_locked_window(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    window.search()
    locked(window, wait)
    for switch in (
        window.frame.top_bar.light_clicked,
        window.frame.top_bar.language_clicked,
        window.frame.top_bar.language_clicked,
    ):
        switch.emit()
        assert isinstance(window.frame.stack.currentWidget(), SignInScreen)
        assert (window.frame.stack.count(), window.frame.sidebars, window.frame.tour) == (1, (), None)
    assert window.findChild(Palette) is None
    assert not window.pager.isVisible()
    signed_in(window, wait, window.sitting.seat.screen, "มาลี", PASSWORD)
    wait(lambda: window.page() is not None and window.page().isVisible())


def test_how_long_a_desk_may_stand_idle_is_set(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    quiet("settings")._lock_after(0)
    assert window.settings.lock_minutes == 0
    signed_in(window, wait, locked(window, wait), "มาลี", PASSWORD)
    assert not window.sitting.seat._idle.isActive()


def test_a_pin_is_enough_once_the_password_was_given_here(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    in_the_book(window, wait, lambda desk: set_pin(desk, "4071"))
    screen = locked(window, wait)
    assert "PIN" not in screen.hint.said()
    signed_in(window, wait, screen, "มาลี", PASSWORD)
    screen = locked(window, wait)
    assert "PIN" in screen.hint.said()
    signed_in(window, wait, screen, "มาลี", "4071")
    assert not window.sitting.seat.is_asking


def test_an_auditor_finds_only_what_is_looked_at(window, quiet, wait, next_dialog):
    begun(window, quiet, wait, next_dialog)
    in_the_book(window, wait, lambda desk: add_user(desk, "สมพร", [Role.AUDITOR], PASSWORD))
    signed_in(window, wait, locked(window, wait), "สมพร", PASSWORD)
    wait(lambda: window.frame.top_bar.person.text() == "สมพร")
    shown = {
        name for name, item in window.frame.sidebars[0].items.items() if item.isVisibleTo(window.frame.sidebars[0])
    }
    assert shown == {"today", "members", "money-in", "money-out", "benefits", "ledger", "close", "reports",
                     "certification", "audit", "integrity", "help", "settings"}  # fmt: skip
    quiet("journal")
    assert "entry" not in [name for name, _words in window.frame.tabs._names]
    said = []

    def act(dialog):
        said.append(dialog.windowTitle())
        dialog.accept()

    next_dialog.when_it_comes(act)
    window.go("pay")
    assert said == ["บทบาทนี้ใช้ไม่ได้"]
    next_dialog.when_it_comes(act)
    window.go("restore")
    assert len(said) == 2


def test_the_window_locks_by_itself_and_not_over_a_form(window, quiet, wait, next_dialog):
    page = begun(window, quiet, wait, next_dialog)
    seen = []

    def act(dialog):
        window.sitting.seat._time_out()
        seen.append(dialog.isVisible())
        window.sitting.seat._time_out()
        wait(lambda: not dialog.isVisible())

    next_dialog.when_it_comes(act)
    page.change_pin()
    wait(lambda: seen)
    wait(lambda: window.sitting.seat.is_asking)
    assert seen[0] is True
    wait(lambda: window.sitting.seat.is_asking)


def test_a_book_that_asks_opens_at_the_question(window, quiet, wait, next_dialog, path):
    begun(window, quiet, wait, next_dialog)
    window.leave_book()
    again = MainWindow(window.settings, window._opener)
    again.show()
    again.open_book(path)
    wait(lambda: again.sitting.seat is not None and again.sitting.seat.is_asking)
    assert (again.facts, again.page()) == (None, None)
    assert again.sitting.seat.screen.person.value() == "มาลี"
    signed_in(again, wait, again.sitting.seat.screen, "มาลี", PASSWORD)
    wait(lambda: again.page() is not None)
    again.close()
