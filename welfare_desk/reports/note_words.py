"""The words of the notes to the statements and of the management discussion: defaults that a fund may write anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _, language
from welfare_desk.storage import note_texts, settings

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

GENERAL, BASIS, POLICIES, DISCUSSION, OUTLOOK = "general", "basis", "policies", "discussion", "outlook"
TITLES = {GENERAL: N_("General information"), BASIS: N_("Basis of the statements"), POLICIES: N_("Accounting policies")}
# the numbers of the notes on balances, as the layouts name them
BALANCES = {
    "4": N_("Cash and bank deposits"),
    "5": N_("Investments"),
    "6": N_("Receivables, loans and advances"),
    "7": N_("Land, buildings and equipment"),
    "8": N_("Liabilities"),
    "9": N_("Funds by source"),
    "10": N_("Income"),
    "11": N_("Expenses"),
}
READY = {
    GENERAL: (N_("{book} is a body of its members that keeps its books from {first_day} on in this program."),),
    BASIS: (
        N_("The statements are drawn up from the books, in baht and satang, for fiscal years that end on {year_end}."),
        N_("Money between funds of the book is shown in the columns by fund and taken out of the whole."),
    ),
    POLICIES: (
        N_("Contributions of members are income when they are due and paid; what is paid for later is a liability."),
        N_("Matching money is income once it is approved in writing; what is not yet received is a receivable."),
        N_("Grants for one purpose are liabilities until they are spent for it."),
        N_("Benefits are expenses when they are approved; what is not yet paid is a liability."),
        N_("Equipment is kept at cost less depreciation in equal parts over its useful months."),
        N_("At the end of a year income goes to the fund of its source, and expenses to the uses of all years."),
    ),
    DISCUSSION: (),
    OUTLOOK: (),
}
CODES = tuple(READY)
_OF_EVERY_BODY = READY[POLICIES][4:5]  # what the others say holds for welfare funds alone


def words(tx: Tx, year: int, code: str, facts: dict[str, str]) -> list[str]:
    """Give the paragraphs of a note: those that the fund wrote for the year, else the default ones."""
    own = note_texts.of_year(tx, year).get(code)
    if own is not None:
        text = own[0] if language() == "th" or not own[1] else own[1]
        return [each.strip() for each in text.splitlines() if each.strip()]
    return draft(tx, code, facts)


def draft(tx: Tx, code: str, facts: dict[str, str]) -> list[str]:
    """Give the paragraphs of a note as they stand while the fund wrote none of its own."""
    is_fund = settings.get(tx, "kind") == "welfare-fund"
    ready = READY[code] if is_fund or code != POLICIES else _OF_EVERY_BODY
    return [_(each).format(**facts) for each in ready]
