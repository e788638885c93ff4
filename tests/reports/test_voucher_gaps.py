from datetime import date

from tests.reports.books import a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.voucher_gaps import Numbers, lay_out

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def test_missing_numbers_are_named():
    with spoken("en"):
        report = lay_out([Numbers(Series.RECEIPT, FIRST, 5, (1, 3), 3, 1)], FIRST, LAST)
    assert report.rows[0].cells[3:] == ("RV6901-0002", "RV6901-0005", 3, "RV6901-0001, RV6901-0003", 1)
    assert report.notes == ("2 numbers are missing.",)


def test_a_hole_in_the_book_is_seen(tmp_path):
    """The guards of a book let no hole come about, so they are taken away first."""
    with a_small_book(tmp_path).book as book:
        with book.write() as tx:
            for name in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
                tx.exec_driver_sql(f'DROP TRIGGER "{name}"')
            tx.exec_driver_sql("UPDATE entries SET number = 9 WHERE voucher = 'PV6901-0002'")
        with book.read() as tx:
            rows = make_report(tx, "voucher-gaps", {}, LAST).rows
    assert [row.cells[6] for row in rows if row.cells[0] == "PV"] == [
        ", ".join(f"PV6901-000{number}" for number in range(2, 9))
    ]
