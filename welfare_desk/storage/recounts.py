"""The checks that count again what the book keeps: balances, sub-ledgers, signed statements, the schema itself."""

# ruff: noqa: S608 - every part of these questions is a constant of the program

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.closing import PeriodStatement
from welfare_desk.ledger.openings import CONTROL_ACCOUNTS
from welfare_desk.ledger.periods import period_from_id
from welfare_desk.ledger.seal import GENESIS, fingerprint_of
from welfare_desk.money import Money
from welfare_desk.storage import (
    adjustments,
    advances,
    assets,
    cash_counts,
    claims,
    grants,
    hand_ins,
    handovers,
    holding_moves,
    kept_reports,
    key_checks,
    matching,
    payment_slips,
    periods,
    reconciliations,
    recurring,
    settings,
    signing,
    statements,
    withholdings,
)
from welfare_desk.storage.contributions import sealed_documents
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.schema import metadata
from welfare_desk.storage.upgrade import schema_of
from welfare_desk.welfare.contributions import DEFERRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.storage.book import Tx

_SPECIAL_PERIODS = "(0, 13)"  # the opening and the closing: theirs are the lines that do not go by the day's month


def file_faults(tx: Tx) -> Iterator[Problem]:
    """Let SQLite look at the file page by page, and hold each index against its table."""
    for (message,) in tx.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield problem("file", N_("The file is damaged: {message}"), message=message)


def schema_faults(tx: Tx) -> Iterator[Problem]:
    """Compare the whole schema text with the program's own: no guard may be missing, changed or added."""
    own, kept = own_schema(), dict(schema_of(tx))
    for name in sorted(own.keys() | kept.keys()):
        if name not in kept:
            yield problem("schema", N_("“{name}” is missing from the book."), name=name)
        elif name not in own:
            yield problem("schema", N_("“{name}” is not the program's own."), name=name)
        elif own[name] != kept[name]:
            yield problem("schema", N_("“{name}” was changed."), name=name)


@cache
def own_schema() -> dict[str, str]:
    """Give the schema text that this program writes, by name."""
    engine = create_engine("sqlite://")
    with engine.begin() as tx:
        metadata.create_all(tx)
        for statement in trigger_statements():
            tx.exec_driver_sql(statement)
        found = dict(schema_of(tx))
    engine.dispose()
    return found


def missing_rows(tx: Tx) -> Iterator[Problem]:
    """Find rows that point to a row which is not there."""
    text = N_("A row of “{table}” points to a row of “{parent}” that is missing.")
    for table, row, parent, _ in tx.exec_driver_sql("PRAGMA foreign_key_check"):
        yield problem("missing_row", text, table=table, row=row, parent=parent)


def movements(tx: Tx) -> Iterator[Problem]:
    """Compare the kept balances with those counted anew from the lines."""
    of = periods.calendar(tx)
    counted = _counted(tx, of)
    for account, period, fund, debit, credit in tx.exec_driver_sql(
        "SELECT account, period, fund, debit, credit FROM movements"
    ):
        cell = counted[account, period, fund]
        cell[0] -= debit
        cell[1] -= credit
    text = N_(
        "The kept balance of {account} in the fund “{fund}” for the period from {day} is wrong: "
        "debit by {debit}, credit by {credit} baht."
    )
    for (account, period, fund), (debit, credit) in sorted(counted.items()):
        if debit or credit:
            day = of.days_of(period_from_id(period))[0]
            yield problem(
                "movements", text, account=account, fund=fund, day=day, debit=Money(-debit), credit=Money(-credit)
            )


def _counted(tx: Tx, of: Calendar) -> defaultdict[tuple[str, int, str], list[int]]:
    """Sum debits and credits by account, period and fund, read from the covering index."""
    counted: defaultdict[tuple[str, int, str], list[int]] = defaultdict(lambda: [0, 0])
    by_day = (
        "SELECT account, fund, day, sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), "
        "sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END) FROM postings GROUP BY account, fund, day"
    )
    months: dict[str, int] = {}
    for account, fund, day, debit, credit in tx.exec_driver_sql(by_day):
        if day not in months:
            months[day] = _month_of(day, of)
        cell = counted[account, months[day], fund]
        cell[0] += debit
        cell[1] += credit
    special = (
        "SELECT p.account, p.fund, p.day, e.period, p.amount FROM entries e CROSS JOIN postings p ON p.entry_id = e.id "
        f"WHERE e.period % 100 IN {_SPECIAL_PERIODS}"
    )
    for account, fund, day, period, amount in tx.exec_driver_sql(special):
        counted[account, months[day], fund][amount < 0] -= abs(amount)
        counted[account, period, fund][amount < 0] += abs(amount)
    return counted


