from datetime import date

from tests.builders import PIN, a_book, an_entry
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.model import Standing
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month, close_year


def test_a_statement_says_whether_it_is_a_draft_closed_or_audited(tmp_path):
    desk = a_book(tmp_path, first_day="2025-09-01", today="2026-03-31")
    post_entry(desk, an_entry(day="2025-09-05"))

    def said(day):
        with spoken("en"):
            return desk.ask(lambda tx: make_report(tx, "financial-position", {"on": day}, desk.today)).mark

    assert said("2025-09-30").standing is Standing.DRAFT
    close_month(desk, date(2025, 9, 1), PIN)
    assert "the year not yet" in said("2025-09-30").words
    close_year(desk, 2025, PIN)
    assert said("2025-09-30").standing is Standing.CLOSED
    assert "not audited" in said("2025-09-30").words
    assert said("2025-10-15").standing is Standing.DRAFT
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO audit_opinions VALUES (2025, 1, '2025-11-01', 'นางตรวจ', 'qualified', 'x')")
    assert said("2025-09-30").standing is Standing.AUDITED
    assert "นางตรวจ: with a reservation" in said("2025-09-30").words
    desk.book.close()
