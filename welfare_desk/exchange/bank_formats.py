"""Statements in the formats that banks give to programs: OFX, SWIFT MT940 and ISO 20022 camt.053."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.bank_tables import ReadTable, StatementRow
from welfare_desk.i18n import N_
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

_THAI_TIME = timezone(timedelta(hours=7))
_OFX = re.compile(rb"^\s*(?:OFXHEADER:|<\?OFX|(?:<\?xml[^>]*>\s*)?(?:<\?OFX[^>]*>\s*)?<OFX>)", re.IGNORECASE)
_MT940 = re.compile(rb":20:.*?:25P?:.*?:60[FM]:", re.DOTALL)
_LOOKED_AT = 5_000


def reader_of(content: bytes) -> Callable[[str, bytes], ReadTable] | None:
    """Tell by what reads these bytes; None for a table."""
    head = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if _OFX.match(head):
        return read_ofx
    if b"camt.053" in head:
        return read_camt
    return read_mt940 if _MT940.search(head) else None


def _unreadable(name: str) -> BookError:
    return BookError(problem("bank.unreadable", N_("{file} is no whole statement of a bank."), file=name))


def read_ofx(name: str, content: bytes) -> ReadTable:
    """Read an OFX file; what does not hold one is a `BookError`."""
    from ofxtools.Parser import OFXTree  # noqa: PLC0415 - only an import of this kind needs it

    try:
        tree: Any = OFXTree()
        tree.parse(io.BytesIO(content))
        statement: Any = tree.convert().statements[0]
        lines = [
            BankLine(
                at,
                _thai_day(each.dtposted),
                Money.baht(each.trnamt),
                " ".join(part for part in (each.name, each.memo) if part),
                each.checknum or each.refnum or "",
                each.dtposted.astimezone(_THAI_TIME).strftime("%H:%M"),
            )
            for at, each in enumerate(statement.transactions, 1)
        ]
        closing, number = Money.baht(statement.ledgerbal.balamt), str(statement.account.acctid)
        first, last = _thai_day(statement.transactions.dtstart), _thai_day(statement.transactions.dtend)
    except Exception as error:  # the library meets what is no OFX with errors of every kind
        raise _unreadable(name) from error
    lines.sort(key=lambda each: (each.day, each.time))
    return _table(lines, closing - Money.sum(each.amount for each in lines), number, (first, last))


def _thai_day(moment: datetime) -> date:
    return moment.astimezone(_THAI_TIME).date()


def read_mt940(name: str, content: bytes) -> ReadTable:
    """Read a SWIFT MT940 file; what does not hold one is a `BookError`."""
    import mt940  # noqa: PLC0415 - only an import of this kind needs it

    try:
        read: Any = mt940.parse(_text(content))
        lines = [
            BankLine(at, _plain_day(each.data["date"]), Money.baht(each.data["amount"].amount), *_said_in(each.data))
            for at, each in enumerate(read.transactions, 1)
        ]
        opening = read.data.get("final_opening_balance") or read.data["intermediate_opening_balance"]
        closing = read.data.get("final_closing_balance") or read.data["intermediate_closing_balance"]
        stood, stands = Money.baht(opening.amount.amount), Money.baht(closing.amount.amount)
        days = _plain_day(opening.date), _plain_day(closing.date)
        number = str(read.data.get("account_identification", ""))
    except Exception as error:  # the library meets what is no MT940 with errors of every kind
        raise _unreadable(name) from error
    if stood + Money.sum(each.amount for each in lines) != stands:
        raise _unreadable(name)
    return _table(lines, stood, number, days)


def _said_in(told: dict[str, Any]) -> tuple[str, str]:
    """Give the words and the reference of a line, without the codes that stand between their parts."""
    parts = (told.get("transaction_details"), told.get("purpose"), told.get("extra_details"))
    words = re.sub(r"\?\d\d", " ", " ".join(str(part) for part in parts if part))
    reference = str(told.get("customer_reference") or "")
    return " ".join(words.split()), "" if reference in ("NONREF", "None") else reference


def _plain_day(day: Any) -> date:
    return date(day.year, day.month, day.day)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874")


_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read_camt(name: str, content: bytes) -> ReadTable:
    """Read a camt.053 file by the element names of ISO 20022, whichever version; no such file is a `BookError`."""
    from lxml import etree  # noqa: PLC0415  # pyright: ignore[reportAttributeAccessIssue] - it has no stubs

    try:
        parser: Any = etree.XMLParser(resolve_entities=False, no_network=True)
        root: Any = etree.fromstring(content, parser)
        statement: Any = _one(root, "Stmt")
        balances = {_said(each, "Tp", "CdOrPrtry", "Cd"): each for each in _all(statement, "Bal")}
        first = next(balances[code] for code in _OPENING if code in balances)
        last = next(balances[code] for code in _CLOSING if code in balances)
        booked = [each for each in _all(statement, "Ntry") if _status(each) in ("", "BOOK")]
        lines = [_camt_line(at, each) for at, each in enumerate(booked, 1)]
        stood, stands = _signed(first), _signed(last)
        days = _camt_day(first, "Dt"), _camt_day(last, "Dt")
    except Exception as error:  # damaged XML and missing parts alike
        raise _unreadable(name) from error
    if stood + Money.sum(each.amount for each in lines) != stands:
        raise _unreadable(name)
    number = _said(statement, "Acct", "Id", "IBAN") or _said(statement, "Acct", "Id", "Othr", "Id")
    return _table(lines, stood, number, days)


def _all(node: Any, *path: str) -> list[Any]:
    return node.xpath("./" + "/".join(f"*[local-name()='{each}']" for each in path))


def _one(root: Any, name: str) -> Any:
    return root.xpath(f"//*[local-name()='{name}']")[0]


def _said(node: Any, *path: str) -> str:
    found = _all(node, *path)
    return " ".join(str(found[0].xpath("string()")).split()) if found else ""


def _status(entry: Any) -> str:
    return _said(entry, "Sts", "Cd") or _said(entry, "Sts")


def _signed(node: Any) -> Money:
    amount = Money.baht(Decimal(_said(node, "Amt")))
    return -amount if _said(node, "CdtDbtInd") == "DBIT" else amount


def _camt_day(node: Any, name: str) -> date:
    text = _said(node, name, "Dt") or _said(node, name, "DtTm")
    moment = datetime.fromisoformat(text)
    return _thai_day(moment) if moment.tzinfo is not None else moment.date()


def _camt_line(at: int, entry: Any) -> BankLine:
    details = [_said(entry, "AddtlNtryInf")]
    details += [" ".join(each.itertext()) for each in entry.xpath(".//*[local-name()='Ustrd']")]
    cheque = entry.xpath(".//*[local-name()='ChqNb']")
    reference = str(cheque[0].text) if cheque else _said(entry, "NtryRef") or _said(entry, "AcctSvcrRef")
    words = " ".join(" ".join(details).split())
    return BankLine(at, _camt_day(entry, "BookgDt"), _signed(entry), words, reference)


def _table(lines: list[BankLine], opening: Money, number: str, days: tuple[date, date]) -> ReadTable:
    rows = [StatementRow("", each.id, each) for each in lines]
    return ReadTable(rows, opening, number=number, first_day=days[0], last_day=days[1])
