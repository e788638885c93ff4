"""The tables of benefits, matching money and grants."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from welfare_desk.storage.table_kinds import blob, metadata, pair_table, row_id, table, text, whole

# Benefits

regulations = table(  # the fund's own rules as a meeting adopted them; a later one supersedes it from its day on
    "regulations",
    row_id(),
    text("name"),
    text("from_day"),
    text("adopted_day"),
    text("resolution"),
    UniqueConstraint("from_day", name="regulations_from_day"),
)
benefit_types = pair_table(
    "benefit_types",
    whole("regulation_id", ForeignKey("regulations.id")),
    text("code"),
    whole("position"),
    whole("line"),  # of the status form
    text("name_th"),
    text("name_en"),
    text("account", ForeignKey("accounts.code")),
    text("class"),
    text("documents"),  # JSON list
    PrimaryKeyConstraint("regulation_id", "code"),
    CheckConstraint("class IN ('member', 'community')", name="class"),
)
benefit_rules = pair_table(
    "benefit_rules",
    whole("regulation_id"),
    text("type"),
    whole("position"),
    text("kind"),
    text("content"),  # the rule with its numbers, as JSON
    PrimaryKeyConstraint("regulation_id", "type", "position"),
    ForeignKeyConstraint(["regulation_id", "type"], ["benefit_types.regulation_id", "benefit_types.code"]),
)
claims = Table(
    "claims",
    metadata,
    row_id(),
    text("type"),
    text("member", ForeignKey("members.number"), null=True),
    text("event_day"),
    text("claim_day"),
    whole("quantity"),
    text("subject"),  # whom or what it is about; erasable, like the details
    text("relation"),
    text("details"),
    whole("asked", null=True),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    Index("claims_member", "member"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
claim_causes = pair_table(  # of illness or death: seen by those alone whose role allows it
    "claim_causes", whole("claim_id", ForeignKey("claims.id")), text("cause"), PrimaryKeyConstraint("claim_id")
)
claim_events = pair_table(  # what became of it; the last one that stands counts
    "claim_events",
    whole("claim_id", ForeignKey("claims.id")),
    whole("position"),
    text("day"),
    text("status"),
    whole("amount"),
    whole("is_override"),
    text("reasons"),  # of a decision: each in both languages, as JSON
    text("words"),  # resolution, or why
    whole("regulation_id", ForeignKey("regulations.id"), null=True),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("claim_id", "position"),
    CheckConstraint("status IN ('decided', 'approved', 'paid', 'rejected', 'withdrawn')", name="status"),
    CheckConstraint("is_override IN (0, 1)", name="is_override"),
)
Index("claim_events_entry", claim_events.c.entry_id)
benefit_funds = pair_table(  # the fund that pays a benefit, where the regulation names one
    "benefit_funds",
    whole("regulation_id"),
    text("type"),
    text("fund", ForeignKey("funds.code")),
    PrimaryKeyConstraint("regulation_id", "type"),
    ForeignKeyConstraint(["regulation_id", "type"], ["benefit_types.regulation_id", "benefit_types.code"]),
)
claim_checks = pair_table(  # papers that were seen, and who of the village centre signed the request
    "claim_checks",
    whole("claim_id", ForeignKey("claims.id")),
    text("kind"),
    text("name"),
    text("day"),
    whole("made_by", ForeignKey("users.id")),
    PrimaryKeyConstraint("claim_id", "kind", "name"),
    CheckConstraint("kind IN ('document', 'signature')", name="kind"),
)
claim_lists = table(  # claims that were taken in together: a disaster with its households, the pensions of a year
    "claim_lists",
    row_id(),
    text("kind"),
    text("type"),
    text("day"),
    text("name"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    CheckConstraint("kind IN ('disaster', 'yearly')", name="kind"),
)
claim_list_rows = pair_table(
    "claim_list_rows",
    whole("claim_id", ForeignKey("claims.id")),  # first: older SQLite reads a key that is not as missing
    whole("list_id", ForeignKey("claim_lists.id")),
    PrimaryKeyConstraint("claim_id"),
)
payment_slips = pair_table(  # who handed benefit money over, who saw it, and what was said of the payee
    "payment_slips",
    whole("entry_id", ForeignKey("entries.id")),
    text("payer", null=True),  # the words are erasable; the commitment under the seal stays
    text("witness", null=True),
    text("note", null=True),
    blob("salt", null=True),
    blob("commitment"),
    PrimaryKeyConstraint("entry_id"),
)
past_benefits = table(  # benefits that were given before the book, from a committee's own lists
    "past_benefits",
    row_id(),
    text("source_hash"),
    text("source"),  # sheet and row
    text("type"),
    text("member", ForeignKey("members.number"), null=True),
    text("name"),  # as it is written there; erasable, like whom it was about
    text("event_day"),
    text("claim_day"),
    text("paid_day"),
    whole("quantity"),
    text("subject"),
    text("relation"),
    whole("amount"),
    whole("right"),
    text("voucher"),
    text("reasons"),  # each in both languages, as JSON
    text("words"),  # the resolution that an exception rests on
    whole("is_override"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    CheckConstraint("is_override IN (0, 1)", name="is_override"),
    Index("past_benefits_member", "member"),
)
past_benefits_undone = pair_table(  # a list that was taken in by mistake: its rows no longer count
    "past_benefits_undone",
    whole("past_id", ForeignKey("past_benefits.id")),
    text("day"),
    text("reason"),
    PrimaryKeyConstraint("past_id"),
)


# Matching money

match_programmes = pair_table(  # who adds to members' money, and by which dated terms; no value: the usual one
    "match_programmes",
    text("code"),
    whole("position"),
    text("from_day"),
    text("name_th"),
    text("name_en"),
    text("giver"),
    text("income", ForeignKey("accounts.code")),
    text("receivable", ForeignKey("accounts.code"), null=True),
    whole("rate", null=True),  # hundredths of a per cent
    whole("cap", null=True),
    whole("cutoff_day", null=True),
    whole("cutoff_month", null=True),
    whole("full_years", null=True),
    whole("paid_up", null=True),
    whole("most_rounds", null=True),
    whole("returns_excess", null=True),
    text("basis", null=True),
    PrimaryKeyConstraint("code", "position"),
)
match_rounds = table(
    "match_rounds",
    row_id(),
    text("programme"),
    whole("terms"),
    whole("year"),  # the fiscal year whose dues count, by the Gregorian year of its end
    text("cutoff"),
    ForeignKeyConstraint(["programme", "terms"], ["match_programmes.code", "match_programmes.position"]),
    Index("match_rounds_programme", "programme", "year"),
)
match_members = pair_table(  # the frozen list: one row for a member and round, with the reasons of who is left out
    "match_members",
    whole("round_id", ForeignKey("match_rounds.id")),
    text("member", ForeignKey("members.number")),
    whole("paid"),
    whole("counted"),
    text("reasons"),  # JSON: codes with what their sentences name; empty: put forward
    PrimaryKeyConstraint("round_id", "member"),
)
Index("match_members_member", match_members.c.member)
match_events = pair_table(  # what became of a round; one with an entry counts while that is not reversed
    "match_events",
    whole("round_id", ForeignKey("match_rounds.id")),
    whole("position"),
    text("step"),
    text("day"),
    whole("amount"),
    text("letter"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("round_id", "position"),
    CheckConstraint(
        "step IN ('opened', 'asked', 'approved', 'lapsed', 'received', 'excess', 'returned', 'closed')", name="step"
    ),
)
Index("match_events_entry", match_events.c.entry_id)

# Restricted grants, and what the fund does besides paying money

grants = table(  # money that somebody gives for one purpose only
    "grants",
    row_id(),
    text("name"),
    text("giver"),
    text("income", ForeignKey("accounts.code")),
    text("day"),
    whole("approved"),
    text("letter"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
)
grant_events = pair_table(  # what became of a grant; one with an entry counts while that is not reversed
    "grant_events",
    whole("grant_id", ForeignKey("grants.id")),
    whole("position"),
    text("step"),
    text("day"),
    whole("amount"),
    text("words"),
    whole("entry_id", ForeignKey("entries.id"), null=True),
    PrimaryKeyConstraint("grant_id", "position"),
    CheckConstraint("step IN ('received', 'spent', 'returned', 'closed')", name="step"),
)
Index("grant_events_entry", grant_events.c.entry_id)
activities = table(  # meetings, and welfare that is no money: what proposals and certification count
    "activities",
    row_id(),
    text("kind"),
    text("day"),
    text("name"),
    whole("people"),
    text("note"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    CheckConstraint("kind IN ('committee_meeting', 'member_meeting', 'welfare')", name="kind"),
)
