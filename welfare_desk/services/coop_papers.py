"""What the acts of a cooperative share: the head of a paper, and posting it with its audit row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.coop.vouchers import CoopPaper, problems_of_paper
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.storage import accounts, holdings, members, settings, trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.holdings import Moved
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.members.register import Member
    from welfare_desk.money import Money
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def refuse_welfare_book(tx: Tx) -> None:
    """Refuse what only members who own their money do: a welfare fund keeps no shares, savings or loans."""
    if settings.get(tx, "kind") not in MEMBER_OWNED:
        text = N_("This is the book of a welfare fund: it keeps no shares, savings or loans of members.")
        raise RuleError(problem("coop.welfare_book", text))


def fund_of(tx: Tx) -> str:
    """Give the one fund of a cooperative's book."""
    return next(iter(accounts.funds(tx)))


def problems_of_till(tx: Tx, account: str) -> list[Problem]:
    """Find whether money cannot be taken into an account or paid out of it."""
    found = accounts.chart(tx).get(account)
    if found is not None and is_till(found):
        return []
    return [problem("match.account", N_("Choose the cash or bank account."), "account")]


def head_of(tx: Tx, member: Member, day: date, money_account: str, memo: str) -> CoopPaper:
    """Write the head of a paper for a member."""
    return CoopPaper(day, member.number, member.name, money_account, memo, fund_of(tx))


def problems_of_head(tx: Tx, desk: Desk, paper: CoopPaper, amount: Money) -> list[Problem]:
    """Find what is wrong with a paper that moves money, whatever it is for."""
    found = problems_of_paper(paper, desk.today, amount)
    return found + (problems_of_till(tx, paper.money_account) if paper.money_account else [])


def member_of(tx: Tx, number: str) -> Member:
    """Read a member of a book in which members own shares and savings; an old number leads to the one that stays."""
    refuse_welfare_book(tx)
    return members.get(tx, members.person(tx, number))


def refuse(found: Sequence[Problem]) -> None:
    """Refuse an act if anything stands in its way, naming everything at once."""
    if found:
        raise RuleError(*found)


def post(tx: Tx, desk: Desk, moved: Moved, act: tuple[str, str], **details: object) -> Posted:
    """Post one paper and write its audit row; `act` is what was done and to whom."""
    made = desk.made()
    with holdings.post(tx, [moved], made) as found:
        posted = found[0]
    action, subject = act
    trail.add(tx, made, action, subject, voucher=posted.voucher, day=moved.entry.day.isoformat(), **details)
    return posted
