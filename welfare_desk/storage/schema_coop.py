"""The tables of a book that keep what members of a cooperative own and owe: shares, savings, loans, surplus."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint

from welfare_desk.storage.table_kinds import blob, pair_table, row_id, table, text, whole

# The sub-ledger

control_accounts = pair_table(  # accounts whose every line is explained by moves of holdings
    "control_accounts",
    text("account", ForeignKey("accounts.code")),
    text("ledger"),
    whole("from_entry"),  # what was posted up to here is explained by `brought`: it was opened without names
    whole("brought"),
    PrimaryKeyConstraint("account"),
    CheckConstraint("ledger IN ('share', 'savings', 'loan', 'borrowing')", name="ledger"),
)
holdings = table(  # one member's shares, one savings account, one loan, or one borrowing of the cooperative
    "holdings",
    row_id(),
    text("ledger"),
    text("number"),
    text("member", ForeignKey("members.number"), null=True),  # none: a borrowing, or opened without a name
    text("product"),
    text("opened_day"),
    text("terms"),  # JSON, as agreed: numbers and codes, never personal text
    UniqueConstraint("ledger", "number", name="holdings_number"),
    CheckConstraint("ledger IN ('share', 'savings', 'loan', 'borrowing')", name="ledger"),
    Index("holdings_member", "member", "ledger"),
)
holding_moves = pair_table(
    "holding_moves",
    whole("entry_id", ForeignKey("entries.id")),
    whole("position"),
    whole("holding_id", ForeignKey("holdings.id")),
    text("account", ForeignKey("accounts.code")),
    text("act"),
    text("day"),  # the entry's own, kept here for the covering index
    whole("amount"),  # debit positive
    PrimaryKeyConstraint("entry_id", "position"),
    CheckConstraint("amount <> 0", name="amount"),
)
Index(
    "holding_moves_holding",
    holding_moves.c.holding_id,
    holding_moves.c.account,
    holding_moves.c.day,
    holding_moves.c.entry_id,
    holding_moves.c.act,
    holding_moves.c.amount,
)
Index("holding_moves_account", holding_moves.c.account, holding_moves.c.holding_id, holding_moves.c.amount)
holding_events = pair_table(  # what happened to a holding and moved no money
    "holding_events",
    whole("holding_id", ForeignKey("holdings.id")),
    whole("position"),
    text("day"),
    text("kind"),
    text("content"),  # JSON: numbers and codes
    text("words"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    PrimaryKeyConstraint("holding_id", "position"),
)
coop_products = pair_table(  # kinds of shares, savings and loans, in dated versions
    "coop_products",
    text("kind"),
    text("code"),
    text("from_day"),
    text("content"),  # JSON
    PrimaryKeyConstraint("kind", "code", "from_day"),
)

# Members

member_classes = pair_table(  # regular or associate, dated; the last row of the latest day counts
    "member_classes",
    text("member", ForeignKey("members.number")),
    text("from_day"),
    whole("position"),
    text("class"),
    PrimaryKeyConstraint("member", "from_day", "position"),
    CheckConstraint("class IN ('regular', 'associate')", name="class"),
)
share_plans = pair_table(  # what a member pays into shares each month, dated
    "share_plans",
    text("member", ForeignKey("members.number")),
    text("from_day"),
    whole("position"),
    whole("amount"),
    PrimaryKeyConstraint("member", "from_day", "position"),
)

# Loans

loan_applications = table(
    "loan_applications",
    row_id(),
    text("member", ForeignKey("members.number")),
    text("product"),
    text("day"),
    text("content"),  # JSON: what is asked for, income, guarantors
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("loan_applications_member", "member"),
)
application_events = pair_table(
    "application_events",
    whole("application_id", ForeignKey("loan_applications.id")),
    whole("position"),
    text("day"),
    text("status"),
    text("words"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    PrimaryKeyConstraint("application_id", "position"),
)
loan_schedules = pair_table(  # the terms in force from a day on; the last version counts
    "loan_schedules",
    whole("holding_id", ForeignKey("holdings.id")),
    whole("version"),
    text("from_day"),
    text("content"),  # JSON
    PrimaryKeyConstraint("holding_id", "version"),
)
loan_instalments = pair_table(
    "loan_instalments",
    whole("holding_id", ForeignKey("holdings.id")),
    whole("version"),
    whole("number"),
    text("due_day"),
    whole("principal"),
    whole("interest"),
    PrimaryKeyConstraint("holding_id", "version", "number"),
)
loan_guarantors = pair_table(
    "loan_guarantors",
    whole("holding_id", ForeignKey("holdings.id")),
    whole("position"),
    text("member", ForeignKey("members.number")),
    whole("amount", null=True),  # none: the whole loan
    text("from_day"),
    PrimaryKeyConstraint("holding_id", "position"),
)
Index("loan_guarantors_member", loan_guarantors.c.member)
loan_guarantors_ended = pair_table(
    "loan_guarantors_ended",
    whole("holding_id", ForeignKey("holdings.id")),
    whole("position"),
    text("day"),
    text("reason"),
    PrimaryKeyConstraint("holding_id", "position"),
)
provisions = table(  # loans judged on a day, and the allowance that follows
    "provisions",
    row_id(),
    text("day"),
    text("ruleset"),
    text("content"),  # JSON: the rules as they were applied
    whole("loans"),
    whole("interest"),
    whole("entry_id", ForeignKey("entries.id"), null=True),  # none: the allowance stayed as it was
    UniqueConstraint("entry_id", name="provisions_entry"),
    Index("provisions_day", "day"),
)
provision_lines = pair_table(
    "provision_lines",
    whole("provision_id", ForeignKey("provisions.id")),
    whole("holding_id", ForeignKey("holdings.id")),
    text("class"),
    whole("principal"),
    whole("interest"),
    whole("collateral"),
    whole("base"),
    whole("rate"),  # millionths
    whole("amount"),
    PrimaryKeyConstraint("provision_id", "holding_id"),
)

# The surplus of a year, and what is deducted from pay

surpluses = table(
    "surpluses",
    row_id(),
    whole("fiscal_year"),
    text("content"),  # JSON: the worksheet
    text("resolution"),
    text("day"),
    whole("entry_id", ForeignKey("entries.id")),
    UniqueConstraint("entry_id", name="surpluses_entry"),
)
surplus_lines = pair_table(
    "surplus_lines",
    whole("surplus_id", ForeignKey("surpluses.id")),
    text("member", ForeignKey("members.number")),
    text("kind"),
    whole("base"),
    whole("amount"),
    PrimaryKeyConstraint("surplus_id", "member", "kind"),
    CheckConstraint("kind IN ('dividend', 'patronage')", name="kind"),
)
payroll_sheets = table(  # what an employer deducts for a month
    "payroll_sheets",
    row_id(),
    text("month"),  # 2026-01
    text("employer"),
    text("status"),  # asked, posted
    text("content"),  # JSON: member by member
    blob("hash"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("payroll_sheets_month", "month", "employer"),
    CheckConstraint("status IN ('asked', 'posted')", name="status"),
)
