"""The auditor's own findings on a copy: written down beside it, signed for the fund, and settled after its replies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QFileDialog

from welfare_desk.i18n import _
from welfare_desk.ledger.findings import AuditFinding, AuditVerdict, Severity, SubjectKind
from welfare_desk.reports.findings import SEVERITIES, VERDICTS
from welfare_desk.reports.own_findings import lay_out
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, PasswordEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, row
from welfare_desk.ui.widgets.text import Text, empty_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.ledger.findings import Reply
    from welfare_desk.ledger.reviews import Review
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are asked for


class Written(NamedTuple):
    """What lies beside the copy: the file and the review in it; no review where none was begun."""

    path: Path
    review: Review | None


class ReviewScreen(Screen):
    """A list of findings in a file beside the copy; nothing is written into the copy itself."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.written: Written | None = None
        self.replies: Mapping[int, tuple[Reply, ...]] = memory.get("replies", {})
        self.sentence = Text("", "body", "text2", wrap=True)
        self.add = Button(_("Write a finding…"), "primary", "plus", "F2", act=self.write_one)
        self.change = Button(_("Change…"), "secondary", "pencil", "F3", act=self.change_one)
        self.settle = Button(_("Settle…"), "secondary", "check", act=self.settle_one)
        self.remove = Button(_("Remove"), "secondary", "x", act=self.remove_one)
        self.hear = Button(_("Replies of the fund…"), "secondary", "download", act=self.choose_replies)
        self.key = Button(_("New key…"), "secondary", "key-round", act=self.choose_new_key)
        self.sign = Button(_("Sign for the fund…"), "secondary", "pencil", "F8", act=self.choose_key)
        acts, handing = (self.remove, self.settle, self.change, self.add), (self.key, self.sign, self.hear)
        layout, _head = page(_("My findings"), self.sentence, *acts, rail=True)
        layout.addLayout(row(*handing, SPRING, gap="m"))
        layout.addSpacing(theme.gap("s"))
        self._acts = (*acts, *handing)
        words = _("What you find is kept in a file of your own beside the copy, and signed for the fund at the end.")
        begin = Button(_("Begin…"), "primary", "plus", act=self.begin)
        self.empty = empty_state("search", _("No findings on this copy yet"), words, begin)
        layout.addWidget(self.empty, 1)
        self.table = Table()
        self.table.opened.connect(lambda _link: self.change_one())
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        def work(desk: Desk) -> Written:
            from welfare_desk.exchange.reviews import load_review, usual_place

            path = usual_place(desk.book.path)
            return Written(path, load_review(path) if path.exists() else None)

        self.ask(work, self._show, "review")

    def _show(self, written: Written) -> None:
        self.written = written
        review = written.review
        self.empty.setVisible(review is None)
        self.table.setVisible(review is not None)
        for each in self._acts:
            each.setVisible(review is not None)
        if review is None:
            self.sentence.say("")
            return
        report = lay_out(review, self.replies)
        self.table.show_report(report)
        self.sentence.say(report.subtitle)
        for each in (self.change, self.settle, self.remove, self.sign):
            each.setEnabled(bool(review.findings))

    # What can be done

    def begin(self) -> None:
        """Begin the file of findings: who audits, and for whom."""
        form = Form((Field("auditor", _("My name"), TextEdit()), Field("organisation", _("Organisation"), TextEdit())))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.exchange.reviews import new_review, save_review, usual_place
                from welfare_desk.services.reviews import reviewed_book

                book = reviewed_book(desk.book.path, desk.book.key)
                begun = new_review(book, values["auditor"], values["organisation"], desk.today, desk.random(16))
                save_review(usual_place(desk.book.path), begun)
                return begun

            return work

        self.fill_in(_("Begin my findings"), form, work_of, lambda _begun: self.refresh())

    def write_one(self) -> None:
        """Write a finding down."""
        self._write(_("Write a finding"), AuditFinding(0, SubjectKind.WHOLE, "", "", Severity.MEDIUM))

    def change_one(self) -> None:
        """Change the chosen finding."""
        if (finding := self._chosen()) is not None:
            self._write(_("Finding {number}").format(number=finding.number), finding)

    def _write(self, title: str, finding: AuditFinding) -> None:
        kinds = [
            (SubjectKind.WHOLE.value, _("The book as a whole")), (SubjectKind.VOUCHER.value, _("A voucher")),
            (SubjectKind.ACCOUNT.value, _("An account")), (SubjectKind.LINE.value, _("A line of a statement")),
            (SubjectKind.MEMBER.value, _("A member")),
        ]  # fmt: skip
        weights = [(each.value, _(words)) for each, words in SEVERITIES.items()]
        form = Form(
            (
                Field("kind", _("What it is about"), Pick("", kinds, finding.kind.value)),
                Field("subject", _("Its number or name"), TextEdit()),
                Field("found", _("What was found"), TextEdit()),
                Field("effect", _("What it leads to"), TextEdit()),
                Field("recommendation", _("What should be done"), TextEdit()),
                Field("severity", _("Weight"), Pick("", weights, finding.severity.value)),
                Field("amount", _("Amount"), MoneyEdit()),
                Field("due", _("To be mended by"), DayEdit(day_reader(self.facts.today))),
            )
        )
        form.set_values(
            subject=finding.subject, found=finding.found, effect=finding.effect,
            recommendation=finding.recommendation, amount=finding.amount, due=finding.due,
        )  # fmt: skip

        def changed(values: dict[str, Any]) -> AuditFinding:
            kind, severity = SubjectKind(values["kind"]), Severity(values["severity"])
            return replace(
                finding, **{**values, "kind": kind, "severity": severity, "amount": values["amount"] or None}
            )

        self._keep(title, form, lambda values: lambda review: review.with_finding(changed(values)))

    def settle_one(self) -> None:
        """Say of the chosen finding what came of it after looking again."""
        finding = self._chosen()
        if finding is None:
            return
        verdicts = [(each.value, _(words)) for each, words in VERDICTS.items()]
        form = Form(
            (
                Field("verdict", _("After looking again"), Pick("", verdicts, finding.verdict.value)),
                Field("resolution", _("How it was settled, or why not"), TextEdit()),
            )
        )
        form.set_values(resolution=finding.resolution)

        def settled(values: dict[str, Any]) -> AuditFinding:
            verdict = AuditVerdict(values["verdict"])
            return replace(
                finding, verdict=verdict, resolution=values["resolution"].strip(), followed_up=self.facts.today
            )

        title = _("Settle finding {number}").format(number=finding.number)
        self._keep(title, form, lambda values: lambda review: review.with_finding(settled(values)))

    def remove_one(self) -> None:
        """Take the chosen finding out; one that the fund has is settled instead."""
        if (finding := self._chosen()) is not None:
            self.act(_saved(lambda review: review.without(finding.number)), lambda _review: self.refresh())

    def _keep(self, title: str, form: Form, edit_of: Callable[[dict[str, Any]], Callable[[Review], Review]]) -> None:
        self.fill_in(title, form, lambda values: _saved(edit_of(values)), lambda _review: self.refresh())

    def _chosen(self) -> AuditFinding | None:
        if self.written is None or self.written.review is None:
            return None
        for chosen in self.table.chosen()[:1]:
            return self.written.review.find(int(str(chosen.cells[0])))
        return None

    # Key, signature, replies

    def choose_new_key(self) -> None:
        """Make a key of the auditor's own, in a file under a passphrase."""
        name, _kind = QFileDialog.getSaveFileName(self, _("New key…"), "auditor.pem", _("Keys (*.pem)"))
        if not name:
            return
        note = _("At least 8 characters. Nobody can help where it is forgotten: make another key then.")
        form = Form((Field("passphrase", _("Passphrase"), PasswordEdit(), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(_desk: Desk) -> str:
                from welfare_desk.exchange.reviews import make_key

                return make_key(Path(name), values["passphrase"])

            return work

        self.fill_in(_("New key"), form, work_of, self._told_key)

    def _told_key(self, fingerprint: str) -> None:
        from welfare_desk.ledger.closing import in_fours

        said = _("The key {key} was made. Tell the fund these digits yourself.")
        self.sentence.say(said.format(key=in_fours(fingerprint)))

    def choose_key(self) -> None:
        """Sign the findings with the auditor's key, into a file for the fund."""
        name, _kind = QFileDialog.getOpenFileName(self, _("My key"), "", _("Keys (*.pem)"))
        if name:
            self.sign_with(Path(name))

    def sign_with(self, key: Path) -> None:
        """Ask for the passphrase of a key, and sign."""
        form = Form((Field("passphrase", _("Passphrase"), PasswordEdit()),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> Path:
                from welfare_desk.exchange.reviews import load_key, load_review, sign_review, signed_place, usual_place
                from welfare_desk.services.reviews import reviewed_book

                path = usual_place(desk.book.path)
                output = signed_place(path, load_review(path).version + 1)
                book = reviewed_book(desk.book.path, desk.book.key)
                sign_review(path, load_key(key, values["passphrase"]), book, desk.today, output)
                return output

            return work

        self.fill_in(_("Sign for the fund"), form, work_of, self._told_signed)

    def _told_signed(self, output: Path) -> None:
        self.refresh()
        self.ask(lambda _desk: None, lambda _none: self.sentence.say(_signed_words(output)), "signed")

    def choose_replies(self) -> None:
        """Read what the fund replied."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Replies of the fund…"), "", _("Replies (*.wreplies)"))
        if name:
            self.hear_replies(Path(name))

    def hear_replies(self, path: Path) -> None:
        """Show the replies of a file beside the findings."""
        review = self.written.review if self.written is not None else None
        if review is None:
            return

        def work(_desk: Desk) -> Mapping[int, tuple[Reply, ...]]:
            from welfare_desk.exchange.reviews import load_replies

            return load_replies(path, review)

        self.ask(work, self._heard, "replies")

    def _heard(self, replies: Mapping[int, tuple[Reply, ...]]) -> None:
        self.replies = self.memory["replies"] = replies
        self.refresh()


def _signed_words(output: Path) -> str:
    return _("Signed: {path}. Send it to the fund, and tell it the digits of your key yourself.").format(path=output)


def _saved(edit: Callable[[Review], Review]) -> Callable[[Desk], Review]:
    """Give what edits the file beside the copy, as it is then."""

    def work(desk: Desk) -> Review:
        from welfare_desk.exchange.reviews import load_review, save_review, usual_place

        path = usual_place(desk.book.path)
        changed = edit(load_review(path))
        save_review(path, changed)
        return changed

    return work
