"""Keep applications for loans, schedules and guarantors; each is written once, and bound to the trail."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.loan_contracts import ApplicationStep, Guarantee, read_status
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.money import Money
from welfare_desk.storage import registers, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.coop.loan_contracts import LoanDecision
    from welfare_desk.coop.loan_terms import LoanTerms
    from welfare_desk.coop.schedules import Instalment
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


class KeptApplication(NamedTuple):
    """An application as it is kept: how it stands, what was approved, each step with its day and words."""

    number: int
    asked: LoanApplication
    step: ApplicationStep
    amount: Money
    instalments: int
    steps: tuple[tuple[ApplicationStep, date, str], ...]


def add_application(tx: Tx, made: Made, asked: LoanApplication) -> int:
    """Keep an application, and give its number."""
    content = {
        "amount": asked.amount.satang,
        "instalments": asked.instalments,
        "purpose": asked.purpose.strip(),
        "income": asked.income.satang,
        "expenses": asked.expenses.satang,
        "guarantors": list(asked.guarantors),
        "collateral": asked.collateral.satang,
        "up_to": [None if each is None else each.satang for each in asked.up_to],
        "held": asked.held.strip(),
        "held_words": asked.held_words.strip(),
    }
    ((number,),) = rows.ask(tx, "SELECT coalesce(max(id), 0) + 1 FROM loan_applications")
    rows.write(
        tx,
        "INSERT INTO loan_applications (id, member, product, day, content, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number, asked.member, asked.product, asked.day.isoformat(),
            json.dumps(content, ensure_ascii=False, sort_keys=True), made.by, made.at,
        ),
    )  # fmt: skip
    registers.note(tx, made, "loan_applications", (number,))
    return number


def add_step(tx: Tx, made: Made, number: int, decision: LoanDecision) -> None:
    """Keep what was decided of an application."""
    asked = "SELECT coalesce(max(position), 0) + 1 FROM application_events WHERE application_id = ?"
    ((position,),) = rows.ask(tx, asked, (number,))
    rows.write(
        tx,
        "INSERT INTO application_events (application_id, position, day, status, words, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number, position, decision.day.isoformat(), decision.status(), decision.words.strip(), made.by, made.at,
        ),
    )  # fmt: skip
    registers.note(tx, made, "application_events", (number, position))


def applications(tx: Tx, number: int | None = None) -> dict[int, KeptApplication]:
    """Read the applications (all, or one), by number."""
    steps: defaultdict[int, list[tuple[str, date, str]]] = defaultdict(list)
    asked = (
        "SELECT application_id, status, day, words FROM application_events WHERE ? IS NULL OR application_id = ? "
        "ORDER BY application_id, position"
    )
    for key, status, day, words in rows.ask(tx, asked, (number, number)):
        steps[key].append((status, date.fromisoformat(day), words))
    asked = "SELECT id, member, product, day, content FROM loan_applications WHERE ? IS NULL OR id = ? ORDER BY id"
    return {
        key: _application(key, _asked(member, product, day, content), steps[key])
        for key, member, product, day, content in rows.ask(tx, asked, (number, number))
    }


def _asked(member: str, product: str, day: str, content: str) -> LoanApplication:
    kept = json.loads(content)
    up_to = tuple(None if each is None else Money(each) for each in kept.get("up_to", ()))
    return LoanApplication(
        member, product, date.fromisoformat(day), Money(kept["amount"]), kept["instalments"], kept["purpose"],
        Money(kept["income"]), Money(kept["expenses"]), tuple(kept["guarantors"]), Money(kept["collateral"]),
        up_to, kept.get("held", ""), kept.get("held_words", ""),
    )  # fmt: skip


def _application(number: int, asked: LoanApplication, steps: Sequence[tuple[str, date, str]]) -> KeptApplication:
    step, amount, instalments = ApplicationStep.ASKED, asked.amount, asked.instalments
    taken = [(ApplicationStep.ASKED, asked.day, "")]
    for status, day, words in steps:
        step, approved, times = read_status(status)
        amount, instalments = approved or amount, times or instalments
        taken.append((step, day, words))
    return KeptApplication(number, asked, step, amount, instalments, tuple(taken))


def add_schedule(tx: Tx, made: Made, holding: int, terms: LoanTerms, laid: Sequence[Instalment]) -> int:
    """Keep terms with their schedule, in force from their start on, and give the version's number."""
    asked = "SELECT coalesce(max(version), 0) + 1 FROM loan_schedules WHERE holding_id = ?"
    ((version,),) = rows.ask(tx, asked, (holding,))
    content = json.dumps(terms.as_mapping(), sort_keys=True)
    rows.write(
        tx,
        "INSERT INTO loan_schedules (holding_id, version, from_day, content) VALUES (?, ?, ?, ?)",
        (holding, version, terms.start.isoformat(), content),
    )
    rows.write_each(
        tx,
        "INSERT INTO loan_instalments (holding_id, version, number, due_day, principal, interest) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (holding, version, each.number, each.due.isoformat(), each.principal.satang, each.interest.satang)
            for each in laid
        ],
    )
    registers.note(tx, made, "loan_schedules", (holding, version))
    return version


# Guarantors


def add_guarantor(tx: Tx, made: Made, holding: int, member: str, since: date, amount: Money | None = None) -> None:
    """Keep that a member stands for a loan; without an amount for the whole of it."""
    asked = "SELECT coalesce(max(position), 0) + 1 FROM loan_guarantors WHERE holding_id = ?"
    ((position,),) = rows.ask(tx, asked, (holding,))
    rows.write(
        tx,
        "INSERT INTO loan_guarantors (holding_id, position, member, amount, from_day) VALUES (?, ?, ?, ?, ?)",
        (holding, position, member, None if amount is None else amount.satang, since.isoformat()),
    )
    registers.note(tx, made, "loan_guarantors", (holding, position))


def end_guarantee(tx: Tx, made: Made, holding: int, position: int, ending: tuple[date, str]) -> None:
    """Keep that a guarantee ended, on a day and why."""
    day, reason = ending
    rows.write(
        tx,
        "INSERT INTO loan_guarantors_ended (holding_id, position, day, reason) VALUES (?, ?, ?, ?)",
        (holding, position, day.isoformat(), reason.strip()),
    )
    registers.note(tx, made, "loan_guarantors_ended", (holding, position))


_GUARANTEES = """
    SELECT g.holding_id, g.position, g.member, g.from_day, g.amount, e.day, coalesce(e.reason, '')
    FROM loan_guarantors g LEFT JOIN loan_guarantors_ended e USING (holding_id, position)
    WHERE (? IS NULL OR g.holding_id = ?) AND (? IS NULL OR g.member = ?) ORDER BY g.holding_id, g.position
"""


def guarantees(tx: Tx, holding: int | None = None, member: str | None = None) -> defaultdict[int, list[Guarantee]]:
    """Read who stands, or stood, for loans (all, those of one loan, or those of one member), by holding."""
    found: defaultdict[int, list[Guarantee]] = defaultdict(list)
    for key, position, who, since, satang, ended, reason in rows.ask(
        tx, _GUARANTEES, (holding, holding, member, member)
    ):
        amount = None if satang is None else Money(satang)
        ends = None if ended is None else date.fromisoformat(ended)
        found[key].append(Guarantee(position, who, date.fromisoformat(since), amount, ends, reason))
    return found
