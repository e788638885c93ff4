"""What is looked at before a month is closed: one line each, in order, worth a look, or in the way of the close."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

SUSPENSE = ("1901", "2901", "11990", "21990", "22090", "59000")  # of all charts: nil before a month is closed


class CheckState(Enum):
    """How one line stands: in order, worth a look, or it stops the close."""

    OK = "ok"
    LOOK = "look"
    STOPS = "stops"

    def text(self) -> str:
        """Say it in the chosen language."""
        return _(_STATE_WORDS[self])


_STATE_WORDS = {
    CheckState.OK: N_("in order"),
    CheckState.LOOK: N_("look at it"),
    CheckState.STOPS: N_("stops the close"),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the checklist: how it stands, what is said of it, and the page of the window that mends it."""

    code: str
    state: CheckState
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    page: str = ""
    asked: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """Say it in the chosen language."""
        return fill(_(self.sentence), self.params)


@dataclass(frozen=True, slots=True)
class Till:
    """A cash or bank account at the end of a month, and the day up to which it was counted or reconciled."""

    account: str
    balance: Money
    is_bank: bool
    proven: date | None


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What a book says of one month before it is closed.

    `pending` are references that wait; `gaps` counts vouchers whose number before is missing, `unlike` kept balances
    that differ from the vouchers, `subledger` control accounts that differ from their detail; `suspense` holds what
    stands on suspense accounts, `held` what each cash and bank account holds in each fund, both at the month's end.
    `releasable` are contributions in advance that are income by now; `recurring` and `assets` name what is not posted.
    """

    first: date
    last: date
    drafts: int = 0
    pending: tuple[str, ...] = ()
    gaps: int = 0
    unlike: int = 0
    subledger: int = 0
    suspense: Mapping[str, Money] = field(default_factory=dict[str, Money])
    tills: tuple[Till, ...] = ()
    held: Sequence[tuple[str, str, Money]] = ()
    unpaid: int = 0
    unpaid_amount: Money = ZERO
    officers: int = 0
    meetings: int = 0
    releasable: Money = ZERO
    recurring: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    is_strict: bool = False
    more: tuple[CheckLine, ...] | None = None  # of a book whose members own shares and savings, in place of benefits


def checklist(facts: MonthFacts) -> tuple[CheckLine, ...]:
    """Look at everything that a month is looked at for; what stops the close comes first."""
    return (
        *stoppers(facts),
        *(() if facts.is_strict else _tills(facts)),
        _subledger(facts),
        *(facts.more or ()),
        _drafts(facts),
        *((_funds(facts), _releases(facts)) if facts.more is None else ()),
        _named("recurring", facts.recurring, _RECURRING, "recurring"),
        _named("depreciation", facts.assets, _DEPRECIATION, "assets"),
        *((_claims(facts),) if facts.more is None else ()),
        _committee(facts),
        _minutes(facts),
    )


def stoppers(facts: MonthFacts) -> tuple[CheckLine, ...]:
    """Look at what may stop the close; asked again in the close itself."""
    tills = _tills(facts) if facts.is_strict else ()
    return _pending(facts), _numbers(facts), _balances(facts), _suspense(facts), *tills


def owed_between_funds(held: Sequence[tuple[str, str, Money]]) -> list[tuple[str, str, Money]]:
    """Tell which fund owes which, and how much: below zero in an account, it lives on what the others have there."""
    accounts: defaultdict[str, dict[str, Money]] = defaultdict(dict)
    for account, fund, money in held:
        accounts[account][fund] = accounts[account].get(fund, ZERO) + money
    owed: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for funds in accounts.values():
        lenders = {fund: money.satang for fund, money in funds.items() if money > ZERO}
        for borrower, money in funds.items():
            if money >= ZERO or not lenders:
                continue
            for lender, part in zip(lenders, (-money).share(tuple(lenders.values())), strict=True):
                owed[borrower, lender] += part
    return [(*pair, money) for pair, money in sorted(owed.items()) if money]


def _ok(code: str, sentence: str) -> CheckLine:
    return CheckLine(code, CheckState.OK, sentence)


def _pending(facts: MonthFacts) -> CheckLine:
    if not facts.pending:
        return _ok("pending", N_("Nothing of the month waits for a second person."))
    text = N_("Work of this month waits for a second person: {references}. Approve it or send it back first.")
    return CheckLine("pending", CheckState.STOPS, text, {"references": ", ".join(facts.pending)}, "pending")


def _numbers(facts: MonthFacts) -> CheckLine:
    if not facts.gaps:
        return _ok("numbers", N_("Voucher numbers run without a gap."))
    text = N_("Gaps in the voucher numbers: {count}. Check the book and ask for help before closing.")
    asked = ("report", "voucher-gaps"), ("from", facts.first.isoformat()), ("to", facts.last.isoformat())
    return CheckLine("numbers", CheckState.STOPS, text, {"count": facts.gaps}, "report", asked)


def _balances(facts: MonthFacts) -> CheckLine:
    if not facts.unlike:
        return _ok("balances", N_("The balances of the month equal its vouchers."))
    text = N_("Balances that differ from the vouchers: {count}. The file was changed; check the book.")
    return CheckLine("balances", CheckState.STOPS, text, {"count": facts.unlike}, "integrity")


def _suspense(facts: MonthFacts) -> CheckLine:
    left = {account: money for account, money in sorted(facts.suspense.items()) if money}
    if not left:
        return _ok("suspense", N_("Nothing is left on suspense accounts."))
    text = N_("On suspense: {amounts}. Find out whose it is and post it where it belongs.")
    amounts = ", ".join(f"{account} {abs(money).text()}" for account, money in left.items())
    asked = ("report", "general-ledger"), ("account", next(iter(left))), ("to", facts.last.isoformat())
    return CheckLine("suspense", CheckState.STOPS, text, {"amounts": amounts}, "report", asked)


def _subledger(facts: MonthFacts) -> CheckLine:
    if not facts.subledger:
        return _ok("subledger", N_("The members' records equal their control accounts."))
    text = N_("Control accounts that differ from their detail: {count}. Check the book.")
    return CheckLine("subledger", CheckState.LOOK, text, {"count": facts.subledger}, "integrity")


def _drafts(facts: MonthFacts) -> CheckLine:
    if not facts.drafts:
        return _ok("drafts", N_("No draft of the month is left."))
    text = N_("Drafts of the month not posted: {count}. After the close they take a later day.")
    return CheckLine("drafts", CheckState.LOOK, text, {"count": facts.drafts}, "drafts")


def _tills(facts: MonthFacts) -> tuple[CheckLine, CheckLine]:
    """Look at cash counted and banks reconciled; a strict book is not closed without them."""
    not_proven = CheckState.STOPS if facts.is_strict else CheckState.LOOK
    late = [each for each in facts.tills if each.proven is None or each.proven < facts.last]
    cash = ", ".join(each.account for each in late if not each.is_bank)
    banks = ", ".join(each.account for each in late if each.is_bank)
    counted = _ok("cash", N_("Cash was counted at the month's end."))
    if cash:
        text = N_("Cash was not counted at the month's end: {accounts}.")
        counted = CheckLine("cash", not_proven, text, {"accounts": cash}, "cash-counts")
    reconciled = _ok("banks", N_("The banks were reconciled to the month's end."))
    if banks:
        text = N_("Banks are not reconciled to the month's end: {accounts}.")
        reconciled = CheckLine("banks", not_proven, text, {"accounts": banks}, "bank")
    return counted, reconciled


def _funds(facts: MonthFacts) -> CheckLine:
    owed = owed_between_funds(facts.held)
    if not owed:
        return _ok("funds", N_("No fund lives on the money of another."))
    said = ", ".join(f"{borrower} → {lender} {money.text()}" for borrower, lender, money in owed)
    text = N_("Funds owe each other: {amounts}. Move the money, or the statements show it as owed.")
    return CheckLine("funds", CheckState.LOOK, text, {"amounts": said}, "move")


def _releases(facts: MonthFacts) -> CheckLine:
    if not facts.releasable:
        return _ok("releases", N_("Every contribution in advance that is due is income."))
    text = N_("{amount} baht of contributions paid in advance are income by now and not released yet.")
    return CheckLine("releases", CheckState.LOOK, text, {"amount": facts.releasable.text()}, "close")


_RECURRING = (N_("Nothing that comes again is left to post."), N_("Entries that come again are due: {names}."))
_DEPRECIATION = (N_("The month's depreciation is posted."), N_("The month's depreciation is not posted for: {names}."))


def _named(code: str, names: tuple[str, ...], said: tuple[str, str], page: str) -> CheckLine:
    none, some = said
    return CheckLine(code, CheckState.LOOK, some, {"names": ", ".join(names)}, page) if names else _ok(code, none)


def _claims(facts: MonthFacts) -> CheckLine:
    if not facts.unpaid:
        return _ok("claims", N_("Every approved benefit is paid."))
    text = N_("Benefits approved and not paid: {count}, {amount} baht in all.")
    params = {"count": facts.unpaid, "amount": facts.unpaid_amount.text()}
    return CheckLine("claims", CheckState.LOOK, text, params, "claims", (("status", "approved"),))


def _committee(facts: MonthFacts) -> CheckLine:
    if facts.officers:
        return _ok("committee", N_("The committee of the month is written down."))
    return CheckLine("committee", CheckState.LOOK, N_("Nobody is written down as the committee."), page="committee")


def _minutes(facts: MonthFacts) -> CheckLine:
    if facts.meetings:
        return _ok("minutes", N_("The committee met this month, and its meeting is written down."))
    text = N_("No meeting of the committee is written down for this month.")
    return CheckLine("minutes", CheckState.LOOK, text, page="meetings")
