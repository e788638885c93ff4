"""Tables for reconciling, closing, statements and certification.

They stand in `v0006_closing_and_certification.sql` as they were, so that this step never changes with the program.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "6"
down_revision = "5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables beside the others."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
