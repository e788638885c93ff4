"""The flat files of an audit pack: the ledger line by line, and its sub-ledgers, each with what its columns mean.

They hold nothing that the tables of the book do not: whoever rebuilds the book writes the same files again. Amounts are
baht with two decimals, days ISO in the Gregorian calendar, moments ISO in UTC, seals and hashes in hex.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import GENESIS
from welfare_desk.storage import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx


class FileColumnKind(Enum):
    """What stands in a column of a flat file."""

    TEXT = "text"  # somebody's words: may look like anything
    CODE = "code"
    DAY = "day"
    NUMBER = "number"
    BAHT = "baht"


class FileColumn(NamedTuple):
    """A column: its name, the SQL that gives it, its kind, and what it means.

    `standards` are the names other standards give it: Audit Data Standards, SAF-T, the French file.
    """

    name: str
    sql: str
    kind: FileColumnKind
    says: str
    standards: tuple[str, str, str] = ("", "", "")

    @property
    def is_text(self) -> bool:
        """Tell whether it holds somebody's own words."""
        return self.kind is FileColumnKind.TEXT


class AuditFile(NamedTuple):
    """A flat file: its name, what it holds, its columns, and where its rows come from and in which order."""

    name: str
    title: str
    columns: tuple[FileColumn, ...]
    source: str


def rows_of(tx: Tx, file: AuditFile) -> Iterator[tuple[str | int | None, ...]]:
    """Give the rows of a file: texts and whole numbers as they are written, amounts as text in baht."""
    shown = ", ".join(each.sql for each in file.columns)
    return rows.stream(tx, f"SELECT {shown} {file.source}")


def _baht(satang: str) -> str:
    sign = f"CASE WHEN {satang} < 0 THEN '-' ELSE '' END"
    return f"printf('%s%d.%02d', {sign}, abs({satang}) / 100, abs({satang}) % 100)"


def _side(sign: int) -> str:
    return (
        f"CASE WHEN p.amount * {sign} > 0 THEN printf('%d.%02d', {sign} * p.amount / 100, {sign} * p.amount % 100) "
        "ELSE '0.00' END"
    )


def _text(name: str, sql: str, says: str, *standards: str) -> FileColumn:
    return FileColumn(name, f"coalesce({sql}, '')", FileColumnKind.TEXT, says, _three(standards))


def _code(name: str, sql: str, says: str, *standards: str) -> FileColumn:
    return FileColumn(name, f"coalesce({sql}, '')", FileColumnKind.CODE, says, _three(standards))


def _day(name: str, sql: str, says: str, *standards: str) -> FileColumn:
    return FileColumn(name, f"coalesce({sql}, '')", FileColumnKind.DAY, says, _three(standards))


def _number(name: str, sql: str, says: str, *standards: str) -> FileColumn:
    return FileColumn(name, sql, FileColumnKind.NUMBER, says, _three(standards))


def _money(name: str, satang: str, says: str, *standards: str) -> FileColumn:
    written = satang if satang.startswith("CASE") else _baht(f"coalesce({satang}, 0)")
    return FileColumn(name, written, FileColumnKind.BAHT, says, _three(standards))


def _three(standards: tuple[str, ...]) -> tuple[str, str, str]:
    first, second, third = (*standards, "", "", "")[:3]
    return first, second, third


