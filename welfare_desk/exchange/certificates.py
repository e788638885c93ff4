"""The certificate of integrity as a PDF in both languages, signed by the key of the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.exchange.pdf_signatures import signed_pdf
from welfare_desk.i18n import LANGUAGES, spoken
from welfare_desk.reports.draw.pdf import all_as_pdf
from welfare_desk.reports.integrity_certificate import certified, lay_out
from welfare_desk.storage import settings
from welfare_desk.storage.checks import verify
from welfare_desk.storage.positions import position_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from welfare_desk.reports.model import Report
    from welfare_desk.services.audit_packs import Signer
    from welfare_desk.storage.book import Tx


def certificate_pdf(tx: Tx, today: date, signer: Signer | None, now: datetime) -> tuple[bytes, bool]:
    """Count everything anew and write what was found; tell too whether every check was met.

    A PDF reader that knows Ed25519 says whether it was changed. Nobody vouches for the key but its fingerprint on the
    fund's signed papers: the certificate of the key is signed by the key itself.
    """
    found, position, name = verify(tx), position_of(tx), settings.get(tx, "name_th")
    pages: list[Report] = []
    for language in LANGUAGES:
        with spoken(language):
            page = lay_out(certified(tx, found), position, long_day(today))
        pages.append(replace(page, book_name=name, made_on=today))
    content = all_as_pdf(pages)
    if signer is not None:
        content = signed_pdf(content, signer.key, signer.fingerprint, now)
    return content, all(page.holds for page in pages)
