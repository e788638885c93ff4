"""What auditors found: signed files are taken in, each finding is replied to, and the replies go back as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.i18n import _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import without_columns
from welfare_desk.ui import errors, theme
from welfare_desk.ui.files import keep_file
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, clear, column, hide_unless, margins, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.ledger.reviews import SeenReview
    from welfare_desk.reports.model import Column, Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are asked for


BESIDE = frozenset({"effect", "recommendation", "reply", "resolution", "followed"})
SHOWN_BESIDE = BESIDE | {"about", "found", "amount", "status"}
_FOUND = 5  # the column of what the auditor found


class FindingsScreen(RegisterScreen):
    """Every finding with its reply and how it stands; what waits for the fund comes first."""

    REPORT, RAIL = "findings", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        choices = [
            ("all", _("All")),
            ("waiting", _("Waiting for the fund")),
            ("answered", _("Waiting for the auditor")),
            ("settled", _("Settled")),
        ]
        self.state = Pick(_("Status"), choices, memory.get("state", "all"))
        self.state.picked.connect(self._pick)
        self.whole: dict[str, Row] = {}
        self._columns: tuple[Column, ...] = ()
        self._of = Text("", "strong", wrap=True)
        self._parts = column(gap="m")
        inner = QWidget()
        inner.setLayout(margins(column(self._of, "m", self._parts, SPRING)))
        self.beside = scrolled(inner)
        self.beside.setFixedWidth(theme.width("list_beside"))
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_list)
        letter = Button(_("Letter"), "secondary", "file-text", act=self.print_letter)
        replies = Button(_("Send replies…"), "secondary", "upload", act=self.save_replies)
        take = Button(_("Take in a file…"), "secondary", "download", act=self.choose_file)
        reply = Button(_("Reply…"), "primary", "check", "F2", act=self.reply)
        self.lay_out(
            _("Findings of auditors"),
            paper,
            letter,
            replies,
            take,
            reply,
            of_days=False,
            needs_rows=(reply,),
            filters=(self.state,),
            beside=self.beside,
        )
        hide_unless(facts.may(Permission.APPROVE), take, reply)
        self.table.row_chosen.connect(self._show_finding)
        self.beside.hide()
        words = _(
            "An auditor works on a copy of the book and gives you a signed file of what she found. Take it in here, "
            "reply to each finding, and give her your replies."
        )
        start = Button(_("Take in a file…"), "secondary", "download", act=self.choose_file)
        hide_unless(facts.may(Permission.APPROVE), start)
        self.teach("shield-check", _("No auditor's findings were taken in."), words, start)

    def asked(self) -> Mapping[str, Any]:
        """Ask for the findings that stand so."""
        return {"status": self.state.value()}

    def _pick(self, state: str) -> None:
        self.memory["state"] = state
        self.refresh()

    def show_report(self, report: Report) -> None:
        """Show what can be seen at a glance in the list; the texts of the chosen finding stand beside it."""
        self.whole = {str(each.cells[0]): each for each in report.rows}
        self._columns = report.columns
        super().show_report(without_columns(report, BESIDE))
        self.beside.setVisible(bool(report.rows))
        is_late = report.holds is False
        self.sentence.say(" · ".join((report.subtitle, *report.notes[:1])) if is_late else report.subtitle)
        for row in self.table.chosen()[:1]:
            self._show_finding(row)

    def _show_finding(self, row: Row) -> None:
        """Show every text of a finding, each under its title."""
        whole = self.whole.get(str(row.cells[0]))
        if whole is None:
            return
        self._of.say(_("Finding {number}").format(number=row.cells[0]))
        clear(self._parts)
        for part, value in zip(self._columns, whole.cells, strict=True):
            if part.key in SHOWN_BESIDE and value is not None:
                self._parts.addLayout(
                    column(Text(part.title, "small", "text2"), "xs", Text(written(value), "body", wrap=True))
                )

    def choose_file(self) -> None:
        """Choose a signed file of an auditor, and look at it."""
        what = _("Signed findings (*.wreview)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Take in a file…"), "", what)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Prove a file, and ask whether it is taken in."""

        def work(desk: Desk) -> tuple[bytes, SeenReview]:
            from welfare_desk.exchange.reviews import read_file
            from welfare_desk.services.reviews import look_at_review

            content = read_file(path)
            return content, desk.ask(lambda tx: look_at_review(tx, content))

        def failed(error: Exception) -> None:
            errors.show(error, self.window())

        self.ask(work, lambda found: self._ask_to_take(*found), "file", failed=failed)

    def _ask_to_take(self, content: bytes, seen: SeenReview) -> None:
        from welfare_desk.reports.findings import seen_lines

        count = len(seen.review.findings)
        text = ngettext("The file holds {count} finding.", "The file holds {count} findings.", count)
        said = "\n".join([text.format(count=count), *seen_lines(seen)])
        if not errors.ask(self.window(), _("Take these findings in?"), said, _("Take them in")):
            return

        def take(desk: Desk) -> object:
            from welfare_desk.services.reviews import take_review

            return take_review(desk, content)

        self.act(take, lambda _seen: self.refresh())

    def reply(self) -> None:
        """Reply to the chosen finding."""
        for row in self.table.chosen()[:1]:
            number = int(str(row.cells[0]))
            found = written(self.whole[str(number)].cells[_FOUND])
            states = [("no", _("not yet, this is what the fund will do")), ("yes", _("mended now"))]
            form = Form(
                (
                    Field("words", _("Reply of the fund"), TextEdit(), found),
                    Field("done", _("Is it mended?"), Pick("", states, "no")),
                )
            )

            def work_of(values: dict[str, Any], number: int = number) -> Callable[[Desk], object]:
                def work(desk: Desk) -> object:
                    from welfare_desk.services.reviews import reply_to_finding

                    return reply_to_finding(desk, number, values["words"], is_done=values["done"] == "yes")

                return work

            self.fill_in(_("Reply to finding {number}").format(number=number), form, work_of)

    def save_replies(self) -> None:
        """Write the replies into a file that the auditor opens beside her findings."""

        def work(desk: Desk) -> str:
            from welfare_desk.services.reviews import replies_file

            return desk.ask(replies_file)

        self.ask(work, self._save_replies, "replies")

    def _save_replies(self, content: str) -> None:
        what = _("Replies (*.wreplies)")
        name, _kind = QFileDialog.getSaveFileName(self, _("Replies for the auditor…"), "replies.wreplies", what)
        if name:
            keep_file(self.window(), Path(name), content.encode())

    def print_list(self) -> None:
        """Show the register on paper."""
        show_report_on_paper(self, _("Findings of auditors"), "findings", dict(self.asked()))

    def print_letter(self) -> None:
        """Show the letter of findings on paper."""
        show_report_on_paper(self, _("Letter of findings"), "management-letter", {})
