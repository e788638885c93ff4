"""Keep claims and what became of them; an event whose entry was reversed no longer counts."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.i18n import spoken
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.benefits import Past
from welfare_desk.welfare.claim_payments import PaidPart
from welfare_desk.welfare.claims import ENDS_MEMBERSHIP, WAITING, ClaimStatus, KeptClaim, reference_of
from welfare_desk.welfare.rule_words import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.welfare.benefits import Claim, Reason, Rule

_EVENT_STANDS = f"(v.entry_id IS NULL OR {STANDS.format('v')})"
_APPROVAL_STANDS = _EVENT_STANDS.replace("v.", "a.")
_LAST_APPROVED = f"""(SELECT a.{{}} FROM claim_events a
        WHERE a.claim_id = c.id AND a.status = 'approved' AND {_APPROVAL_STANDS} ORDER BY a.position DESC LIMIT 1)
"""  # noqa: S608 - every part of it is a constant of the program
_NOW = f"""
    SELECT c.id, c.type, c.member, c.event_day, c.claim_day, c.quantity, c.subject, c.relation, c.asked,
      coalesce(n.status, 'asked') AS status, coalesce(n.amount, 0),
      coalesce((SELECT d.amount FROM claim_events d WHERE d.claim_id = c.id AND d.status = 'decided'
        ORDER BY d.position DESC LIMIT 1), 0),
      coalesce({_LAST_APPROVED.format("amount")}, 0) AS approved, coalesce({_LAST_APPROVED.format("is_override")}, 0),
      (SELECT coalesce(sum(v.amount), 0) FROM claim_events v WHERE v.claim_id = c.id AND v.status = 'paid'
        AND {_EVENT_STANDS}) AS paid,
      (SELECT d.regulation_id FROM claim_events d WHERE d.claim_id = c.id AND d.status = 'decided'
        ORDER BY d.position DESC LIMIT 1),
      (SELECT f.fund FROM claim_events d LEFT JOIN benefit_funds f ON f.regulation_id = d.regulation_id
        AND f.type = c.type WHERE d.claim_id = c.id AND d.status = 'decided' ORDER BY d.position DESC LIMIT 1),
      {_LAST_APPROVED.format("day")}
    FROM claims c LEFT JOIN claim_events n ON n.claim_id = c.id AND n.position = (
      SELECT max(v.position) FROM claim_events v WHERE v.claim_id = c.id AND {_EVENT_STANDS})
"""  # noqa: S608 - see above
_GIVEN = f"""
    SELECT g.type, coalesce(i.into_member, g.member), g.event_day, g.day, g.amount, g.quantity, g.subject,
      m.village, m.house FROM (
      SELECT c.type, c.member, c.event_day, v.day, v.amount, c.quantity, c.subject, c.id AS at
      FROM claims c JOIN claim_events v ON v.claim_id = c.id AND v.status = 'approved' AND {_EVENT_STANDS}
      UNION ALL SELECT b.type, b.member, b.event_day, b.paid_day, b.amount, b.quantity, b.subject, 0
      FROM past_benefits b WHERE NOT EXISTS (SELECT 1 FROM past_benefits_undone u WHERE u.past_id = b.id)
    ) g LEFT JOIN member_merges i ON i.member = g.member
    LEFT JOIN members m ON m.number = coalesce(i.into_member, g.member) ORDER BY g.at
