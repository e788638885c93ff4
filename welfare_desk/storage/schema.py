"""The tables of a book. Money is whole satang, a day is ISO text, a moment is ISO text in UTC."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from welfare_desk.storage import (
    schema_closing,  # noqa: F401 # pyright: ignore[reportUnusedImport] - its tables stand in the same list
    schema_coop,  # noqa: F401 # pyright: ignore[reportUnusedImport] - likewise
    schema_findings,  # noqa: F401 # pyright: ignore[reportUnusedImport] - likewise
    schema_welfare,  # noqa: F401 # pyright: ignore[reportUnusedImport] - likewise
)
from welfare_desk.storage.table_kinds import blob, metadata, pair_table, row_id, table, text, whole

APPLICATION_ID = 0x57444B31  # "WDK1": tells a book from any other SQLite file
COPY_ID = 0x57444B41  # "WDKA": a copy made from an audit pack, to be read and never written
VERSION = 8

# The book and its people

settings = pair_table(  # the book's own settings, dated: the row with the latest from_day counts
    "settings", text("key"), text("from_day"), text("value"), PrimaryKeyConstraint("key", "from_day")
)
users = table("users", row_id(), text("name"), text("role"), whole("is_active"))  # role: one word or several
user_secrets = pair_table(  # how a person signs in, as Argon2id keeps it
    "user_secrets",
    whole("user", ForeignKey("users.id")),
    text("kind"),
    text("hash"),
    text("changed_at"),
    PrimaryKeyConstraint("user", "kind"),
    CheckConstraint("kind IN ('password', 'pin')", name="kind"),
)
user_tries = pair_table(  # failed attempts in a row
    "user_tries",
    whole("user", ForeignKey("users.id")),
    whole("failures"),
    text("last_at"),
    PrimaryKeyConstraint("user"),
)
approval_rules = pair_table(  # from a moment on a kind needs a second person above an amount; none: no longer
    "approval_rules",
    text("kind"),
    text("from_at"),
    whole("amount", null=True),
    PrimaryKeyConstraint("kind", "from_at"),
)

# The ledger

accounts = table(
    "accounts",
    Column("code", Text, primary_key=True),
    text("name_th"),
    text("name_en"),
    text("type"),
    text("normal"),
    text("parent", ForeignKey("accounts.code"), null=True),
    text("closes_to", ForeignKey("accounts.code"), null=True),
    text("cash_flow"),
    text("form10_line"),
    whole("is_active"),
)
funds = table(
    "funds",
    Column("code", Text, primary_key=True),
    whole("position"),
    text("name_th"),
    text("name_en"),
    whole("is_active"),
)
policies = table("policies", Column("from_day", Text, primary_key=True), text("weights"), text("accounts"))
periods = table(
    "periods",
    row_id(),  # fiscal year * 100 + number
    text("first_day"),
    text("last_day"),
    text("status"),
    whole("reopened"),
    CheckConstraint("status IN ('open', 'closed', 'locked')", name="status"),
)
entries = table(
    "entries",
    row_id(),  # its position in the chain: 1, 2, 3 …
    text("series"),
    text("month"),  # 2026-01
    whole("number"),
    text("voucher"),
    text("day"),
    whole("period", ForeignKey("periods.id")),
    text("kind"),
    text("posted_at"),
    whole("made_by", ForeignKey("users.id")),
    whole("approved_by", ForeignKey("users.id"), null=True),
    whole("reverses", ForeignKey("entries.id"), null=True),
    blob("documents"),  # hashes of the documents it posts, one after the other
    text("memo", null=True),  # memo and payee, with their salts, may be erased; the commitments stay
    blob("memo_salt", null=True),
    blob("memo_commitment"),
    text("payee", null=True),
    blob("payee_salt", null=True),
    blob("payee_commitment"),
    blob("seal"),
    whole("posted"),
    UniqueConstraint("voucher", name="entries_voucher"),
    UniqueConstraint("series", "month", "number", name="entries_number"),
    UniqueConstraint("reverses", name="entries_reverses"),
    CheckConstraint("posted IN (0, 1)", name="posted"),
    Index("entries_day", "day", "id"),
    Index("entries_period", "period", "id"),
)
postings = pair_table(
    "postings",
    whole("entry_id", ForeignKey("entries.id")),
    whole("line"),
    text("account", ForeignKey("accounts.code")),
    text("fund", ForeignKey("funds.code")),
    whole("amount"),  # debit positive
    text("member", ForeignKey("members.number"), null=True),
    text("day"),  # the entry's own, kept here for the covering index
    PrimaryKeyConstraint("entry_id", "line"),
    CheckConstraint("amount <> 0", name="amount"),
)
Index("postings_account", postings.c.account, postings.c.fund, postings.c.day, postings.c.entry_id, postings.c.amount)
Index("postings_member", postings.c.member, postings.c.day, sqlite_where=postings.c.member.is_not(None))
movements = pair_table(  # debit and credit apart, kept by the posting code, recomputed by the checks
    "movements",
    text("account", ForeignKey("accounts.code")),
    whole("period", ForeignKey("periods.id")),
    text("fund", ForeignKey("funds.code")),
    whole("debit"),
    whole("credit"),
    PrimaryKeyConstraint("account", "period", "fund"),
)
statements = table(  # what a close signed; a reopened period gets a further row
    "statements",
    row_id(),
    whole("period", ForeignKey("periods.id")),
    whole("entries"),
    blob("seals_hash"),
    whole("debit"),
    blob("balances_hash"),
    blob("entry_head"),
    blob("audit_head"),
    blob("previous"),
    whole("reopened"),
    blob("hash"),
    blob("signature"),
    text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    text("closed_at"),
    whole("closed_by", ForeignKey("users.id")),
)
signing_keys = table("signing_keys", Column("fingerprint", Text, primary_key=True), blob("public"), text("made_at"))
signing_wraps = pair_table(  # the private key, for each who may close, under an own PIN: Argon2id, then AES-GCM
    "signing_wraps",
    text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    whole("user", ForeignKey("users.id")),
    blob("salt"),
    blob("nonce"),
    blob("wrapped"),
    text("made_at"),
    PrimaryKeyConstraint("fingerprint", "user"),
)
signing_renewals = pair_table(  # a key that took the place of another; the other signed it, unless it was lost
    "signing_renewals",
    text("fingerprint", ForeignKey("signing_keys.fingerprint")),
    text("previous", ForeignKey("signing_keys.fingerprint")),
    blob("signature", null=True),
    PrimaryKeyConstraint("fingerprint"),
)
audit = table(
    "audit",
    row_id(),
    text("at"),
    whole("actor", ForeignKey("users.id")),
    text("action"),
    text("subject"),
    text("details"),  # small JSON of ids and amounts, never personal text
    blob("seal"),
    Index("audit_subject", "subject", "action"),
)
drafts = Table(
    "drafts",
    metadata,
    row_id(),
    text("kind"),
    text("content"),
    whole("made_by", ForeignKey("users.id")),
    text("changed_at"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # D-0001 is never given to another draft
)

pending = Table(  # work that waits for a second person, and what became of it; kept for good
    "pending",
    metadata,
    row_id(),
    text("kind"),
    whole("amount"),
    text("act"),  # the service: entries.post_entry
    text("content", null=True),  # what it is called with; gone once it is done
    text("preview", null=True),  # the entries it makes; gone likewise
    blob("hash"),  # SHA-256 over both
    text("day"),  # the maker's today
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    text("status"),
    whole("decided_by", ForeignKey("users.id"), null=True),
    text("decided_at", null=True),
    text("reason"),
    text("vouchers"),  # what it became, separated by blanks
    CheckConstraint("status IN ('waiting', 'approved', 'rejected', 'withdrawn')", name="status"),
    Index("pending_status", "status", "id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # P-0001 is never given to another
)

# Members

villages = table("villages", Column("code", Text, primary_key=True), text("name_th"), text("name_en"))
members = table(
    "members",
    Column("number", Text, primary_key=True),
    text("title"),
    text("first_name"),
    text("last_name"),
    text("national_id", null=True),
    text("no_id_reason"),
    text("birth_day", null=True),
    whole("birth_year", null=True),  # Gregorian
    text("house"),
    text("village"),
    text("tambon"),
    text("phone"),
    text("household"),
    text("centre"),
    text("vulnerable"),
    text("entry_day", null=True),
    text("entry_resolution"),
    text("paid_to"),
    text("plan"),  # empty: the fund's own
    text("note"),
    UniqueConstraint("national_id", name="members_national_id"),
    Index("members_village", "village", "number"),
)
member_status = pair_table(
    "member_status",
    text("member", ForeignKey("members.number")),
    text("from_day"),
    whole("position"),  # order of changes on one day
    text("status"),
    text("reason"),
    PrimaryKeyConstraint("member", "from_day", "position"),
)
beneficiaries = pair_table(
    "beneficiaries",
    text("member", ForeignKey("members.number")),
    whole("position"),
    text("name"),
    text("relation"),
    text("national_id", null=True),
    whole("share", null=True),  # hundredths of a per cent; none: equal parts
    PrimaryKeyConstraint("member", "position"),
)
member_history = table(  # before and after of personal fields: erasable; the audit row holds the commitment
    "member_history",
    row_id(),
    whole("audit_id", ForeignKey("audit.id")),
    text("member"),  # a member's number; @1 for a user of the book
    text("content", null=True),
    blob("salt", null=True),
    blob("commitment"),
    Index("member_history_member", "member", "id"),
)
plans = table(
    "plans",
    Column("code", Text, primary_key=True),
    text("name_th"),
    text("name_en"),
    text("period"),
    whole("amount"),
    whole("entrance_fee"),
    whole("passbook_fee"),
    whole("months"),  # length of an "other" period
    whole("is_active"),
)

# What the law on personal data asks

consents = pair_table(  # what a member agreed to, or no longer agrees to; the last one counts
    "consents",
    text("member", ForeignKey("members.number")),
    text("purpose"),
    whole("position"),
    text("day"),
    whole("given"),
    text("how"),
    PrimaryKeyConstraint("member", "purpose", "position"),
    CheckConstraint("given IN (0, 1)", name="given"),
)
data_requests = table(  # what a person asks about the own data, and what came of it
    "data_requests",
    row_id(),
    text("member", ForeignKey("members.number")),
    text("kind"),
    text("received_day"),
    text("wish"),
    text("status"),
    text("answered_day", null=True),
    text("answer"),
    CheckConstraint("kind IN ('show', 'correct', 'export', 'erase', 'object')", name="kind"),
    CheckConstraint("status IN ('open', 'done', 'refused')", name="status"),
    Index("data_requests_member", "member"),
)
erasures = pair_table(  # what was erased of a member for good; the number stays
    "erasures",
    text("member", ForeignKey("members.number")),
    text("scope"),
    text("day"),
    PrimaryKeyConstraint("member", "scope"),
    CheckConstraint("scope IN ('contact', 'identity')", name="scope"),
)
breaches = table(  # personal data that got into wrong hands, or was lost
    "breaches",
    row_id(),
    text("found_at"),
    text("what"),
    text("whose"),
    text("risk"),
    text("measures"),
    text("office_told_at", null=True),
    text("people_told_at", null=True),
    CheckConstraint("risk IN ('none', 'some', 'high')", name="risk"),
)

# Contributions

collections = table(
    "collections",
    row_id(),
    text("village"),
    text("month"),  # 2026-01
    text("source"),  # file name, empty for the grid
    text("source_hash"),
    whole("total"),
    whole("counted", null=True),  # cash counted against the sheet
    text("made_at"),
)
receipts = table(
    "receipts",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("day"),
    text("book"),  # paper receipt book and number; empty: the voucher number is the receipt's
    text("number"),
    text("payer_member", ForeignKey("members.number"), null=True),
    text("money_account", ForeignKey("accounts.code")),
    whole("total"),
    whole("collection_id", ForeignKey("collections.id"), null=True),
    text("source"),  # sheet and row it was read from
    UniqueConstraint("entry_id", name="receipts_entry"),
    Index("receipts_paper", "book", "number"),
    Index("receipts_collection", "collection_id"),
)
receipt_lines = pair_table(
    "receipt_lines",
    whole("receipt_id", ForeignKey("receipts.id")),
    whole("line"),
    text("member", ForeignKey("members.number"), null=True),
    text("kind"),
    whole("amount"),
    whole("to_dues"),
    whole("to_advance"),
    PrimaryKeyConstraint("receipt_id", "line"),
)
Index("receipt_lines_member", receipt_lines.c.member)
releases = table(  # deferred income that became income, or went back
    "releases",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("day"),
    text("member", ForeignKey("members.number"), null=True),
    whole("amount"),
    text("reason"),
    Index("releases_entry", "entry_id"),
    Index("releases_member", "member"),
)
refunds = table(  # money taken by mistake that went back, of one line of a receipt
    "refunds",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("day"),
    whole("receipt_id", ForeignKey("receipts.id")),
    whole("line"),
    whole("amount"),
    whole("from_advance"),
    UniqueConstraint("entry_id", name="refunds_entry"),
    Index("refunds_receipt", "receipt_id"),
)
assignments = table(  # unidentified money whose member was found
    "assignments",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("day"),
    whole("receipt_id", ForeignKey("receipts.id")),
    text("member", ForeignKey("members.number")),
    whole("amount"),
    whole("to_advance"),
    UniqueConstraint("entry_id", name="assignments_entry"),
    Index("assignments_receipt", "receipt_id"),
    Index("assignments_member", "member"),
)
opening_details = table(  # the detail of a control account opened without one; no member: not yet assigned
    "opening_details",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("fund", ForeignKey("funds.code")),
    whole("amount"),
    text("member", ForeignKey("members.number"), null=True),
)
exemptions = table(  # months a member need not pay: waived, or paid by the fund
    "exemptions",
    row_id(),
    text("member", ForeignKey("members.number")),
    text("first_day"),
    text("last_day"),
    text("kind"),
    text("reason"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    Index("exemptions_member", "member"),
)

# Files

attachments = table(
    "attachments",
    Column("hash", Text, primary_key=True),
    text("name"),
    text("media_type"),
    blob("content", null=True),
)
attachment_links = pair_table(
    "attachment_links",
    text("hash", ForeignKey("attachments.hash")),
    text("subject_kind"),
    text("subject"),
    PrimaryKeyConstraint("hash", "subject_kind", "subject"),
)
imports = table(
    "imports", Column("hash", Text, primary_key=True), text("kind"), text("name"), text("at"), text("content")
)
import_mappings = pair_table(
    "import_mappings",
    text("kind"),
    text("fingerprint"),
    text("mapping"),
    PrimaryKeyConstraint("kind", "fingerprint"),
)

# Papers of the day

hand_ins = table(  # ใบนำส่งเงิน: cash of one or more sheets on its way from a village centre to the fund
    "hand_ins",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),  # 1103 → cash, bank or cash in transit
    text("day"),
    text("village"),
    text("handed_by"),
    text("received_by"),
    whole("total"),
    UniqueConstraint("entry_id", name="hand_ins_entry"),
)
hand_in_sheets = pair_table(
    "hand_in_sheets",
    whole("hand_in_id", ForeignKey("hand_ins.id")),
    whole("collection_id", ForeignKey("collections.id")),
    PrimaryKeyConstraint("hand_in_id", "collection_id"),
)
receipt_books = pair_table(  # a book of printed receipts, and who holds it
    "receipt_books",
    text("book"),
    whole("first"),
    whole("last"),
    text("holder"),
    text("given_day"),
    text("returned_day", null=True),
    PrimaryKeyConstraint("book"),
)
receipt_marks = pair_table(  # a printed receipt that no money came in on
    "receipt_marks",
    text("book"),
    whole("number"),
    text("kind"),
    text("reason"),
    text("day"),
    PrimaryKeyConstraint("book", "number"),
    CheckConstraint("kind IN ('spoiled', 'cancelled')", name="kind"),
)
cheques = table(
    "cheques",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("number"),
    text("day"),
    text("payee"),
    whole("amount"),
    whole("entry_id", ForeignKey("entries.id"), null=True),  # none: spoiled before it was drawn
    UniqueConstraint("account", "number", name="cheques_number"),
)
cheque_events = pair_table(  # what became of it; the last one counts
    "cheque_events",
    whole("cheque_id", ForeignKey("cheques.id")),
    whole("position"),
    text("day"),
    text("status"),
    text("reason"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("cheque_id", "position"),
    CheckConstraint("status IN ('drawn', 'presented', 'stale', 'void')", name="status"),
)
handovers = table(  # one officer hands the office to another: what was counted, as JSON
    "handovers", row_id(), text("day"), text("content"), whole("made_by", ForeignKey("users.id")), text("made_at")
)
member_merges = pair_table(  # a person written down twice; the second number points at the first from then on
    "member_merges",
    text("member", ForeignKey("members.number")),
    text("into_member", ForeignKey("members.number")),
    text("day"),
    text("reason"),
    PrimaryKeyConstraint("member"),
)

# Work not saved yet: ordinary rows outside the ledger

unfinished = pair_table(  # what stands on a page, kept through a crash
    "unfinished",
    text("page"),
    text("content"),
    whole("made_by", ForeignKey("users.id")),
    text("changed_at"),
    PrimaryKeyConstraint("page"),
)
templates = table(  # money in, money out, transfers and vouchers that come again
    "templates",
    row_id(),
    text("kind"),
    text("name"),
    text("content"),
    UniqueConstraint("kind", "name", name="templates_name"),
)
