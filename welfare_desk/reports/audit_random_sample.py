"""A random sample of vouchers to look at for deviations: as many as show a rate, drawn by a recorded number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.attribute_sampling import sample_size, tolerable_count
from welfare_desk.ledger.sampling import chosen
from welfare_desk.money import Money
from welfare_desk.reports.audit_sample import AGAIN, CONFIDENCE, SEED, SERIES, USUAL_CONFIDENCE, vouchers_of
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "audit-random-sample", N_("Random sample of vouchers")
QUESTION = N_("Which vouchers are looked at for what is missing or not as it should be?")
_USUAL_RATE = 5  # per cent of the vouchers that may deviate; a default of the program
PARAMETERS = (
    FROM,
    TO,
    SERIES,
    CONFIDENCE,
    Parameter("rate", N_("Tolerable deviations (per cent)"), ParameterKind.NUMBER, usual=_USUAL_RATE),
    Parameter("expected", N_("Deviations expected in the sample"), ParameterKind.NUMBER, usual=0),
    SEED,
)


def make(tx: Tx, asked: Asked) -> Report:
    """Draw from the vouchers of some days, each as likely as the others, and lay out what is to be looked at."""
    first, last = asked.day("from"), asked.day("to")
    whole = {each.number: each for each in vouchers_of(tx, asked.text("series") or "PV", first, last)}
    confidence = int(asked.text("confidence") or USUAL_CONFIDENCE)
    rate = Decimal(asked.number("rate") or _USUAL_RATE)
    expected, seed = asked.number("expected"), asked.number("seed") or last.year
    size = sample_size(len(whole), rate, confidence, expected)
    drawn = [whole[number] for number in chosen(list(whole), size, seed)]
    rows = [Row((*each, None, None), opens=entry_link(each.number)) for each in drawn]
    if rows:
        words = ngettext("Total of {count} voucher", "Total of {count} vouchers", len(rows)).format(count=len(rows))
        rows.append(Row((words, None, None, Money.sum(each.amount for each in drawn), None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("text", _("Description"), width=28),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("deviates", _("Deviates"), width=10),
            Column("note", _("What was seen"), width=24),
        ),
        tuple(rows),
        span_words(first, last),
        facts=(
            (_("Vouchers in all"), len(whole)),
            (_("To look at"), size),
            (_("Confidence (per cent)"), confidence),
            (_("Tolerable deviations (per cent)"), str(rate)),
            (_("Vouchers that may deviate"), tolerable_count(len(whole), rate) if whole else 0),
            (_("Deviations expected in the sample"), expected),
            (_("Number it is drawn by"), str(seed)),
        ),
        notes=(_(AGAIN),),
        nothing=_("There are no such vouchers in these days."),
        signatures=(_("Auditor"),),
    )
