"""Benefits that were paid, held against the regulation and the register: what breaks a rule, and what nobody can tell.

The register alone is asked: what a member owed is told by her standing there, and a household is one house number in
one village. What stands in the file before a payment counts as given, and so does what the book has given. Each payment
is held against the rules in force on the day of its event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.exchange.benefit_words import Purpose
from welfare_desk.exchange.payers import Match, Register, Registered, name_key
from welfare_desk.i18n import N_
from welfare_desk.members.register import Member, Status
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_rules import broken, decide, given_already
from welfare_desk.welfare.benefits import (
    Applicant,
    BenefitType,
    Case,
    Claim,
    Effect,
    History,
    Past,
    Reason,
    RuleKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from welfare_desk.exchange.benefit_rows import PaymentRow
    from welfare_desk.welfare.benefit_versions import RulesInForce

_SOMETHING = Money(1)  # in arrears: the register tells that something was owed, not how much
_APPROVING = frozenset({"benefit.no_approver", "benefit.self_approved"})  # nothing about the amount


class Verdict(Enum):
    """What a check found of a payment.

    `ask`: whose or what it is is not clear; `undecidable`: the register or the list does not tell enough;
    `not_checked`: for no single member.
    """

    OK = "ok"
    BREAKS = "breaks"
    UNDECIDABLE = "undecidable"
    ASK = "ask"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class CheckedPayment:
    """A payment and what was found.

    `reasons` are those it goes against, `questions` the codes of what a person must say first, `flags` the codes of
    readings that should be seen. `right` is what should have been paid, None where the amount is not at fault or the
    register cannot tell. `suggestions` are numbers of members it may be; `earlier` names the rows that count before it.
    `claim` is how it was judged, None where it was not.
    """

    read: PaymentRow
    verdict: Verdict
    member: str | None
    match: str
    reasons: tuple[Reason, ...] = ()
    questions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    right: Money | None = None
    suggestions: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    claim: Claim | None = None

    @property
    def paid(self) -> Money:
        """Give the amount paid."""
        return self.read.paid


def check_benefits(
    rows: Sequence[PaymentRow], register: Sequence[Member], rules: RulesInForce, first_month: int,
    given: Iterable[Past] = (),
) -> list[CheckedPayment]:  # fmt: skip
    """Judge each payment by the fund's rules; its history is what was given and what the file has before it.

    `first_month` is that of the fiscal year. The answer is in the order of the rows.
    """
    check = _Check(register, rules, first_month, given)
    in_order = sorted(range(len(rows)), key=lambda at: (rows[at].pay.value or date.max, at))
    found = {at: check.row(rows[at]) for at in in_order}
    return [found[at] for at in range(len(rows))]


class _Check:
    def __init__(
        self, register: Sequence[Member], rules: RulesInForce, first_month: int, given: Iterable[Past]
    ) -> None:
        self.members = {member.number: member for member in register}
        self.merged = dict(_merged(register))
        self.everyone = Register.of(map(registered, register))
        self.known = Register.of(registered(each) for each in register if each.number not in self.merged)
        self.rules = rules
        self.types = {each.code: each for each in rules.types}
        self.first_month = first_month
        self.past = History(given)
        self.keys: dict[int, str] = {}

    def row(self, row: PaymentRow) -> CheckedPayment:
        """Judge one payment, and count it for those after it."""
        purpose = row.meaning.purpose
        asks = purpose in (Purpose.MEMBER, Purpose.UNCLEAR)
        match = self._match(row) if asks else Match(None)
        questions = tuple(_questions(row, match))
        flags = tuple(_flags(row, match))
        approving = tuple(_approving(row))
        base = CheckedPayment(row, Verdict.ASK, match.number, match.code, approving, questions, flags)
        base = replace(base, suggestions=match.suggestions)
        if questions:
            return base
        if purpose is not Purpose.MEMBER:
            return replace(base, verdict=Verdict.BREAKS if approving else Verdict.NOT_CHECKED)
        return self._judged(base, approving)

    def _match(self, row: PaymentRow) -> Match:
        if row.chosen:
            return Match(row.chosen)
        if not row.name and not row.number:
            return Match(None, "no_payer")
        number = self.merged.get(self.everyone.numbered(row.number) or "", row.number)
        return self.known.match(number, row.name, row.village)

    def _judged(self, base: CheckedPayment, approving: tuple[Reason, ...]) -> CheckedPayment:
        row, kind = base.read, self.types[base.read.meaning.type or ""]
        member = self.members.get(base.member or "")
        claim = _claim(row, kind, member)
        kind = self.rules.kind(claim.event_day, kind.code)
        if kind is None:
            text = N_("The regulation of that time does not know this benefit.")
            reasons = (Reason(problem("benefit.not_given", text, "text"), Effect.REFUSES), *approving)
            return replace(base, verdict=Verdict.BREAKS, reasons=reasons, right=ZERO, claim=claim)
        case = Case(claim, kind, _applicant(member, claim.event_day), self.past, self.first_month)
        decision = decide(case)
        against = [_by_this_list(each, row, member) for each in broken(decision, row.paid, _has_tiers(kind))]
        if row.event.value is None and member is not None and not _is_paid_out_yearly(kind):
            against = [_cannot_tell("benefit.event_unknown", N_("No day of the event can be read."))]
        elif row.quantity is None:
            against = [each for each in against if each.effect is not Effect.REDUCES]
            against.append(_cannot_tell("benefit.quantity_unknown", N_("Nothing says for how many this was paid.")))
        reasons = (*against, *approving)
        verdict = _verdict(reasons)
        flags = base.flags
        if verdict is Verdict.OK and row.paid < decision.right:
            flags = (*flags, "less_than_right")
        earlier = tuple(self._earlier(case, reasons))
        if member is not None:
            self._remember(row, claim, case.applicant)
        right = decision.right if _blames_the_amount(reasons, member, verdict) else None
        return replace(base, verdict=verdict, reasons=reasons, flags=flags, right=right, earlier=earlier, claim=claim)

    def _remember(self, row: PaymentRow, claim: Claim, applicant: Applicant | None) -> None:
        home = applicant.household if applicant else ""
        given = Past(claim.type, claim.member, claim.event_day, claim.paid_day, row.paid, claim.quantity, "", home)
        self.past.add(given)
        self.keys[id(given)] = row.key

    def _earlier(self, case: Case, reasons: Sequence[Reason]) -> Iterable[str]:
        """Name the rows that a ceiling or an earlier payment is about."""
        codes = {each.code for each in reasons}
        counted: list[Past] = []
        if codes & {"benefit.cap_year", "benefit.quantity_year"}:
            counted += case.this_year(case.hers())
        if "benefit.times" in codes:
            counted += [
                each for rule in case.type.rules if rule.kind is RuleKind.TIMES for each in given_already(case, rule)
            ]
        return dict.fromkeys(self.keys[id(each)] for each in counted if id(each) in self.keys)


def registered(member: Member) -> Registered:
    """Give what matching needs to know of a member."""
    return Registered(member.number, member.title, member.first_name, member.last_name, member.village)


def _merged(register: Sequence[Member]) -> Iterator[tuple[str, str]]:
    """Go through the numbers that were merged, each with the number that stays."""
    for member in register:
        if member.statuses and member.statuses[-1].status is Status.MERGED:
            yield member.number, member.statuses[-1].reason


def _applicant(member: Member | None, day: date) -> Applicant | None:
    if member is None:
        return None
    home = f"{member.village}|{member.house}" if member.house and member.village else ""
    owes = _SOMETHING if member.status_on(day) is Status.ARREARS else ZERO
    return Applicant(member, owes, home)


def _claim(row: PaymentRow, kind: BenefitType, member: Member | None) -> Claim:
    """Make a claim of a row; where a day is not written the day of payment stands in, and is not blamed."""
    paid_day = row.pay.value or date.min
    event_day = row.event.value or paid_day
    if _is_paid_out_yearly(kind):
        event_day = paid_day
    who = member.number if member is not None else row.name or row.number
    claim_day = row.claim.value or paid_day
    return Claim(kind.code, who, event_day, claim_day, paid_day, row.quantity or 1, asked=row.paid)


def _has_tiers(kind: BenefitType) -> bool:
    return kind.rule(RuleKind.TIERS) is not None


def _is_paid_out_yearly(kind: BenefitType) -> bool:
    """Tell whether a benefit has no event of its own: whoever is old enough on the day of payment has it."""
    return kind.rule(RuleKind.AGE) is not None and kind.rule(RuleKind.CLAIM_WITHIN) is None


def _by_this_list(reason: Reason, row: PaymentRow, member: Member | None) -> Reason:
    """Say what the register alone tells, and what a list without a day of claim cannot."""
    if reason.code == "benefit.arrears" and member is not None:
        text = N_("The register has the member in arrears on the day of the event; how much was owed it does not tell.")
        return Reason(problem(reason.code, text), reason.effect)
    if reason.code == "benefit.late" and row.claim.value is None:
        return _cannot_tell("benefit.claim_unknown", N_("No day of the claim can be read."))
    return reason


def _cannot_tell(code: str, text: str) -> Reason:
    return Reason(problem(code, text), Effect.UNDECIDABLE)


def _approving(row: PaymentRow) -> Iterator[Reason]:
    if row.approver is None:
        return
    if not row.approver:
        text = N_("Nobody is named who approved the payment.")
        yield Reason(problem("benefit.no_approver", text, "approver"), Effect.REFUSES)
        return
    approver = name_key(row.approver.partition("(")[0])
    if approver and approver in {name_key(name) for name in (row.name, row.receiver) if name}:
        text = N_("{name} approved a payment to the same person.")
        yield Reason(problem("benefit.self_approved", text, "approver", name=row.approver), Effect.REFUSES)


def _verdict(reasons: Sequence[Reason]) -> Verdict:
    effects = {each.effect for each in reasons}
    if effects & {Effect.REFUSES, Effect.REDUCES}:
        return Verdict.BREAKS
    return Verdict.UNDECIDABLE if effects else Verdict.OK


def _blames_the_amount(reasons: Sequence[Reason], member: Member | None, verdict: Verdict) -> bool:
    amount = [each for each in reasons if each.code not in _APPROVING]
    told = all(each.effect is not Effect.UNDECIDABLE for each in amount)
    return bool(amount) and told and member is not None and verdict is Verdict.BREAKS


def _questions(row: PaymentRow, match: Match) -> Iterator[str]:
    """Name what must be said before a payment can be judged: what it is, whose, how much, when."""
    purpose = row.meaning.purpose
    if purpose is Purpose.UNCLEAR:
        yield "words_unknown"
    if (
        match.number is None
        and match.code not in ("", "not_in_register")
        and (purpose is Purpose.MEMBER or match.code != "no_payer")
    ):
        yield match.code
    if row.amount.value is None or row.amount.value <= ZERO:
        yield f"amount_{row.amount.code or 'blank'}"
    if row.pay.value is None:
        yield f"pay_{row.pay.code or 'missing'}"


def _flags(row: PaymentRow, match: Match) -> Iterator[str]:
    """Name the readings that should be seen."""
    if row.is_hidden:
        yield "hidden_row"
    if match.number is not None and match.code:
        yield match.code
    if row.meaning.others:
        yield "several_meanings"
    if row.meaning.counts_days:
        yield "days_for_nights"
    people, each = row.meaning.people, row.meaning.each
    if people is not None and each is not None and each * people != row.paid:
        yield "group_sum"
    if row.pay.value and row.event.value and row.event.value > row.pay.value:
        yield "event_after_pay"
    if row.pay.value and row.claim.value and row.claim.value > row.pay.value:
        yield "claim_after_pay"
