"""Keep the files of auditors, the findings in them, and what the fund replied."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.findings import AuditFinding, AuditVerdict, FollowedFinding, Reply, Severity, SubjectKind
from welfare_desk.ledger.review_files import read_review, signed_bytes
from welfare_desk.ledger.seal import VERSION, fingerprint_of, packed
from welfare_desk.money import Money
from welfare_desk.storage import rows, settings, signing, trail
from welfare_desk.storage.book import is_partial
from welfare_desk.storage.positions import Heads, continues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.ledger.review_files import Signature
    from welfare_desk.ledger.reviews import Review, ReviewedBook
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_MISSING = N_("A file of an auditor, or what she found, is missing.")
TAKEN, ANSWERED = "review.taken", "finding.answered"
_FINDING = "kind, subject, found, effect, amount, recommendation, severity, due_day, verdict, resolution, followed_day"


class KeptFile(NamedTuple):
    """A file of an auditor as it was taken in; `hash` is in hex."""

    id: int
    review: str
    version: int
    auditor: str
    organisation: str
    fingerprint: str
    hash: str
    day: date
    content: str


def files(tx: Tx) -> list[KeptFile]:
    """Read every file that was taken in, the first one first."""
    asked = (
        "SELECT id, review, version, auditor, organisation, fingerprint, hash, day, content FROM review_files "
        "ORDER BY id"
    )
    return [
        KeptFile(at, review, version, auditor, of, key, digest.hex(), date.fromisoformat(day), content)
        for at, review, version, auditor, of, key, digest, day, content in rows.ask(tx, asked)
    ]


def add_file(tx: Tx, review: Review, signature: Signature, content: str, day: date, made: Made) -> str:
    """Keep a file with all its findings; give its hash in hex."""
    digest = sha256(content.encode()).digest()
    file_id: int = tx.exec_driver_sql(
        "INSERT INTO review_files (review, version, auditor, organisation, fingerprint, content, hash, day, made_by, "
        "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            review.id, review.version, review.auditor, review.organisation, fingerprint_of(signature.public),
            content, digest, day.isoformat(), made.by, made.at,
        ),
    ).scalar_one()  # fmt: skip
    for each in review.findings:
        row = (_number(tx, review.id, each.number), file_id, *_row(each))
        tx.exec_driver_sql(
            f"INSERT INTO finding_versions (finding_id, file_id, {_FINDING}) VALUES (?, ?{', ?' * 11})",  # noqa: S608 - our own text
            row,
        )
    return digest.hex()


def _number(tx: Tx, review: str, number: int) -> int:
    found = rows.first(tx, "SELECT id FROM findings WHERE review = ? AND number = ?", (review, number))
    if found is not None:
        return found[0]
    asked = "INSERT INTO findings (review, number) VALUES (?, ?) RETURNING id"
    return tx.exec_driver_sql(asked, (review, number)).scalar_one()


def _row(finding: AuditFinding) -> tuple[object, ...]:
    return (
        finding.kind.value, finding.subject, finding.found, finding.effect,
        None if finding.amount is None else finding.amount.satang, finding.recommendation, finding.severity.value,
        finding.due.isoformat() if finding.due else None, finding.verdict.value, finding.resolution,
        finding.followed_up.isoformat() if finding.followed_up else None,
    )  # fmt: skip


def followed(tx: Tx) -> list[FollowedFinding]:
    """Read every finding with its versions and replies, in the order of the fund's numbers."""
    versions: dict[int, list[tuple[int, AuditFinding]]] = defaultdict(list)
    auditors: dict[int, tuple[str, str, str]] = {}
    asked = (
        f"SELECT v.finding_id, f.version, f.review, f.auditor, f.organisation, n.number, {_FINDING} "  # noqa: S608 - our own text
        "FROM finding_versions v JOIN review_files f ON f.id = v.file_id JOIN findings n ON n.id = v.finding_id "
        "ORDER BY v.finding_id, v.file_id"
    )
    for finding_id, version, review, auditor, organisation, number, *row in rows.ask(tx, asked):
        versions[finding_id].append((version, _finding(number, *row)))
        auditors[finding_id] = (review, auditor, organisation)
    replies = _replies(tx)
    return [
        FollowedFinding(number, *auditors[number], tuple(said), tuple(replies.get(number, ())))
        for number, said in versions.items()
    ]


def _finding(number: int, *row: object) -> AuditFinding:
    kind, subject, found, effect, satang, wish, severity, due, verdict, resolution, followed = row
    return AuditFinding(
        number, SubjectKind(kind), str(subject), str(found), Severity(severity), str(effect),
        Money(satang) if isinstance(satang, int) else None, str(wish), date.fromisoformat(str(due)) if due else None,
        AuditVerdict(verdict), str(resolution), date.fromisoformat(str(followed)) if followed else None,
    )  # fmt: skip


def _replies(tx: Tx) -> dict[int, list[Reply]]:
    found: dict[int, list[Reply]] = defaultdict(list)
    asked = (
        "SELECT r.finding_id, r.day, u.name, r.words, r.done, f.version FROM finding_replies r "
        "JOIN users u ON u.id = r.made_by JOIN review_files f ON f.id = r.file_id ORDER BY r.finding_id, r.position"
    )
    for number, day, by, words, done, version in rows.ask(tx, asked):
        found[number].append(Reply(date.fromisoformat(day), by, words, bool(done), version))
    return found


