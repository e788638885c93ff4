"""Tables for slips, printed receipts, cheques, handovers, merges, and for work not saved yet.

They stand in `v0002_papers_of_the_day.sql` as they were, so that this step never changes with the program.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables beside those of the first book."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
