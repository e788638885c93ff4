"""Benefits that a committee paid by its own lists: taken in together, what the book covers posted, the rest history.

A list was judged when it was read, by the register alone; nothing is judged again here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services.claims import post_events, what_follows
from welfare_desk.services.desk import needs, refuse_without
from welfare_desk.services.members import put_status
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, benefits, claims, imports, past_benefits, periods, trail
from welfare_desk.storage.claims import NOTHING_FOLLOWS, Event
from welfare_desk.welfare.benefit_versions import RulesInForce
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.welfare.paid_lists import explained, in_order, paid_entry, problems_of_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType, Past
    from welfare_desk.welfare.paid_lists import PaidList, PaidRow

KIND = "benefits"
WORDS = "benefit-words"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list: the vouchers posted, how many rows are history, and the rows that no benefit covers."""

    posted: tuple[Posted, ...]
    past: int
    exceptions: int
    total: Money
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many rows count no longer, and the vouchers that stand until each is reversed."""

    past: int
    vouchers: tuple[str, ...]


def rules_in_force(tx: Tx) -> RulesInForce:
    """Read every regulation of the fund with its first day."""
    found = benefits.regulations(tx)
    return RulesInForce(tuple((each.from_day, tuple(benefits.types_of(tx, each.id).values())) for each in found))


def confirmed_words(tx: Tx) -> dict[str, str]:
    """Give what people confirmed that words mean: key → code of a type, or account."""
    return imports.find_mappings(tx, WORDS)


def given_so_far(tx: Tx) -> list[Past]:
    """Read every benefit that the book has given, and those from before it."""
    return claims.given(tx)


def taken_in_on(tx: Tx, file_hash: str) -> date | None:
    """Tell when a list was taken in, while anything of it stands."""
    content = imports.content_of(tx, file_hash, KIND)
    if content is None or not (past_benefits.standing(tx, file_hash) or _vouchers(tx, file_hash)):
        return None
    return date.fromisoformat(content["day"])


@needs(Permission.RECORD)
def take_in_benefits(desk: Desk, given: PaidList) -> TakenIn:
    """Take a list of benefits paid into the book, all or nothing, once.

    Payments of the book's days are posted, each on its day with its claim decided, approved and paid; those before it
    are kept as history. What went against a rule rests on a resolution, stays marked, and takes somebody who may
    approve. A benefit at death ends the membership.
    """
    if given.exceptions:
        refuse_without(desk, Permission.APPROVE)
    with desk.book.write() as tx:
        first_day = periods.calendar(tx).first_day
        inside = in_order([each for each in given.rows if each.paid_day >= first_day])
        rules = _Rules(tx)
        before = [(rules.counts_as(each), each) for each in given.rows if each.paid_day < first_day]
        kept = [(code, each) for code, each in before if code]
        _refuse(tx, desk, given, inside, rules)
        if not inside and not kept:
            raise RuleError(problem("paid.nothing", N_("The list has no payment to take in.")))
        past_benefits.add(tx, kept, given.hash, given.resolution.strip(), desk.made())
        posted = _post(tx, desk, given, inside, rules) if inside else []
        taken = [*inside, *(each for _code, each in kept)]
        done = TakenIn(
            tuple(posted),
            len(kept),
            sum(each.is_exception for each in taken),
            Money.sum(each.amount for each in taken),
            tuple(each.source for code, each in before if not code),
        )
        _remember(tx, desk, given, done)
    return done


@needs(Permission.CORRECT)
def take_back_benefits(desk: Desk, file_hash: str, reason: str) -> TakenBack:
    """Let the rows of a list that are history count no longer.

    What was posted stands until its vouchers are reversed, one by one as any other; they are named.
    """
    with desk.book.write() as tx:
        rows, vouchers = past_benefits.standing(tx, file_hash), _vouchers(tx, file_hash)
        found: list[Problem] = []
        if not rows:
            text = N_("No row of this list counts as history. What was posted is reversed voucher by voucher.")
            found.append(problem("paid.none_to_undo", text))
        if not reason.strip():
            found.append(problem("paid.no_reason", N_("Write why the list is taken back."), "reason"))
        if found:
            raise RuleError(*found)
        past_benefits.undo(tx, rows, desk.today, reason.strip())
        trail.add(tx, desk.made(), "benefits.taken_back", file_hash[:16], count=len(rows), reason=reason.strip())
    return TakenBack(len(rows), tuple(vouchers))


class _Rules:
    """The regulations of the book, each read once."""

    def __init__(self, tx: Tx) -> None:
        self._found = benefits.regulations(tx)
        self._types = {each.id: benefits.types_of(tx, each.id) for each in self._found}
        self._known = rules_in_force(tx).types

    def on(self, day: date) -> Regulation | None:
        return next((each for each in reversed(self._found) if each.from_day <= day), None)

    def kind(self, regulation: Regulation, row: PaidRow) -> BenefitType | None:
        return self._types[regulation.id].get(row.type)

    def counts_as(self, row: PaidRow) -> str:
        """Name the benefit that a payment before the book counts as; '' where its account has none."""
        if row.type:
            return row.type
        return next((each.code for each in self._known if each.account == row.account), "")


def _refuse(tx: Tx, desk: Desk, given: PaidList, inside: Sequence[PaidRow], rules: _Rules) -> None:
    found = problems_of_list(given, desk.today)
    if (day := taken_in_on(tx, given.hash)) is not None:
        found.insert(0, problem("paid.twice", N_("This file was taken in already, on {day}."), day=day))
    account = accounts.chart(tx).get(given.account)
    if inside and (account is None or not is_till(account)):
        text = N_("“{account}” is no cash or bank account of this book. Choose where the money came from.")
        found.append(problem("paid.account", text, "account", account=given.account))
    early = [each.event_day for each in inside if each.is_for_member and rules.on(each.event_day) is None]
    if early:
        text = N_(
            "{count} payments are for events when no regulation of the book was in force, the first on {day}. Adopt "
            "the regulation of that time first, or leave these rows out."
        )
        found.append(problem("paid.no_regulation", text, count=len(early), day=min(early)))
    if found:
        raise RuleError(*found)


def _post(tx: Tx, desk: Desk, given: PaidList, inside: Sequence[PaidRow], rules: _Rules) -> list[Posted]:
    home, made = fund_rules(tx, inside[0].paid_day).home, desk.made()
    died: dict[str, PaidRow] = {}
    decided: list[Event] = []
    posts: list[tuple[Entry, tuple[Event, ...]]] = []
    for row in inside:
        regulation = rules.on(row.event_day) if row.is_for_member else None
        if regulation is None:
            posts.append((paid_entry(row, row.account, home, given.account, given.resolution), ()))
            continue
        kind, follows = rules.kind(regulation, row), NOTHING_FOLLOWS
        if kind is not None and row.member not in died:
            follows = what_follows(tx, desk, kind, row.member, row.event_day)
        if row.member and follows != NOTHING_FOLLOWS:
            died[row.member] = row
        number = claims.add(tx, row.claim(), row.text, "", made)
        why = claims.in_both_languages(explained(row))
        decided.append(Event(number, row.paid_day, ClaimStatus.DECIDED, row.right, "", why, regulation.id))
        words = given.resolution.strip() if row.is_exception else row.approver
        approved = Event(
            number, row.paid_day, ClaimStatus.APPROVED, row.amount, words, follows, is_override=row.is_exception
        )
        account, fund = (kind.account, kind.fund or home) if kind is not None else (row.account, home)
        entry = paid_entry(row, account, fund, given.account, given.resolution)
        posts.append((entry, (approved, Event(number, row.paid_day, ClaimStatus.PAID, row.amount))))
    if decided:
        claims.add_events(tx, decided)
    posted = post_events(tx, desk, posts)
    _end_memberships(tx, desk, died)
    return posted


def _end_memberships(tx: Tx, desk: Desk, died: dict[str, PaidRow]) -> None:
    """Record the deaths that benefits were paid for; each problem names its row."""
    found: list[Problem] = []
    for member, row in died.items():
        try:
            put_status(tx, desk, member, StatusChange(row.event_day, Status.DEAD))
        except RuleError as error:
            text = N_("{row}, number {member}: {problem}")
            found += [
                problem(each.code, text, row=row.source, member=member, problem=each.sentence())
                for each in error.problems
            ]
    if found:
        raise RuleError(*found)


def _remember(tx: Tx, desk: Desk, given: PaidList, done: TakenIn) -> None:
    """Keep that the file was taken in, what its words and columns meant, and the act in the trail."""
    ends = [done.posted[0].id, done.posted[-1].id] if done.posted else []
    kept = {"day": desk.today.isoformat(), "entries": ends, "past": done.past}
    imports.add(tx, given.hash, KIND, given.file, desk.made(), **kept)
    for kind, pairs in ((WORDS, given.words), (KIND, given.columns)):
        for key, meaning in pairs:
            imports.keep_mapping(tx, kind, key, meaning)
    told = {"count": len(done.posted) + done.past, "satang": done.total.satang, "past": done.past}
    rests = {"exceptions": done.exceptions, "resolution": given.resolution.strip()} if done.exceptions else {}
    trail.add(tx, desk.made(), "benefits.taken_in", given.hash[:16], **told, **rests)


def _vouchers(tx: Tx, file_hash: str) -> list[str]:
    """Name the vouchers of a list that stand."""
    content = imports.content_of(tx, file_hash, KIND)
    return past_benefits.vouchers_standing(tx, *content["entries"]) if content and content["entries"] else []
