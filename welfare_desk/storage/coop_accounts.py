"""Which accounts of a book a cooperative's rules post to, and which of them are explained by what members hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import ROLES, CoopAccount, controls_of
from welfare_desk.ledger.accounts import is_till, may_post
from welfare_desk.storage import accounts, holding_moves, rows, settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.coop.holdings import Ledger
    from welfare_desk.ledger.accounts import Account, AccountType
    from welfare_desk.storage.book import Tx

_OF_OTHERS = (  # accounts with a use of their own: no kind of loan or savings stands on them
    CoopAccount.SHARE_CAPITAL,
    CoopAccount.ACCRUED_LOAN_INTEREST,
    CoopAccount.ALLOWANCE_LOANS,
    CoopAccount.ALLOWANCE_INTEREST,
    CoopAccount.ACCRUED_INTEREST_PAYABLE,
    CoopAccount.TAX_WITHHELD,
    CoopAccount.RESERVE,
    CoopAccount.NET_PROFIT,
    CoopAccount.ACCUMULATED_LOSS,
)


def roles(tx: Tx) -> Mapping[CoopAccount, str]:
    """Give the account of each role in a book; nothing in one whose members own no shares and savings."""
    return ROLES.get(settings.get(tx, "kind"), {})


def may_hold(tx: Tx, ledger: Ledger, kinds: tuple[AccountType, ...]) -> dict[str, Account]:
    """Give the accounts on which a kind of loan or savings may stand: no till, and none that others are kept on."""
    kept, own = holding_moves.controls(tx), roles(tx)
    others = {own[each] for each in _OF_OTHERS if each in own}
    return {
        code: each
        for code, each in accounts.chart(tx).items()
        if each.type in kinds and may_post(each) and not is_till(each) and code not in others
        and kept.get(code, ledger) is ledger
    }  # fmt: skip


def keep_ready_controls(tx: Tx) -> None:
    """Make control accounts of those that the kind of the book says, where they are none yet."""
    for account, ledger in sorted(controls_of(settings.get(tx, "kind")).items()):
        keep_control(tx, account, ledger)


def keep_control(tx: Tx, account: str, ledger: Ledger) -> None:
    """Make an account a control account of a ledger, with what stands on it now; it stays one."""
    if account in holding_moves.controls(tx):
        return
    ((last,),) = rows.ask(tx, "SELECT coalesce(max(id), 0) FROM entries")
    ((brought,),) = rows.ask(tx, "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = ?", (account,))
    rows.write(
        tx,
        "INSERT INTO control_accounts (account, ledger, from_entry, brought) VALUES (?, ?, ?, ?)",
        (account, ledger.value, last, brought),
    )