def _month_of(day: str, of: Calendar) -> int:
    try:
        return of.period_of(date.fromisoformat(day)).id
    except ValueError:
        return of.first_period().id  # the check of periods names the line


def subledger(tx: Tx) -> Iterator[Problem]:
    """Compare control accounts with their detail: openings by account and fund, advances and grants by entry."""
    yield from _openings(tx)
    yield from _advances(tx)
    yield from grants.faults(tx)
    yield from advances.faults(tx)
    yield from assets.faults(tx)
    yield from withholdings.faults(tx)
    yield from holding_moves.faults(tx)


def _openings(tx: Tx) -> Iterator[Problem]:
    asked = (
        "SELECT account, fund, sum(amount) FROM (SELECT p.account, p.fund, p.amount FROM entries e "
        "CROSS JOIN postings p ON p.entry_id = e.id "
        f"WHERE e.period % 100 = 0 AND e.kind = 'opening' AND p.account IN {_CONTROLS} "
        "UNION ALL SELECT account, fund, -amount FROM opening_details) GROUP BY account, fund HAVING sum(amount) <> 0"
    )
    text = N_("The opening of {account} in the fund “{fund}” and its detail differ by {difference} baht.")
    for account, fund, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, account=account, fund=fund, difference=abs(Money(satang)))


_CONTROLS = "(" + ", ".join(f"'{account}'" for account in CONTROL_ACCOUNTS) + ")"


def _advances(tx: Tx) -> Iterator[Problem]:
    """Compare deferred contributions with the documents that moved them, member by member in each entry."""
    asked = f"""
        SELECT e.voucher, d.member, sum(d.amount) FROM (
        SELECT p.entry_id, p.member, -p.amount AS amount FROM postings p JOIN entries e ON e.id = p.entry_id
          WHERE p.account = '{DEFERRED}' AND e.kind NOT IN ('opening', 'reversal')
        UNION ALL SELECT r.entry_id, l.member, -l.to_advance FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id
          WHERE l.to_advance <> 0
        UNION ALL SELECT entry_id, member, -to_advance FROM assignments
        UNION ALL SELECT f.entry_id, l.member, f.from_advance FROM refunds f
          JOIN receipt_lines l ON l.receipt_id = f.receipt_id AND l.line = f.line
        UNION ALL SELECT entry_id, member, amount FROM releases
        ) d JOIN entries e ON e.id = d.entry_id GROUP BY d.entry_id, d.member HAVING sum(d.amount) <> 0 ORDER BY e.id
    """
    text = N_("{voucher} and the records of member {member} differ by {difference} baht of deferred contributions.")
    for voucher, member, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, member=member or "–", difference=abs(Money(satang)))


def document_faults(tx: Tx) -> Iterator[Problem]:
    """Compare the documents of each entry with those it was sealed with."""
    documents = defaultdict(bytes, sealed_documents(tx))
    kept = (
        hand_ins,
        cash_counts,
        claims,
        payment_slips,
        matching,
        grants,
        recurring,
        advances,
        assets,
        withholdings,
        adjustments,
        holding_moves,
    )
    for entry_id, digest in (each for subject in kept for each in subject.sealed(tx)):
        documents[entry_id] += digest
    text = N_("A document of {voucher} is missing, new, or not as it was sealed.")
    asked = "SELECT id, voucher, documents FROM entries WHERE documents <> x'' ORDER BY id"
    for entry_id, voucher, sealed in tx.exec_driver_sql(asked):
        if documents.pop(entry_id, b"") != sealed:
            yield problem("documents", text, voucher=voucher)
    for entry_id in documents:
        asked = "SELECT voucher FROM entries WHERE id = ?"
        yield problem("documents", text, voucher=tx.exec_driver_sql(asked, (entry_id,)).scalar_one_or_none() or "–")
    yield from _changed_files(tx)
    yield from payment_slips.faults(tx)
    yield from handovers.faults(tx)
    yield from matching.faults(tx)
    yield from reconciliations.faults(tx)


