"""Nothing is cut, laid over something else or unheard, on any page, in either language, small or large."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.coop_books import TODAY as COOP_TODAY
from tests.coop_books import a_busy_coop
from tests.ui import looks
from tests.ui.screens.conftest import TODAY, Kept, Opener
from welfare_desk import i18n
from welfare_desk.ui import album, theme
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.places import PAGES, find_page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import row
from welfare_desk.ui.widgets.text import Text


@pytest.fixture(scope="module")
def long_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "ชื่อยาว.welfare"
    album.long_named(path, Opener())
    return path


def dressed(language, text_size):
    app = QApplication.instance()
    i18n.choose(language)
    theme.apply(app, dark=False, text_size=text_size)


@pytest.fixture(scope="module")
def coop_book(tmp_path_factory):
    return a_busy_coop(tmp_path_factory.mktemp("coop"))


@pytest.fixture(
    params=[("fund", "th", 16), ("fund", "en", 16), ("fund", "th", 22), ("coop", "en", 16), ("coop", "th", 22)],
    ids=lambda each: f"{each[0]}-{each[1]}-{each[2]}",
)
def long_window(request, app, long_book, coop_book, wait):
    kind, language, text_size = request.param
    dressed(language, text_size)
    day = TODAY if kind == "fund" else COOP_TODAY
    window = MainWindow(Kept(language=language, text_size=text_size), Opener(day))
    window.resize(1366, 768)
    window.show()
    window.open_book(Path(long_book if kind == "fund" else coop_book))
    wait(lambda: window.page() is not None)
    yield window
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or all of its pages were dressed anew
    dressed("th", 16)


def test_every_page_can_be_read_and_heard(long_window, wait, app):
    found = {}
    for name in PAGES:
        if not find_page(name).is_for(long_window.facts.kind):
            continue
        long_window.go(name, **({"report": "trial-balance"} if name == "report" else {}))
        wait(lambda: not long_window.jobs.is_busy())
        for _round in range(4):
            app.processEvents()
        page = long_window.page()
        wrong = looks.cut(page) + looks.overlapping(page) + looks.outside(page) + looks.unheard(page)
        wrong += looks.unheard(long_window.frame.top_bar)
        if wrong:
            found[name] = wrong
    assert found == {}, "\n".join(f"{name}: {each}" for name, wrong in found.items() for each in wrong)


def test_what_is_cut_laid_over_or_unheard_is_found(app):
    page = QWidget()
    narrow, mute = Text("คำที่ยาวกว่าที่ว่าง"), Button(icon="printer")
    narrow.setFixedWidth(20)
    mute.setAccessibleName("")
    page.setLayout(row(narrow, mute))
    over = Text("ทับ", "body")
    over.setParent(page)
    over.setGeometry(0, 0, 400, 40)
    page.resize(100, 40)
    page.show()
    over.show()
    app.processEvents()
    assert len(looks.cut(page)) == 1
    assert looks.overlapping(page)
    assert looks.outside(page)
    assert len(looks.unheard(page)) == 1
    page.close()
