"""Keep programmes, rounds and lists of matching money; a step counts while its entry is not reversed."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.storage import rows
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.match_rounds import MatchEvent, MatchLetter, MatchRound, MatchStep
from welfare_desk.welfare.matching import (
    Eligibility,
    Giver,
    MatchBasis,
    MatchProgramme,
    MatchTerms,
    reason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.matching import Asking

OPENED = "match.opened"  # the trail holds the hash of the list from then on
_TERMS = (
    "rate", "cap", "cutoff_day", "cutoff_month", "full_years", "paid_up", "most_rounds", "returns_excess", "basis",
)  # fmt: skip
_COLUMNS = f"code, position, from_day, name_th, name_en, giver, income, receivable, {', '.join(_TERMS)}"
_FIRST_TERM = 8
EVENT_STANDS = f"(v.entry_id IS NULL OR {STANDS.format('v')})"
_AT_ONCE = 200  # rows in one statement: under guards SQLite keeps a way back for each


class KeptProgramme(NamedTuple):
    """A programme with its terms of a day, and where these stand among all of it."""

    position: int
    programme: MatchProgramme
    terms: MatchTerms
    from_day: date


# Programmes


def add_programme(tx: Tx, programme: MatchProgramme, terms: MatchTerms, from_day: date) -> None:
    """Keep a programme with its terms from a day on; what nobody has set is kept as no value."""
    kept = {"cap": terms.cap.satang, "basis": terms.basis.value}
    values = [kept.get(name, getattr(terms, name)) if name in terms.chosen else None for name in _TERMS]
    head = (programme.name_th, programme.name_en, programme.giver.value, programme.income, programme.receivable)
    tx.exec_driver_sql(
        f"INSERT INTO match_programmes ({_COLUMNS}) SELECT ?, coalesce(max(position), 0) + 1, "  # noqa: S608 - our own column names
        f"{', '.join('?' * (6 + len(_TERMS)))} FROM match_programmes WHERE code = ?",
        (programme.code, from_day.isoformat(), *head, *values, programme.code),
    )


def programmes(tx: Tx, day: date) -> dict[str, KeptProgramme]:
    """Read the programmes with the terms in force on a day, by code."""
    asked = f"SELECT {_COLUMNS} FROM match_programmes WHERE from_day <= ? ORDER BY code, from_day, position"  # noqa: S608 - our own column names
    return {row[0]: _programme(row) for row in tx.exec_driver_sql(asked, (day.isoformat(),))}


def every_programme(tx: Tx) -> list[KeptProgramme]:
    """Read every programme with all its dated terms, by code and day."""
    asked = f"SELECT {_COLUMNS} FROM match_programmes ORDER BY code, from_day, position"  # noqa: S608 - our own column names
    return [_programme(row) for row in tx.exec_driver_sql(asked)]


def _programme(row: Sequence[object]) -> KeptProgramme:
    code, position, from_day, name_th, name_en, giver, income, receivable = (str(each) for each in row[:_FIRST_TERM])
    claimed = receivable if row[_FIRST_TERM - 1] is not None else None
    programme = MatchProgramme(code, name_th, name_en, Giver(giver), income, claimed)
    return KeptProgramme(int(position), programme, _terms(row[_FIRST_TERM:]), date.fromisoformat(from_day))


def _terms(values: Sequence[object]) -> MatchTerms:
    set_ = {name: value for name, value in zip(_TERMS, values, strict=True) if value is not None}
    usual = MatchTerms()

    def number(name: str, otherwise: int) -> int:
        return int(str(set_.get(name, otherwise)))

    return MatchTerms(
        number("rate", usual.rate),
        Money(number("cap", usual.cap.satang)),
        number("cutoff_day", usual.cutoff_day),
        number("cutoff_month", usual.cutoff_month),
        number("full_years", usual.full_years),
        bool(number("paid_up", int(usual.paid_up))),
        number("most_rounds", usual.most_rounds),
        bool(number("returns_excess", int(usual.returns_excess))),
        MatchBasis(set_.get("basis", usual.basis.value)),
        tuple(set_),
    )


# Rounds


def add_round(tx: Tx, kept: KeptProgramme, year: int, cutoff: date) -> int:
    """Keep a round of the terms as they stand, and give its number."""
    return tx.exec_driver_sql(
        "INSERT INTO match_rounds (programme, terms, year, cutoff) VALUES (?, ?, ?, ?) RETURNING id",
        (kept.programme.code, kept.position, year, cutoff.isoformat()),
    ).scalar_one()


def add_members(tx: Tx, number: int, asking: Asking) -> None:
    """Freeze the list of a round: who is put forward, and who is left out and why."""
    listed = iter((*asking.people, *asking.left_out))
    while some := list(islice(listed, _AT_ONCE)):
        values = [(number, each.number, each.paid.satang, each.counted.satang, _kept(each.reasons)) for each in some]
        places = ", ".join(["(?, ?, ?, ?, ?)"] * len(values))
        asked = f"INSERT INTO match_members (round_id, member, paid, counted, reasons) VALUES {places}"  # noqa: S608 - places only
        rows.write(tx, asked, tuple(chain.from_iterable(values)))


def list_hash(tx: Tx, number: int) -> str:
    """Hash the list of a round, as the trail holds it from its opening on."""
    asked = "SELECT member, paid, counted, reasons FROM match_members WHERE round_id = ? ORDER BY member"
    return sha256("\n".join("\t".join(map(str, row)) for row in rows.ask(tx, asked, (number,))).encode()).hexdigest()


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare the lists of the rounds with the hashes in the trail."""
    asked = "SELECT subject, details FROM audit WHERE action = ? ORDER BY id"
    frozen = {int(subject): json.loads(details)["sha256"] for subject, details in rows.ask(tx, asked, (OPENED,))}
    for number in sorted(frozen.keys() | {key for (key,) in rows.ask(tx, "SELECT id FROM match_rounds")}):
        if frozen.get(number) != list_hash(tx, number):
            text = N_("The list of round {number} of matching money is not as it was frozen.")
            yield problem("documents", text, number=number)


