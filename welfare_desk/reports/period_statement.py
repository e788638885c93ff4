"""The signed statement of a closed period on paper: what it holds, its hash, the key, and who closed it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import moment
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.money import Money
from welfare_desk.reports.kept_statement import PERIOD, asked_period
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.storage import kept_reports, periods, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.kept_reports import KeptReport
    from welfare_desk.storage.statements import Signed

NAME, TITLE = "period-statement", N_("Signed statement of a closed period")
QUESTION = N_("What was signed when a period was closed?")
PARAMETERS = (PERIOD,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the last signed statement of a period, else of the last closed one, and lay it out."""
    period = asked_period(tx, asked)
    if period is None:
        return Report(NAME, _(TITLE), (Column("name", _(TITLE)),), (), nothing=_("No month was closed yet."))
    signed = [each for each in statements.signed(tx) if each.statement.period == period.id][-1]
    kept = [each for each in kept_reports.of_period(tx, period) if each.statement_id == signed.id]
    reasons = periods.reopenings(tx, period)
    return lay_out(periods.calendar(tx).name_of(period), signed, kept, reasons)


def lay_out(named: str, signed: Signed, kept: Sequence[KeptReport], reasons: Sequence[tuple[str, str]]) -> Report:
    """Lay out what is signed, line by line; hashes in groups of four, as people read them to each other."""
    said = signed.statement
    said_hash = in_fours(signed.hash.hex())
    rows = [
        _heading(_("What was closed")),
        _line(_("Period"), named),
        _line(_("Vouchers"), f"{said.entries:,}"),
        _line(_("Total of debits"), _("{amount} baht").format(amount=Money(said.debit_satang).text())),
        _line(_("Closed at"), moment(signed.closed_at)),
        _line(_("Closed by"), signed.closed_by or _("(no name yet)")),
        _line(_("Times reopened"), f"{said.reopened:,}"),
        *(_line(moment(at), reason) for at, reason in reasons),
        _heading(_("What was signed")),
        _line(_("Hash of the statement"), said_hash),
        _line(_("Fingerprint of the key"), in_fours(signed.fingerprint)),
        _line(_("Seals of the vouchers"), in_fours(said.seals_hash.hex())),
        _line(_("Balances"), in_fours(said.balances_hash.hex())),
        _line(_("Statement before"), in_fours(said.previous.hex()) or _("none, this is the first")),
    ]
    if kept:
        rows += [
            _heading(_("Statements kept with it")),
            *(_line(each.name, in_fours(each.hash.hex())) for each in kept),
        ]
    return Report(
        NAME,
        _(TITLE),
        (Column("what", _("What"), width=24), Column("said", _("As signed"), Kind.TEXT, 76)),
        tuple(rows),
        named,
        notes=(
            _("Whoever holds this paper can prove later that the book of this period is still the same."),
            _("Compare the hash with the one that the program shows for the period."),
        ),
        answer=(
            ("period", said.period),
            ("hash", signed.hash.hex()),
            ("fingerprint", signed.fingerprint),
            ("closed_at", signed.closed_at),
            ("reopened", said.reopened),
            ("entries", said.entries),
            ("debit_satang", said.debit_satang),
            ("rows", [{"name": each.name, "hash": each.hash.hex()} for each in kept]),
        ),
        signatures=(_("Treasurer"), _("Head of the fund"), _("Auditor")),
    )


def _heading(words: str) -> Row:
    return Row((words, None), Role.HEADING)


def _line(label: str, words: str) -> Row:
    return Row((label, words))
