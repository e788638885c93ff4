"""The guards that stand in every book: triggers that refuse what no program may do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TRIGGERS = Path(__file__).parent / "triggers"
_STATEMENT_END = re.compile(r"(?<=^END;)\n", re.MULTILINE)


@cache
def trigger_statements() -> tuple[str, ...]:
    """Give them, one statement each."""
    found: list[str] = []
    for path in sorted(_TRIGGERS.glob("*.sql")):
        for part in _STATEMENT_END.split(path.read_text(encoding="utf-8")):
            lines = [line for line in part.splitlines() if not line.startswith("--")]
            if statement := "\n".join(lines).strip():
                found.append(statement)
    return tuple(found)
