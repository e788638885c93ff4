"""Show reports as they will be on paper, from any page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

FEW = 10  # so many are drawn before anybody would look for a sign that something happens


def show_report_on_paper(screen: Screen, title: str, report: str, asked: Mapping[str, str | date]) -> None:
    """Draw a report of the catalogue and show its pages, to be printed or kept."""
    show_reports_on_paper(screen, title, [(report, asked)])


def show_reports_on_paper(screen: Screen, title: str, wanted: Sequence[tuple[str, Mapping[str, str | date]]]) -> None:
    """Draw several reports, each a name and what it is asked, and show their pages as one batch.

    They are of one moment. More than a few tell how far they are, and can be stopped.
    """
    job = Job(_("Drawing {count} papers").format(count=len(wanted))) if len(wanted) > FEW else None

    def work(desk: Desk) -> bytes:
        from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - the paper is loaded late
        from welfare_desk.reports.draw.pdf import all_as_pdf  # noqa: PLC0415 - see above

        def reports(tx: Any) -> Iterator[Report]:
            for done, (name, asked) in enumerate(wanted):
                if job is not None:
                    job.step(done, len(wanted))
                yield make_report(tx, name, asked, desk.today)

        return desk.ask(lambda tx: all_as_pdf(reports(tx)))

    screen.ask(work, lambda content: screen.preview(title, content), "paper", job)
