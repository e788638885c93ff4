"""Tables for papers of claims, lists of claims, benefits given before the book, and grants.

They stand in `v0005_claims_and_grants.sql` as they were, so that this step never changes with the program.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "5"
down_revision = "4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables beside the others."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
