"""The certificate of integrity: what an auditor asks of an exported ledger, each counted anew, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage.audit_counts import ENTRANCE_FEES, entrance_fees, lines_in, moved_to, paid_benefits, totals_of
from welfare_desk.storage.checks import verify
from welfare_desk.storage.positions import position_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.positions import Position

NAME, TITLE = "integrity-certificate", N_("Certificate of integrity")
QUESTION = N_("Does the ledger meet what an auditor asks of an exported one?")
PARAMETERS = ()
_SHOWN = 3  # places named at a check that is not met


class Certified(NamedTuple):
    """One check of the certificate: whether it is met (none: nothing to say here), and what was counted or found."""

    words: str
    ok: bool | None
    found: str


_BY_CHECKS = {  # what is asked, and which checks of the book answer it; the others are counted here
    1: (N_("In every voucher the debits equal the credits, in each fund too."),
        ("unposted_row", "few_lines", "unbalanced", "fund_unbalanced", "transfers")),
    3: (N_("Of every account: opening + debits − credits = closing; the difference is nil."), ("movements",)),
    4: (N_("The closing balances of a year are the opening balances of the next."), ("closing",)),
    5: (N_("Voucher numbers have no gap, and each number's day lies in its month."),
        ("voucher_number", "voucher_gap", "day_outside_number")),
    6: (N_("No line stands on a header, closed or unknown account."),
        ("header_account", "closed_account", "missing_row")),
    7: (N_("No day lies outside its period, and nothing was posted after a close."),
        ("line_outside_period", "statements")),
    8: (N_("Every sub-ledger equals its control account."), ("subledger",)),
    9: (N_("The chains of seals have no break; keys, users and approvals are those of the trail."),
        ("broken_seal", "broken_audit_chain", "signing_key", "people", "approvals", "schema", "file")),
    10: (N_("Every reversal points to an earlier entry, with the opposite amounts."), ("reversal",)),
    11: (N_("Every benefit paid has a claim that was approved, with its resolution or the rule it meets."),
         ("documents",)),
    13: (N_("Both sides of the status form's financial position agree."), ("status_form",)),
}  # fmt: skip
_VERDICTS = {True: N_("met"), False: N_("NOT MET"), None: "–"}


def make(tx: Tx, asked: Asked) -> Report:
    """Count everything anew, and lay it out."""
    return lay_out(certified(tx, verify(tx)), position_of(tx), long_day(asked.today))


def certified(tx: Tx, found: Verification) -> list[Certified]:
    """Answer the fifteen questions from what the checks of the book found, and count what they do not."""
    told = {number: _of_checks(found, words, names) for number, (words, names) in _BY_CHECKS.items()}
    entries, debit, credit = totals_of(tx)
    counted = fill(
        _("{entries} entries, {lines} lines; debit {debit}, credit {credit} baht"),
        {"entries": f"{entries:,}", "lines": f"{lines_in(tx):,}", "debit": Money(debit), "credit": Money(credit)},
    )
    told[2] = Certified(_("Over the whole file the debits equal the credits."), debit == credit, counted)
    told[11] = _benefits(tx, told[11])
    fees, sum_of_fees = entrance_fees(tx)
    on_account = moved_to(tx, ENTRANCE_FEES)
    said = fill(
        _("{count} receipts, {amount} baht; account 4102: {account} baht"),
        {"count": f"{fees:,}", "amount": Money(sum_of_fees), "account": Money(on_account)},
    )
    told[12] = Certified(
        _("Entrance fees on the account are those on the members' receipts."), sum_of_fees == on_account, said
    )
    unsaid = _("The list of files is checked when the pack is opened.")
    told[14] = Certified(_("Rows, totals and SHA-256 of every file are those of the list."), None, unsaid)
    how = "hledger -f ledger/book.journal balance --flat · sha256sum -c SHA256SUMS · README.txt"
    told[15] = Certified(_("Anybody can check this without the program."), None, how)
    return [told[number] for number in sorted(told)]


def _benefits(tx: Tx, documents: Certified) -> Certified:
    count, lacking = paid_benefits(tx)
    paid = _("{count} payments").format(count=f"{count:,}")
    return Certified(documents.words, bool(documents.ok) and not lacking, ", ".join(lacking[:_SHOWN]) or
                     documents.found or paid)  # fmt: skip


def _of_checks(found: Verification, words: str, names: Sequence[str]) -> Certified:
    wrong = [place for each in found.results if each.id in names and not each.ok for place in each.found]
    return Certified(_(words), not wrong, " · ".join(wrong[:_SHOWN]))


def lay_out(told: Sequence[Certified], position: Position, day: str) -> Report:
    """Lay the certificate out; what is not met says so, and the whole holds only where nothing is."""
    rows = [Row((number, each.words, _(_VERDICTS[each.ok]), each.found)) for number, each in enumerate(told, 1)]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 4),
            Column("check", _("What is asked"), width=40),
            Column("verdict", _("Verdict"), width=10),
            Column("found", _("Counted or found"), width=34),
        ),
        tuple(rows),
        _("As the book stood on {day}").format(day=day),
        facts=tuple(_ends(position)),
        holds=all(each.ok is not False for each in told),
    )


def _ends(position: Position) -> Iterator[tuple[str, str]]:
    yield _("Book"), position.book
    yield _("Last voucher"), position.last_voucher or "–"
    yield _("Seal of the last entry"), in_fours(position.heads.entry_seal)
    yield _("Seal of the last act"), in_fours(position.heads.act_seal)
