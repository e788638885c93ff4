"""Tables for what members of a cooperative own and owe.

They stand in `v0008_cooperatives.sql` as they were, so that this step never changes with the program.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "8"
down_revision = "7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables beside the others; what stood on control accounts is not yet anybody's."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
