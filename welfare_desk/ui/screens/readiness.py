"""Readiness: the criteria of certification and of matching money as lights; Enter goes where a thing is mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from welfare_desk.dates import short_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.readiness import LIGHTS, heads
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, clear, column, line, row
from welfare_desk.ui.widgets.text import Icon, Text
from welfare_desk.welfare.certification import Light, worst

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from welfare_desk.reports.model import Link, Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.reports.readiness import Head
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class ReadinessScreen(RegisterScreen):
    """Each criterion with its evidence of today."""

    REPORT, RAIL = "readiness", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Go where it is mended")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        form = Button(_("Status form"), "secondary", "file-text", "F7", act=self.show_form)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_it)
        mend = Button(_("Go there"), "primary", "corner-down-right", "F2", act=self.mend)
        self.table.set_tone(_light, frozenset({"number", "words", "day"}))
        self._heads = row(gap="m")
        title = _("Readiness for certification")
        self.lay_out(title, form, paper, mend, of_days=False, needs_rows=(mend,), above=self._heads)

    def show_report(self, report: Report) -> None:
        """Show the criteria of certification in one glance over the tests, and those of matching money beside them."""
        super().show_report(report)
        clear(self._heads)
        found = heads(report)
        standard = [each for each in found if each.number.isdecimal()]
        of_matching = [each for each in found if not each.number.isdecimal()]
        cells = [_glance(f"{each.number} {each.words}", each.light, _when(each), each.missing) for each in standard]
        good = sum(each.light is Light.GREEN for each in of_matching)
        count = _("{good} of {all} in order").format(good=good, all=len(of_matching))
        lacking = next((each.missing for each in of_matching if each.missing), "")
        cells.append(_glance(_("Matching money"), worst(each.light for each in of_matching), count, lacking))
        for place, cell in enumerate(cells):
            if place:
                self._heads.addWidget(line(upright=True))
            self._heads.addLayout(cell, 1)

    def mend(self) -> None:
        """Go to the page that mends the chosen line."""
        for each in self.table.chosen()[:1]:
            if each.opens is not None:
                self.open_row(each.opens)

    def open_row(self, link: Link) -> None:
        """Go to the page of the evidence, or to its report where it has none."""
        page = _PAGES.get(link.report, link.report)
        if page in PAGES:
            self.go.emit(page, {})
        else:
            super().open_row(link)

    def show_form(self) -> None:
        """Show the status form on paper."""
        show_report_on_paper(self, _("Status form of the fund"), "status-form", {})

    def print_it(self) -> None:
        """Show the criteria on paper."""
        show_report_on_paper(self, _("Readiness for certification"), "readiness", {})


_PAGES = {"trial-balance": "close", "member-list": "members"}  # pages of another name than the report
_INKS = {
    Light.GREEN: ("circle-check", "ok"),
    Light.AMBER: ("triangle-alert", "look"),
    Light.RED: ("octagon-alert", "stop"),
}
_LIGHT_AT = 2


def _light(shown: Row, at: int, look: Look) -> Look:
    """Show a light with its icon and word, never by colour alone."""
    if at != _LIGHT_AT:
        return look
    for light, words in LIGHTS.items():
        if shown.cells[_LIGHT_AT] == _(words):
            icon, ink = _INKS[light]
            return replace(look, ink=ink, icon=icon, icon_ink=ink)
    return look


def _when(head: Head) -> str:
    return short_day(head.day) if head.day is not None else ""


def _glance(words: str, light: Light, fact: str, missing: str) -> QVBoxLayout:
    """Show a criterion in one glance: its light with its word, the day of the evidence, and what is missing."""
    icon, ink = _INKS[light]
    stands = " · ".join(each for each in (_(LIGHTS[light]), fact) if each)
    parts = [Text(words, "medium", wrap=True), row(Icon(icon, "button", ink), Text(stands, "small", ink), SPRING)]
    if missing:
        parts.append(Text(missing, "small", "text2", wrap=True))
    return column(*parts, SPRING)
