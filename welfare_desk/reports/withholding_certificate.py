"""Certificate of tax withheld (หนังสือรับรองการหักภาษี ณ ที่จ่าย), as a letter with both parties and words for the tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.reports.withholdings import KINDS
from welfare_desk.storage import withholdings
from welfare_desk.welfare.withholding import rate_text
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.withholding import Certificate

NAME, TITLE = "withholding-certificate", N_("Certificate of tax withheld")
QUESTION = N_("The paper that a payee gets when tax was withheld.")
PARAMETERS = (Parameter("number", N_("No."), ParameterKind.NUMBER, is_required=True),)
BLANK = "…………………………………"


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a certificate by its key and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    found = next(iter(withholdings.certificates(tx, number)), None)
    if found is None:
        text = N_("There is no certificate {number}.")
        raise RuleError(problem("withholding.unknown", text, "number", number=number))
    return lay_out(found, papers(tx))


def lay_out(found: Certificate, fund: Mapping[str, str]) -> Report:
    """Lay out who withheld from whom, what was paid and kept back, in figures and words."""
    name = named(fund["name_th"], fund["name_en"])
    said = _(
        "It is certified that on {day} {base} baht were paid for “{kind}” and {tax} baht were withheld, "
        "at a rate of {rate} per cent."
    ).format(
        day=long_day(found.day), base=found.base.text(), kind=_(KINDS[found.kind]), tax=found.tax.text(),
        rate=rate_text(found.rate),
    )  # fmt: skip
    words = _("Tax withheld, in words: {words}").format(words=amount_in_words(found.tax))
    rows = [
        Row((None, _("No. {number}").format(number=found.number)), Role.HEADING),
        Row((_("Who withheld"), name)),
        Row((_("Address"), fund["address"] or BLANK)),
        Row((_("Withheld from"), found.payee or BLANK)),
        Row((_("Tax number"), found.tax_id or BLANK)),
        Row((_("Address of the payee"), found.address or BLANK)),
        Row((_("Voucher"), found.voucher)),
        Row((None, said)),
        Row((None, words)),
    ]
    if found.is_reversed:
        rows.append(Row((None, _("The voucher was reversed: this certificate no longer holds."))))
    rows.append(Row((None, _("Given on {day}").format(day=long_day(found.day))), Role.HEADING))
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the certificate"), width=60)),
        tuple(rows),
        found.number,
        signatures=(_("Who withheld the tax"),),
        is_letter=True,
    )
