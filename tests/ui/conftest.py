"""One application for all screen tests, small steps of its event loop, and typing that Thai survives."""

import sys
import time

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from welfare_desk.ui import errors, theme
from welfare_desk.ui.main_window import MainWindow

PATIENCE = 10.0
LONGEST_DIALOG = 40_000  # milliseconds


@pytest.fixture(scope="session")
def app():
    application = QApplication.instance() or QApplication([])
    theme.apply(application, dark=False)
    return application


@pytest.fixture(autouse=True)
def _dressed(app, tmp_path):  # noqa: ARG001 - asked for first, the folder outlives the windows that have files in it
    yield
    if theme.is_dark() or theme.font().pixelSize() != theme.BASE:
        theme.apply(app, dark=False)


@pytest.fixture(autouse=True)
def _no_faults(monkeypatch):
    """Qt swallows what a slot raises, and a crash dialog would wait for ever: both fail the test instead."""
    faults = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: faults.append(error))
    monkeypatch.setattr(errors, "crash", lambda error, _parent=None: faults.append(error))
    yield
    if faults:
        raise faults[0]


@pytest.fixture(autouse=True)
def _no_dialog_left(app):
    """A dialog left open would be answered in place of one of the next test; one that nobody awaits stays for ever."""
    left, seen = [], []

    def look():
        there = app.activeModalWidget()
        if there is not None and there in seen:
            close(there)
        seen[:] = [there]

    def close(dialog):
        left.append(f"{type(dialog).__name__} “{dialog.windowTitle()}”")
        dialog.close()

    timer = QTimer(interval=LONGEST_DIALOG)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()
    app.processEvents()
    if app.activeModalWidget() is not None:
        close(app.activeModalWidget())
    if left:
        pytest.fail(f"left open: {', '.join(left)}")


@pytest.fixture(autouse=True)
def _no_window_left(app):
    """Every window that is still there is dressed anew with each theme: hundreds of them slow whatever comes after."""
    yield
    for each in app.topLevelWidgets():
        if isValid(each) and isinstance(each, MainWindow):
            each.close()
            each.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def wait(app):
    """Let the window live until something is true."""

    def until(is_true):
        end = time.monotonic() + PATIENCE
        while not is_true():
            assert time.monotonic() < end, "it never came true"
            app.processEvents()
            QTest.qWait(2)

    return until


@pytest.fixture
def type_in():
    """Type as a keyboard does, letter by letter; `QTest.keyClicks` ends the process at the first Thai letter."""

    def typed(widget, words):
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return typed
