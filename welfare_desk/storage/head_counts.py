"""Count the members of a day, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.members.register import ENDED

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx

_ENDED = ", ".join(f"'{each.value}'" for each in sorted(ENDED))
_HERE = (
    "(m.entry_day IS NULL OR m.entry_day <= ?) "  # noqa: S608 - every part of it is a constant of the program
    "AND EXISTS (SELECT 1 FROM member_status s WHERE s.member = m.number) "
    "AND coalesce((SELECT s.status FROM member_status s WHERE s.member = m.number AND s.from_day <= ? "
    f"ORDER BY s.from_day DESC, s.position DESC LIMIT 1), 'active') NOT IN ({_ENDED})"
)


def by_village(tx: Tx, day: date) -> dict[str, int]:
    """Count the members of each village on a day."""
    asked = f"SELECT coalesce(m.village, ''), count(*) FROM members m WHERE {_HERE} GROUP BY 1"  # noqa: S608 - our own text
    return {row[0]: row[1] for row in tx.exec_driver_sql(asked, (day.isoformat(),) * 2)}
