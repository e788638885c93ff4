"""The book as GnuCash's own XML, which GnuCash opens as a book of its own.

Each account of the chart has a child for each fund that it was used in; the postings stand on these.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from welfare_desk.exchange.journals import ALWAYS, COMMODITY, ROOTS, every_entry, plain, shown
from welfare_desk.reports.balances import all_funds, turnovers
from welfare_desk.storage import accounts, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.journal import JournalLine
    from welfare_desk.storage.book import Tx

_SPACES = ("gnc", "act", "book", "cd", "cmdty", "slot", "split", "trn", "ts")
_ROOT, _MIDDAY = "root", "10:59:00 +0000"  # the time at which GnuCash keeps a day, the same in every zone


class _Names:
    """Gives each thing the same GUID each time: it is drawn from the book's id."""

    def __init__(self, book: str) -> None:
        self._book = book

    def __call__(self, kind: str, *parts: object) -> str:
        whole = "\n".join((self._book, kind, *map(str, parts)))
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


def gnucash_book(tx: Tx) -> Iterator[str]:
    """Write the book piece by piece; the same book always gives the same text.

    ID numbers and telephone numbers in payees and memos are hidden: the file goes to others.
    """
    names = _Names(settings.get(tx, "id"))
    written = list(_accounts(tx, names))
    spaces = " ".join(f'xmlns:{each}="http://www.gnucash.org/XML/{each}"' for each in _SPACES)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<gnc-v2 {spaces}>\n'
    yield '<gnc:count-data cd:type="book">1</gnc:count-data>\n<gnc:book version="2.0.0">\n'
    yield f'<book:id type="guid">{names("book")}</book:id>\n'
    yield '<gnc:count-data cd:type="commodity">1</gnc:count-data>\n'
    yield f'<gnc:count-data cd:type="account">{len(written)}</gnc:count-data>\n'
    yield f'<gnc:commodity version="2.0.0">{_COMMODITY}</gnc:commodity>\n'
    yield from written
    for lines in every_entry(tx):
        yield _transaction(lines, names)
    yield "</gnc:book>\n</gnc-v2>\n"


_COMMODITY = f"<cmdty:space>CURRENCY</cmdty:space><cmdty:id>{COMMODITY}</cmdty:id>"


def _accounts(tx: Tx, names: _Names) -> Iterator[str]:
    """Write the root, the five kinds of account, the accounts that were used, and their funds."""
    chart, funds, used = accounts.chart(tx), all_funds(tx), turnovers(tx, None, ALWAYS.last)
    root = names(_ROOT)
    yield _account(root, settings.get(tx, "name_th"), "ROOT")
    for kind in ROOTS:
        yield _account(names("kind", kind.value), ROOTS[kind], kind.name, parent=root, is_heading=True)
    for code in dict.fromkeys(row.account for row in used):
        kind = chart[code].type
        name, parent = f"{code} {chart[code].name_th}", names("kind", kind.value)
        yield _account(names("account", code), name, kind.name, code=code, parent=parent, is_heading=True)
        for fund in (row.fund for row in used if row.account == code):
            guid, above = names("account", code, fund), names("account", code)
            yield _account(guid, funds[fund].name_th, kind.name, code=f"{code}/{fund}", parent=above)


def _account(guid: str, name: str, kind: str, *, code: str = "", parent: str = "", is_heading: bool = False) -> str:
    parts = [
        f"<act:name>{_text(name)}</act:name>",
        f'<act:id type="guid">{guid}</act:id>',
        f"<act:type>{kind}</act:type>",
    ]
    if parent:
        parts.append(f"<act:commodity>{_COMMODITY}</act:commodity><act:commodity-scu>100</act:commodity-scu>")
    if code:
        parts.append(f"<act:code>{_text(code)}</act:code>")
    if is_heading:
        slot = '<slot:key>placeholder</slot:key><slot:value type="string">true</slot:value>'
        parts.append(f"<act:slots><slot>{slot}</slot></act:slots>")
    if parent:
        parts.append(f'<act:parent type="guid">{parent}</act:parent>')
    return f'<gnc:account version="2.0.0">{"".join(parts)}</gnc:account>\n'


def _transaction(lines: list[JournalLine], names: _Names) -> str:
    head = lines[0]
    day = f"<ts:date>{head.day.isoformat()} {_MIDDAY}</ts:date>"
    said = " | ".join(text for text in (shown(head.payee), shown(head.memo)) if text)
    splits = "".join(_split(line, at, names) for at, line in enumerate(lines))
    return (
        f'<gnc:transaction version="2.0.0"><trn:id type="guid">{names("entry", head.entry_id)}</trn:id>'
        f"<trn:currency>{_COMMODITY}</trn:currency><trn:num>{_text(head.voucher)}</trn:num>"
        f"<trn:date-posted>{day}</trn:date-posted><trn:date-entered>{day}</trn:date-entered>"
        f"<trn:description>{_text(said)}</trn:description><trn:splits>{splits}</trn:splits></gnc:transaction>\n"
    )


def _split(line: JournalLine, at: int, names: _Names) -> str:
    memo = f"<split:memo>{_text(line.member)}</split:memo>" if line.member else ""
    return (
        f'<trn:split><split:id type="guid">{names("line", line.entry_id, at)}</split:id>{memo}'
        f"<split:reconciled-state>n</split:reconciled-state>"
        f"<split:value>{line.amount}/100</split:value><split:quantity>{line.amount}/100</split:quantity>"
        f'<split:account type="guid">{names("account", line.account, line.fund)}</split:account></trn:split>'
    )


def _text(text: str) -> str:
    return escape(plain(text))