"""  # noqa: S608 - see above
NOTHING_FOLLOWS = "[]"
MET = "met"
_MONEY = (ClaimStatus.APPROVED, ClaimStatus.PAID)


class Event(NamedTuple):
    """What became of a claim: `reasons` (of a decision) and `words` (a resolution, or why) as they are kept."""

    claim_id: int
    day: date
    status: ClaimStatus
    amount: Money
    words: str = ""
    reasons: str = NOTHING_FOLLOWS
    regulation_id: int | None = None
    is_override: bool = False


def add(tx: Tx, claim: Claim, details: str, cause: str, made: Made) -> int:
    """Keep a claim; a cause of illness or death stands apart. Give its number."""
    asked = (
        "INSERT INTO claims (type, member, event_day, claim_day, quantity, subject, relation, details, asked, made_by, "
        "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    row = (
        claim.type, claim.member, claim.event_day.isoformat(), claim.claim_day.isoformat(), claim.quantity,
        claim.subject, claim.relation, details, claim.asked.satang if claim.asked else None, made.by, made.at,
    )  # fmt: skip
    number = int(tx.exec_driver_sql(asked, row).scalar_one())
    if cause:
        tx.exec_driver_sql("INSERT INTO claim_causes (claim_id, cause) VALUES (?, ?)", (number, cause))
    return number


def claims(tx: Tx, numbers: Collection[int] | None = None) -> list[KeptClaim]:
    """Read claims (all, or some) as they stand now, in the order in which they came."""
    some, given = "", ()
    if numbers is not None:
        some, given = " WHERE c.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),)
    return [_kept(row) for row in tx.exec_driver_sql(f"{_NOW}{some} ORDER BY c.id", given)]


def of_members(tx: Tx, numbers: Collection[str]) -> list[KeptClaim]:
    """Read the claims of some members as they stand now, in the order in which they came."""
    asked = f"{_NOW} WHERE c.member IN (SELECT value FROM json_each(?)) ORDER BY c.id"  # noqa: S608 - our own text
    return [_kept(row) for row in tx.exec_driver_sql(asked, (json.dumps(sorted(numbers)),))]


def paid_days(tx: Tx, numbers: Collection[int]) -> dict[int, date]:
    """Tell on which day some claims were paid last, by payments that stand."""
    asked = (
        "SELECT v.claim_id, v.day FROM claim_events v WHERE v.status = 'paid' "  # noqa: S608 - our own text
        f"AND {_EVENT_STANDS} AND v.claim_id IN (SELECT value FROM json_each(?)) ORDER BY v.position"
    )
    given = (json.dumps(sorted(numbers)),)
    return {number: date.fromisoformat(day) for number, day in tx.exec_driver_sql(asked, given)}


class Waiting(NamedTuple):
    """Claims that wait at one step: how many, what is approved of them and not yet paid, when the oldest came in."""

    many: int
    unpaid: Money
    since: date


def waiting(tx: Tx) -> dict[ClaimStatus, Waiting]:
    """Count the claims that wait by where they stand; nothing for a step at which none waits."""
    asked = (
        "SELECT CASE WHEN status NOT IN ('approved', 'paid') THEN status WHEN paid >= approved THEN 'paid' "  # noqa: S608 - our own text
        "ELSE 'approved' END AS now, count(*), sum(max(approved - paid, 0)), min(claim_day) "
        f"FROM ({_NOW}) GROUP BY now"
    )
    found = {
        ClaimStatus(status): Waiting(many, Money(satang), date.fromisoformat(since))
        for status, many, satang, since in tx.exec_driver_sql(asked)
    }
    return {each: found[each] for each in WAITING if each in found}


def _kept(row: Sequence[Any]) -> KeptClaim:
    """Read a row as it stands: approved until all of it is paid, and again when a payment was reversed."""
    number, kind, member, event, claimed, quantity, subject, relation, asked, last, amount, right, *money = row
    approved, override, paid = Money(money[0]), bool(money[1]), Money(money[2])
    status = ClaimStatus(last)
    if status in _MONEY:
        status, amount = (ClaimStatus.PAID if paid >= approved else ClaimStatus.APPROVED), approved.satang
    return KeptClaim(
        number, kind, member, date.fromisoformat(event), date.fromisoformat(claimed), quantity, subject, relation,
        None if asked is None else Money(asked), status, Money(right), Money(amount),
        status in _MONEY and override, paid, money[4], money[3],
        date.fromisoformat(money[5]) if money[5] else None,
    )  # fmt: skip


def given(tx: Tx) -> list[Past]:
    """Read every benefit that is approved and stands, and those given before the book, in the order of the claims."""
    return [
        Past(
            kind, member, date.fromisoformat(event), date.fromisoformat(day), Money(satang), quantity, subject,
            f"{village}|{house}" if house else "",
        )
        for kind, member, event, day, satang, quantity, subject, village, house
        in tx.exec_driver_sql(_GIVEN)
    ]  # fmt: skip


def paid_parts(tx: Tx, number: int) -> tuple[PaidPart, ...]:
    """Read what standing vouchers paid of a claim, in their order.

    Arrears are kept back from the first claim on a voucher whose regulation says so, for each person.
    """
    asked = f"""
      WITH people AS (
        SELECT c.id, c.member, coalesce(g.into_member, c.member) AS person FROM claims c
        LEFT JOIN member_merges g ON g.member = c.member
      )
      SELECT coalesce(e.payee, ''), v.amount, coalesce((SELECT sum(l.amount) FROM receipts r
        JOIN receipt_lines l ON l.receipt_id = r.id WHERE r.entry_id = v.entry_id AND l.member IN (p.member, p.person)
        AND v.claim_id = (SELECT min(w.claim_id) FROM claim_events w JOIN claims k ON k.id = w.claim_id
          JOIN people o ON o.id = k.id AND o.person = p.person
          JOIN benefit_rules b ON b.type = k.type AND b.kind = 'deduct_arrears' AND b.regulation_id = (
            SELECT d.regulation_id FROM claim_events d WHERE d.claim_id = k.id AND d.status = 'decided'
            ORDER BY d.position DESC LIMIT 1)
          WHERE w.entry_id = v.entry_id)), 0)
      FROM claim_events v JOIN entries e ON e.id = v.entry_id JOIN people p ON p.id = v.claim_id
      WHERE v.claim_id = ? AND v.status = 'paid' AND {_EVENT_STANDS} ORDER BY v.position
    """  # noqa: S608 - every part of it is a constant of the program
    rows = tx.exec_driver_sql(asked, (number,))
    return tuple(PaidPart(payee, Money(satang), Money(arrears)) for payee, satang, arrears in rows)


def deaths_of(tx: Tx, entry_id: int) -> list[tuple[str, date]]:
    """Name the members whose membership an approval ended, each with the day."""
    asked = (
        "SELECT coalesce(g.into_member, c.member), c.event_day FROM claim_events v JOIN claims c ON c.id = v.claim_id "
        "LEFT JOIN member_merges g ON g.member = c.member "
        "WHERE v.entry_id = ? AND v.status = 'approved' AND v.reasons LIKE ? ORDER BY c.id"
    )
    rows = tx.exec_driver_sql(asked, (entry_id, f'%"{ENDS_MEMBERSHIP}"%'))
    return [(member, date.fromisoformat(day)) for member, day in rows]


def paid_since(tx: Tx, entry_id: int) -> list[tuple[str, str]]:
    """Name the claims that an entry approved and another standing voucher has paid, each with that voucher."""
    asked = (
        f"SELECT a.claim_id, e.voucher FROM claim_events a JOIN claim_events v ON v.claim_id = a.claim_id "  # noqa: S608 - our own text
        f"AND v.status = 'paid' AND {_EVENT_STANDS} JOIN entries e ON e.id = v.entry_id "
        "WHERE a.status = 'approved' AND a.entry_id = ? AND v.entry_id <> a.entry_id AND v.position > a.position "
        "ORDER BY a.claim_id"
    )
    return [(reference_of(number), voucher) for number, voucher in tx.exec_driver_sql(asked, (entry_id,))]


def in_both_languages(reasons: Sequence[Reason], met: Sequence[Rule] = ()) -> str:
    """Write reasons down as they are said now, so that a later regulation or program leaves them explained.

    Rules that are met follow, with the effect `MET`.
    """
    said: list[dict[str, str]] = [{"code": each.code, "effect": each.effect.value} for each in reasons]
    said += [{"code": each.kind.value, "effect": MET} for each in met]
    for language in ("th", "en"):
        with spoken(language):
            for kept, words in zip(said, (*(each.sentence() for each in reasons), *map(sentence, met)), strict=True):
                kept[language] = words
    return json.dumps(said, ensure_ascii=False)


def add_events(tx: Tx, events: Sequence[Event], entry_id: int | None = None) -> None:
    """Keep what became of some claims, with the entry that posts it."""
    tx.exec_driver_sql(
        "INSERT INTO claim_events (claim_id, position, day, status, amount, is_override, reasons, words, "
        "regulation_id, entry_id) SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? "
        "FROM claim_events WHERE claim_id = ?",
        [
            (
                each.claim_id, each.day.isoformat(), each.status.value, each.amount.satang, int(each.is_override),
                each.reasons, each.words, each.regulation_id, entry_id, each.claim_id,
            )
            for each in events
        ],
    )  # fmt: skip


def event_hash(event: Event) -> bytes:
    """Hash what an entry posts of a claim; nothing personal is in it."""
    day, override = event.day.isoformat(), int(event.is_override)
    return document_hash("claim", (event.claim_id, day, event.status.value, event.amount.satang, override))


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash the posted events anew, by entry, as its seal covers them."""
    asked = (
        "SELECT entry_id, claim_id, day, status, amount, is_override FROM claim_events "
        "WHERE entry_id IS NOT NULL ORDER BY entry_id, claim_id, position"
    )
    for entry_id, claim, day, status, satang, override in tx.exec_driver_sql(asked):
        kept = Event(claim, date.fromisoformat(day), ClaimStatus(status), Money(satang), is_override=bool(override))
        yield entry_id, event_hash(kept)


