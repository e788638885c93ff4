"""The signing key of the book on paper: each key, how it followed the one before, who holds it, and what it signed."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import THAI_TIME, long_day, month_and_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.periods import period_from_id
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import key_checks, people, periods, settings, signing, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "signing-key", N_("Signing key of the book")
QUESTION = N_("Which key signs the closed months, and who holds it?")
PARAMETERS = (Parameter("month", N_("Signed month"), ParameterKind.MONTH),)
SHOWN = 16  # digits of a hash that people compare


class Came(NamedTuple):
    """How a key came: the first one, signed by the one before, or (`is_vouched` false) by none; and why."""

    is_first: bool
    is_vouched: bool
    reason: str = ""


class KeyLine(NamedTuple):
    """One key of the book, and the names of who holds it; nobody holds a key that was replaced."""

    fingerprint: str
    since: date
    came: Came
    holders: tuple[str, ...]
    is_current: bool


class Signed(NamedTuple):
    """A month that was signed, by its first day, and the hash of its statement in hex."""

    month: date
    hash: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the keys and for the statement of a month, else of the last signed one, and lay them out."""
    month = asked.days.get("month")
    signed = last_signed(tx) if month is None else _signed(tx, month)
    return lay_out(key_lines(tx), signed, asked.today)


def key_lines(tx: Tx) -> list[KeyLine]:
    """Read every key of the book, the first one first."""
    reasons = {act.subject: act.details["reason"] for act in key_checks.acts(tx) if act.action == "key.renewed"}
    names = {each.id: each.name or _("(no name yet)") for each in people.users(tx)}
    held = tuple(names[user] for user in signing.holders(tx))
    kept, book = signing.keys(tx), settings.get(tx, "id")
    lines: list[KeyLine] = []
    for before, key in pairwise(chain((None,), kept)):
        if key is None:
            continue
        vouched = before is not None and signing.follows(book, key, before)
        came = Came(before is None, vouched, reasons.get(key.fingerprint, ""))
        since = datetime.fromisoformat(key.made_at).astimezone(THAI_TIME).date()
        is_current = key is kept[-1]
        lines.append(KeyLine(key.fingerprint, since, came, held if is_current else (), is_current))
    return lines


def last_signed(tx: Tx) -> Signed | None:
    """Find the last month that stands closed, and its statement; nothing where none does."""
    found = statements.last_standing(tx)
    return None if found is None else _of(tx, *found)


def _signed(tx: Tx, month: date) -> Signed:
    """Find the last statement of a month; one that was never signed is a `RuleError`."""
    period = periods.calendar(tx).period_of(month)
    found = statements.hash_of(tx, period)
    if found is None:
        text = N_("{month} was never closed, so nothing of it is signed.")
        raise RuleError(problem("month.unsigned", text, "month", month=month_and_year(month)))
    return _of(tx, period.id, found)


def _of(tx: Tx, period: int, digest: bytes) -> Signed:
    return Signed(periods.calendar(tx).days_of(period_from_id(period))[0], digest.hex())


def lay_out(lines: Sequence[KeyLine], signed: Signed | None, today: date) -> Report:
    """Lay out one line for each key, the newest first, and what the last one signed."""
    rows = [
        Row((number, in_fours(each.fingerprint), each.since, _came(each.came), _held(each)))
        for number, each in sorted(enumerate(lines, 1), reverse=True)
    ]
    facts = ((_("Signed month"), month_and_year(signed.month)), (_("Its hash begins"), in_fours(signed.hash[:SHOWN]))) \
        if signed else ()  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.NUMBER, 7),
            Column("fingerprint", _("Fingerprint"), Kind.CODE, 42),
            Column("since", _("Since"), Kind.DAY, 13),
            Column("came", _("How it came"), width=46),
            Column("holders", _("Held by"), width=26),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        facts=facts,
        notes=_notes(),
        landscape=True,
        signatures=(_("Head of the fund"), _("Treasurer")),
        nothing=_("No month was closed yet; the first close makes the signing key."),
    )


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Compare the fingerprint with the paper that the last annual meeting kept: it is the same, or this paper "
            "says when and why the key was changed."
        ),
        _("The hash of a signed month stays as it is until the month is reopened and closed anew."),
    )


def _came(came: Came) -> str:
    if came.is_first:
        return _("the first key, made at the first close")
    if came.is_vouched:
        return _("changed, and signed by the key before: {reason}").format(reason=came.reason)
    return _("replaced as lost, no other key vouches for it: {reason}").format(reason=came.reason)


def _held(line: KeyLine) -> str:
    if not line.is_current:
        return _("signs no longer")
    return ", ".join(line.holders) or _("nobody")
