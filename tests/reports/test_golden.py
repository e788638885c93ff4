"""What a treasurer reads: the reports of the small book in Thai, as kept in tests/golden/small_book.

A missing file is written anew, and the test fails once so that somebody reads it.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.reports.books import a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.draw.text import as_text

GOLDEN = Path(__file__).parents[1] / "golden" / "small_book"
TODAY = date(2026, 1, 31)
ASKED = {
    "trial_balance": ("trial-balance", {"on": "2026-01-15"}),
    "trial_balance_month": ("trial-balance", {"from": "2026-01-01", "to": "2026-01-15"}),
    "trial_balance_funds": ("trial-balance", {"by": "fund"}),
    "trial_balance_six": ("trial-balance", {"from": "2026-01-01", "columns": "six"}),
    "trial_balance_eight": ("trial-balance", {"from": "2025-10-01", "columns": "eight"}),
    "general_ledger": ("general-ledger", {"account": "1101", "from": "2026-01-01"}),
    "general_ledger_fund": ("general-ledger", {"account": "4101", "fund": "reserve"}),
    "income_expense": ("income-expense", {}),
    "income_expense_years": ("income-expense", {"from": "2025-10", "to": "2027-01"}),
    "financial_position": ("financial-position", {}),
    "financial_position_years": ("financial-position", {"compare": "prior-year"}),
    "financial_position_funds": ("financial-position", {"by": "fund"}),
    "financial_position_sources": ("financial-position", {"layout": "position-by-source"}),
    "performance": ("performance", {}),
    "performance_months": ("performance", {"compare": "months"}),
    "receipts_payments": ("receipts-payments", {}),
    "village_notice": ("receipts-payments", {"from": "2026-01-01", "layout": "village-notice"}),
    "cash_flow": ("cash-flow", {}),
    "cash_flow_funds": ("cash-flow", {"by": "fund"}),
    "fund_changes": ("fund-changes", {}),
    "fund_changes_funds": ("fund-changes", {"by": "fund"}),
    "notes": ("notes", {}),
    "discussion": ("discussion", {}),
    "journal": ("journal", {}),
    "cash_book": ("cash-book", {}),
    "receipt_register": ("receipt-register", {"from": "2025-10-01"}),
    "vouchers": ("vouchers", {"from": "2025-11-01"}),
    "drafts": ("drafts", {}),
    "chart_of_accounts": ("chart-of-accounts", {}),
    "voucher_gaps": ("voucher-gaps", {}),
    "voided_vouchers": ("voided-vouchers", {}),
    "member_list": ("member-list", {}),
    "member_history": ("member-history", {"member": "00003"}),
    "passbook": ("passbook", {"member": "00003"}),
    "passbook_arrears": ("passbook", {"member": "00004"}),
    "arrears": ("arrears", {}),
    "collection_summary": ("collection-summary", {}),
    "money_by_source": ("money-by-source", {}),
    "money_by_source_years": ("money-by-source", {"from": "2024-10"}),
    "fund": ("fund", {}),
    "fund_health": ("fund-health", {}),
    "entry": ("entry", {"voucher": "RV6811-0001"}),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


@pytest.mark.parametrize("file", ASKED)
def test_a_report_reads_as_kept(desk, file):
    name, given = ASKED[file]
    with spoken("th"), desk.book.read() as tx:
        said = as_text(make_report(tx, name, given, TODAY))
    kept = GOLDEN / f"{file}.txt"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8", newline="\n")
        pytest.fail(f"{kept} was missing; read what is in it now")
    assert said == kept.read_text(encoding="utf-8")
