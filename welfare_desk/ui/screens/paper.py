"""Show a report as it will be on paper, from any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen


def show_report_on_paper(screen: Screen, title: str, report: str, asked: Mapping[str, str | date]) -> None:
    """Draw a report of the catalogue and show its pages, to be printed or kept."""

    def work(desk: Desk) -> bytes:
        from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - the paper is loaded late
        from welfare_desk.reports.draw.pdf import as_pdf  # noqa: PLC0415 - see above

        return as_pdf(desk.ask(lambda tx: make_report(tx, report, asked, desk.today)))

    screen.ask(work, lambda content: screen.preview(title, content), "paper")
