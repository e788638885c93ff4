"""What the words of accounting mean, for whoever rests on one of them: in a column's title or at a field."""

from __future__ import annotations

from welfare_desk.i18n import N_, _

_WORDS = {
    N_("Account"): N_("A heading under which amounts of one kind are added up, such as cash in hand or travel costs."),
    N_("Balance"): N_("What stands on an account after everything up to that day."),
    N_("Brought forward"): N_("The balance with which these days began."),
    N_("Movements"): N_("What was added to the account and taken from it in these days."),
    N_("Debit"): N_(
        "The left side of an account. Money coming in, things bought and expenses stand here; in every voucher debit "
        "and credit are equal."
    ),
    N_("Credit"): N_(
        "The right side of an account. Money going out, income and what the fund owes stand here; in every voucher "
        "debit and credit are equal."
    ),
    N_("Fund"): N_(
        "Whose money it is inside the fund: welfare, reserve or administration. A part may not pay another's."
    ),
    N_("Voucher"): N_("The numbered paper of one entry: RV money in, PV money out, JV everything else."),
    N_("Seal"): N_(
        "A number worked out from this entry and all before it. If anything was changed later, it no longer fits."
    ),
    N_("Closes to"): N_(
        "Where the account's balance goes at the end of the year, so that the next year begins at nil."
    ),
    N_("Owed"): N_("Contributions that were due up to that day and were not paid."),
    N_("Over-paid"): N_("Contributions for later fiscal years. They belong to the member until their year comes."),
    N_("Months covered"): N_("The months that a payment pays for."),
    N_("Paid to"): N_("The last day for which the member's contributions are paid."),
    N_("Difference"): N_("What was counted less what the book says."),
}


def meaning(word: str) -> str:
    """Explain a word that stands on the screen, in the language spoken; nothing where it needs no explanation."""
    return next((_(said) for each, said in _WORDS.items() if _(each) == word), "")
