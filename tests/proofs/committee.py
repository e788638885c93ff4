"""Several people at one book, with limits and approvals: whatever each tries in whatever order, the book stays right.

A treasurer, a bookkeeper, a chair and an auditor do things by chance: post, pay, undo, close, reopen, ask, approve,
send back, take back, change the limits, take people in and let them go, and change the passphrase of the file. What a
person may not do must be refused, nobody approves the own work, and after each act all invariants hold; every few acts
`verify` runs whole.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.builders import PIN, an_entry, outside
from tests.invariants import broken
from tests.services.committee import PASSWORD, a_committee, paid
from welfare_desk.errors import Awaiting, BookError, RuleError
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.people import Role
from welfare_desk.money import Money
from welfare_desk.services import approvals, people
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.passphrases import key_of, seal_book
from welfare_desk.services.periods import close_month, reopen_month

ACTS, VERIFIED_EVERY = 40, 13
FIRST = date(2025, 10, 1)


class Committee:
    """The people at one book, and what they try."""

    def __init__(self, folder: Path, luck: random.Random) -> None:
        self.luck, self.done = luck, Counter[str]()
        desk, *_others = a_committee(folder, Role.BOOKKEEPER, Role.CHAIR, Role.AUDITOR)
        post_entry(desk, an_entry("1101 welfare 90,000", "4101 welfare -90,000", day="2025-10-02"))
        approvals.set_approval_rules(desk, ApprovalRules({ApprovalKind.PAYMENT: Money.baht(500)}))
        self.desk, self.passphrase = desk, ""

    def somebody(self):
        """Let anybody sit down who works here or did."""
        return replace(self.desk, actor=self.luck.choice([each.id for each in self.desk.ask(people.list_users)]))

    def a_day(self) -> date:
        return FIRST + timedelta(days=self.luck.randrange(150))

    def act(self) -> None:
        """Try something by chance, and see what came of it."""
        name = self.luck.choice(tuple(TRIES))
        desk = self.somebody()
        may_work = desk.person().is_active and Role.AUDITOR not in desk.person().roles
        try:
            TRIES[name](self, desk)
            outcome = "done"
            assert may_work, f"{name} by somebody who may not"
        except Awaiting:
            outcome = "waits"
        except (RuleError, BookError):
            outcome = "refused"
        self.done += Counter({f"{name} {outcome}": 1})
        with self.desk.book.read() as tx:
            assert broken(tx) == [], f"after {name}"
            same = "SELECT count(*) FROM entries WHERE approved_by = made_by"
            assert tx.exec_driver_sql(same).scalar_one() == 0, "somebody approved the own work"

    def pending(self) -> int:
        with self.desk.book.read() as tx:
            found = [row[0] for row in tx.exec_driver_sql("SELECT id FROM pending ORDER BY id")]
        return self.luck.choice(found) if found else 1

    def voucher(self) -> str:
        with self.desk.book.read() as tx:
            return self.luck.choice([row[0] for row in tx.exec_driver_sql("SELECT voucher FROM entries ORDER BY id")])

    def seal(self, desk) -> None:
        """Change the passphrase as the window does: the book is closed, the file exchanged, and opened again."""
        from welfare_desk.services.restores import allow_restore

        actor, old, path = allow_restore(desk), desk.book.key, desk.book.path
        self.desk.book.close()
        self.passphrase = f"รหัสที่ {self.luck.randrange(10**6)} ของสมุด"
        seal_book(path, outside(seed=self.luck.randrange(10**6)), self.passphrase, old, actor)
        opened = sit_down(path, outside(seed=self.luck.randrange(10**6)), key=key_of(path, self.passphrase))
        self.desk = replace(self.desk, book=opened.book)


def _rules(committee: Committee) -> ApprovalRules:
    luck = committee.luck
    kinds = luck.sample(list(ApprovalKind), luck.randrange(len(ApprovalKind) + 1))
    return ApprovalRules({each: Money.baht(luck.choice((0, 100, 500))) for each in kinds})


TRIES = {
    "take in": lambda c, d: post_entry(
        d, an_entry(f"1101 welfare {(n := c.luck.randrange(1, 900))}", f"4101 welfare -{n}", day=c.a_day())
    ),
    "pay": lambda c, d: post_entry(d, paid(c.luck.randrange(1, 1500), day=c.a_day())),
    "transfer": lambda c, d: post_entry(
        d, an_entry("5301 welfare 700", "1101 welfare -700", day=c.a_day(), series=Series.GENERAL)
    ),
    "undo": lambda c, d: reverse_entry(d, c.voucher(), c.a_day(), "ผิด"),
    "approve": lambda c, d: approvals.approve(d, c.pending()),
    "approve again": lambda c, d: approvals.approve(d, c.pending()),
    "send back": lambda c, d: approvals.reject(d, c.pending(), "ไม่มีใบเสร็จ"),
    "take back": lambda c, d: approvals.withdraw(d, c.pending()),
    "limits": lambda c, d: approvals.set_approval_rules(d, _rules(c)),
    "close": lambda c, d: close_month(d, date(2025, c.luck.randrange(10, 13), 1), PIN),
    "reopen": lambda c, d: reopen_month(d, date(2025, c.luck.randrange(10, 13), 1), "ลืม", PIN),
    "person in": lambda c, d: people.add_user(
        d, f"คนที่ {c.luck.randrange(10**6)}", [c.luck.choice(list(Role))], PASSWORD
    ),
    "person out": lambda c, d: people.change_user(d, replace(c.somebody().person(), is_active=c.luck.random() < 0.5)),
    "passphrase": lambda c, d: c.seal(d),
}


def trial(seed: int) -> dict[str, int]:
    """Let a committee live some acts."""
    luck = random.Random(seed)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        committee = Committee(Path(folder), luck)
        try:
            for at in range(ACTS):
                committee.act()
                if at % VERIFIED_EVERY == 0 or at == ACTS - 1:
                    assert [each.id for each in verify_book(committee.desk).results if not each.ok] == []
        finally:
            committee.desk.book.close()
    return {"acts": ACTS, **committee.done}
