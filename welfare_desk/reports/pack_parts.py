"""What the certification pack of a year holds: a list, and nothing but a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from welfare_desk.i18n import N_


class Section(Enum):
    """A folder of the pack, in its order."""

    STATEMENTS = N_("Statements")
    BOOKS = N_("Books and registers")
    WELFARE = N_("Members and benefits")
    FORMS = N_("Forms")
    COMMITTEE = N_("Committee and regulations")
    CLOSE = N_("Close and signatures")


class Each(Enum):
    """What a part is made for, sheet after sheet in one file, where it is not made once."""

    YEAR = "year"
    MEETING = "meeting"
    BANK = "bank"


PDF, XLSX, CSV = "pdf", "xlsx", "csv"
PAPER, TABLE, RECORDS = (PDF,), (PDF, XLSX), (PDF, XLSX, CSV)
FILES = (XLSX, CSV)  # what would be a thousand pages on paper


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pack: the report it is, its English title (marked), its forms, and the page where it is made.

    `where` names that page; `asked` are answers beside the days of the year; `is_needed` says that a pack without it
    is not whole.
    """

    section: Section
    report: str
    title: str
    forms: tuple[str, ...] = PAPER
    where: str = ""
    page: str = ""
    each: Each = Each.YEAR
    asked: tuple[tuple[str, str], ...] = ()
    is_needed: bool = True


_CLOSE, _COMMITTEE, _ASSETS, _BUDGET = N_("Close"), N_("Committee"), N_("Assets"), N_("Budget")
_BANK, _BENEFITS, _REPORTS, _MEMBERS = N_("Bank"), N_("Benefits"), N_("Reports"), N_("Members")
_CERTIFICATION, _MEETINGS, _REGULATIONS = N_("Certification"), N_("Meetings"), N_("Regulations")
_S, _B, _W, _F, _C, _E = Section

PARTS = (
    Part(_S, "financial-position", N_("Statement of financial position"), RECORDS, _REPORTS),
    Part(_S, "performance", N_("Statement of performance"), RECORDS, _REPORTS),
    Part(_S, "receipts-payments", N_("Receipts and payments"), RECORDS, _REPORTS),
    Part(_S, "cash-flow", N_("Cash flow statement"), RECORDS, _REPORTS),
    Part(_S, "fund-changes", N_("Changes in fund balances"), RECORDS, _REPORTS),
    Part(_S, "notes", N_("Notes to the statements"), PAPER, _REPORTS),
    Part(_S, "discussion", N_("Discussion of the year"), PAPER, _REPORTS, is_needed=False),
    Part(_S, "trial-balance", N_("Trial balance"), RECORDS, _REPORTS),
    Part(_S, "income-expense", N_("Income and expenses by month"), TABLE, _REPORTS),
    Part(_S, "money-by-source", N_("Money by source"), TABLE, _REPORTS),
    Part(_S, "fund-health", N_("Health of the fund"), PAPER, _REPORTS, is_needed=False),
    Part(_B, "journal", N_("Journal"), FILES, _REPORTS),
    Part(_B, "cash-book", N_("Cash book"), RECORDS, _REPORTS),
    Part(_B, "chart-of-accounts", N_("Chart of accounts"), TABLE, N_("Accounts"), "accounts"),
    Part(_B, "receipt-register", N_("Receipt register"), TABLE, N_("Receipts"), "receipts"),
    Part(_B, "voucher-gaps", N_("Register of voucher numbers"), TABLE, _REPORTS),
    Part(_B, "voided-vouchers", N_("Voided vouchers"), PAPER, _REPORTS),
    Part(_B, "cheques", N_("Cheque register"), PAPER, N_("Cheques"), "cheques", is_needed=False),
    Part(_B, "assets", N_("Register of assets"), TABLE, _ASSETS, "assets"),
    Part(_B, "budget", N_("Budget and what became of it"), TABLE, _BUDGET, "budget", is_needed=False),
    Part(_B, "bank-reconciliation", N_("Bank reconciliation"), PAPER, _BANK, "bank", Each.BANK),
    Part(_B, "cash-counts", N_("Cash counts"), PAPER, N_("Cash count"), "cash-count"),
    Part(_B, "grants", N_("Grants for one purpose"), TABLE, N_("Grants"), "grants", is_needed=False),
    Part(_W, "member-list", N_("Member register"), TABLE, _MEMBERS, "members"),
    Part(_W, "collection-summary", N_("Collections by village and month"), TABLE, _REPORTS),
    Part(_W, "arrears", N_("Members in arrears"), TABLE, _MEMBERS, "members"),
    Part(_W, "benefits-by-month", N_("Benefits by kind and month"), TABLE, _BENEFITS, "claims"),
    Part(_W, "benefits-by-village", N_("Benefits by village"), TABLE, _BENEFITS, "claims"),
    Part(_W, "benefit-decisions", N_("Decisions on benefits"), TABLE, _BENEFITS, "claims"),
    Part(_W, "match-rounds", N_("Rounds of matching money"), TABLE, N_("Matching money"), "matching", is_needed=False),
    Part(_F, "status-form", N_("Status form of the fund"), TABLE, _CERTIFICATION, "status-form"),
    Part(_F, "readiness", N_("Readiness for certification"), TABLE, _CERTIFICATION, "readiness"),
    Part(_F, "citizen-summary", N_("Summary for the public"), RECORDS, _REPORTS, is_needed=False),
    Part(_C, "committee", N_("Committee"), PAPER, _COMMITTEE, "committee"),
    Part(_C, "meetings", N_("Register of meetings"), PAPER, _MEETINGS, "meetings"),
    Part(_C, "meeting", N_("Minutes of the meetings"), PAPER, _MEETINGS, "meetings", Each.MEETING),
    Part(_C, "attendance", N_("Attendance of the committee"), PAPER, _MEETINGS, "meetings"),
    Part(_C, "activities", N_("Meetings and welfare that is no money"), PAPER, N_("Activities"), "activities",
         is_needed=False),
    Part(_C, "regulations", N_("Register of regulations"), PAPER, _REGULATIONS, "regulations"),
    Part(_C, "regulation", N_("Regulation in words"), PAPER, _REGULATIONS, "regulations"),
    Part(_E, "close-checklist", N_("Checklist of the close"), PAPER, _CLOSE, "close"),
    Part(_E, "period-statement", N_("Signed period statement"), PAPER, _CLOSE, "close"),
    Part(_E, "signing-key", N_("Signing key of the book"), PAPER, N_("Integrity"), "integrity"),
    Part(_E, "handovers", N_("Handovers of office"), PAPER, N_("Handovers of office"), "handovers", is_needed=False),
    Part(_E, "retention", N_("How long papers are kept"), PAPER, _CLOSE, "close", is_needed=False),
)  # fmt: skip
