"""The page before there is a book: two practice books, each in its own file, made once."""

import pytest

from tests.ui.screens.conftest import TODAY, Kept
from welfare_desk.i18n import spoken
from welfare_desk.services.books import BookKind
from welfare_desk.ui.screens.start import StartScreen


@pytest.fixture
def start(app):
    assert app
    with spoken("en"):
        yield StartScreen(Kept(), TODAY)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Practice book", BookKind.WELFARE_FUND), ("Practice cooperative", BookKind.COOPERATIVE)],
)
def test_each_practice_book_is_made_once_and_opened_from_then_on(start, tmp_path, name, kind):
    asked = []
    start.chosen.connect(lambda path, new: asked.append((path, new)))
    act = start.open_practice if kind is BookKind.WELFARE_FUND else start.open_practice_coop
    act(tmp_path)
    [(path, new)] = asked
    assert path == tmp_path / f"{name}.welfare"
    assert (new.kind, new.is_practice) == (kind, True)
    path.touch()
    act(tmp_path)
    assert asked[1] == (path, None)
