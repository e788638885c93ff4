"""The tables of the first book.

They stand in `v0001_first_book.sql` as they were, so that this step never changes with the program.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first book."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
