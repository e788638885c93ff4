"""The tables of a book. Money is whole satang, a day is ISO text, a moment is ISO text in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

APPLICATION_ID = 0x57444B31  # "WDK1": tells a book from any other SQLite file
VERSION = 4

metadata = MetaData()


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _pair_table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, *rest: ForeignKey, null: bool = False) -> Column[str]:
    return Column(name, Text, *rest, nullable=null)


def _whole(name: str, *rest: ForeignKey, null: bool = False) -> Column[int]:
    return Column(name, Integer, *rest, nullable=null)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


# The book and its people

settings = _pair_table(  # the book's own settings, dated: the row with the latest from_day counts
    "settings", _text("key"), _text("from_day"), _text("value"), PrimaryKeyConstraint("key", "from_day")
)
users = _table("users", _id(), _text("name"), _text("role"), _whole("is_active"))  # role: one word or several
user_secrets = _pair_table(  # how a person signs in, as Argon2id keeps it
    "user_secrets",
    _whole("user", ForeignKey("users.id")),
    _text("kind"),
    _text("hash"),
    _text("changed_at"),
    PrimaryKeyConstraint("user", "kind"),
    CheckConstraint("kind IN ('password', 'pin')", name="kind"),
)
user_tries = _pair_table(  # failed attempts in a row
    "user_tries",
    _whole("user", ForeignKey("users.id")),
    _whole("failures"),
    _text("last_at"),
    PrimaryKeyConstraint("user"),
)
approval_rules = _pair_table(  # from a moment on a kind needs a second person above an amount; none: no longer
    "approval_rules",
    _text("kind"),
    _text("from_at"),
    _whole("amount", null=True),
    PrimaryKeyConstraint("kind", "from_at"),
)

# The ledger

accounts = _table(
    "accounts",
    Column("code", Text, primary_key=True),
    _text("name_th"),
    _text("name_en"),
    _text("type"),
    _text("normal"),
    _text("parent", ForeignKey("accounts.code"), null=True),
    _text("closes_to", ForeignKey("accounts.code"), null=True),
    _text("cash_flow"),
    _text("form10_line"),
    _whole("is_active"),
)
funds = _table(
    "funds",
    Column("code", Text, primary_key=True),
    _whole("position"),
    _text("name_th"),
    _text("name_en"),
    _whole("is_active"),
)
policies = _table("policies", Column("from_day", Text, primary_key=True), _text("weights"), _text("accounts"))
periods = _table(
    "periods",
    _id(),  # fiscal year * 100 + number
    _text("first_day"),
    _text("last_day"),
    _text("status"),
    _whole("reopened"),
    CheckConstraint("status IN ('open', 'closed', 'locked')", name="status"),
)
entries = _table(
    "entries",
    _id(),  # its position in the chain: 1, 2, 3 …
    _text("series"),
    _text("month"),  # 2026-01
    _whole("number"),
    _text("voucher"),
    _text("day"),
    _whole("period", ForeignKey("periods.id")),
    _text("kind"),
    _text("posted_at"),
    _whole("made_by", ForeignKey("users.id")),
    _whole("approved_by", ForeignKey("users.id"), null=True),
    _whole("reverses", ForeignKey("entries.id"), null=True),
    _bytes("documents"),  # hashes of the documents it posts, one after the other
    _text("memo", null=True),  # memo and payee, with their salts, may be erased; the commitments stay
    _bytes("memo_salt", null=True),
    _bytes("memo_commitment"),
    _text("payee", null=True),
    _bytes("payee_salt", null=True),
    _bytes("payee_commitment"),
    _bytes("seal"),
    _whole("posted"),
    UniqueConstraint("voucher", name="entries_voucher"),
    UniqueConstraint("series", "month", "number", name="entries_number"),
    UniqueConstraint("reverses", name="entries_reverses"),
    CheckConstraint("posted IN (0, 1)", name="posted"),
    Index("entries_day", "day", "id"),
    Index("entries_period", "period", "id"),
)
postings = _pair_table(
    "postings",
    _whole("entry_id", ForeignKey("entries.id")),
    _whole("line"),
    _text("account", ForeignKey("accounts.code")),
    _text("fund", ForeignKey("funds.code")),
    _whole("amount"),  # debit positive
    _text("member", ForeignKey("members.number"), null=True),
    _text("day"),  # the entry's own, kept here for the covering index
    PrimaryKeyConstraint("entry_id", "line"),
    CheckConstraint("amount <> 0", name="amount"),
)
Index("postings_account", postings.c.account, postings.c.fund, postings.c.day, postings.c.entry_id, postings.c.amount)
Index("postings_member", postings.c.member, postings.c.day, sqlite_where=postings.c.member.is_not(None))
movements = _pair_table(  # debit and credit apart, kept by the posting code, recomputed by the checks
    "movements",
    _text("account", ForeignKey("accounts.code")),
    _whole("period", ForeignKey("periods.id")),
    _text("fund", ForeignKey("funds.code")),
    _whole("debit"),
    _whole("credit"),
    PrimaryKeyConstraint("account", "period", "fund"),
)
statements = _table(  # what a close signed; a reopened period gets a further row
    "statements",
    _id(),
    _whole("period", ForeignKey("periods.id")),
    _whole("entries"),
    _bytes("seals_hash"),
    _whole("debit"),
    _bytes("balances_hash"),
    _bytes("entry_head"),
    _bytes("audit_head"),
    _bytes("previous"),
    _whole("reopened"),
    _bytes("hash"),
    _bytes("signature"),
    _text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    _text("closed_at"),
    _whole("closed_by", ForeignKey("users.id")),
)
signing_keys = _table("signing_keys", Column("fingerprint", Text, primary_key=True), _bytes("public"), _text("made_at"))
signing_wraps = _pair_table(  # the private key, for each who may close, under an own PIN: Argon2id, then AES-GCM
    "signing_wraps",
    _text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    _whole("user", ForeignKey("users.id")),
    _bytes("salt"),
    _bytes("nonce"),
    _bytes("wrapped"),
    _text("made_at"),
    PrimaryKeyConstraint("fingerprint", "user"),
)
signing_renewals = _pair_table(  # a key that took the place of another; the other signed it, unless it was lost
    "signing_renewals",
    _text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    _text("previous", ForeignKey("signing_keys.fingerprint")),
    _bytes("signature", null=True),
    PrimaryKeyConstraint("fingerprint"),
)
audit = _table(
    "audit",
    _id(),
    _text("at"),
    _whole("actor", ForeignKey("users.id")),
    _text("action"),
    _text("subject"),
    _text("details"),  # small JSON of ids and amounts, never personal text
    _bytes("seal"),
    Index("audit_subject", "subject", "action"),
)
drafts = Table(
    "drafts",
    metadata,
    _id(),
    _text("kind"),
    _text("content"),
    _whole("made_by", ForeignKey("users.id")),
    _text("changed_at"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # D-0001 is never given to another draft
)

pending = Table(  # work that waits for a second person, and what became of it; kept for good
    "pending",
    metadata,
    _id(),
    _text("kind"),
    _whole("amount"),
    _text("act"),  # the service: entries.post_entry
    _text("content", null=True),  # what it is called with; gone once it is done
    _text("preview", null=True),  # the entries it makes; gone likewise
    _bytes("hash"),  # SHA-256 over both
    _text("day"),  # the maker's today
    _whole("made_by", ForeignKey("users.id")),
    _text("made_at"),
    _text("status"),
    _whole("decided_by", ForeignKey("users.id"), null=True),
    _text("decided_at", null=True),
    _text("reason"),
    _text("vouchers"),  # what it became, separated by blanks
    CheckConstraint("status IN ('waiting', 'approved', 'rejected', 'withdrawn')", name="status"),
    Index("pending_status", "status", "id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # P-0001 is never given to another
)

# Members

villages = _table("villages", Column("code", Text, primary_key=True), _text("name_th"), _text("name_en"))
members = _table(
    "members",
    Column("number", Text, primary_key=True),
    _text("title"),
    _text("first_name"),
    _text("last_name"),
    _text("national_id", null=True),
    _text("no_id_reason"),
    _text("birth_day", null=True),
    _whole("birth_year", null=True),  # Gregorian
    _text("house"),
    _text("village"),
    _text("tambon"),
    _text("phone"),
    _text("household"),
    _text("centre"),
    _text("vulnerable"),
    _text("entry_day", null=True),
    _text("entry_resolution"),
    _text("paid_to"),
    _text("plan"),  # empty: the fund's own
    _text("note"),
    UniqueConstraint("national_id", name="members_national_id"),
    Index("members_village", "village", "number"),
)
member_status = _pair_table(
    "member_status",
    _text("member", ForeignKey("members.number")),
    _text("from_day"),
    _whole("position"),  # order of changes on one day
    _text("status"),
    _text("reason"),
    PrimaryKeyConstraint("member", "from_day", "position"),
)
beneficiaries = _pair_table(
    "beneficiaries",
    _text("member", ForeignKey("members.number")),
    _whole("position"),
    _text("name"),
    _text("relation"),
    _text("national_id", null=True),
    _whole("share", null=True),  # hundredths of a per cent; none: equal parts
    PrimaryKeyConstraint("member", "position"),
)
member_history = _table(  # before and after of personal fields: erasable; the audit row holds the commitment
    "member_history",
    _id(),
    _whole("audit_id", ForeignKey("audit.id")),
    _text("member"),  # a member's number; @1 for a user of the book
    _text("content", null=True),
    _bytes("salt", null=True),
    _bytes("commitment"),
    Index("member_history_member", "member", "id"),
)
plans = _table(
    "plans",
    Column("code", Text, primary_key=True),
    _text("name_th"),
    _text("name_en"),
    _text("period"),
    _whole("amount"),
    _whole("entrance_fee"),
    _whole("passbook_fee"),
    _whole("months"),  # length of an "other" period
    _whole("is_active"),
)

# What the law on personal data asks

consents = _pair_table(  # what a member agreed to, or no longer agrees to; the last one counts
    "consents",
    _text("member", ForeignKey("members.number")),
    _text("purpose"),
    _whole("position"),
    _text("day"),
    _whole("given"),
    _text("how"),
    PrimaryKeyConstraint("member", "purpose", "position"),
    CheckConstraint("given IN (0, 1)", name="given"),
)
data_requests = _table(  # what a person asks about the own data, and what came of it
    "data_requests",
    _id(),
    _text("member", ForeignKey("members.number")),
    _text("kind"),
    _text("received_day"),
    _text("wish"),
    _text("status"),
    _text("answered_day", null=True),
    _text("answer"),
    CheckConstraint("kind IN ('show', 'correct', 'export', 'erase', 'object')", name="kind"),
    CheckConstraint("status IN ('open', 'done', 'refused')", name="status"),
    Index("data_requests_member", "member"),
)
erasures = _pair_table(  # what was erased of a member for good; the number stays
    "erasures",
    _text("member", ForeignKey("members.number")),
    _text("scope"),
    _text("day"),
    PrimaryKeyConstraint("member", "scope"),
    CheckConstraint("scope IN ('contact', 'identity')", name="scope"),
)
breaches = _table(  # personal data that got into wrong hands, or was lost
    "breaches",
    _id(),
    _text("found_at"),
    _text("what"),
    _text("whose"),
    _text("risk"),
    _text("measures"),
    _text("office_told_at", null=True),
    _text("people_told_at", null=True),
    CheckConstraint("risk IN ('none', 'some', 'high')", name="risk"),
)

# Contributions

collections = _table(
    "collections",
    _id(),
    _text("village"),
    _text("month"),  # 2026-01
    _text("source"),  # file name, empty for the grid
    _text("source_hash"),
    _whole("total"),
    _whole("counted", null=True),  # cash counted against the sheet
    _text("made_at"),
)
receipts = _table(
    "receipts",
    _id(),
    _whole("entry_id", ForeignKey("entries.id")),
    _text("day"),
    _text("book"),  # paper receipt book and number; empty: the voucher number is the receipt's
    _text("number"),
    _text("payer_member", ForeignKey("members.number"), null=True),
    _text("money_account", ForeignKey("accounts.code")),
    _whole("total"),
    _whole("collection_id", ForeignKey("collections.id"), null=True),
    _text("source"),  # sheet and row it was read from
    UniqueConstraint("entry_id", name="receipts_entry"),
    Index("receipts_paper", "book", "number"),
    Index("receipts_collection", "collection_id"),
)
receipt_lines = _pair_table(
    "receipt_lines",
    _whole("receipt_id", ForeignKey("receipts.id")),
    _whole("line"),
    _text("member", ForeignKey("members.number"), null=True),
    _text("kind"),
    _whole("amount"),
    _whole("to_dues"),
    _whole("to_advance"),
    PrimaryKeyConstraint("receipt_id", "line"),
)
Index("receipt_lines_member", receipt_lines.c.member)
releases = _table(  # deferred income that became income, or went back
    "releases",
    _id(),
    _whole("entry_id", ForeignKey("entries.id")),
    _text("day"),
    _text("member", ForeignKey("members.number"), null=True),
    _whole("amount"),
    _text("reason"),
    Index("releases_entry", "entry_id"),
    Index("releases_member", "member"),
)
refunds = _table(  # money taken by mistake that went back, of one line of a receipt
    "refunds",
    _id(),
    _whole("entry_id", ForeignKey("entries.id")),
    _text("day"),
    _whole("receipt_id", ForeignKey("receipts.id")),
    _whole("line"),
    _whole("amount"),
    _whole("from_advance"),
    UniqueConstraint("entry_id", name="refunds_entry"),
    Index("refunds_receipt", "receipt_id"),
)
assignments = _table(  # unidentified money whose member was found
    "assignments",
    _id(),
    _whole("entry_id", ForeignKey("entries.id")),
    _text("day"),
    _whole("receipt_id", ForeignKey("receipts.id")),
    _text("member", ForeignKey("members.number")),
    _whole("amount"),
    _whole("to_advance"),
    UniqueConstraint("entry_id", name="assignments_entry"),
    Index("assignments_receipt", "receipt_id"),
    Index("assignments_member", "member"),
)
opening_details = _table(  # the detail of a control account opened without one; no member: not yet assigned
    "opening_details",
    _id(),
    _text("account", ForeignKey("accounts.code")),
    _text("fund", ForeignKey("funds.code")),
    _whole("amount"),
    _text("member", ForeignKey("members.number"), null=True),
)
exemptions = _table(  # months a member need not pay: waived, or paid by the fund
    "exemptions",
    _id(),
    _text("member", ForeignKey("members.number")),
    _text("first_day"),
    _text("last_day"),
    _text("kind"),
    _text("reason"),
    _whole("entry_id", ForeignKey("entries.id"), null=True),
    Index("exemptions_member", "member"),
)

# Benefits

regulations = _table(  # the fund's own rules as a meeting adopted them; a later one supersedes it from its day on
    "regulations",
    _id(),
    _text("name"),
    _text("from_day"),
    _text("adopted_day"),
    _text("resolution"),
    UniqueConstraint("from_day", name="regulations_from_day"),
)
benefit_types = _pair_table(
    "benefit_types",
    _whole("regulation_id", ForeignKey("regulations.id")),
    _text("code"),
    _whole("position"),
    _whole("line"),  # of the status form
    _text("name_th"),
    _text("name_en"),
    _text("account", ForeignKey("accounts.code")),
    _text("class"),
    _text("documents"),  # JSON list
    PrimaryKeyConstraint("regulation_id", "code"),
    CheckConstraint("class IN ('member', 'community')", name="class"),
)
benefit_rules = _pair_table(
    "benefit_rules",
    _whole("regulation_id"),
    _text("type"),
    _whole("position"),
    _text("kind"),
    _text("content"),  # the rule with its numbers, as JSON
    PrimaryKeyConstraint("regulation_id", "type", "position"),
    ForeignKeyConstraint(["regulation_id", "type"], ["benefit_types.regulation_id", "benefit_types.code"]),
)
claims = Table(
    "claims",
    metadata,
    _id(),
    _text("type"),
    _text("member", ForeignKey("members.number"), null=True),
    _text("event_day"),
    _text("claim_day"),
    _whole("quantity"),
    _text("subject"),  # whom or what it is about; erasable, like the details
    _text("relation"),
    _text("details"),
    _whole("asked", null=True),
    _whole("made_by", ForeignKey("users.id")),
    _text("made_at"),
    Index("claims_member", "member"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
claim_causes = _pair_table(  # of illness or death: seen by those alone whose role allows it
    "claim_causes", _whole("claim_id", ForeignKey("claims.id")), _text("cause"), PrimaryKeyConstraint("claim_id")
)
claim_events = _pair_table(  # what became of it; the last one that stands counts
    "claim_events",
    _whole("claim_id", ForeignKey("claims.id")),
    _whole("position"),
    _text("day"),
    _text("status"),
    _whole("amount"),
    _whole("is_override"),
    _text("reasons"),  # of a decision: each in both languages, as JSON
    _text("words"),  # resolution, or why
    _whole("regulation_id", ForeignKey("regulations.id"), null=True),
    _whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("claim_id", "position"),
    CheckConstraint("status IN ('decided', 'approved', 'paid', 'rejected', 'withdrawn')", name="status"),
    CheckConstraint("is_override IN (0, 1)", name="is_override"),
)
Index("claim_events_entry", claim_events.c.entry_id)

# Files

attachments = _table(
    "attachments",
    Column("hash", Text, primary_key=True),
    _text("name"),
    _text("media_type"),
    _bytes("content", null=True),
)
attachment_links = _pair_table(
    "attachment_links",
    _text("hash", ForeignKey("attachments.hash")),
    _text("subject_kind"),
    _text("subject"),
    PrimaryKeyConstraint("hash", "subject_kind", "subject"),
)
imports = _table(
    "imports", Column("hash", Text, primary_key=True), _text("kind"), _text("name"), _text("at"), _text("content")
)
import_mappings = _pair_table(
    "import_mappings",
    _text("kind"),
    _text("fingerprint"),
    _text("mapping"),
    PrimaryKeyConstraint("kind", "fingerprint"),
)

# Papers of the day

hand_ins = _table(  # ใบนำส่งเงิน: cash of one or more sheets on its way from a village centre to the fund
    "hand_ins",
    _id(),
    _whole("entry_id", ForeignKey("entries.id")),  # 1103 → cash, bank or cash in transit
    _text("day"),
    _text("village"),
    _text("handed_by"),
    _text("received_by"),
    _whole("total"),
    UniqueConstraint("entry_id", name="hand_ins_entry"),
)
hand_in_sheets = _pair_table(
    "hand_in_sheets",
    _whole("hand_in_id", ForeignKey("hand_ins.id")),
    _whole("collection_id", ForeignKey("collections.id")),
    PrimaryKeyConstraint("hand_in_id", "collection_id"),
)
receipt_books = _pair_table(  # a book of printed receipts, and who holds it
    "receipt_books",
    _text("book"),
    _whole("first"),
    _whole("last"),
    _text("holder"),
    _text("given_day"),
    _text("returned_day", null=True),
    PrimaryKeyConstraint("book"),
)
receipt_marks = _pair_table(  # a printed receipt that no money came in on
    "receipt_marks",
    _text("book"),
    _whole("number"),
    _text("kind"),
    _text("reason"),
    _text("day"),
    PrimaryKeyConstraint("book", "number"),
    CheckConstraint("kind IN ('spoiled', 'cancelled')", name="kind"),
)
cheques = _table(
    "cheques",
    _id(),
    _text("account", ForeignKey("accounts.code")),
    _text("number"),
    _text("day"),
    _text("payee"),
    _whole("amount"),
    _whole("entry_id", ForeignKey("entries.id"), null=True),  # none: spoiled before it was drawn
    UniqueConstraint("account", "number", name="cheques_number"),
)
cheque_events = _pair_table(  # what became of it; the last one counts
    "cheque_events",
    _whole("cheque_id", ForeignKey("cheques.id")),
    _whole("position"),
    _text("day"),
    _text("status"),
    _text("reason"),
    _whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("cheque_id", "position"),
    CheckConstraint("status IN ('drawn', 'presented', 'stale', 'void')", name="status"),
)
handovers = _table(  # one officer hands the office to another: what was counted, as JSON
    "handovers", _id(), _text("day"), _text("content"), _whole("made_by", ForeignKey("users.id")), _text("made_at")
)
member_merges = _pair_table(  # a person written down twice; the second number points at the first from then on
    "member_merges",
    _text("member", ForeignKey("members.number")),
    _text("into_member", ForeignKey("members.number")),
    _text("day"),
    _text("reason"),
    PrimaryKeyConstraint("member"),
)

# Matching money

match_programmes = _pair_table(  # who adds to members' money, and by which dated terms; no value: the usual one
    "match_programmes",
    _text("code"),
    _whole("position"),
    _text("from_day"),
    _text("name_th"),
    _text("name_en"),
    _text("giver"),
    _text("income", ForeignKey("accounts.code")),
    _text("receivable", ForeignKey("accounts.code"), null=True),
    _whole("rate", null=True),  # hundredths of a per cent
    _whole("cap", null=True),
    _whole("cutoff_day", null=True),
    _whole("cutoff_month", null=True),
    _whole("full_years", null=True),
    _whole("paid_up", null=True),
    _whole("most_rounds", null=True),
    _whole("returns_excess", null=True),
    _text("basis", null=True),
    PrimaryKeyConstraint("code", "position"),
)
match_rounds = _table(
    "match_rounds",
    _id(),
    _text("programme"),
    _whole("terms"),
    _whole("year"),  # the fiscal year whose dues count, by the Gregorian year of its end
    _text("cutoff"),
    ForeignKeyConstraint(["programme", "terms"], ["match_programmes.code", "match_programmes.position"]),
    Index("match_rounds_programme", "programme", "year"),
)
match_members = _pair_table(  # the frozen list: one row for a member and round, with the reasons of who is left out
    "match_members",
    _whole("round_id", ForeignKey("match_rounds.id")),
    _text("member", ForeignKey("members.number")),
    _whole("paid"),
    _whole("counted"),
    _text("reasons"),  # JSON: codes with what their sentences name; empty: put forward
    PrimaryKeyConstraint("round_id", "member"),
)
Index("match_members_member", match_members.c.member)
match_events = _pair_table(  # what became of a round; one with an entry counts while that is not reversed
    "match_events",
    _whole("round_id", ForeignKey("match_rounds.id")),
    _whole("position"),
    _text("step"),
    _text("day"),
    _whole("amount"),
    _text("letter"),
    _whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("round_id", "position"),
    CheckConstraint(
        "step IN ('opened', 'asked', 'approved', 'lapsed', 'received', 'excess', 'returned', 'closed')", name="step"
    ),
)
Index("match_events_entry", match_events.c.entry_id)

# Work not saved yet: ordinary rows outside the ledger

unfinished = _pair_table(  # what stands on a page, kept through a crash
    "unfinished",
    _text("page"),
    _text("content"),
    _whole("made_by", ForeignKey("users.id")),
    _text("changed_at"),
    PrimaryKeyConstraint("page"),
)
templates = _table(  # money in, money out, transfers and vouchers that come again
    "templates",
    _id(),
    _text("kind"),
    _text("name"),
    _text("content"),
    UniqueConstraint("kind", "name", name="templates_name"),
)
