"""After a collection: what was posted, and the receipts to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import _, ngettext
from welfare_desk.ui import errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welfare_desk.services.contributions import Recorded
    from welfare_desk.ui.screens.screen import Screen

MOST_NOTES = 5


def offer_receipts(screen: Screen, recorded: Sequence[Recorded], otherwise: str) -> bool:
    """Say what was posted and offer its receipts; tell whether the person went to print them."""
    ranges = voucher_ranges(each.posted.voucher for each in recorded)
    many = len(recorded)
    title = ngettext("{count} receipt was posted", "{count} receipts were posted", many).format(count=f"{many:,}")
    said = [", ".join(first if first == last else f"{first} – {last}" for first, last in ranges)]
    said += [note.sentence() for each in recorded for note in each.notes][:MOST_NOTES]
    if not errors.offer(screen.window(), title, said, _("Print the receipts"), otherwise):
        return False
    days = [each.payment.day for each in recorded]
    wanted = " ".join(voucher for pair in ranges for voucher in pair)
    screen.go.emit("receipts", {"from": min(days).isoformat(), "to": max(days).isoformat(), "print": wanted})
    return True


def voucher_ranges(vouchers: Iterable[str]) -> list[tuple[str, str]]:
    """Give the first and last voucher of each series; one posting draws them without a gap."""
    found: dict[str, tuple[str, str]] = {}
    for each in vouchers:
        series = each.rpartition("-")[0]
        found[series] = (found.get(series, (each,))[0], each)
    return list(found.values())


def within(voucher: str, ranges: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a voucher lies in one of these ranges."""
    series, number = _parted(voucher)
    return any(
        series == _parted(first)[0] and _parted(first)[1] <= number <= _parted(last)[1] for first, last in ranges
    )


def _parted(voucher: str) -> tuple[str, int]:
    series, _dash, number = voucher.rpartition("-")
    return series, int(number)
