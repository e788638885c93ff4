"""Thousands of members join, pay, lapse, marry, fall ill and die; whatever was given is held against plain arithmetic.

The claims go the whole way through the services into the ledger. What is checked afterwards reads the rows alone: it
knows the numbers of the regulation, and nothing of the code that decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest

from tests.builders import a_book, an_entry
from welfare_desk.dates import fiscal_year, last_of_month
from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Beneficiary, Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import claims as acts
from welfare_desk.services import regulations
from welfare_desk.services.claim_payments import pay_claims
from welfare_desk.services.contributions import record_collection
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.judging import Judge
from welfare_desk.services.members import Source, import_members
from welfare_desk.storage import claims as kept
from welfare_desk.storage import members
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Claim
from welfare_desk.welfare.claims import ClaimStatus
from welfare_desk.welfare.contributions import Collection, Payment, PaymentLine

PEOPLE, MONTHS = 2_000, 18
FIRST = date(2024, 10, 1)
WAITING = 180
YEAR = Money.baht(365)
ONCE_FOR_LIFE = ("DEATH", "ORDAIN", "WEDDING")
OFTEN = (
    "SICK",
    "SICK",
    "SICK",
    "EDU",
    "ELDER",
    "DISADV",
    "BIRTH",
    "FUNERAL",
    "ORDAIN",
    "WEDDING",
    "CAREER",
    "HOUSING",
    "FIRE",
)


@dataclass
class Person:
    """What the player knows of somebody: enough to tell, without the program, what may be given."""

    number: str
    entered: date
    born: int
    house: str
    pays: bool = True
    paid_years: set[int] = field(default_factory=set)
    died: date | None = None


class Given(NamedTuple):
    """A benefit that stands, as its rows say."""

    number: int
    kind: str
    member: str
    event: date
    approved: date
    quantity: int
    subject: str
    amount: int
    override: bool


class Village:
    """A fund whose members live at random, a month at a time."""

    def __init__(self, folder, seed, people=PEOPLE):
        self.luck = Random(seed)
        self.desk = a_book(folder, first_day=FIRST, today=FIRST)
        self.people = [self._person(at) for at in range(people)]
        self._enter(self.people)
        rich = an_entry("1101 welfare 90,000,000", "4301 welfare -90,000,000", day=FIRST, series=Series.RECEIPT)
        post_entry(self.desk, rich)
        regulations.adopt_regulation(self.desk, "ระเบียบ", date(2020, 1, 1), FIRST, "1/2567", READY_TYPES)
        self.done = Counter()

    def _person(self, at):
        entered = FIRST - timedelta(days=self.luck.choice((0, 30, 100, 200, 400, 1_200, 3_000)))
        born = self.luck.randrange(1935, 2008)
        return Person(f"{at + 1:05}", entered, born, str(self.luck.randrange(PEOPLE // 2) or ""))

    def _enter(self, people):
        found = [
            Member(
                each.number, "นาย", each.number, "ใจดี", max(each.entered, FIRST) - timedelta(days=1), village="1",
                house=each.house, birth_year=each.born, entry_day=each.entered,
                statuses=(StatusChange(each.entered, Status.ACTIVE),),
                beneficiaries=tuple(Beneficiary(f"ทายาท{at}") for at in range(self.luck.randrange(3))),
            )
            for each in people
        ]  # fmt: skip
        import_members(self.desk, found, Source("ทะเบียน.xlsx", "0" * 64))

    def live(self, months=MONTHS):
        month = FIRST
        for _at in range(months):
            last = last_of_month(month)
            self._sit_on(last)
            self._pay(month)
            self._claims(month, last)
            month = last + timedelta(days=1)

    def _sit_on(self, day):
        self.desk = replace(self.desk, today=day)

    def _pay(self, month):
        """Whoever pays, pays the whole year in its first month; some forget it from then on."""
        year = fiscal_year(month, 10)
        payments = []
        for each in self.people:
            if each.died or not each.pays or year in each.paid_years:
                continue
            if self.luck.random() < 0.12:
                each.pays = False
                continue
            each.paid_years.add(year)
            payments.append(Payment(month, each.number, each.number, (PaymentLine(each.number, YEAR),)))
        if payments:
            record_collection(self.desk, Collection("1", month, tuple(payments)))
            self.done["paid"] += len(payments)

    def _claims(self, month, last):
        """Take claims of the month in, decide and approve them, pay most, and undo a few."""
        asked = []
        for each in self.luck.sample(self.people, len(self.people) // 12):
            event = month + timedelta(days=self.luck.randrange((last - month).days + 1))
            kind = self.luck.choice(OFTEN)
            if self.luck.random() < 0.06:
                kind = "DEATH"
            subject = f"เด็ก{self.luck.randrange(2)}" if kind in ("EDU", "BIRTH") else ""
            asked.append(
                (
                    each,
                    Claim(
                        kind,
                        each.number,
                        event,
                        last,
                        last,
                        self.luck.randrange(1, 12) if kind == "SICK" else 1,
                        subject,
                    ),
                )
            )
        with self.desk.book.write() as tx:
            judge = Judge(tx)
            judge.look_ahead(claim for _who, claim in asked)
            numbers = []
            for _who, claim in asked:
                taken = acts.take(tx, self.desk, judge, claim)
                decision = acts.settle_on(tx, self.desk, judge, taken)
                judge.give(claim, decision.amount) if decision.amount else None
                numbers += [taken.id] if decision.amount else []
        self.done["asked"] += len(asked)
        self.done["refused"] += len(asked) - len(numbers)
        if not numbers:
            return
        deaths = {each.id for each in self._now(numbers) if each.type == "DEATH"}
        calm = [each for each in numbers if each not in deaths]
        for some in ([each] for each in deaths):
            self._approve(some)
        posted = self._approve(calm)
        if calm and posted:
            paid = pay_claims(self.desk, calm[: len(calm) * 3 // 4], last, "1101")
            reverse_entry(self.desk, self.luck.choice(paid).voucher, last, "จ่ายผิดคน")
            self.done["payments undone"] += 1
        self.done["given"] += len(numbers)

    def _approve(self, numbers):
        if not numbers:
            return None
        posted = acts.approve_claims(self.desk, numbers, "มติ")
        for each in self._now(numbers):
            if each.type == "DEATH":
                next(one for one in self.people if one.number == each.member).died = each.event_day
                self.done["died"] += 1
        return posted

    def _now(self, numbers):
        return self.desk.ask(lambda tx: kept.claims(tx, set(numbers)))

    def given(self):
        """Read what stands of the book's rows."""
        asked = """
            SELECT c.id, c.type, c.member, c.event_day, a.day, c.quantity, c.subject, a.amount, a.is_override
            FROM claims c JOIN claim_events a ON a.claim_id = c.id AND a.status = 'approved'
            WHERE NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = a.entry_id) ORDER BY c.id"""
        rows = self.desk.ask(lambda tx: tx.exec_driver_sql(asked).all())
        days = [(date.fromisoformat(row[3]), date.fromisoformat(row[4])) for row in rows]
        return [Given(*row[:3], *day, *row[5:8], bool(row[8])) for row, day in zip(rows, days, strict=True)]


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    played = Village(tmp_path_factory.mktemp("lives"), 7)
    played.live()
    yield played
    played.desk.book.close()