def _changed_files(tx: Tx) -> Iterator[Problem]:
    asked = "SELECT hash, name, content FROM attachments WHERE content IS NOT NULL ORDER BY hash"
    for digest, name, content in tx.exec_driver_sql(asked):
        if sha256(content).hexdigest() != digest:
            yield problem("documents", N_("The attached file “{name}” is not the one that was attached."), name=name)


def statement_faults(tx: Tx) -> Iterator[Problem]:
    """Check each signed statement by itself, in its chain, and against the period as it stands."""
    of = periods.calendar(tx)
    latest: dict[int, PeriodStatement] = {}
    heads = _known_heads(tx)
    previous, of_their_time = b"", key_checks.keys_of_statements(tx)
    for statement, kept_hash, signature, fingerprint, public in _statements(tx):
        day = of.days_of(period_from_id(statement.period))[0]
        if (
            statement.hash() != kept_hash
            or not public
            or not signing.is_signed(public, signature, statement.canonical())
        ):
            yield problem(
                "statements", N_("The statement of the period from {day} is not the one that was signed."), day=day
            )
        elif of_their_time.get(kept_hash) != fingerprint:
            text = N_("The statement of the period from {day} was not signed by the key of its time.")
            yield problem("statements", text, day=day)
        if statement.previous != previous:
            text = N_("The statement of the period from {day} does not follow the one before it.")
            yield problem("statements", text, day=day)
        if not {statement.entry_head, statement.audit_head} <= heads:
            text = N_(
                "The statement of the period from {day} was signed over entries or acts that are no longer there."
            )
            yield problem("statements", text, day=day)
        latest[statement.period], previous = statement, kept_hash
    for period, reopened in tx.exec_driver_sql("SELECT id, reopened FROM periods WHERE status <> 'open' ORDER BY id"):
        statement, day = latest.get(period), of.days_of(period_from_id(period))[0]
        if statement is None or statement.reopened != reopened:
            text = N_("The period from {day} is closed without a signed statement.")
            yield problem("statements", text, day=day)
        elif not _fits(statement, statements.draw_up(tx, period_from_id(period))):
            text = N_("The period from {day} is no longer as its signed statement says.")
            yield problem("statements", text, day=day)
    yield from kept_reports.faults(tx)


def _statements(tx: Tx) -> Iterator[tuple[PeriodStatement, bytes, bytes, str, bytes]]:
    book = settings.get(tx, "id")
    keys = {
        fingerprint: public
        for fingerprint, public in tx.exec_driver_sql("SELECT fingerprint, public FROM signing_keys")
        if fingerprint_of(public) == fingerprint
    }
    asked = (
        "SELECT period, entries, seals_hash, debit, balances_hash, entry_head, audit_head, previous, reopened, "
        "hash, signature, fingerprint FROM statements ORDER BY id"
    )
    for *fields, kept_hash, signature, fingerprint in tx.exec_driver_sql(asked):
        yield PeriodStatement(book, *fields), kept_hash, signature, fingerprint, keys.get(fingerprint, b"")


def _known_heads(tx: Tx) -> set[bytes]:
    entry_heads = "SELECT seal FROM entries WHERE seal IN (SELECT entry_head FROM statements)"
    audit_heads = "SELECT seal FROM audit WHERE seal IN (SELECT audit_head FROM statements)"
    return {GENESIS} | {seal for asked in (entry_heads, audit_heads) for (seal,) in tx.exec_driver_sql(asked)}


def _fits(signed: PeriodStatement, now: PeriodStatement) -> bool:
    return (signed.entries, signed.seals_hash, signed.debit_satang, signed.balances_hash) == (
        now.entries,
        now.seals_hash,
        now.debit_satang,
        now.balances_hash,
    )
