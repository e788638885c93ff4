"""The tables of a book that keep what auditors found, and what the fund answered."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint

from welfare_desk.storage.table_kinds import blob, pair_table, row_id, table, text, whole

review_files = table(  # the signed files of auditors, whole, as they were taken in
    "review_files",
    row_id(),
    text("review"),
    whole("version"),
    text("auditor"),
    text("organisation"),
    text("fingerprint"),
    text("content"),
    blob("hash"),  # SHA-256 over the content
    text("day"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    UniqueConstraint("review", "version", name="review_files_version"),
    UniqueConstraint("hash", name="review_files_hash"),
)
findings = table(  # the number by which the fund follows up what an auditor found
    "findings",
    row_id(),
    text("review"),
    whole("number"),  # the auditor's own
    UniqueConstraint("review", "number", name="findings_number"),
)
finding_versions = pair_table(  # what each file says of it; the last one counts
    "finding_versions",
    whole("finding_id", ForeignKey("findings.id")),
    whole("file_id", ForeignKey("review_files.id")),
    text("kind"),
    text("subject"),
    text("found"),
    text("effect"),
    whole("amount", null=True),
    text("recommendation"),
    text("severity"),
    text("due_day", null=True),
    text("verdict"),
    text("resolution"),
    text("followed_day", null=True),
    PrimaryKeyConstraint("finding_id", "file_id"),
    CheckConstraint("kind IN ('voucher', 'account', 'line', 'member', 'whole')", name="kind"),
    CheckConstraint("severity IN ('high', 'medium', 'low')", name="severity"),
    CheckConstraint("verdict IN ('open', 'mended', 'accepted')", name="verdict"),
)
Index("finding_versions_subject", finding_versions.c.kind, finding_versions.c.subject)
Index("finding_versions_file", finding_versions.c.file_id)
finding_replies = pair_table(  # what the fund said to it; file_id: the last file that it had heard
    "finding_replies",
    whole("finding_id", ForeignKey("findings.id")),
    whole("position"),
    whole("file_id", ForeignKey("review_files.id")),
    text("day"),
    text("words"),
    whole("done"),
    whole("made_by", ForeignKey("users.id")),
    text("made_at"),
    PrimaryKeyConstraint("finding_id", "position"),
    CheckConstraint("done IN (0, 1)", name="done"),
)