_JOURNAL_NAMES = "CASE e.series WHEN 'RV' THEN 'Receipts' WHEN 'PV' THEN 'Payments' ELSE 'General' END"
_DOCUMENT = (
    "CASE WHEN r.id IS NOT NULL THEN CASE WHEN r.number = '' THEN e.voucher ELSE r.book || '/' || r.number END "
    "ELSE (SELECT printf('C-%04d', v.claim_id) FROM claim_events v WHERE v.entry_id = e.id ORDER BY 1 LIMIT 1) END"
)
JOURNAL = AuditFile(
    "journal",
    N_("Journal: one row for each line of each entry"),
    (
        _code("entity_id", "(SELECT value FROM settings WHERE key = 'id' ORDER BY from_day DESC LIMIT 1)",
              N_("Number of the book"), "entityIdentifier", "RegistrationNumber"),
        _number("entry_no", "e.id", N_("Place of the entry in the chain of seals")),
        _number("fiscal_year", "e.period / 100", N_("Fiscal year, by the Gregorian year in which it ends"),
                "fiscalYear", "PeriodYear"),
        _number("period", "e.period % 100", N_("Month of the fiscal year; 0 the opening, 13 the closing"),
                "period", "Period"),
        _code("journal_code", "e.series", N_("Series of the voucher"), "source", "JournalID", "JournalCode"),
        _code("journal_name", _JOURNAL_NAMES, N_("Name of the series"), "", "Description", "JournalLib"),
        _code("voucher_no", "e.voucher", N_("Number of the voucher"), "journalId", "TransactionID", "EcritureNum"),
        _code("kind", "e.kind", N_("What kind of entry it is")),
        _day("effective_date", "e.day", N_("Day of the entry"), "effectiveDate", "TransactionDate", "EcritureDate"),
        _number("line_no", "p.line", N_("Place of the line in its entry"), "journalIdLineNumber", "RecordID"),
        _code("account_code", "p.account", N_("Account"), "glAccountNumber", "AccountID", "CompteNum"),
        _text("account_name", "a.name_th", N_("Name of the account"), "name", "AccountDescription", "CompteLib"),
        _code("fund", "p.fund", N_("Fund within the book"), "", "Analysis", ""),
        _code("party_id", "p.member", N_("Number of the member whom the line concerns"), "", "CustomerID",
              "CompAuxNum"),
        _money("debit", _side(1), N_("Debit in baht"), "transactionAmount", "DebitAmount", "Debit"),
        _money("credit", _side(-1), N_("Credit in baht"), "transactionAmount", "CreditAmount", "Credit"),
        _code("currency", "'THB'", N_("Currency"), "transactionCurrency", "DefaultCurrencyCode", "Idevise"),
        _text("description", "e.memo", N_("What the entry is for; empty where it names a person"),
              "jeLineDescription", "Description", "EcritureLib"),
        _text("payee", "e.payee", N_("From whom or to whom; empty where it names a member")),
        _code("document_ref", _DOCUMENT, N_("Paper receipt or claim behind the entry"), "", "SourceDocumentID",
              "PieceRef"),
        _day("document_date", "r.day", N_("Day of the paper receipt"), "", "", "PieceDate"),
        _number("reconciled_code", "m.match_id", N_("Number under which it was matched with the bank"), "", "",
                "EcritureLet"),
        _day("posted_at", "e.posted_at", N_("Moment of posting"), "enteredDate", "GLPostingDate", "ValidDate"),
        _number("entered_by", "e.made_by", N_("User who recorded it"), "enteredBy", "SourceID"),
        _number("approved_by", "e.approved_by", N_("User who approved it, where a second person was needed"),
                "approvedBy"),
        _code("reversal_of", "t.voucher", N_("Voucher that this entry takes back"), "reversalJournalId"),
        _code("hash", "lower(hex(e.seal))", N_("Seal of the entry (SHA-256)")),
        _code("prev_hash", f"lower(coalesce(hex(b.seal), '{GENESIS.hex()}'))", N_("Seal of the entry before it")),
    ),
    "FROM entries e CROSS JOIN postings p ON p.entry_id = e.id CROSS JOIN accounts a ON a.code = p.account "
    "LEFT JOIN receipts r ON r.entry_id = e.id LEFT JOIN entries t ON t.id = e.reverses "
    "LEFT JOIN main.entries b ON b.id = e.id - 1 "
    "LEFT JOIN bank_match_entries m ON m.entry_id = e.id AND m.account = p.account ORDER BY e.id, p.line",
)  # fmt: skip


def _moved(where: str, side: str = "debit - credit") -> str:
    return f"sum(CASE WHEN {where} THEN {side} ELSE 0 END)"