def _kept(reasons: Iterable[Problem]) -> str:
    found = [
        {"code": each.code, **{k: v.isoformat() if isinstance(v, date) else v for k, v in each.params.items()}}
        for each in reasons
    ]
    return json.dumps(found, separators=(",", ":")) if found else ""


def listed(tx: Tx, number: int) -> list[Eligibility]:
    """Read the list of a round, in the order of members' numbers."""
    asked = "SELECT member, paid, counted, reasons FROM match_members WHERE round_id = ? ORDER BY member"
    return [
        Eligibility(member, Money(paid), Money(counted), _reasons(reasons))
        for member, paid, counted, reasons in tx.exec_driver_sql(asked, (number,))
    ]


def rounds_of(tx: Tx, numbers: Sequence[str]) -> list[tuple[int, Eligibility]]:
    """Read where a member's numbers stand in the lists, each with its round, in the order of the rounds."""
    places = ", ".join("?" * len(numbers))
    asked = f"""
        SELECT round_id, member, paid, counted, reasons FROM match_members WHERE member IN ({places}) ORDER BY round_id
    """  # noqa: S608 - places only
    return [
        (number, Eligibility(member, Money(paid), Money(counted), _reasons(reasons)))
        for number, member, paid, counted, reasons in tx.exec_driver_sql(asked, tuple(numbers))
    ]


def _reasons(kept: str) -> tuple[Problem, ...]:
    found: list[dict[str, str | int]] = json.loads(kept or "[]")
    return tuple(
        reason(
            str(each["code"]),
            **{k: date.fromisoformat(str(v)) if k == "day" else v for k, v in each.items() if k != "code"},
        )
        for each in found
    )


