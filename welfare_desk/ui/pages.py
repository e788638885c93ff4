"""Load a page when it is first asked for; the window itself starts without them."""

# ruff: noqa: C901, PLC0415, PLR0912, PLR0915 - loading late is what this module is for, one case a page

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.ui.screens.screen import Screen


def screen(name: str) -> type[Screen]:
    """Give the class of a page of `places.py`; an unknown one is a `KeyError`."""
    match name:
        case "today":
            from welfare_desk.ui.screens.today import TodayScreen as Found
        case "members":
            from welfare_desk.ui.screens.members import MembersScreen as Found
        case "import":
            from welfare_desk.ui.screens.member_import import MemberImport as Found
        case "import-collections":
            from welfare_desk.ui.screens.collection_import import CollectionImport as Found
        case "collect":
            from welfare_desk.ui.screens.collect import CollectScreen as Found
        case "collect-one":
            from welfare_desk.ui.screens.collect_one import CollectOneScreen as Found
        case "receive":
            from welfare_desk.ui.screens.money import ReceiveScreen as Found
        case "gift":
            from welfare_desk.ui.screens.money import GiftScreen as Found
        case "pay":
            from welfare_desk.ui.screens.money import PayScreen as Found
        case "move":
            from welfare_desk.ui.screens.move import MoveScreen as Found
        case "receipts":
            from welfare_desk.ui.screens.receipts import ReceiptsScreen as Found
        case "hand-ins":
            from welfare_desk.ui.screens.hand_ins import HandInScreen as Found
        case "receipt-books":
            from welfare_desk.ui.screens.receipt_books import ReceiptBooksScreen as Found
        case "shares":
            from welfare_desk.ui.screens.shares import SharesScreen as Found
        case "savings":
            from welfare_desk.ui.screens.savings import SavingsScreen as Found
        case "savings-products":
            from welfare_desk.ui.screens.savings_product import SavingsProductsScreen as Found
        case "savings-product":
            from welfare_desk.ui.screens.savings_product import SavingsProductScreen as Found
        case "member-rules":
            from welfare_desk.ui.screens.member_rules import MemberRulesScreen as Found
        case "import-coop":
            from welfare_desk.ui.screens.coop_import import CoopImport as Found
        case "payroll":
            from welfare_desk.ui.screens.payroll import PayrollScreen as Found
        case "cheques":
            from welfare_desk.ui.screens.cheques import ChequesScreen as Found
        case "cash-counts":
            from welfare_desk.ui.screens.cash_counts import CashCountsScreen as Found
        case "bank":
            from welfare_desk.ui.screens.bank import BankScreen as Found
        case "import-bank":
            from welfare_desk.ui.screens.bank_import import BankImport as Found
        case "journal":
            from welfare_desk.ui.screens.journal import JournalScreen as Found
        case "drafts":
            from welfare_desk.ui.screens.drafts import DraftsScreen as Found
        case "pending":
            from welfare_desk.ui.screens.pending import PendingScreen as Found
        case "adjustments":
            from welfare_desk.ui.screens.adjustments import AdjustmentsScreen as Found
        case "findings":
            from welfare_desk.ui.screens.findings import FindingsScreen as Found
        case "close":
            from welfare_desk.ui.screens.close import CloseScreen as Found
        case "people":
            from welfare_desk.ui.screens.people import PeopleScreen as Found
        case "advances":
            from welfare_desk.ui.screens.advances import AdvancesScreen as Found
        case "assets":
            from welfare_desk.ui.screens.assets import AssetsScreen as Found
        case "budget":
            from welfare_desk.ui.screens.budget import BudgetScreen as Found
        case "recurring":
            from welfare_desk.ui.screens.recurring import RecurringScreen as Found
        case "accounts":
            from welfare_desk.ui.screens.accounts import AccountsScreen as Found
        case "opening":
            from welfare_desk.ui.screens.opening import OpeningScreen as Found
        case "entry":
            from welfare_desk.ui.screens.entry import EntryScreen as Found
        case "report":
            from welfare_desk.ui.screens.report import ReportScreen as Found
        case "fund":
            from welfare_desk.ui.screens.fund import FundScreen as Found
        case "reports":
            from welfare_desk.ui.screens.reports import ReportsScreen as Found
        case "combined":
            from welfare_desk.ui.screens.combined import CombinedScreen as Found
        case "notes":
            from welfare_desk.ui.screens.notes import NotesScreen as Found
        case "withholdings":
            from welfare_desk.ui.screens.withholdings import WithholdingsScreen as Found
        case "layouts":
            from welfare_desk.ui.screens.layouts import LayoutsScreen as Found
        case "layout":
            from welfare_desk.ui.screens.layout_editor import LayoutEditor as Found
        case "integrity":
            from welfare_desk.ui.screens.integrity import IntegrityScreen as Found
        case "handovers":
            from welfare_desk.ui.screens.handovers import HandoversScreen as Found
        case "backups":
            from welfare_desk.ui.screens.backups import BackupsScreen as Found
        case "restore":
            from welfare_desk.ui.screens.restore import RestoreScreen as Found
        case "help":
            from welfare_desk.ui.screens.help import HelpScreen as Found
        case "settings":
            from welfare_desk.ui.screens.settings import SettingsScreen as Found
        case "claims":
            from welfare_desk.ui.screens.claims import ClaimsScreen as Found
        case "matching":
            from welfare_desk.ui.screens.matching import MatchingScreen as Found
        case "loans":
            from welfare_desk.ui.screens.loans import LoansScreen as Found
        case "loan":
            from welfare_desk.ui.screens.loan import LoanScreen as Found
        case "loan-applications":
            from welfare_desk.ui.screens.loan_applications import LoanApplicationsScreen as Found
        case "loan-products":
            from welfare_desk.ui.screens.loan_products import LoanProductsScreen as Found
        case "loan-product":
            from welfare_desk.ui.screens.loan_product import LoanProductScreen as Found
        case "grants":
            from welfare_desk.ui.screens.grants import GrantsScreen as Found
        case "activities":
            from welfare_desk.ui.screens.activities import ActivitiesScreen as Found
        case "regulations":
            from welfare_desk.ui.screens.regulations import RegulationsScreen as Found
        case "regulation-write":
            from welfare_desk.ui.screens.regulation_editor import RegulationEditor as Found
        case "import-benefits":
            from welfare_desk.ui.screens.benefit_import import BenefitImport as Found
        case "claim":
            from welfare_desk.ui.screens.claim import ClaimScreen as Found
        case "readiness":
            from welfare_desk.ui.screens.readiness import ReadinessScreen as Found
        case "fund-profile":
            from welfare_desk.ui.screens.fund_profile import FundProfileScreen as Found
        case "self-assessment":
            from welfare_desk.ui.screens.self_assessment import SelfAssessmentScreen as Found
        case "submissions":
            from welfare_desk.ui.screens.submissions import SubmissionsScreen as Found
        case "committee":
            from welfare_desk.ui.screens.committee import CommitteeScreen as Found
        case "meetings":
            from welfare_desk.ui.screens.meetings import MeetingsScreen as Found
        case "privacy":
            from welfare_desk.ui.screens.privacy import PrivacyScreen as Found
        case "breaches":
            from welfare_desk.ui.screens.breaches import BreachesScreen as Found
        case "auditor":
            from welfare_desk.ui.screens.auditor import AuditorScreen as Found
        case "review":
            from welfare_desk.ui.screens.review import ReviewScreen as Found
        case "audit-pack":
            from welfare_desk.ui.screens.audit_pack import AuditPackScreen as Found
        case "pack":
            from welfare_desk.ui.screens.pack import PackScreen as Found
        case "secrets":
            from welfare_desk.ui.screens.secrets import SecretsScreen as Found
        case "allowance-rules":
            from welfare_desk.ui.screens.allowance_rules import AllowanceRulesScreen as Found
        case "allowance-rule":
            from welfare_desk.ui.screens.allowance_rule import AllowanceRuleScreen as Found
        case "allowance":
            from welfare_desk.ui.screens.allowance import AllowanceScreen as Found
        case "borrowings":
            from welfare_desk.ui.screens.borrowings import BorrowingsScreen as Found
        case "surplus":
            from welfare_desk.ui.screens.surplus import SurplusScreen as Found
        case "surplus-payments":
            from welfare_desk.ui.screens.surplus_payments import SurplusPaymentsScreen as Found
        case "coop-ratios":
            from welfare_desk.ui.screens.coop_ratios import CoopRatiosScreen as Found
        case _:
            raise KeyError(name)
    return Found
