"""A window at a small book: three members of village 4 and one of village 5, two receipts."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.builders import a_book, outside
from tests.coop_books import TODAY as COOP_TODAY
from tests.coop_books import a_busy_coop
from welfare_desk import i18n
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.contributions import record_payment
from welfare_desk.services.members import Source, import_members
from welfare_desk.services.passphrases import key_of
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.places import COOPS, PAGES, find_page
from welfare_desk.welfare.contributions import Payment, PaymentLine

TODAY = date(2026, 1, 15)
FOUNDED = date(2025, 10, 1)
COOP_PAGES = frozenset(name for name in PAGES if find_page(name).of == COOPS)


@dataclass
class Kept:
    language: str = "th"
    dark: bool = False
    text_size: int = 16
    slim: bool = False
    recent: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    favourites: list[str] = field(default_factory=list)
    photo_folder: str = ""
    lock_minutes: int = 10
    last_person: str = ""
    backup_folders: list[str] = field(default_factory=list)
    backups_kept: list[int] = field(default_factory=list)
    seen: dict = field(default_factory=dict)
    tours: list[str] = field(default_factory=list)
    first_steps: dict = field(default_factory=dict)
    saved: int = 0

    def save(self):
        self.saved += 1


class Opener:
    actor = None

    def __init__(self, day=TODAY):
        self.day = day

    def today(self):
        return self.day

    def outside(self):
        return outside(self.day)

    def __call__(self, path, new, passphrase=""):
        waiting = [new] if new else []

        def open_desk(read_only):
            if waiting and not read_only:
                return books.create(path, waiting.pop(), outside(self.day))
            return books.sit_down(
                path, outside(self.day), writes=not read_only, key=key_of(path, passphrase) if passphrase else None
            )

        return open_desk


def a_member(number, name, village="4"):
    statuses = (StatusChange(FOUNDED, Status.ACTIVE),)
    return Member(number, "นาง", name, "ดำดี", date(2025, 9, 30), village=village, entry_day=FOUNDED, statuses=statuses)


def pays(number, baht, day=date(2026, 1, 5)):
    return Payment(day, f"ผู้จ่าย {number}", number, (PaymentLine(number, Money.baht(baht)),))


@pytest.fixture
def path(request, tmp_path):
    asked = getattr(request.node, "callspec", None)
    if asked and asked.params.get("name") in COOP_PAGES:  # a page that only such a book has
        return a_busy_coop(tmp_path)
    desk = a_book(tmp_path, today=TODAY)
    people = [("00401", "สาลิณี", "4"), ("00402", "คำน้อย", "4"), ("00405", "เอื้อง", "4"), ("00501", "มะลิ", "5")]
    members = [a_member(*person) for person in people]
    import_members(desk, members, Source("members.xlsx", "0" * 64))
    record_payment(desk, pays("00401", 90))
    record_payment(desk, pays("00501", 365))
    desk.book.close()
    return desk.book.path


@pytest.fixture
def day(path):
    """Tell the day at the window."""
    return COOP_TODAY if path.name.startswith("สหกรณ์") else TODAY


@pytest.fixture
def window(path, day, wait):
    i18n.choose("th")
    made = MainWindow(Kept(), Opener(day))
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.open_book(Path(path))
    wait(lambda: made.page() is not None)
    yield made
    for memory in made.pager.memories.values() if made.pager else ():
        memory.get("typed", {}).clear()
        memory.get("answers", {}).clear()
    made.close()
    assert made.jobs is None
    i18n.choose("th")


@pytest.fixture
def quiet(window, wait, app):
    """Go to a page and wait until everything asked was answered."""

    def go(name, **params):
        window.go(name, **params)
        app.processEvents()
        wait(lambda: not window.jobs.is_busy())
        return window.page()

    return go


class NextDialog:
    """Waits for dialogs, in the order in which they were awaited; a test may not end while one is still awaited."""

    def __init__(self):
        self.awaited = []

    def when_it_comes(self, act):
        self.awaited.append(act)
        QTimer.singleShot(0, self._look)

    def _look(self):
        dialog = QApplication.activeModalWidget()
        if self.awaited and isinstance(dialog, QDialog) and dialog.isVisible():
            act = self.awaited.pop(0)
            act(dialog)
        if self.awaited:
            QTimer.singleShot(5, self._look)


@pytest.fixture
def next_dialog():
    waiting = NextDialog()
    yield waiting
    late = len(waiting.awaited)
    waiting.awaited.clear()
    assert not late, "a dialog never came"


@pytest.fixture
def answer(next_dialog):
    """Answer the next dialog, and keep what it said."""
    seen = []

    def soon(code):
        def act(dialog):
            seen.append(dialog.windowTitle())
            dialog.done(code)

        next_dialog.when_it_comes(act)
        return seen

    return soon


@pytest.fixture
def fill_in(next_dialog):
    """Fill the form of the next dialog and save it."""

    def soon(**typed):
        def act(dialog):
            dialog.form.retype(typed)
            dialog.try_to_save()

        next_dialog.when_it_comes(act)

    return soon
