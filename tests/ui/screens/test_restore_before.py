"""The way back to before an upgrade, at the page of restoring."""

import shutil
from pathlib import Path

import pytest

from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.upgrade import version_of

OLD = Path(__file__).parents[2] / "books" / "v5.welfare"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "กองทุน.welfare"
    shutil.copyfile(OLD, path)
    return path


def test_an_upgrade_is_taken_back_and_the_book_is_closed(quiet, window, path, wait, next_dialog):
    page, said = quiet("restore"), []
    wait(page.before.isVisible)
    next_dialog.when_it_comes(lambda dialog: dialog.done(1))
    next_dialog.when_it_comes(lambda dialog: (said.append(dialog.windowTitle()), dialog.done(1)))
    page.before.ask_take_back()
    wait(lambda: said)
    assert version_of(path) == 5
    assert window.jobs is None
    assert (path.parent / f"กองทุน.v{VERSION}.welfare").exists()


def test_a_state_that_went_away_is_offered_no_more(quiet, path, wait):
    page = quiet("restore")
    wait(page.before.isVisible)
    path.with_name("กองทุน.v5.welfare").unlink()
    page.before.ask_take_back()
    wait(lambda: not page.before.isVisible())
    assert version_of(path) == VERSION
