"""Keep the entries that auditors propose, what was decided on them, and what auditors said of a year."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.audits import Adjustment, OpinionKind
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period
from welfare_desk.ledger.seal import VERSION, packed
from welfare_desk.storage import drafts, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


class KeptAdjustment(NamedTuple):
    """A proposed entry as it is kept: `decision` is accepted, declined or nothing yet, `voucher` what it became."""

    number: int
    adjustment: Adjustment
    decision: str
    decided_on: date | None
    answer: str
    voucher: str


class KeptOpinion(NamedTuple):
    """What an auditor said of a year; the last one of a year counts, unless the year was reopened after it.

    `outdated` is the day of that reopening.
    """

    fiscal_year: int
    position: int
    day: date
    auditor: str
    opinion: OpinionKind
    words: str
    outdated: date | None = None


def add(tx: Tx, proposed: Adjustment, made: Made) -> int:
    """Keep a proposed entry; give its number."""
    asked = (
        "INSERT INTO adjustments (fiscal_year, day, proposed_by, reason, content, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    given = (
        proposed.fiscal_year, proposed.day.isoformat(), proposed.proposed_by, proposed.reason,
        drafts.written(proposed.entry), made.by, made.at,
    )  # fmt: skip
    return tx.exec_driver_sql(asked, given).scalar_one()


def find(tx: Tx, number: int) -> KeptAdjustment:
    """Read a proposed entry; an unknown one is a `RuleError`."""
    found = next((each for each in all_adjustments(tx) if each.number == number), None)
    if found is None:
        text = N_("There is no proposed entry {number}.")
        raise RuleError(problem("adjustment.unknown", text, "number", number=number))
    return found


def all_adjustments(tx: Tx) -> list[KeptAdjustment]:
    """Read every proposed entry, the first one first."""
    asked = (
        "SELECT a.id, a.fiscal_year, a.day, a.proposed_by, a.reason, a.content, d.decision, d.day, d.reason, e.voucher "
        "FROM adjustments a LEFT JOIN adjustment_decisions d ON d.adjustment_id = a.id "
        "LEFT JOIN entries e ON e.id = d.entry_id ORDER BY a.id"
    )
    return [
        KeptAdjustment(
            number, Adjustment(year, date.fromisoformat(day), by, reason, drafts.read(content)), decision or "",
            date.fromisoformat(decided) if decided else None, answer or "", voucher or "",
        )
        for number, year, day, by, reason, content, decision, decided, answer, voucher in rows.ask(tx, asked)
    ]  # fmt: skip


def decide(tx: Tx, number: int, day: date, decision: str, reason: str, entry_id: int | None = None) -> None:
    """Keep what was decided on a proposed entry, once."""
    tx.exec_driver_sql(
        "INSERT INTO adjustment_decisions (adjustment_id, day, decision, reason, entry_id) VALUES (?, ?, ?, ?, ?)",
        (number, day.isoformat(), decision, reason, entry_id),
    )


def document_hash(number: int, kept: Adjustment) -> bytes:
    """Hash a proposed entry as the document of the entry that it becomes."""
    fields = ["adjustment", VERSION, number, kept.fiscal_year, kept.proposed_by, kept.reason]
    return sha256(packed([*fields, drafts.written(kept.entry)])).digest()


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Give the entries that proposed ones became, with the hashes that their seals cover."""
    decided = tx.exec_driver_sql("SELECT adjustment_id, entry_id FROM adjustment_decisions")
    posted = {row[0]: row[1] for row in decided}
    for each in all_adjustments(tx):
        entry_id = posted.get(each.number)
        if entry_id is not None:
            yield entry_id, document_hash(each.number, each.adjustment)


def add_opinion(tx: Tx, said: KeptOpinion) -> int:
    """Keep what an auditor said of a year after what was said before; give its place."""
    asked = "SELECT coalesce(max(position), 0) + 1 FROM audit_opinions WHERE fiscal_year = ?"
    position: int = tx.exec_driver_sql(asked, (said.fiscal_year,)).scalar_one()
    tx.exec_driver_sql(
        "INSERT INTO audit_opinions (fiscal_year, position, day, auditor, opinion, words) VALUES (?, ?, ?, ?, ?, ?)",
        (said.fiscal_year, position, said.day.isoformat(), said.auditor, said.opinion.value, said.words),
    )
    return position


def opinions(tx: Tx) -> list[KeptOpinion]:
    """Read what auditors said, year by year."""
    asked = "SELECT fiscal_year, position, day, auditor, opinion, words FROM audit_opinions ORDER BY 1, 2"
    said = rows.ask(tx, asked)
    reopened = {year: _reopenings(tx, year) for year in {each[0] for each in said}}
    return [
        KeptOpinion(
            year, position, date.fromisoformat(day), auditor, OpinionKind(opinion), words,
            next((on for after, on in reopened[year] if after >= position), None),
        )
        for year, position, day, auditor, opinion, words in said
    ]  # fmt: skip


def _reopenings(tx: Tx, year: int) -> list[tuple[int, date]]:
    """Give the reopenings of a year: after how many opinions on it, and on what day; the trail knows the order."""
    closing = str(Period(year, CLOSING_NUMBER).id)
    if rows.first(tx, "SELECT 1 FROM periods WHERE id = ? AND reopened > 0", (int(closing),)) is None:
        return []  # the trail of a large book is long
    asked = (
        "SELECT action, at FROM audit WHERE (action = 'opinion.recorded' AND subject = ?) "
        "OR (action = 'period.reopened' AND subject = ?) ORDER BY id"
    )
    opinions_so_far, found = 0, list[tuple[int, date]]()
    for action, at in rows.ask(tx, asked, (str(year), closing)):
        if action == "opinion.recorded":
            opinions_so_far += 1
        else:
            found.append((opinions_so_far, datetime.fromisoformat(at).astimezone(THAI_TIME).date()))
    return found
