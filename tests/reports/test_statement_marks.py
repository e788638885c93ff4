from datetime import date

from tests.builders import PIN, a_book, an_entry
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry
from welfare_desk.services.periods import close_month, close_year


def test_a_statement_says_whether_it_is_a_draft_closed_or_audited(tmp_path):
    desk = a_book(tmp_path, first_day="2025-09-01", today="2026-03-31")
    post_entry(desk, an_entry(day="2025-09-05"))

    def said(day):
        return desk.ask(lambda tx: make_report(tx, "financial-position", {"on": day}, desk.today)).notes[-1]

    assert said("2025-09-30").startswith("ฉบับร่าง")
    close_month(desk, date(2025, 9, 1), PIN)
    assert said("2025-09-30").startswith("ฉบับร่าง")
    close_year(desk, 2025, PIN)
    assert said("2025-09-30") == "ปิดบัญชีของวันเหล่านี้แล้ว แต่งบนี้ยังไม่มีผู้สอบบัญชีตรวจ"
    assert said("2025-10-15").startswith("ฉบับร่าง")
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO audit_opinions VALUES (2025, 1, '2025-11-01', 'นางตรวจ', 'qualified', 'x')")
    assert said("2025-09-30").startswith("ตรวจสอบแล้วโดย นางตรวจ: ถูกต้อง เว้นแต่")
    desk.book.close()
