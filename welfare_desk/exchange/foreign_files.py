"""Tell what another program's ledger is written in, and read it; nothing is kept."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.exchange.beancount_reading import read_beancount
from welfare_desk.exchange.foreign_tables import read_tables
from welfare_desk.exchange.gnucash_reading import read_gnucash_sqlite, read_gnucash_xml
from welfare_desk.exchange.hledger_reading import read_hledger
from welfare_desk.exchange.safe_xml import LARGEST, elements, unpacked
from welfare_desk.exchange.saft_reading import SAFT, SAFT_OECD, read_saft
from welfare_desk.i18n import N_
from welfare_desk.storage.gnucash_books import MAGIC

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.ledger.foreign import ForeignLedger

_FAR = date(2056, 12, 31)  # the last day of the Buddhist century
_BEANCOUNT = frozenset({".beancount", ".bean"})
_JOURNALS = frozenset({".journal", ".hledger", ".ledger", ".j", ".dat"})


def read_foreign(path: Path, today: date = _FAR) -> tuple[ForeignLedger, str]:
    """Read a ledger and give it with the SHA-256 of its file; a file that is none is a `BookError`.

    `today` tells the century of Buddhist years of two digits in a table; days after it are no days there.
    """
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    return _read(path, unpacked(path.name, content), today), sha256


def _content(path: Path) -> bytes:
    text = N_("{file} cannot be read ({reason}). Close it in other programs and choose it again.")
    try:
        if path.stat().st_size > LARGEST:
            raise BookError(problem("file.too_large", N_("{file} unpacks to more than can be read."), file=path.name))
        return path.read_bytes()
    except OSError as error:
        raise BookError(problem("foreign.unreadable", text, file=path.name, reason=error.strerror)) from error


def _read(path: Path, content: bytes, today: date) -> ForeignLedger:
    if content.startswith(MAGIC):
        return read_gnucash_sqlite(path)
    if _is_xml(content):
        return _read_xml(path.name, content)
    suffix = path.suffix.lower()
    if suffix in _BEANCOUNT or content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"option "):
        return read_beancount(path.name, content)
    if suffix in _JOURNALS:
        return read_hledger(path.name, content)
    ledger = read_tables(path, today)
    if ledger is None:
        raise BookError(_unknown(path.name))
    return ledger


def _is_xml(content: bytes) -> bool:
    head = content[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<!DOCTYPE", b"<AuditFile", b"<gnc-v2"))


def _read_xml(name: str, content: bytes) -> ForeignLedger:
    root: str = next(elements(name, content)).tag
    if root.removeprefix("{").startswith((SAFT, SAFT_OECD)):
        return read_saft(name, content)
    if root.rpartition("}")[2] == "gnc-v2":
        return read_gnucash_xml(name, content)
    raise BookError(_unknown(name))


def _unknown(name: str) -> Problem:
    text = N_(
        "{file} is no ledger that is read here: SAF-T, GnuCash, hledger, ledger, beancount, or a journal or trial "
        "balance in Excel or CSV."
    )
    return problem("foreign.unknown", text, file=name)
