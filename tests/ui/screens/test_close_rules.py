"""How strict the close is, and the open data, at the window."""

from tests.ui.screens.test_people import filled
from welfare_desk.services.close_rules import is_close_strict
from welfare_desk.ui.screens.close_rules import ask_close_rules


def test_the_close_is_made_strict(quiet, wait, next_dialog):
    page = quiet("close")
    filled(page, next_dialog, wait, lambda: ask_close_rules(page), strict=True)
    found = []
    page.ask(lambda desk: desk.ask(is_close_strict), found.append, "test")
    wait(lambda: found == [True])


def test_open_data_are_written_from_the_pack(quiet, wait, tmp_path):
    page = quiet("pack")
    page.write_open_data(tmp_path / "เปิด")
    wait(lambda: "fund-summary.csv" in page.sentence.said())
    assert len(list((tmp_path / "เปิด").iterdir())) == 3
