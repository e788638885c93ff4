"""Which accounts of a book a cooperative's rules post to, and which of them are explained by what members hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import ROLES, controls_of
from welfare_desk.storage import holding_moves, rows, settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.coop.accounts import CoopAccount
    from welfare_desk.coop.holdings import Ledger
    from welfare_desk.storage.book import Tx


def roles(tx: Tx) -> Mapping[CoopAccount, str]:
    """Give the account of each role in a book; nothing in one whose members own no shares and savings."""
    return ROLES.get(settings.get(tx, "kind"), {})


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
