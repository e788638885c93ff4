"""Members' shares: bought, planned by the month, and the rules of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.shares import after_purchase, problem_of_part, problems_of_amount, shares_in
from welfare_desk.coop.vouchers import CoopLine, voucher
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO, Money
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.storage import coop_rules, shares, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.member_rules import MemberRules
    from welfare_desk.coop.memberships import EntryRules
    from welfare_desk.coop.shares import SharePurchase, ShareRules
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.members.register import Member
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def buy_shares(desk: Desk, purchase: SharePurchase) -> Posted:
    """Take money for whole shares of a member, on one receipt; nobody comes to hold more than a fifth."""
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, purchase.member)
        amount, par = purchase.amount, coop_rules.share_rules(tx, purchase.day).par
        memo = fill(_(N_("Shares: {count}")), {"count": shares_in(amount, par)})
        memo = f"{memo} · {purchase.note.strip()}" if purchase.note.strip() else memo
        paper = coop_papers.head_of(tx, member, purchase.day, purchase.money_account, memo)
        found = coop_papers.problems_of_head(tx, desk, paper, amount) + problems_of_amount(amount, par)
        found += problems_of_standing(member, purchase.day)
        if not found:
            found += problems_of_holding(tx, member.number, amount, purchase.day)
        coop_papers.refuse(found)
        holding = shares.ensure(tx, desk.made(), member.number, purchase.day)
        line = CoopLine(shares.capital_account(tx), amount, holding, Act.DEPOSIT)
        moved = voucher(paper, [line])
        return coop_papers.post(tx, desk, moved, ("share.bought", member.number), satang=amount.satang)


def problems_of_holding(tx: Tx, member: str, amount: Money, day: date) -> list[Problem]:
    """Find whether a member would come to hold more than the law allows."""
    held, capital = after_purchase(shares.held(tx, member), amount, shares.capital(tx))
    too_much = problem_of_part(member, held, capital, coop_rules.share_rules(tx, day))
    return [too_much] if too_much else []


def problems_of_standing(member: Member, day: date) -> list[Problem]:
    """Find whether somebody's membership has ended."""
    if member.status_on(day) not in ENDED:
        return []
    text = N_("The membership of {member} has ended.")
    return [problem("coop.ended", text, "member", member=member.number)]


@needs(Permission.RECORD)
def set_share_plan(desk: Desk, number: str, amount: Money, from_day: date) -> None:
    """Keep what a member pays into shares each month from a day on; nil ends it."""
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, number)
        par = coop_rules.share_rules(tx, from_day).par
        found = problems_of_amount(amount, par) if amount else []
        coop_papers.refuse(found + problems_of_standing(member, from_day))
        if shares.plans(tx, from_day).get(member.number, ZERO) == amount:
            text = N_("That is what {member} pays already.")
            raise RuleError(problem("share.same_plan", text, "amount", member=member.number))
        shares.add_plan(tx, desk.made(), member.number, from_day, amount)


def rules_of(tx: Tx, day: date) -> tuple[ShareRules, EntryRules]:
    """Read the rules of shares, and of entry and leaving, as they stand on a day."""
    return coop_rules.share_rules(tx, day), coop_rules.entry_rules(tx, day)


def every_rule(tx: Tx, day: date) -> MemberRules:
    """Read all rules of members as they stand on a day, those of deductions too."""
    return coop_rules.member_rules(tx, day)


@needs(Permission.SET_UP)
def set_member_rules(desk: Desk, rules: ShareRules, entry: EntryRules, from_day: date) -> None:
    """Keep the rules of shares, of entry and of leaving from a day on; the value of a share stays once some are paid.

    What was reckoned for days before keeps the rules of those days.
    """
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        found = rules.problems()
        if not found:
            found += entry.problems(rules.par)
        if rules.par != coop_rules.share_rules(tx, from_day).par and shares.capital(tx).holders:
            found.append(problem("share.par_stays", N_("Shares are paid up at this value; it stays."), "par"))
        coop_papers.refuse(found)
        changed = coop_rules.keep(tx, rules.as_mapping() | entry.as_mapping(), from_day)
        if changed:
            trail.add(
                tx,
                desk.made(),
                "coop.rules_set",
                "shares",
                from_day=from_day.isoformat(),
                rules=coop_rules.told(changed),
            )
