"""Ways of asking a report again: the period before, and favourites."""

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.ui.screens.reports import favourite
from welfare_desk.ui.widgets.text import Text


def days(window):
    params = window.pager.trail.here.params
    return {name: params[name] for name in ("from", "to", "on") if name in params}


def test_the_period_before_and_after(quiet, window, wait):
    page = quiet("report", report="journal", **{"from": "2026-01-01", "to": "2026-01-31"})
    page.shift(-1)
    wait(lambda: days(window) == {"from": "2025-12-01", "to": "2025-12-31"})
    wait(lambda: not window.jobs.is_busy())
    window.page().shift(1)
    assert days(window) == {"from": "2026-01-01", "to": "2026-01-31"}
    page = quiet("report", report="member-list", on="2026-01-15")
    page.shift(-1)
    assert days(window) == {"on": "2025-12-31"}
    page = quiet("report", report="income-expense", **{"from": "2025-12-01", "to": "2026-01-01"})
    page.shift(-1)
    assert days(window) == {"from": "2025-10-01", "to": "2025-11-30"}


def test_a_report_is_kept_among_the_favourites_without_its_days(quiet, window):
    page = quiet("report", report="trial-balance", by="fund", to="2026-01-15")
    page.switch_favourite()
    assert window.settings.favourites == ["trial-balance&by=fund"]
    assert favourite("trial-balance&by=fund") == ("trial-balance", {"by": "fund"})
    listed = quiet("reports")
    said = [each.said() for each in listed.findChildren(Text)]
    assert "รายงานที่ใช้บ่อย" in said
    again = quiet("report", report="trial-balance", by="fund")
    assert again.star.accessibleName() == "เอาออกจากรายงานที่ใช้บ่อย"
    again.switch_favourite()
    assert window.settings.favourites == []


def test_columns_are_chosen_for_a_report_and_kept(quiet, window):
    page = quiet("report", report="journal")
    whole = [each.key for each in page.table.model.report.columns]
    page.show_column("debit", shown=False)
    assert [each.key for each in page.table.model.report.columns] == [each for each in whole if each != "debit"]
    assert window.settings.columns == {"journal": ["debit"]}
    assert [each.key for each in page.report.columns] == whole, "what is printed stays whole"
    page.show_column("debit", shown=True)
    assert [each.key for each in page.table.model.report.columns] == whole


def test_the_column_with_the_words_of_the_totals_stays(quiet):
    page = quiet("report", report="trial-balance")
    page.show_column("name", shown=False)
    assert "name" in [each.key for each in page.table.model.report.columns]


def papers(page):
    """Catch what the page would show on paper: a title, and the text of each page."""
    shown = []

    def preview(title, content):
        shown.append((title, [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(content)]))

    page.preview = preview
    return shown


def test_the_favourites_are_printed_as_one_batch(quiet, wait):
    for name in ("trial-balance", "journal"):
        quiet("report", report=name).switch_favourite()
    page = quiet("reports")
    shown = papers(page)
    QTest.keyClick(page, Qt.Key.Key_F9)
    wait(lambda: shown)
    assert ["งบทดลอง" in shown[0][1][0], "สมุดรายวัน" in shown[0][1][1]] == [True, True]


def test_all_vouchers_of_a_list_are_printed_as_one_batch(quiet, wait):
    page = quiet("journal")
    shown = papers(page)
    page.table.grid.selectAll()
    page.print_chosen()
    wait(lambda: shown)
    vouchers = [str(row.cells[0]) for row in page.table.chosen() if row.opens]
    assert len(vouchers) == len(shown[0][1]) == 2
    assert all(each in text for each, text in zip(vouchers, shown[0][1], strict=True))


def test_passbooks_of_those_who_are_chosen_are_printed_as_one_batch(quiet, wait):
    page = quiet("members")
    shown = papers(page)
    page.view.selectAll()
    page.print_passbooks()
    wait(lambda: shown)
    assert (shown[0][0], len(shown[0][1])) == ("สมุด 4 เล่ม", 4)