_OF_YEAR, _NUMBER = "v.period / 100 = y.year", "v.period % 100"
FILES = (
    JOURNAL,
    AuditFile(
        "accounts",
        N_("Chart of accounts"),
        (
            _code("account_code", "code", N_("Account"), "glAccountNumber", "AccountID", "CompteNum"),
            _text("name_th", "name_th", N_("Name in Thai"), "name", "AccountDescription", "CompteLib"),
            _text("name_en", "name_en", N_("Name in English")),
            _code("type", "type", N_("Asset, liability, equity, income or expense"), "type", "GroupingCategory"),
            _code("normal", "normal", N_("Side on which it usually stands")),
            _code("parent", "parent", N_("Account above it"), "parent"),
            _code("closes_to", "closes_to", N_("Account into which the year is closed")),
            _number("is_active", "is_active", N_("1 while in use")),
        ),
        "FROM accounts ORDER BY code",
    ),
    AuditFile(
        "funds",
        N_("Funds within the book"),
        (
            _code("fund", "code", N_("Fund within the book")),
            _text("name_th", "name_th", N_("Name in Thai")),
            _text("name_en", "name_en", N_("Name in English")),
            _number("is_active", "is_active", N_("1 while in use")),
        ),
        "FROM funds ORDER BY position, code",
    ),
    AuditFile(
        "trial_balance",
        N_("Trial balance of every fiscal year, by account and fund"),
        (
            _number("fiscal_year", "y.year", N_("Fiscal year, by the Gregorian year in which it ends"), "fiscalYear"),
            _code("account_code", "v.account", N_("Account"), "glAccountNumber", "AccountID", "CompteNum"),
            _text("account_name", "a.name_th", N_("Name of the account"), "name", "AccountDescription", "CompteLib"),
            _code("fund", "v.fund", N_("Fund within the book")),
            _money("opening", _moved("v.period <= y.year * 100"), N_("Balance brought into the year; credit below nil"),
                   "amountBeginning", "OpeningDebitBalance"),
            _money("debit", _moved(f"{_OF_YEAR} AND {_NUMBER} BETWEEN 1 AND 12", "debit"),
                   N_("Debits of its months")),
            _money("credit", _moved(f"{_OF_YEAR} AND {_NUMBER} BETWEEN 1 AND 12", "credit"),
                   N_("Credits of its months")),
            _money("closing_entries", _moved(f"{_OF_YEAR} AND {_NUMBER} = 13"),
                   N_("Moved by the closing of the year; credit below nil")),
            _money("closing", _moved("v.period <= y.year * 100 + 13"), N_("Balance at its end; credit below nil"),
                   "amountEnding", "ClosingDebitBalance"),
        ),
        "FROM (SELECT DISTINCT id / 100 AS year FROM periods) y JOIN movements v ON v.period <= y.year * 100 + 13 "
        "JOIN accounts a ON a.code = v.account GROUP BY y.year, v.account, v.fund ORDER BY y.year, v.account, v.fund",
    ),
    AuditFile(
        "periods",
        N_("Months and years, and how they stand"),
        (
            _number("fiscal_year", "q.id / 100", N_("Fiscal year, by the Gregorian year in which it ends")),
            _number("period", "q.id % 100", N_("Month of the fiscal year; 0 the opening, 13 the closing")),
            _day("first_day", "q.first_day", N_("First day")),
            _day("last_day", "q.last_day", N_("Last day")),
            _code("status", "q.status", N_("Open, closed, or locked for good")),
            _number("reopened", "q.reopened", N_("How often it was reopened")),
            _number("entries", "(SELECT count(*) FROM entries e WHERE e.period = q.id)", N_("Entries in it")),
            _money("debit", "(SELECT sum(v.debit) FROM movements v WHERE v.period = q.id)", N_("Debits in it")),
        ),
        "FROM periods q ORDER BY q.id",
    ),
    AuditFile(
        "signed_statements",
        N_("What was signed when a period was closed"),
        (
            _number("number", "s.id", N_("Number of the statement")),
            _number("fiscal_year", "s.period / 100", N_("Fiscal year, by the Gregorian year in which it ends")),
            _number("period", "s.period % 100", N_("Month of the fiscal year; 0 the opening, 13 the closing")),
            _number("entries", "s.entries", N_("Entries in it")),
            _money("debit", "s.debit", N_("Debits in it")),
            _number("reopened", "s.reopened", N_("How often it was reopened")),
            _code("hash", "lower(hex(s.hash))", N_("Hash of the statement (SHA-256)")),
            _code("previous", "lower(hex(s.previous))", N_("Hash of the statement before it")),
            _code("signature", "lower(hex(s.signature))", N_("Its signature (Ed25519)")),
            _code("key", "s.fingerprint", N_("Fingerprint of the key that signed")),
            _day("closed_at", "s.closed_at", N_("Moment of closing")),
            _number("closed_by", "s.closed_by", N_("User who closed it")),
        ),
        "FROM statements s ORDER BY s.id",
    ),
    AuditFile(
        "users",
        N_("Who works in the book"),
        (
            _number("user", "id", N_("Number of the user")),
            _text("name", "name", N_("Name")),
            _code("roles", "role", N_("Roles")),
            _number("is_active", "is_active", N_("1 while in use")),
        ),
        "FROM users ORDER BY id",
    ),
    AuditFile(
        "members",
        N_("Members by number"),
        (
            _code("member", "m.number", N_("Number of the member"), "", "CustomerID", "CompAuxNum"),
            _text("name", "trim(m.title || m.first_name || ' ' || m.last_name)",
                  N_("Name, or a word for it where names are hidden"), "", "Name", "CompAuxLib"),
            _number("birth_year", "coalesce(m.birth_year, CAST(substr(m.birth_day, 1, 4) AS INTEGER))",
                    N_("Gregorian year of birth")),
            _code("village", "m.village", N_("Village")),
            _day("entry_day", "m.entry_day", N_("Day of joining")),
            _code("plan", "m.plan", N_("Plan of contributions; empty: the fund's usual one")),
            _code("status", "s.status", N_("Standing now")),
            _day("since", "s.from_day", N_("Standing since")),
        ),
        "FROM members m LEFT JOIN member_status s ON s.member = m.number AND NOT EXISTS (SELECT 1 FROM member_status l "
        "WHERE l.member = s.member AND (l.from_day, l.position) > (s.from_day, s.position)) ORDER BY m.number",
    ),
    AuditFile(
        "contributions",
        N_("Lines of receipts: who paid what"),
        (
            _code("voucher_no", "e.voucher", N_("Number of the voucher")),
            _day("day", "r.day", N_("Day of the receipt")),
            _code("receipt_book", "r.book", N_("Book of paper receipts")),
            _code("receipt_no", "r.number", N_("Number of the paper receipt")),
            _number("line_no", "l.line", N_("Place of the line in its receipt")),
            _code("member", "l.member", N_("Number of the member")),
            _code("kind", "l.kind", N_("What was paid")),
            _money("amount", "l.amount", N_("Amount in baht")),
            _money("to_dues", "l.to_dues", N_("Of it, dues of the time already over")),
            _money("to_advance", "l.to_advance", N_("Of it, paid ahead")),
            _number("is_reversed", "EXISTS (SELECT 1 FROM entries t WHERE t.reverses = e.id)",
                    N_("1 where it was taken back")),
        ),
        "FROM receipts r JOIN entries e ON e.id = r.entry_id JOIN receipt_lines l ON l.receipt_id = r.id "
        "ORDER BY r.id, l.line",
    ),
    AuditFile(
        "claims",
        N_("Benefits: what was asked for and what became of it"),
        (
            _code("claim_no", "printf('C-%04d', c.id)", N_("Number of the claim")),
            _number("step", "v.position", N_("Place of the step in its claim")),
            _code("type", "c.type", N_("Type of benefit")),
            _code("member", "c.member", N_("Number of the member")),
            _day("event_day", "c.event_day", N_("Day of the event")),
            _day("claim_day", "c.claim_day", N_("Day on which it was asked for")),
            _number("quantity", "c.quantity", N_("Nights, or how many")),
            _money("asked", "c.asked", N_("Amount asked for")),
            _day("day", "v.day", N_("Day of the step")),
            _code("status", "v.status", N_("What was done")),
            _money("amount", "v.amount", N_("Amount in baht")),
            _number("is_override", "v.is_override", N_("1 where the committee decided otherwise than the rules")),
            _text("words", "v.words", N_("Resolution, or why")),
            _code("voucher_no", "e.voucher", N_("Number of the voucher")),
        ),
        "FROM claims c LEFT JOIN claim_events v ON v.claim_id = c.id LEFT JOIN entries e ON e.id = v.entry_id "
        "ORDER BY c.id, v.position",
    ),
    AuditFile(
        "matching",
        N_("Matching money: rounds and what became of them"),
        (
            _number("round", "m.id", N_("Number of the round")),
            _code("programme", "m.programme", N_("Programme")),
            _number("year", "m.year", N_("Fiscal year, by the Gregorian year in which it ends")),
            _day("cutoff", "m.cutoff", N_("Day up to which payments count")),
            _code("step", "v.step", N_("What was done")),
            _day("day", "v.day", N_("Day of the step")),
            _money("amount", "v.amount", N_("Amount in baht")),
            _text("letter", "v.letter", N_("Letter that it rests on")),
            _code("voucher_no", "e.voucher", N_("Number of the voucher")),
        ),
        "FROM match_rounds m LEFT JOIN match_events v ON v.round_id = m.id LEFT JOIN entries e ON e.id = v.entry_id "
        "ORDER BY m.id, v.position",
    ),
)  # fmt: skip