def people_of(tx: Tx) -> dict[int, tuple[int, int]]:
    """Count who is put forward and who is left out in each round."""
    asked = "SELECT round_id, sum(reasons = ''), sum(reasons <> '') FROM match_members GROUP BY round_id"
    return {number: (listed, left_out) for number, listed, left_out in tx.exec_driver_sql(asked)}


def rounds(tx: Tx, number: int | None = None) -> dict[int, MatchRound]:
    """Read the rounds (all, or one) with the terms they were opened under, by number."""
    columns = ", ".join(f"p.{each}" for each in _COLUMNS.split(", "))
    asked = f"""
        SELECT r.id, r.year, r.cutoff, {columns} FROM match_rounds r
        JOIN match_programmes p ON p.code = r.programme AND p.position = r.terms
        WHERE ? IS NULL OR r.id = ? ORDER BY r.id
    """  # noqa: S608 - our own column names
    found: dict[int, MatchRound] = {}
    for key, year, cutoff, *rest in tx.exec_driver_sql(asked, (number, number)):
        kept = _programme(rest)
        found[key] = MatchRound(key, kept.programme, kept.terms, year, date.fromisoformat(cutoff))
    return found


# What became of them


def add_event(tx: Tx, number: int, step: MatchStep, letter: MatchLetter, entry_id: int | None = None) -> None:
    """Keep a step of a round."""
    tx.exec_driver_sql(
        "INSERT INTO match_events (round_id, position, step, day, amount, letter, entry_id) "
        "SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM match_events WHERE round_id = ?",
        (number, step.value, letter.day.isoformat(), letter.amount.satang, letter.number, entry_id, number),
    )


def event_hash(number: int, step: MatchStep, letter: MatchLetter) -> bytes:
    """Hash a step for the seal of the entry that it posts."""
    return document_hash(
        "match_event", (number, step.value, letter.day.isoformat(), letter.amount.satang, letter.number)
    )


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every step that posted an entry anew, by entry, as its seal covers it."""
    asked = (
        "SELECT entry_id, round_id, step, day, amount, letter FROM match_events WHERE entry_id IS NOT NULL "
        "ORDER BY round_id, position"
    )
    for entry_id, *fields in tx.exec_driver_sql(asked):
        yield entry_id, document_hash("match_event", fields)


def events(tx: Tx, number: int | None = None) -> dict[int, list[MatchEvent]]:
    """Read the steps of rounds (all, or one) that count, in their order."""
    asked = f"""
        SELECT v.round_id, v.step, v.day, v.amount, v.letter, e.voucher FROM match_events v
        LEFT JOIN entries e ON e.id = v.entry_id
        WHERE (? IS NULL OR v.round_id = ?) AND {EVENT_STANDS} ORDER BY v.round_id, v.position
    """  # noqa: S608 - every part of it is a constant of the program
    found: defaultdict[int, list[MatchEvent]] = defaultdict(list)
    for key, step, day, satang, letter, voucher in tx.exec_driver_sql(asked, (number, number)):
        written = MatchLetter(date.fromisoformat(day), Money(satang), letter)
        found[key].append(MatchEvent(MatchStep(step), written, voucher))
    return found


def moved(tx: Tx, number: int, account: str) -> list[tuple[str, Money]]:
    """Tell what the standing entries of a round moved on an account, by fund (debit positive)."""
    asked = f"""
        SELECT p.fund, sum(p.amount) FROM match_events v JOIN postings p ON p.entry_id = v.entry_id
        JOIN funds f ON f.code = p.fund WHERE v.round_id = ? AND p.account = ? AND {STANDS.format("v")}
        GROUP BY p.fund ORDER BY f.position
    """  # noqa: S608 - every part of it is a constant of the program
    return [(fund, Money(satang)) for fund, satang in tx.exec_driver_sql(asked, (number, account))]


def owed_back(tx: Tx) -> Money:
    """Tell what is owed back to givers (2202), by the ledger."""
    asked = "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = '2202'"
    return -Money(tx.exec_driver_sql(asked).scalar_one())
