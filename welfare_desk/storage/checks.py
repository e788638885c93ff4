"""Ask a whole book whether it meets every check, and where it does not.

Nothing the book keeps for speed is trusted: seals, balances and periods are recomputed from the entries. Each
question here is the twin of a rule in `ledger/checks.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy.exc import DatabaseError

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.approvals import ALONE
from welfare_desk.ledger.checks import CHECKS, Outcome, Verification
from welfare_desk.money import Money
from welfare_desk.storage import (
    advances,
    approvals,
    assets,
    before_book,
    findings,
    form10,
    grants,
    key_checks,
    people_checks,
    questions,
    recounts,
    registers,
)
from welfare_desk.storage.chains import Places, Walk, walk_audit, walk_entries
from welfare_desk.storage.year_checks import closing_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from welfare_desk.storage.book import Tx

Question: TypeAlias = "Callable[[Tx], Iterator[Problem]]"

_QUESTIONS: Mapping[str, Question] = {
    "file": recounts.file_faults,
    "schema": recounts.schema_faults,
    "missing_row": recounts.missing_rows,
    **questions.QUESTIONS,
    "movements": recounts.movements,
    "status_form": form10.faults,
    "subledger": recounts.subledger,
    "documents": recounts.document_faults,
    "findings": findings.faults,
    "registers": registers.faults,
    "people": people_checks.user_faults,
    "approvals": people_checks.approval_faults,
    "signing_key": key_checks.key_faults,
    "statements": recounts.statement_faults,
    "closing": closing_faults,
}


_UNREADABLE = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)  # a damaged value does this


def verify(tx: Tx, step: Callable[[int, int], None] | None = None) -> Verification:
    """Check everything in a book anew.

    `step(done, total)` hears how far it is, and may raise to break off. A check that cannot even be asked,
    because the file is damaged or a table is gone, is not met.
    """
    tell = step or _silent
    entries = _count(tx)
    share = entries // len(CHECKS) + 1
    total, done = entries + share * len(CHECKS), 0
    walk = Walk()
    results: list[Outcome] = []
    for check in CHECKS:
        places = Places()
        try:
            if check.id == "broken_seal":
                places = walk.places
                walk_entries(tx, walk, lambda walked, before=done: tell(before + walked, total))
                done += entries
            elif check.id == "broken_audit_chain":
                walk_audit(tx, places)
            else:
                for place in _QUESTIONS[check.id](tx):
                    places.add(place)
        except DatabaseError as error:
            _refuse_interruption(error)
            text = N_("This could not be checked: {reason}")
            places.add(problem(check.id, text, reason=error.orig))
        except _UNREADABLE as error:
            text = N_("This could not be checked: the file holds something that cannot be read ({reason}).")
            places.add(problem(check.id, text, reason=type(error).__name__))
        results.append(Outcome(check, tuple(places.first), places.count))
        done += share
        tell(min(done, total), total)
    return Verification(tuple(results), tuple(_notes(tx, walk)), entries)


def _silent(_done: int, _total: int) -> None:
    pass


def _refuse_interruption(error: DatabaseError) -> None:
    if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
        raise error


def _count(tx: Tx) -> int:
    try:
        return tx.exec_driver_sql("SELECT count(*) FROM entries").scalar_one()
    except DatabaseError as error:
        _refuse_interruption(error)
        return 0


def _notes(tx: Tx, walk: Walk) -> Iterator[Problem]:
    """Say what is worth knowing and no failure."""
    if walk.late:
        text = N_("Posted later than their neighbours: {count}. Numbers run in the order of posting, not of days.")
        yield problem("note.late", text, count=walk.late)
    if walk.erased:
        yield problem("note.erased", N_("Entries whose memo or payee was erased: {count}."), count=walk.erased)
    unassigned = "SELECT account, sum(amount) FROM opening_details WHERE member IS NULL GROUP BY account"
    try:
        if not approvals.rules(tx).is_on:
            yield problem("note.alone", ALONE)
        yield from key_checks.notes(tx)
        yield from grants.notes(tx)
        yield from advances.notes(tx)
        yield from assets.notes(tx)
        yield from before_book.notes(tx)
        for account, satang in tx.exec_driver_sql(unassigned):
            text = N_("Opened on {account} and not yet assigned: {amount} baht.")
            yield problem("note.unassigned", text, account=account, amount=abs(Money(satang)))
    except _UNREADABLE:  # a check has said so
        return
    except DatabaseError as error:  # the check of the schema has said so
        _refuse_interruption(error)