def find(tx: Tx, number: int) -> FollowedFinding:
    """Read a finding by the fund's number; an unknown one is a `RuleError`."""
    found = next((each for each in followed(tx) if each.number == number), None)
    if found is None:
        text = N_("There is no finding {number}.")
        raise RuleError(problem("finding.unknown", text, "number", number=number))
    return found


def of_subject(tx: Tx, kind: SubjectKind, subject: str) -> list[FollowedFinding]:
    """Read the findings that speak, or once spoke, of a subject."""
    asked = "SELECT DISTINCT finding_id FROM finding_versions WHERE kind = ? AND subject = ?"
    numbers = {number for (number,) in rows.ask(tx, asked, (kind.value, subject))}
    return [each for each in followed(tx) if each.number in numbers] if numbers else []


def add_reply(tx: Tx, followed_up: FollowedFinding, reply: Reply, made: Made) -> str:
    """Keep what the fund says to a finding, after what it said before; give the hash that binds it, in hex."""
    number = followed_up.number
    asked = "SELECT coalesce(max(position), 0) + 1 FROM finding_replies WHERE finding_id = ?"
    position: int = tx.exec_driver_sql(asked, (number,)).scalar_one()
    asked = "SELECT max(id) FROM review_files WHERE review = ?"
    file_id: int = tx.exec_driver_sql(asked, (followed_up.review,)).scalar_one()
    row = (number, position, file_id, reply.day.isoformat(), reply.words, int(reply.is_done), made.by, made.at)
    tx.exec_driver_sql(
        "INSERT INTO finding_replies (finding_id, position, file_id, day, words, done, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    return _reply_hash(row)


def _reply_hash(row: tuple[object, ...]) -> str:
    return sha256(packed(["finding reply", VERSION, *row])).hexdigest()


def is_known(tx: Tx, book: ReviewedBook) -> bool:
    """Tell whether this book once stood where a review says that it stood."""
    return continues(tx, Heads(book.entries, book.entry_seal, book.acts, book.act_seal))


def speaks_of_us(tx: Tx, kept: KeptFile) -> bool:
    """Tell whether this book once stood where a kept file says that it stood."""
    if not kept.content and is_partial(tx):
        return True
    try:
        return is_known(tx, read_review(kept.content.encode())[0].book)
    except RuleError:  # a damaged book; the checks say so
        return False


def faults(tx: Tx) -> Iterator[Problem]:
    """Prove every file by its signature and by the trail, every finding by its file, every reply by the trail.

    Where texts are left out of what is seen, only the trail can be asked.
    """
    kept = files(tx)
    known, book = trail.hashes_of(tx, TAKEN), settings.get(tx, "id")
    if is_partial(tx):
        if known != {each.hash for each in kept}:
            yield problem("findings", _MISSING)
        return
    said: dict[tuple[int, int], tuple[object, ...]] = {}
    for each in kept:
        review = None if each.hash not in known else _proved(each, book)
        if review is None:
            text = N_("The file {version} of the auditor {auditor} is not the one that was signed and taken in.")
            yield problem("findings", text, version=each.version, auditor=each.auditor)
        else:
            said |= {(each.id, finding.number): _row(finding) for finding in review.findings}
    if known - {each.hash for each in kept}:
        yield problem("findings", _MISSING)
    asked = (
        f"SELECT n.id, n.number, n.review = f.review, v.file_id, {_FINDING} FROM finding_versions v "  # noqa: S608 - our own text
        "JOIN findings n ON n.id = v.finding_id JOIN review_files f ON f.id = v.file_id ORDER BY n.id, v.file_id"
    )
    for finding_id, number, fits, file_id, *row in rows.ask(tx, asked):
        if not fits or said.pop((file_id, number), None) != tuple(row):
            text = N_("Finding {number} is not as its auditor signed it.")
            yield problem("findings", text, number=finding_id)
    empty = "SELECT 1 FROM findings WHERE id NOT IN (SELECT finding_id FROM finding_versions)"
    if said or rows.first(tx, empty) is not None:
        yield problem("findings", _MISSING)
    yield from _reply_faults(tx)


def _proved(kept: KeptFile, book: str) -> Review | None:
    """Read a kept file if it is signed and says of itself what the book keeps."""
    try:
        review, signature = read_review(kept.content.encode())
    except RuleError:
        return None
    if signature is None or sha256(kept.content.encode()).hexdigest() != kept.hash:
        return None
    says = (review.id, review.version, review.auditor, review.organisation, review.book.id)
    fits = says == (kept.review, kept.version, kept.auditor, kept.organisation, book)
    signed = signing.is_signed(signature.public, signature.signature, signed_bytes(review, signature.public))
    return review if fits and signed and fingerprint_of(signature.public) == kept.fingerprint else None


def _reply_faults(tx: Tx) -> Iterator[Problem]:
    known = trail.hashes_of(tx, ANSWERED)
    asked = "SELECT finding_id, position, file_id, day, words, done, made_by, made_at FROM finding_replies"
    for row in rows.ask(tx, asked):
        digest = _reply_hash(tuple(row))
        if digest not in known:
            text = N_("A reply to finding {number} is not as it was given.")
            yield problem("findings", text, number=row[0])
        known.discard(digest)
    if known:
        yield problem("findings", N_("A reply to a finding is missing."))
