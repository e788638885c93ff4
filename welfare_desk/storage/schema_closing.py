"""The tables of what comes before a close, of the close itself, and of what is handed up after it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint

from welfare_desk.storage.table_kinds import blob, pair_table, row_id, table, text, whole

# Cash and banks

cash_counts = table(  # notes and coins of one cash account, held against the book
    "cash_counts",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("day"),
    text("pieces"),  # how many of each, by satang, as JSON
    whole("counted"),
    whole("expected"),
    text("counted_by"),
    text("witness"),
    text("reason"),  # for a difference
    whole("entry_id", ForeignKey("entries.id"), null=True),  # what the difference was posted by
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("cash_counts_account", "account", "day"),
)
bank_accounts = pair_table(  # what a bank calls an account of the chart
    "bank_accounts",
    text("account", ForeignKey("accounts.code")),
    text("bank"),
    text("number"),
    text("name"),
    PrimaryKeyConstraint("account"),
)
bank_statements = table(  # a file of the bank, read once
    "bank_statements",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("source"),
    text("source_hash"),
    text("first_day"),
    text("last_day"),
    whole("opening"),
    whole("closing"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("bank_statements_account", "account", "last_day"),
)
bank_statements_undone = pair_table(  # a file that was taken in by mistake: its lines no longer count
    "bank_statements_undone",
    whole("statement_id", ForeignKey("bank_statements.id")),
    text("day"),
    text("reason"),
    PrimaryKeyConstraint("statement_id"),
)
bank_lines = table(
    "bank_lines",
    row_id(),
    whole("statement_id", ForeignKey("bank_statements.id")),
    whole("position"),
    text("day"),
    text("time"),
    whole("amount"),  # a deposit is positive
    whole("balance", null=True),
    text("words"),
    text("reference"),
    text("channel"),
    UniqueConstraint("statement_id", "position", name="bank_lines_position"),
    Index("bank_lines_day", "day"),
)
reconciliations = table(  # an account held against its bank on a day, approved and frozen
    "reconciliations",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("day"),
    whole("bank"),
    whole("book"),
    text("content"),  # what explains the difference, as JSON
    blob("hash"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("reconciliations_account", "account", "day"),
)
reconciliations_undone = pair_table(
    "reconciliations_undone",
    whole("reconciliation_id", ForeignKey("reconciliations.id")),
    text("day"),
    text("reason"),
    PrimaryKeyConstraint("reconciliation_id"),
)
bank_matches = table(  # lines of the bank and entries of the book that are the same money
    "bank_matches",
    row_id(),
    text("account", ForeignKey("accounts.code")),
    text("kind"),
    text("words"),
    text("day"),  # of the newest of them
    whole("reconciliation_id", ForeignKey("reconciliations.id"), null=True),  # frozen by it
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    CheckConstraint("kind IN ('entries', 'opening', 'bank_error')", name="kind"),
)
bank_match_lines = pair_table(
    "bank_match_lines",
    whole("line_id", ForeignKey("bank_lines.id")),
    whole("match_id", ForeignKey("bank_matches.id")),
    PrimaryKeyConstraint("line_id"),
)
Index("bank_match_lines_match", bank_match_lines.c.match_id)
bank_match_entries = pair_table(  # an entry with its whole sum on the account of the match
    "bank_match_entries",
    whole("entry_id", ForeignKey("entries.id")),
    text("account", ForeignKey("accounts.code")),
    whole("match_id", ForeignKey("bank_matches.id")),
    PrimaryKeyConstraint("entry_id", "account"),
)
Index("bank_match_entries_match", bank_match_entries.c.match_id)
bank_habits = pair_table(  # what lines with these words were posted as before, as JSON
    "bank_habits",
    text("account", ForeignKey("accounts.code")),
    text("words"),
    text("content"),
    PrimaryKeyConstraint("account", "words"),
)

# Work that comes again, advances, assets, budgets

recurring = table(  # an entry that comes again every so many months
    "recurring",
    row_id(),
    text("name"),
    text("content"),  # the entry, as JSON
    whole("months"),
    text("next_day"),
    text("last_day", null=True),
    whole("is_active"),
    UniqueConstraint("name", name="recurring_name"),
)
recurring_posts = pair_table(
    "recurring_posts",
    whole("entry_id", ForeignKey("entries.id")),
    whole("recurring_id", ForeignKey("recurring.id")),
    text("day"),
    PrimaryKeyConstraint("entry_id"),
)
advances = table(  # money that an officer holds for a purpose
    "advances",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("day"),
    text("holder"),
    text("purpose"),
    text("due_day"),
    text("fund", ForeignKey("funds.code")),
    whole("amount"),
    UniqueConstraint("entry_id", name="advances_entry"),
)
advance_clearings = pair_table(
    "advance_clearings",
    whole("entry_id", ForeignKey("entries.id")),
    whole("advance_id", ForeignKey("advances.id")),
    text("day"),
    whole("spent"),
    whole("returned"),
    PrimaryKeyConstraint("entry_id"),
)
assets = table(
    "assets",
    row_id(),
    text("code"),
    text("name"),
    text("account", ForeignKey("accounts.code")),
    text("accumulated", ForeignKey("accounts.code"), null=True),  # none: not depreciated, as land
    text("expense", ForeignKey("accounts.code"), null=True),
    text("fund", ForeignKey("funds.code")),
    text("day"),
    whole("cost"),
    whole("residual"),
    whole("months"),
    whole("depreciated"),  # before the book
    text("place"),
    whole("entry_id", ForeignKey("entries.id"), null=True),  # what it was bought by; none: brought forward
    UniqueConstraint("code", name="assets_code"),
)
asset_events = pair_table(  # one with an entry counts while that is not reversed
    "asset_events",
    whole("asset_id", ForeignKey("assets.id")),
    whole("position"),
    text("kind"),
    text("day"),
    whole("amount"),
    text("words"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("asset_id", "position"),
    CheckConstraint("kind IN ('depreciated', 'disposed', 'seen')", name="kind"),
)
Index("asset_events_entry", asset_events.c.entry_id)
budgets = table(  # a later one of a year takes the place of the one before
    "budgets",
    row_id(),
    whole("fiscal_year"),
    text("name"),
    text("day"),
    text("resolution"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("budgets_year", "fiscal_year"),
)
budget_lines = pair_table(
    "budget_lines",
    whole("budget_id", ForeignKey("budgets.id")),
    text("account", ForeignKey("accounts.code")),
    text("fund", ForeignKey("funds.code")),
    whole("number"),  # of the month in the fiscal year
    whole("amount"),  # what comes in or goes out, above zero
    PrimaryKeyConstraint("budget_id", "account", "fund", "number"),
)
withholdings = table(  # a certificate of tax withheld from a fee; who it was is erasable
    "withholdings",
    row_id(),
    whole("entry_id", ForeignKey("entries.id")),
    text("number"),
    text("day"),
    text("payee", null=True),
    text("tax_id", null=True),
    text("address", null=True),
    text("kind"),
    whole("base"),
    whole("rate"),  # hundredths of a per cent
    whole("tax"),
    UniqueConstraint("entry_id", name="withholdings_entry"),
    UniqueConstraint("number", name="withholdings_number"),
)

# The close

kept_reports = pair_table(  # statements as they were when a period was closed
    "kept_reports",
    whole("statement_id", ForeignKey("statements.id")),
    text("name"),
    text("content"),  # the report as JSON, in Thai
    blob("hash"),
    PrimaryKeyConstraint("statement_id", "name"),
)
year_locks = pair_table(  # a closed year that the annual meeting accepted: locked for good
    "year_locks",
    whole("fiscal_year"),
    text("day"),
    text("resolution"),
    whole("meeting_id", ForeignKey("meetings.id"), null=True),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    PrimaryKeyConstraint("fiscal_year"),
)
audit_opinions = pair_table(  # what an auditor said of the statements of a year; the last one counts
    "audit_opinions",
    whole("fiscal_year"),
    whole("position"),
    text("day"),
    text("auditor"),
    text("opinion"),
    text("words"),
    PrimaryKeyConstraint("fiscal_year", "position"),
    CheckConstraint("opinion IN ('clean', 'qualified', 'adverse', 'none')", name="opinion"),
)
prior_figures = pair_table(  # balances of the year before the book, for its first column of comparison
    "prior_figures",
    whole("fiscal_year"),
    text("account", ForeignKey("accounts.code")),
    text("fund", ForeignKey("funds.code")),
    whole("amount"),  # debit positive
    PrimaryKeyConstraint("fiscal_year", "account", "fund"),
)
form_figures = pair_table(  # what the status form counts since founding, up to the book's first day
    "form_figures",
    text("line"),
    whole("amount"),
    whole("people"),
    PrimaryKeyConstraint("line"),
)
adjustments = table(  # entries that an auditor proposes
    "adjustments",
    row_id(),
    whole("fiscal_year"),
    text("day"),
    text("proposed_by"),
    text("reason"),
    text("content"),  # the entry, as JSON
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
)
adjustment_decisions = pair_table(
    "adjustment_decisions",
    whole("adjustment_id", ForeignKey("adjustments.id")),
    text("day"),
    text("decision"),
    text("reason"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("adjustment_id"),
    CheckConstraint("decision IN ('accepted', 'declined')", name="decision"),
)
note_texts = pair_table(  # notes to the statements of a year, as the fund wrote them
    "note_texts",
    whole("fiscal_year"),
    text("code"),
    text("text_th"),
    text("text_en"),
    PrimaryKeyConstraint("fiscal_year", "code"),
)
layouts = pair_table(  # how a statement is laid out, or what a file for another system holds: the fund's own
    "layouts",
    text("kind"),
    text("name"),
    text("content"),
    PrimaryKeyConstraint("kind", "name"),
)

# The committee, and what is handed up

officers = table(  # who holds which post, from when to when
    "officers",
    row_id(),
    text("name"),
    text("post"),
    text("origin"),  # whom the post speaks for
    text("community_post"),
    text("phone"),
    text("member", ForeignKey("members.number"), null=True),
    text("from_day"),
    text("to_day", null=True),
    text("reason"),
)
meetings = table(
    "meetings",
    row_id(),
    text("kind"),
    text("day"),
    text("name"),
    text("place"),
    whole("people"),
    text("minutes"),
    CheckConstraint("kind IN ('committee', 'general', 'members')", name="kind"),
    Index("meetings_day", "day"),
)
attendance = pair_table(
    "attendance",
    whole("meeting_id", ForeignKey("meetings.id")),
    whole("officer_id", ForeignKey("officers.id")),
    text("presence"),
    PrimaryKeyConstraint("meeting_id", "officer_id"),
    CheckConstraint("presence IN ('present', 'excused', 'absent')", name="presence"),
)
resolutions = table(
    "resolutions",
    row_id(),
    whole("meeting_id", ForeignKey("meetings.id")),
    text("number"),
    text("words"),
    UniqueConstraint("meeting_id", "number", name="resolutions_number"),
)
assessments = table(  # what the fund says of itself: ticks and points, as JSON; the last one of a kind counts
    "assessments",
    row_id(),
    text("kind"),
    text("day"),
    text("content"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    CheckConstraint("kind IN ('status_form', 'virtue')", name="kind"),
)
submissions = table(  # what was handed up, and as of when
    "submissions",
    row_id(),
    text("kind"),
    text("day"),
    text("as_of"),
    text("to_whom"),
    blob("hash", null=True),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
)
