"""A bank account held against the book: the bank's lines at the left, the book's at the right, the difference above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QWidget

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.bank_matching import MatchReason, Sureness
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.bank_rows import SURENESS, bank_side, book_side
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import Flow, column, hide_unless, row
from welfare_desk.ui.widgets.text import Text, section

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from welfare_desk.ledger.bank_matching import Suggestion
    from welfare_desk.ledger.bank_only import BankProposal
    from welfare_desk.ledger.reconciliation import Reconciliation
    from welfare_desk.reports.model import Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.bank_matching import BankWork
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]


class BankAsked(NamedTuple):
    """What the page is told: the banks, the one shown, what is to do, how both sides stand on a day."""

    banks: Choices
    account: str
    work: BankWork | None
    stands: Reconciliation | None
    accounts: Choices
    approved: date | None


class BankScreen(Screen):
    """Both sides of one bank account, and what seems to belong together."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Accept what the chosen line seems to be")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text("", "body", "text2")
        self.shown: BankAsked | None = None
        self._suggested: dict[int, Suggestion] = {}
        self._proposed: dict[int, BankProposal] = {}
        self.certain = Button(_("Accept all certain ones"), "primary", "check-check", "F2", act=self.accept_certain)
        self.accept = Button(_("Accept"), "secondary", "check", "F8", act=self.accept_chosen)
        self.match = Button(_("The same money"), "secondary", "list-checks", "F6", act=self.match_chosen)
        self.post = Button(_("Post…"), "secondary", "plus", "F7", act=self.post_chosen)
        self.approve = Button(_("Approve"), "secondary", "shield-check", "F10", act=self.approve_day)
        take_in = Button(_("Take in a statement…"), "secondary", "upload", "Ctrl+L", act=self.take_in)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_paper)
        hide_unless(facts.may(Permission.RECORD), self.certain, self.accept, self.match, self.post, take_in)
        hide_unless(facts.may(Permission.CLOSE), self.approve)
        layout, _head = page(_("Bank and book"), self.sentence, take_in, paper, self.approve, self.certain, rail=True)
        layout.addWidget(self._lay_out_tools())
        layout.addSpacing(theme.gap("m"))
        self.bank_table, self.book_table = Table(), Table()
        self.bank_table.set_tone(self._tone, frozenset({"day", "words", "amount", "seems"}))
        self.bank_table.opened.connect(lambda _link: self.accept_chosen())
        self.book_table.opened.connect(lambda link: self.go.emit("report", {"report": "entry", **dict(link.params)}))
        self._teach()
        layout.addWidget(self._lay_out_sides(), 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.bank_table)

    # How it is laid out

    def _lay_out_tools(self) -> QWidget:
        self.account = Pick(_("Bank account"))
        self.account.picked.connect(self._turn)
        self.day = DayEdit(day_reader(self.facts.today), self.memory.get("day"))
        self.day.make_quiet()
        self.day.setFixedWidth(theme.width("status"))
        self.day.setAccessibleName(_("On the day"))
        self.day.entered.connect(self._turn_day)
        self.has = {name: Text("", "strong") for name in ("bank", "book", "difference")}
        titles = {"bank": _("The bank has"), "book": _("The book has"), "difference": _("Not explained")}
        flow, whole = Flow(), QWidget()
        on = QWidget()
        on.setLayout(row(Text(_("On the day"), "small", "muted"), self.day, gap="pad"))
        flow.add(self.account)
        flow.add(on)
        for name, title in titles.items():
            pair = QWidget()
            pair.setLayout(row(Text(title, "small", "muted"), self.has[name], gap="pad"))
            flow.add(pair)
        for button in (self.accept, self.match, self.post):
            flow.add(button)
        whole.setLayout(flow)
        return whole

    def _lay_out_sides(self) -> QWidget:
        whole, left, right = QWidget(), QWidget(), QWidget()
        self._left, self._right = Text("", "small", "muted"), Text("", "small", "muted")
        left.setLayout(column(section(_("At the bank")), self._left, self.bank_table))
        right.setLayout(column(section(_("In the book")), self._right, self.book_table))
        body = row(gap="section")
        body.addWidget(left, 3)
        body.addWidget(right, 2)
        whole.setLayout(body)
        return whole

    def _teach(self) -> None:
        words = _("Take in the bank's statement; every line of it then finds its voucher, or is posted.")
        self.bank_table.set_empty_state("landmark", _("No line of the bank waits"), words)
        said = _("Everything that the book has on this account is at the bank too.")
        self.book_table.set_empty_state("circle-check", _("Nothing waits here"), said)
        for each in (self.bank_table, self.book_table):  # side by side there is less room than on a page of their own
            for words_shown in each.empty.findChildren(Text):
                words_shown.setMinimumWidth(0)

    def _tone(self, shown: Row, at: int, look: Look) -> Look:
        """Put the icon of how sure a suggestion is before its words."""
        from dataclasses import replace

        found = self._suggested.get(_key(shown))
        if self.bank_table.model.report.columns[at].key != "sure":
            return look
        _words, icon, ink = SURENESS[found.sureness] if found is not None else ("", "plus", "accent_text")
        return replace(look, ink=ink, icon=icon, icon_ink=ink, icon_kind="small")

    # What it shows

    def open(self, **params: str) -> None:
        """Show an account (`account`)."""
        if "account" in params:
            self.memory["account"] = params["account"]
            self.memory.pop("day", None)
            self.refresh()

    def refresh(self) -> None:
        chosen, day = self.memory.get("account", ""), self.memory.get("day")

        def work(desk: Desk) -> BankAsked:
            from welfare_desk.reports.choices import banks, choices_of
            from welfare_desk.reports.parameters import ParameterKind
            from welfare_desk.services.bank_matching import work_on
            from welfare_desk.services.reconciliations import approved_until, stands_on

            found = desk.ask(banks)
            account = chosen or (found[0][0] if found else "")
            todo = desk.ask(lambda tx: work_on(tx, account))
            on = day or (min(todo.sides.until or desk.today, desk.today) if todo else desk.today)
            stands = desk.ask(lambda tx: stands_on(tx, account, on))
            accounts = desk.ask(lambda tx: choices_of(tx, ParameterKind.ACCOUNT))
            return BankAsked(found, account, todo, stands, accounts, desk.ask(lambda tx: approved_until(tx, account)))

        self.ask(work, self._show)

    def _show(self, asked: BankAsked) -> None:
        self.shown = asked
        self.account.set_choices([(code, f"{code} {name}") for code, name in asked.banks], asked.account)
        work, stands = asked.work, asked.stands
        suggestions = work.suggestions if work else ()
        proposals = work.proposals if work else ()
        self._suggested = {line.id: each for each in suggestions for line in each.lines}
        self._proposed = {each.line.id: each for each in proposals}
        self.bank_table.show_report(bank_side(suggestions, proposals))
        self.book_table.show_report(book_side(work.sides.items if work else ()))
        sure = sum(each.sureness is Sureness.CERTAIN for each in suggestions)
        words = ngettext("{count} line waits", "{count} lines wait", len(self._suggested) + len(proposals))
        self._left.say(words.format(count=len(self._suggested) + len(proposals)))
        waits = len(work.sides.items) if work else 0
        self._right.say(
            ngettext("{count} voucher not at the bank", "{count} vouchers not at the bank", waits).format(count=waits)
        )
        self.certain.setEnabled(sure > 0)
        self.approve.setEnabled(stands is not None)
        for button in (self.accept, self.match, self.post):
            button.setEnabled(bool(self._suggested or self._proposed))
        self._show_sums(stands, asked.approved)

    def _show_sums(self, stands: Reconciliation | None, approved: date | None) -> None:
        if stands is None:
            self.sentence.say(_("No statement of this account was taken in yet."))
            for each in self.has.values():
                each.say("–")
            return
        self.day.set_value(stands.day)
        agrees = not stands.difference and not stands.bank_only
        for name, amount in (("bank", stands.bank), ("book", stands.book), ("difference", stands.difference)):
            self.has[name].say(amount.text())
        self.has["difference"].set_colour("ok" if agrees else "look")
        said = _("Bank and book agree.") if agrees else _("Bank and book do not agree yet.")
        if approved is not None:
            said += " " + _("Approved up to {day}.").format(day=long_day(approved))
        self.sentence.say(said)

    def _turn(self, account: object) -> None:
        self.memory["account"] = account
        self.memory.pop("day", None)
        self.refresh()

    def _turn_day(self) -> None:
        self.memory["day"] = self.day.value()
        self.refresh()

    # What the person does

    def take_in(self) -> None:
        """Go on to choose a file of the bank."""
        self.go.emit("import-bank", {"account": str(self.account.value() or "")})

    def print_paper(self) -> None:
        """Show the reconciliation of the day on paper."""
        if self.shown is not None and self.shown.stands is not None:
            asked = {"account": self.shown.account, "on": self.shown.stands.day.isoformat()}
            show_report_on_paper(self, self.shown.account, "bank-reconciliation", asked)

    def _lines(self) -> list[int]:
        return [_key(each) for each in self.bank_table.chosen() if each.opens is not None]

    def accept_certain(self) -> None:
        """Accept every suggestion that is certain."""
        self._accept([])

    def accept_chosen(self) -> None:
        """Accept what the chosen lines seem to be; what differs or is only at the bank is posted."""
        lines = self._lines()
        if len(lines) == 1 and self._needs_posting(lines[0]):
            self.post_chosen()
        elif lines:
            self._accept(lines)

    def _needs_posting(self, line: int) -> bool:
        found = self._suggested.get(line)
        return found is None or found.reason is MatchReason.DIFFERS

    def _accept(self, lines: list[int]) -> None:
        account = str(self.account.value())

        def work(desk: Desk) -> int:
            from welfare_desk.services.bank_matching import accept_matches

            return accept_matches(desk, account, lines)

        self.act(work, lambda _many: None)

    def match_chosen(self) -> None:
        """Say that the chosen lines at the left and vouchers at the right are the same money."""
        account, lines = str(self.account.value()), self._lines()
        vouchers = [str(each.cells[0]) for each in self.book_table.chosen() if each.opens is not None]

        def work(desk: Desk) -> int:
            from welfare_desk.services.bank_matching import match_lines

            return match_lines(desk, account, lines, vouchers)

        self.act(work, lambda _number: None)

    def post_chosen(self) -> None:
        """Post the chosen line: what only the bank has, or by how much it differs from the book."""
        lines = self._lines()[:1]
        if not lines or self.shown is None:
            return
        found = self._suggested.get(lines[0])
        if found is not None and found.reason is MatchReason.DIFFERS:
            self._post_difference(found)
        else:
            line = self._proposed.get(lines[0])
            self._post_line(lines[0], line)

    def _post_difference(self, found: Suggestion) -> None:
        account, line, voucher = str(self.account.value()), found.lines[0].id, found.items[0].voucher
        told = _("The bank has {bank} baht, {voucher} says {book} baht.")
        bank, book = found.lines[0].amount.text(), found.items[0].amount.text()
        form = Form((Field("reason", _("Reason"), TextEdit(), told.format(bank=bank, book=book, voucher=voucher)),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.bank_matching import post_bank_difference

                return post_bank_difference(desk, account, line, voucher, values["reason"])

            return work

        title = _("Post {amount} baht as cash over or short").format(amount=found.difference.text())
        self.fill_in(title, form, work_of)

    def _post_line(self, line: int, proposed: BankProposal | None) -> None:
        account = str(self.account.value())
        accounts = self.shown.accounts if self.shown is not None else []
        for_what = Finder(accounts)
        words, amount = "", ZERO
        if proposed is not None:
            words, amount = proposed.memo, proposed.line.amount
            for_what.set_value(proposed.account)
        memo = TextEdit(words)
        fields = [Field("account", _("What it is for"), for_what), Field("memo", _("Words"), memo)]
        if amount > ZERO:
            note = _("Only for interest that came without its tax.")
            fields.append(Field("tax", _("Tax withheld (baht)"), MoneyEdit(), note))
            earned = _("The part of the interest that was counted as income of an earlier month.")
            fields.append(Field("accrued", _("Earned before (baht)"), MoneyEdit(), earned))
        fund = proposed.fund if proposed is not None else None

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.bank_matching import BankPosting, post_bank_line

                tax: Money = values.get("tax") or ZERO
                accrued: Money = values.get("accrued") or ZERO
                code = values["account"] or ""
                kept = fund if proposed is not None and code == proposed.account else None
                return post_bank_line(desk, account, BankPosting(line, code, kept, values["memo"], tax, accrued))

            return work

        self.fill_in(_("Post {amount} baht of the bank").format(amount=amount.text()), Form(fields), work_of)

    def approve_day(self) -> None:
        """Approve that bank and book agree on the day, after its words were read."""
        if self.shown is None or self.shown.stands is None:
            return
        stands, account = self.shown.stands, self.shown.account
        if stands.bank_only:
            said = [_("Lines of the bank still wait at the left. Accept or post them first.")]
            errors.tell(self.window(), _("Not ready to be approved"), said)
            return
        told = _("The bank has {bank} baht, the book has {book} baht; all of it is explained.")
        note = told.format(bank=stands.bank.text(), book=stands.book.text())
        label = _("What is known of {amount} baht from before the first statement").format(amount=stands.before.text())
        form = Form((Field("before", label if stands.before else _("Note"), TextEdit(), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], int]:
            def work(desk: Desk) -> int:
                from welfare_desk.services.reconciliations import approve_reconciliation

                return approve_reconciliation(desk, account, stands.day, values["before"])

            return work

        title = _("Approve {account} on {day}").format(account=account, day=long_day(stands.day))
        self.fill_in(title, form, work_of, lambda _number: self.print_paper())


def _key(shown: Row) -> int:
    return int(shown.opens.params[0][1]) if shown.opens is not None else 0
