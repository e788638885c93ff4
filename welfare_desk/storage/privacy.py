"""Keep consents, requests about personal data, erasures and breaches."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from welfare_desk.members.privacy import (
    KEPT_YEARS,
    Breach,
    Consent,
    DataRequest,
    Purpose,
    RequestKind,
    RequestStatus,
    Risk,
    Scope,
)
from welfare_desk.storage import attachments, settings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from welfare_desk.storage.book import Tx

YEARS = "kept_years"  # so many years name and ID number stay after the end of a membership


def kept_years(tx: Tx) -> int:
    """Read how many years the committee keeps names after a membership ended."""
    return int(settings.find(tx, YEARS) or KEPT_YEARS)


# Consents


def consents(tx: Tx, member: str | None = None) -> dict[str, dict[Purpose, Consent]]:
    """Read the last word of each member (or of one) on each purpose."""
    asked = "SELECT member, purpose, day, given, how FROM consents {} ORDER BY member, purpose, position"
    some, given = ("", ()) if member is None else ("WHERE member = ?", (member,))
    found: dict[str, dict[Purpose, Consent]] = {}
    for number, purpose, day, agreed, how in tx.exec_driver_sql(asked.format(some), given):
        said = Consent(Purpose(purpose), date.fromisoformat(day), bool(agreed), how)
        found.setdefault(number, {})[said.purpose] = said
    return found


def add_consent(tx: Tx, member: str, said: Consent) -> None:
    """Keep what a member said, after what was said before."""
    tx.exec_driver_sql(
        "INSERT INTO consents (member, purpose, position, day, given, how) VALUES (?, ?, "
        "(SELECT coalesce(max(position), 0) + 1 FROM consents WHERE member = ? AND purpose = ?), ?, ?, ?)",
        (member, said.purpose.value, member, said.purpose.value, said.day.isoformat(), int(said.given), said.how),
    )


# Requests


def requests(tx: Tx, member: str | None = None) -> list[DataRequest]:
    """Read all requests, or those of a member, the oldest first."""
    asked = (
        "SELECT id, member, kind, received_day, wish, status, answered_day, answer FROM data_requests {} ORDER BY id"
    )
    some, given = ("", ()) if member is None else ("WHERE member = ?", (member,))
    return [
        DataRequest(
            number,
            of,
            RequestKind(kind),
            date.fromisoformat(received),
            wish,
            RequestStatus(status),
            date.fromisoformat(answered) if answered else None,
            answer,
        )
        for number, of, kind, received, wish, status, answered, answer in tx.exec_driver_sql(asked.format(some), given)
    ]


def add_request(tx: Tx, request: DataRequest) -> int:
    """Keep a request; give its number."""
    asked = (
        "INSERT INTO data_requests (id, member, kind, received_day, wish, status, answer) VALUES "
        "((SELECT coalesce(max(id), 0) + 1 FROM data_requests), ?, ?, ?, ?, 'open', '') RETURNING id"
    )
    row = (request.member, request.kind.value, request.received.isoformat(), request.wish)
    return int(tx.exec_driver_sql(asked, row).scalar_one())


def answer_request(tx: Tx, request: DataRequest) -> None:
    """Keep what was answered, and when."""
    assert request.answered is not None  # noqa: S101 - told to the type checker
    asked = "UPDATE data_requests SET status = ?, answered_day = ?, answer = ? WHERE id = ?"
    tx.exec_driver_sql(asked, (request.status.value, request.answered.isoformat(), request.answer, request.id))


# Erasing


def erased_scopes(tx: Tx, member: str) -> set[Scope]:
    """Tell what was erased of a member already."""
    asked = "SELECT scope FROM erasures WHERE member = ?"
    return {Scope(each) for each in tx.exec_driver_sql(asked, (member,)).scalars()}


def add_erasure(tx: Tx, member: str, scopes: Collection[Scope], day: date) -> None:
    """Keep what is erased of a member."""
    asked = "INSERT INTO erasures (member, scope, day) VALUES (?, ?, ?)"
    for scope in scopes:
        tx.exec_driver_sql(asked, (member, scope.value, day.isoformat()))


def last_money(tx: Tx, numbers: Collection[str]) -> date | None:
    """Tell the day of the last posting that names one of these numbers, or a receipt paid for or by one of them."""
    marks = ", ".join("?" * len(numbers))
    asked = (
        f"SELECT max(day) FROM (SELECT day FROM postings WHERE member IN ({marks}) UNION ALL "  # noqa: S608 - our own text
        "SELECT r.day FROM receipts r JOIN receipt_lines l ON l.receipt_id = r.id "
        f"WHERE l.member IN ({marks}) UNION ALL "
        f"SELECT day FROM receipts WHERE payer_member IN ({marks}))"
    )
    found = tx.exec_driver_sql(asked, (*numbers,) * 3).scalar_one()
    return None if found is None else date.fromisoformat(found)


def erase_history(tx: Tx, number: str) -> None:
    """Erase what the fields of a member were before; that they changed stays bound by the trail."""
    tx.exec_driver_sql("UPDATE member_history SET content = NULL, salt = NULL WHERE member = ?", (number,))


def erase_files(tx: Tx, number: str) -> list[str]:
    """Drop the bytes of what is attached to a member or her claims and to nothing else; give the hashes."""
    asked = (
        "WITH hers AS (SELECT 'member' AS kind, ? AS subject "
        "UNION ALL SELECT 'claim', printf('C-%04d', id) FROM claims WHERE member = ?) "
        "SELECT a.hash FROM attachments a WHERE a.content IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM attachment_links l JOIN hers h ON h.kind = l.subject_kind AND h.subject = l.subject "
        "WHERE l.hash = a.hash) AND NOT EXISTS (SELECT 1 FROM attachment_links o WHERE o.hash = a.hash "
        "AND NOT EXISTS (SELECT 1 FROM hers h WHERE h.kind = o.subject_kind AND h.subject = o.subject)) ORDER BY a.hash"
    )
    found = list(tx.exec_driver_sql(asked, (number, number)).scalars())
    for digest in found:
        attachments.erase(tx, digest)
    return found


def erase_texts(tx: Tx, number: str) -> int:
    """Erase payee and memo of the entries that concern nobody but this member; give how many.

    Their amounts, days and numbers stay, and so do the commitments under their seals.
    """
    asked = """
    UPDATE entries SET memo = NULL, memo_salt = NULL, payee = NULL, payee_salt = NULL WHERE id IN (
      SELECT r.entry_id FROM receipts r JOIN receipt_lines l ON l.receipt_id = r.id
      WHERE l.member = :member OR r.payer_member = :member
      UNION SELECT entry_id FROM postings WHERE member = :member
    ) AND NOT EXISTS (
      SELECT 1 FROM receipts r JOIN receipt_lines l ON l.receipt_id = r.id
      WHERE r.entry_id = entries.id AND coalesce(l.member, r.payer_member, '') <> :member
    ) AND NOT EXISTS (
      SELECT 1 FROM postings p WHERE p.entry_id = entries.id AND p.member <> :member
    ) AND (memo IS NOT NULL OR payee IS NOT NULL)
    """
    return tx.exec_driver_sql(asked.replace(":member", "?"), (number,) * 5).rowcount


def erase_slips(tx: Tx, number: str) -> None:
    """Erase who handed over and who saw a payment of benefits to this member and to nobody else."""
    asked = """
    UPDATE payment_slips SET payer = NULL, witness = NULL, note = NULL, salt = NULL WHERE entry_id IN (
      SELECT v.entry_id FROM claim_events v JOIN claims c ON c.id = v.claim_id WHERE c.member = ?
    ) AND NOT EXISTS (
      SELECT 1 FROM claim_events v JOIN claims c ON c.id = v.claim_id
      WHERE v.entry_id = payment_slips.entry_id AND coalesce(c.member, '') <> ?
    )"""
    tx.exec_driver_sql(asked, (number, number))


def erase_claims(tx: Tx, number: str) -> None:
    """Erase of a member's claims, and of benefits before the book, who and what they were about, and the causes.

    What was decided stays.
    """
    tx.exec_driver_sql("UPDATE claims SET subject = '', details = '' WHERE member = ?", (number,))
    tx.exec_driver_sql("UPDATE past_benefits SET name = '', subject = '' WHERE member = ?", (number,))
    asked = "DELETE FROM claim_causes WHERE claim_id IN (SELECT id FROM claims WHERE member = ?)"
    tx.exec_driver_sql(asked, (number,))


def blank_requests(tx: Tx, number: str) -> None:
    """Erase what a person wrote when asking, and what was answered."""
    tx.exec_driver_sql("UPDATE data_requests SET wish = '', answer = '' WHERE member = ?", (number,))


def drop_unfinished(tx: Tx) -> None:
    """Drop what is typed on pages and not saved: it may name the person."""
    tx.exec_driver_sql("DELETE FROM unfinished")


# Breaches


def breaches(tx: Tx) -> list[Breach]:
    """Read every breach, the oldest first."""
    asked = "SELECT id, found_at, what, whose, risk, measures, office_told_at, people_told_at FROM breaches ORDER BY id"
    return [
        Breach(number, _moment(found), what, whose, Risk(risk), measures, _told(office), _told(people))
        for number, found, what, whose, risk, measures, office, people in tx.exec_driver_sql(asked)
    ]


def put_breach(tx: Tx, breach: Breach) -> int:
    """Keep a breach, a new one or what more is known of an old one; give its number."""
    row = {
        "found_at": _iso(breach.found_at),
        "what": breach.what,
        "whose": breach.whose,
        "risk": breach.risk.value,
        "measures": breach.measures,
        "office_told_at": breach.office_told_at and _iso(breach.office_told_at),
        "people_told_at": breach.people_told_at and _iso(breach.people_told_at),
    }
    if breach.id:
        changed = ", ".join(f"{name} = ?" for name in row)
        tx.exec_driver_sql(f"UPDATE breaches SET {changed} WHERE id = ?", (*row.values(), breach.id))  # noqa: S608 - our own names
        return breach.id
    asked = (
        f"INSERT INTO breaches (id, {', '.join(row)}) VALUES "  # noqa: S608 - our own names
        "((SELECT coalesce(max(id), 0) + 1 FROM breaches), ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    return int(tx.exec_driver_sql(asked, tuple(row.values())).scalar_one())


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _told(text: str | None) -> datetime | None:
    return None if text is None else _moment(text)


def full_exports(tx: Tx) -> Mapping[str, int]:
    """Count how often each report left the book with whole numbers."""
    asked = "SELECT subject, count(*) FROM audit WHERE action = 'personal.exported' GROUP BY subject ORDER BY subject"
    return {row[0]: row[1] for row in tx.exec_driver_sql(asked)}