def paid_by(tx: Tx, entry_id: int) -> list[tuple[int, Money]]:
    """Name the claims that an entry paid, with the amount of each, in the order of its lines."""
    asked = (
        "SELECT claim_id, amount FROM claim_events WHERE entry_id = ? AND status = 'paid' ORDER BY claim_id, position"
    )
    return [(number, Money(satang)) for number, satang in tx.exec_driver_sql(asked, (entry_id,))]


def kept_back(tx: Tx, entry_id: int) -> list[Money]:
    """Read the receipts for arrears in an entry that paid benefits."""
    asked = "SELECT total FROM receipts WHERE entry_id = ? ORDER BY id"
    return [Money(satang) for (satang,) in tx.exec_driver_sql(asked, (entry_id,))]


# One claim whole


def words_of(tx: Tx, number: int) -> tuple[str, str]:
    """Read what was written about a claim, and the cause of illness or death."""
    asked = (
        "SELECT c.details, coalesce(w.cause, '') FROM claims c LEFT JOIN claim_causes w ON w.claim_id = c.id "
        "WHERE c.id = ?"
    )
    details, cause = tx.exec_driver_sql(asked, (number,)).one()
    return details, cause


def reasons_of(tx: Tx, numbers: Collection[int]) -> dict[int, str]:
    """Read the reasons of the last decision on some claims, as JSON in both languages."""
    asked = (
        "SELECT claim_id, reasons FROM claim_events WHERE status = 'decided' "
        "AND claim_id IN (SELECT value FROM json_each(?)) ORDER BY claim_id, position"
    )
    found = dict.fromkeys(numbers, NOTHING_FOLLOWS)
    for number, reasons in tx.exec_driver_sql(asked, (json.dumps(sorted(numbers)),)):
        found[number] = reasons
    return found


def steps(tx: Tx, number: int) -> list[tuple[str, str, int, str, str, str, str]]:
    """Read what became of a claim: day, step, satang, words, voucher, payee, and the voucher that undid it."""
    asked = (
        "SELECT v.day, v.status, v.amount, v.words, coalesce(e.voucher, ''), coalesce(e.payee, ''), "
        "coalesce((SELECT x.voucher FROM entries x WHERE x.reverses = v.entry_id), '') "
        "FROM claim_events v LEFT JOIN entries e ON e.id = v.entry_id WHERE v.claim_id = ? ORDER BY v.position"
    )
    return [(a, b, c, d, e, f, g) for a, b, c, d, e, f, g in tx.exec_driver_sql(asked, (number,))]