def test_everything_happened_to_somebody(village):
    assert village.done["asked"] > 2_500
    assert village.done["died"] > 20
    assert min(village.done.values()) > 0
    assert {each.kind for each in village.given()} >= set(OFTEN) | {"DEATH"}


def test_nobody_is_given_more_than_the_ceilings(village):
    by_year = defaultdict(int)
    nights = defaultdict(int)
    for each in village.given():
        if each.kind == "SICK":
            assert each.amount <= 600_00
            by_year[each.member, fiscal_year(each.approved, 10)] += each.amount
            nights[each.member, fiscal_year(each.approved, 10)] += each.amount // 100_00
    assert max(by_year.values()) <= 1_000_00
    assert max(nights.values()) <= 20
    assert 1_000_00 in by_year.values(), "somebody reached the ceiling"


def test_nobody_is_given_anything_within_the_waiting_time(village):
    people = {each.number: each for each in village.people}
    waits = {each.code for each in READY_TYPES if any(rule.kind.value == "waiting" for rule in each.rules)}
    early = [each for each in village.given() if each.kind in waits]
    assert min((each.event - people[each.member].entered).days for each in early) >= WAITING


def test_what_is_given_once_is_given_once(village):
    given = village.given()
    people = {each.number: each for each in village.people}
    for kind in ONCE_FOR_LIFE:
        assert max(Counter(each.member for each in given if each.kind == kind).values()) == 1, kind
    yearly = Counter((each.member, fiscal_year(each.approved, 10)) for each in given if each.kind == "ELDER")
    assert max(yearly.values()) == 1
    children = Counter((each.member, each.subject) for each in given if each.kind == "BIRTH")
    assert max(children.values()) == 1
    fires = defaultdict(list)
    for each in given:
        if each.kind == "FIRE" and people[each.member].house:
            fires[people[each.member].house].append(each.event)
    assert all(
        abs(b - a).days > 7 for days in fires.values() for a, b in zip(sorted(days), sorted(days)[1:], strict=False)
    )


