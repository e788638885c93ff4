"""The map of the window: the places of the sidebar by the day's work, and the pages of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission

if TYPE_CHECKING:
    from welfare_desk.reports.overview import BookFacts


ALL, FUNDS, COOPS = "", "funds", "coops"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, its word, whether it works beside the narrow rail, and whether it stands in the tab strip.

    `needs` is what a person must be allowed to do for the page to be of use; `of_copies` tells that
    its tab is shown only where an auditor works on a copy. `of` names the books that have the page: all, those of
    welfare funds, or those whose members own shares and savings.
    """

    name: str
    word: str
    rail: bool = False
    tab: bool = True
    needs: Permission = Permission.READ
    of_copies: bool = False
    of: str = ALL

    def is_for(self, kind: str) -> bool:
        """Tell whether a kind of book has this page."""
        return self.of == ALL or (self.of == COOPS) == (kind in MEMBER_OWNED)

    def is_open_to(self, facts: BookFacts) -> bool:
        """Tell whether the book has this page, and the person at the desk can do anything on it."""
        return self.is_for(facts.kind) and self.may_be_used(facts)

    def may_be_used(self, facts: BookFacts) -> bool:
        """Tell whether the person at the desk can do anything on this page."""
        return self.needs is Permission.READ or facts.may(self.needs)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the sidebar; it opens at its first page, the others are its tabs or are reached from them."""

    name: str
    icon: str
    word: str
    pages: tuple[Page, ...]

    @property
    def tabs(self) -> tuple[Page, ...]:
        """Give the pages of the tab strip."""
        return tuple(page for page in self.pages if page.tab)


DAILY = (
    Place("today", "sun", N_("Today"), (Page("today", N_("Today")),)),
    Place(
        "members",
        "users",
        N_("Members"),
        (
            Page("members", N_("Members"), rail=True),
            Page("import", N_("Import members"), rail=True, tab=False, needs=Permission.REGISTER),
        ),
    ),
    Place(
        "money-in",
        "hand-coins",
        N_("Money in"),
        (
            Page("collect", N_("By village"), rail=True, needs=Permission.RECORD, of=FUNDS),
            Page("collect-one", N_("By member"), rail=True, needs=Permission.RECORD, of=FUNDS),
            Page("receive", N_("Other money in"), needs=Permission.RECORD),
            Page("gift", N_("Gift in kind"), needs=Permission.RECORD, of=FUNDS),
            Page("receipts", N_("Receipts"), of=FUNDS),
            Page("hand-ins", N_("Hand-ins"), of=FUNDS),
            Page("receipt-books", N_("Receipt books"), of=FUNDS),
            Page(
                "import-collections",
                N_("Import contributions"),
                rail=True,
                tab=False,
                needs=Permission.RECORD,
                of=FUNDS,
            ),
        ),
    ),
    Place(
        "money-out",
        "wallet",
        N_("Money out"),
        (
            Page("pay", N_("Pay money"), needs=Permission.RECORD),
            Page("move", N_("Move money"), needs=Permission.RECORD),
            Page("advances", N_("Advances"), rail=True, of=FUNDS),
            Page("cheques", N_("Cheques"), rail=True),
            Page("withholdings", N_("Tax withheld"), rail=True),
        ),
    ),
    Place(
        "benefits",
        "heart-handshake",
        N_("Benefits"),
        (
            Page("claims", N_("Benefits"), rail=True, of=FUNDS),
            Page("claim", N_("Claim"), rail=True, tab=False, of=FUNDS),
            Page("matching", N_("Matching money"), rail=True, of=FUNDS),
            Page("grants", N_("Grants"), rail=True, of=FUNDS),
            Page("activities", N_("Activities"), rail=True, of=FUNDS),
            Page("regulations", N_("Regulations"), rail=True, of=FUNDS),
            Page("regulation-write", N_("New regulation"), rail=True, tab=False, needs=Permission.SET_UP, of=FUNDS),
            Page(
                "import-benefits", N_("Import benefits paid"), rail=True, tab=False, needs=Permission.RECORD, of=FUNDS
            ),
        ),
    ),
)
BOOKS = (
    Place(
        "ledger",
        "book-open",
        N_("Ledger"),
        (
            Page("journal", N_("Posted vouchers"), rail=True),
            Page("entry", N_("Journal entry"), rail=True, needs=Permission.RECORD),
            Page("drafts", N_("Drafts"), rail=True),
            Page("pending", N_("For approval"), rail=True),
            Page("accounts", N_("Accounts"), rail=True),
            Page("opening", N_("Opening balances"), rail=True, needs=Permission.RECORD),
        ),
    ),
    Place(
        "close",
        "calendar-check",
        N_("Closing"),
        (
            Page("close", N_("Close the books")),
            Page("cash-counts", N_("Cash counts"), rail=True),
            Page("bank", N_("Bank and book"), rail=True),
            Page("import-bank", N_("Take in a bank statement"), rail=True, tab=False, needs=Permission.RECORD),
            Page("recurring", N_("What comes again"), rail=True),
            Page("assets", N_("Assets"), rail=True),
            Page("budget", N_("Budget"), rail=True),
        ),
    ),
    Place(
        "reports",
        "chart-column",
        N_("Reports"),
        (
            Page("reports", N_("Reports")),
            Page("fund", N_("The fund at a glance"), of=FUNDS),
            Page("notes", N_("Words of the notes"), rail=True),
            Page("layouts", N_("Layouts of statements"), rail=True),
            Page("layout", N_("Layout of a statement"), rail=True, tab=False, needs=Permission.SET_UP),
            Page("report", N_("Report"), tab=False),
            Page("combined", N_("Several books in one statement"), rail=True, tab=False),
        ),
    ),
    Place(
        "certification",
        "landmark",
        N_("Certification"),
        (
            Page("readiness", N_("Readiness"), rail=True, of=FUNDS),
            Page("pack", N_("Certification pack"), rail=True, of=FUNDS),
            Page("committee", N_("The committee"), rail=True),
            Page("meetings", N_("Meetings"), rail=True),
            Page("fund-profile", N_("Profile of the fund"), rail=True, of=FUNDS),
            Page("self-assessment", N_("Self-assessment"), rail=True, of=FUNDS),
            Page("submissions", N_("What was handed up"), rail=True, of=FUNDS),
        ),
    ),
    Place(
        "audit",
        "search",
        N_("Audit"),
        (
            Page("auditor", N_("Auditor's desk"), rail=True),
            Page("review", N_("My findings"), rail=True, of_copies=True),
            Page("findings", N_("Findings of auditors"), rail=True),
            Page("adjustments", N_("Audit of the year"), rail=True),
            Page("audit-pack", N_("Audit pack"), rail=True, needs=Permission.CLOSE),
        ),
    ),
    Place(
        "integrity",
        "shield-check",
        N_("Integrity"),
        (
            Page("integrity", N_("Integrity")),
            Page("backups", N_("Backups"), rail=True),
            Page("handovers", N_("Handovers of office")),
            Page("restore", N_("Restore"), tab=False, needs=Permission.SET_UP),
        ),
    ),
)
FOOT = (
    Place("help", "circle-help", N_("Help"), (Page("help", N_("Help"), rail=True),)),
    Place(
        "settings",
        "settings",
        N_("Settings"),
        (
            Page("settings", N_("Settings")),
            Page("people", N_("People")),
            Page("secrets", N_("Passphrase")),
            Page("privacy", N_("Personal data"), needs=Permission.REGISTER),
            Page("breaches", N_("Breaches of personal data"), tab=False, needs=Permission.REGISTER),
        ),
    ),
)
# What members own and owe: places of cooperatives, savings groups and village funds
OWNED: tuple[Place, ...] = (
    Place(
        "shares-savings",
        "banknote",
        N_("Shares and savings"),
        (
            Page("shares", N_("Share register"), rail=True, of=COOPS),
            Page("savings", N_("Savings accounts"), rail=True, of=COOPS),
            Page("payroll", N_("Payroll deductions"), rail=True, of=COOPS),
            Page("savings-products", N_("Kinds of savings"), rail=True, of=COOPS),
            Page("member-rules", N_("Rules of members"), rail=True, of=COOPS),
            Page(
                "savings-product",
                N_("Kind of savings account"),
                rail=True,
                tab=False,
                needs=Permission.SET_UP,
                of=COOPS,
            ),
            Page("import-coop", N_("Take a register in"), rail=True, tab=False, needs=Permission.RECORD, of=COOPS),
        ),
    ),
    Place(
        "loans",
        "scroll-text",
        N_("Loans"),
        (
            Page("loans", N_("Loans"), rail=True, of=COOPS),
            Page("loan-applications", N_("Applications"), rail=True, of=COOPS),
            Page("loan", N_("Card of a loan"), rail=True, tab=False, of=COOPS),
            Page("allowance", N_("Allowance"), rail=True, of=COOPS),
            Page("borrowings", N_("Borrowings"), rail=True, of=COOPS),
            Page("allowance-rules", N_("Rules of classes"), rail=True, of=COOPS),
            Page("allowance-rule", N_("Our own rules"), rail=True, tab=False, needs=Permission.SET_UP, of=COOPS),
            Page("loan-products", N_("Kinds of loans"), rail=True, of=COOPS),
            Page("loan-product", N_("Kind of loan"), rail=True, tab=False, needs=Permission.SET_UP, of=COOPS),
        ),
    ),
    Place(
        "surplus",
        "star",
        N_("Surplus"),
        (
            Page("surplus", N_("Sharing of the surplus"), rail=True, of=COOPS),
            Page("surplus-payments", N_("To be paid"), rail=True, of=COOPS),
            Page("coop-ratios", N_("Ratios"), rail=True, of=COOPS),
        ),
    ),
)
WORK = (*DAILY, *OWNED, *BOOKS)
PLACES = (*WORK, *FOOT)
FIRST_PAGE, AUDITORS_PAGE = "today", "auditor"
PAGES = {page.name: place for place in PLACES for page in place.pages}


def place_of(page: str) -> Place:
    """Give the place where a page is at home; an unknown page is a `KeyError`."""
    return PAGES[page]


def doors(facts: BookFacts) -> dict[str, str]:
    """Name the page at which each place opens, in the order of the sidebar.

    Places are left out of which the book has nothing, or where the person at the desk can do nothing.
    """
    opens = ((place.name, next((page.name for page in place.tabs if page.is_open_to(facts)), "")) for place in PLACES)
    return {name: page for name, page in opens if page}


def find_page(name: str) -> Page:
    """Give a page by its name; an unknown page is a `KeyError`."""
    return next(page for page in PAGES[name].pages if page.name == name)
