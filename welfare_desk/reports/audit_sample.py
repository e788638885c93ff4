"""A sample of vouchers to look at, drawn by the baht, as a working paper with room for what was found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.sampling import CONFIDENCES, drawn, interval, start
from welfare_desk.money import Money
from welfare_desk.reports.account_lines import told
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "audit-sample", N_("Sample of vouchers")
QUESTION = N_("Which vouchers does an auditor look at?")
USUAL_CONFIDENCE = 95
_OTHERS = tuple(each for each in CONFIDENCES if each != USUAL_CONFIDENCE)
_USUAL_PART = 20  # of the whole: what may be wrong where nobody says otherwise; a default of the program
SERIES = Parameter(
    "series",
    N_("Series"),
    ParameterKind.CHOICE,
    choices=(("PV", N_("Payment vouchers")), ("RV", N_("Receipt vouchers")), ("JV", N_("General vouchers"))),
)
CONFIDENCE = Parameter(
    "confidence",
    N_("Confidence (per cent)"),
    ParameterKind.CHOICE,
    choices=tuple((str(each), str(each)) for each in (USUAL_CONFIDENCE, *_OTHERS)),
)
SEED = Parameter("seed", N_("Number it is drawn by"), ParameterKind.NUMBER)
AGAIN = N_("The same number draws the same vouchers again, so that anybody can check how they were chosen.")
PARAMETERS = (
    FROM,
    TO,
    SERIES,
    CONFIDENCE,
    Parameter("tolerable", N_("Tolerable error (baht)"), ParameterKind.NUMBER),
    SEED,
)


class Voucher(NamedTuple):
    """A voucher that may be drawn, with its amount."""

    number: str
    day: date
    words: str
    amount: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Draw from the vouchers of some days, and lay out what is to be looked at.

    Vouchers that were taken back and what took them back stay in the list: an auditor looks at them too.
    """
    first, last = asked.day("from"), asked.day("to")
    whole = vouchers_of(tx, asked.text("series") or "PV", first, last)
    total = Money.sum(each.amount for each in whole)
    confidence = int(asked.text("confidence") or USUAL_CONFIDENCE)
    tolerable = (
        Money.baht(asked.number("tolerable")) if asked.number("tolerable") else Money(total.satang // _USUAL_PART)
    )
    seed = asked.number("seed") or last.year
    apart = interval(tolerable, confidence)
    chosen = drawn([each.amount for each in whole], apart, seed)
    rows = [Row((*whole[at], hits, None, None), opens=entry_link(whole[at].number)) for at, hits in chosen]
    if rows:
        words = ngettext("Total of {count} voucher", "Total of {count} vouchers", len(rows)).format(count=len(rows))
        seen = Money.sum(whole[at].amount for at, _hits in chosen)
        hits = sum(each.hits for each in chosen)
        rows.append(Row((words, None, None, seen, hits, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("text", _("Description"), width=28),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("hits", _("Chosen baht"), Kind.NUMBER, 10),
            Column("found", _("Found"), Kind.MONEY, 14),
            Column("note", _("What was seen"), width=24),
        ),
        tuple(rows),
        span_words(first, last),
        facts=(
            (_("Vouchers in all"), len(whole)),
            (_("Amount in all"), total),
            (_("Confidence (per cent)"), confidence),
            (_("Tolerable error (baht)"), tolerable),
            (_("One baht of each"), apart),
            (_("Number it is drawn by"), str(seed)),
            (_("First chosen baht"), Money(start(seed, apart))),
        ),
        notes=(_(AGAIN),),
        nothing=_("There are no such vouchers in these days."),
        signatures=(_("Auditor"),),
    )


def vouchers_of(tx: Tx, series: str, first: date, last: date) -> list[Voucher]:
    """Ask for the vouchers of a series, each with the sum of its debits, in the order of their days."""
    e, p = schema.entries.c, schema.postings.c
    asked = (
        select(e.voucher, e.day, e.memo, e.payee, func.sum(p.amount).filter(p.amount > 0))
        .join(schema.postings, p.entry_id == e.id)
        .where(
            e.series == series,
            e.kind == EntryKind.NORMAL.value,
            e.day.between(first.isoformat(), last.isoformat()),
        )
        .group_by(e.id)
        .order_by(e.day, e.id)
    )
    return [
        Voucher(number, date.fromisoformat(day), told(memo, payee), Money(satang))
        for number, day, memo, payee, satang in tx.execute(asked)
    ]