def test_the_old_are_old_and_long_with_the_fund(village):
    people = {each.number: each for each in village.people}
    for each in village.given():
        if each.kind == "ELDER":
            assert each.event.year - people[each.member].born >= 60
            assert (each.event - people[each.member].entered).days >= 3 * 365


def test_whoever_owes_or_is_dead_is_given_nothing(village):
    people = {each.number: each for each in village.people}
    for each in village.given():
        who = people[each.member]
        if each.kind != "FIRE" and each.event > last_of_month(date(fiscal_year(each.event, 10) - 1, 10, 1)):
            assert fiscal_year(each.event, 10) in who.paid_years, each
        if each.kind != "DEATH":
            assert who.died is None or each.event <= who.died or each.approved <= who.died, each


def test_the_ledger_the_claims_and_the_register_agree(village):
    given = village.given()
    balances = village.desk.ask(
        lambda tx: dict(
            tx.exec_driver_sql(
                "SELECT account, sum(amount) FROM postings GROUP BY account HAVING sum(amount) <> 0"
            ).all()
        )
    )
    by_account = defaultdict(int)
    accounts = {each.code: each.account for each in READY_TYPES}
    for each in given:
        by_account[accounts[each.kind]] += each.amount
    assert {account: amount for account, amount in balances.items() if account.startswith("51")} == dict(by_account)
    standing = village.desk.ask(kept.claims)
    unpaid = Money.sum(each.left for each in standing if each.status is ClaimStatus.APPROVED)
    assert -balances["2101"] == unpaid.satang
    dead = {each.number for each in village.desk.ask(members.all_members) if each.statuses[-1].status is Status.DEAD}
    assert dead == {each.number for each in village.people if each.died}
    assert not any(each.override for each in given)
    assert [one.check.id for one in verify_book(village.desk).results if not one.ok] == []


def test_a_rule_that_is_left_out_is_noticed(tmp_path, monkeypatch):
    from welfare_desk.welfare import benefit_rules
    from welfare_desk.welfare.benefits import RuleKind

    without = {kind: rule for kind, rule in benefit_rules._QUESTIONS.items() if kind is not RuleKind.WAITING}
    monkeypatch.setattr(benefit_rules, "_QUESTIONS", without)
    broken = Village(tmp_path, 8, 300)
    broken.live(6)
    with pytest.raises(AssertionError):
        test_nobody_is_given_anything_within_the_waiting_time(broken)
    broken.desk.book.close()
