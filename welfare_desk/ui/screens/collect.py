"""Collect a month's contributions, village by village."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from welfare_desk.dates import add_months, first_of_month, month_and_year
from welfare_desk.errors import Awaiting, RuleError
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.ui import errors, theme
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.screens.cash_count import CashCount
from welfare_desk.ui.screens.collect_grid import Sheet
from welfare_desk.ui.screens.posted import offer_receipts
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, Flow, row
from welfare_desk.ui.widgets.text import Icon, KeyCap, Text, empty_state
from welfare_desk.welfare.contributions import CASH, Collection, Payment, PaymentLine
from welfare_desk.welfare.sheets import months_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.contributions import Recorded
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.sheets import SheetRow

MONTHS_OFFERED = 24


class CollectScreen(Screen):
    """One village and month at a time: who paid how much today, and whether the cash agrees."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Space", N_("Paid in full through this month")),
        ("+", N_("Paid in full through this month")),
        ("F7", N_("Paid what was owed before this month")),
        ("F8", N_("Paid to the end of the year")),
        ("Enter", N_("Next row")),
        ("Delete", N_("Empty the row")),
        ("Ctrl+V", N_("Paste a column from Excel")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.memory.setdefault("village", "")
        self.memory.setdefault("month", first_of_month(facts.today))
        self.memory.setdefault("typed", {})
        self.memory.setdefault("pieces", {})
        self.sentence = Text("", "body", "text2")
        self.save = Button(_("Save this sheet"), "primary", "check", "Ctrl Enter", act=self.keep_sheet)
        self.save.setEnabled(False)
        count = Button(_("Count the cash"), "secondary", "banknote", "F6", act=self.show_cash)
        bring = Button(_("From a file…"), "secondary", "upload", act=lambda: self.go.emit("import-collections", {}))
        layout, _head = page(_("Collect contributions"), self.sentence, bring, count, self.save, rail=True)
        layout.addLayout(self._filters())
        layout.addSpacing(theme.gap("m"))
        self.sheet = Sheet(self.memory["typed"])
        self._seek.textChanged.connect(self.sheet.model.seek)
        self.sheet.model.changed.connect(self._tell)
        bring = Button(_("Import members"), "primary", "upload", act=lambda: self.go.emit("import", {}))
        words = _("A sheet lists the members of a village. Bring the register in first.")
        self._empty = empty_state("users", _("There are no members yet"), words, bring)
        self._empty.hide()
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._foot())
        main = QWidget()
        main.setLayout(layout)
        self.cash = CashCount(self.memory["pieces"])
        self.cash.changed.connect(self._tell)
        whole = row(gap="")
        whole.addWidget(main, 1)
        whole.addWidget(self.cash)
        self.setLayout(whole)
        self.setFocusProxy(self.sheet)

    def _filters(self) -> Flow:
        self.village = Pick(_("Village"))
        self.village.picked.connect(lambda value: self._turn_to(village=value))
        first = first_of_month(self.facts.today)
        months = [add_months(first, 1 - back) for back in range(MONTHS_OFFERED)]
        self.month = Pick(_("Month"), [(each, month_and_year(each)) for each in months], self.memory["month"])
        self.month.picked.connect(lambda value: self._turn_to(month=value))
        self.day = DayEdit(day_reader(self.facts.today), self.memory.get("day", self.facts.today))
        self.day.make_quiet()
        self.day.setFixedWidth(theme.width("status"))
        self.day.setAccessibleName(_("Received on"))
        self._seek = seek = TextEdit("", _("Filter by name or number"), quiet=True)
        seek.setFixedWidth(theme.width("filter"))
        self.till = Pick(_("The cash stays with"))
        self.till.picked.connect(lambda value: self.memory.update(till=value))
        filters = Flow()
        received = QWidget()
        received.setLayout(row(Text(_("Received on"), "small", "muted"), self.day, gap="pad"))
        for part in (self.village, self.month, received, self.till, seek):
            filters.add(part)
        return filters

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(theme.height("key_bar"))
        keys = (("Space", _("this month")), ("F7", _("arrears")), ("F8", _("whole year")), ("Enter", _("next row")))
        left = [part for key, words in keys for part in (KeyCap(key), Text(words, "small", "text2"))]
        marks = (
            ("check", "ok", _("paid")),
            ("circle-dot-dashed", "look", _("in part")),
            ("circle", "look", _("not paid")),
            ("minus", "muted", _("exempt")),
        )
        self._legend: list[QWidget] = []
        for icon, ink, words in marks:
            self._legend += [Icon(icon, "status", ink), Text(words, "small", "text2")]
        foot.setLayout(row(*left, SPRING, *self._legend))
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow the cash count and the legend give way, the sheet never."""
        super().resizeEvent(event)
        self.cash.setVisible(self.width() >= theme.width("sheet") + theme.width("cash_panel"))
        for part in self._legend:
            part.setVisible(self.width() >= theme.width("sheet"))

    def show_cash(self) -> None:
        """Go to the cash count, or back from it to the sheet."""
        if self.cash.isVisible() and any(field.hasFocus() for field in self.cash.fields.values()):
            self.sheet.setFocus()
        else:
            self.cash.setVisible(True)
            next(iter(self.cash.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    # The sheet

    def refresh(self) -> None:
        def villages(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import villages  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(villages)

        def tills(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import tills  # noqa: PLC0415 - see above

            return desk.ask(tills)

        self.ask(villages, self._offer, "villages")
        self.ask(tills, self._offer_tills, "tills")

    def _offer_tills(self, choices: list[tuple[str, str]]) -> None:
        codes = [code for code, _name in choices]
        if self.memory.get("till") not in codes:
            self.memory["till"] = CASH if CASH in codes else next(iter(codes), "")
        self.till.set_choices(choices, self.memory["till"])

    def _offer(self, choices: list[tuple[str, str]]) -> None:
        known = [code for code, _words in choices]
        if self.memory["village"] not in known:
            self.memory["village"] = known[0] if known else ""
        self.village.set_choices(choices, self.memory["village"])
        self._empty.setVisible(not known)
        self.sheet.setVisible(bool(known))
        if known:
            self._ask_sheet()

    def _ask_sheet(self) -> None:
        village, month = self.memory["village"], self.memory["month"]

        def work(desk: Desk) -> tuple[SheetRow, ...]:
            from welfare_desk.reports.collection_sheet import collection_sheet  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: collection_sheet(tx, village, month))

        self.ask(work, lambda rows: self._show(rows, month), "sheet")

    def _show(self, rows: tuple[SheetRow, ...], month: date) -> None:
        first_month = rows[0].terms.first_month if rows else 1
        self.sheet.show_rows(rows, months_of(month, first_month), month, self._day() or self.facts.today)
        self._tell()

    def _day(self) -> date | None:
        try:
            day = self.day.value()
        except RuleError:
            return None
        if isinstance(day, date):
            self.memory["day"] = day
            return day
        return None

    def _tell(self) -> None:
        """Say how far the sheet is, and hold the cash against it."""
        model = self.sheet.model
        payments = model.payments()
        total = Money.sum(amount for _row, amount in payments)
        said = _("Village {village}, {month} · {paid} of {all} have paid today")
        self.sentence.say(
            said.format(
                village=self.memory["village"],
                month=month_and_year(self.memory["month"]),
                paid=len(payments),
                all=len(model.rows),
            )
        )
        self.cash.compare(total, [(each.number, amount) for each, amount in payments])
        self.save.setEnabled(bool(payments))

    def open(self, **params: str) -> None:
        """Show the sheet of a village (`village`), if it is one."""
        if params.get("village"):
            self.memory["village"] = params["village"]
            self.refresh()

    def _turn_to(self, village: Any = None, month: Any = None) -> None:
        """Go to another sheet; a sheet with unsaved amounts is left only on purpose."""
        loss = self._loss()
        if loss and not errors.ask(self.window(), _("Leave this sheet?"), loss, _("Leave"), danger=True):
            self.village.set_value(self.memory["village"])
            self.month.set_value(self.memory["month"])
            return
        self._forget()
        self.memory["village"] = self.memory["village"] if village is None else village
        self.memory["month"] = self.memory["month"] if month is None else month
        self._ask_sheet()

    def _forget(self) -> None:
        self.memory["typed"].clear()
        self.cash.forget()

    def _loss(self) -> str:
        many = len(self.memory["typed"])
        if not many:
            return ""
        said = ngettext("{count} amount is typed and not saved.", "{count} amounts are typed and not saved.", many)
        return said.format(count=many)

    def unsaved(self) -> object | None:
        if not self.memory["typed"]:
            return None
        return {
            "village": self.memory["village"],
            "month": self.memory["month"].isoformat(),
            "day": self.memory.get("day", self.facts.today).isoformat(),
            "till": self.memory.get("till", CASH),
            "typed": dict(self.memory["typed"]),
            "pieces": sorted(self.memory["pieces"].items()),
        }

    def restore(self, content: Any) -> None:
        month, day = date.fromisoformat(content["month"]), date.fromisoformat(content["day"])
        self.memory.update(village=content["village"], month=month, day=day, till=content.get("till", CASH))
        self.memory["typed"].update(content["typed"])
        self.month.set_value(month)
        self.day.set_value(day)
        self.cash.show_pieces(dict(content["pieces"]))

    # Saving

    def keep_sheet(self) -> None:
        """Post everything on the sheet in one piece, after asking about what does not fit."""
        if self._stopped_by_problems():
            return
        day, till = self._day(), str(self.memory.get("till", CASH))
        payments = tuple(
            Payment(day, member.name, member.number, (PaymentLine(member.number, amount),), till)
            for member, amount in self.sheet.model.payments()
            if day is not None
        )
        counted = self.cash.counted()
        collection = Collection(self.memory["village"], self.memory["month"], payments, counted=counted)
        if not payments:
            return
        if counted is not None and counted != collection.total:
            said = _("The cash counted is {counted} baht, the sheet says {sheet} baht. The sheet is posted as it is.")
            said = said.format(counted=counted.text(), sheet=collection.total.text())
            if not errors.ask(self.window(), _("Save although the cash differs?"), said, _("Save this sheet")):
                return

        def work(desk: Desk) -> list[Recorded]:
            from welfare_desk.services.contributions import record_collection  # noqa: PLC0415 - see above

            return record_collection(desk, collection)

        self.save.setEnabled(False)
        self.act(work, self._saved, job=Job(_("Posting the sheet")), failed=self._not_saved)

    def _stopped_by_problems(self) -> bool:
        if self._day() is None:
            self.day.mark(problem=True)
            self.day.setFocus()
            return True
        self.day.mark(problem=False)
        wrong = self.sheet.model.problems()
        if wrong:
            said = [f"{each.number} {each.name}: {self.sheet.model.typed(each).problem}" for each in wrong[:5]]
            errors.tell(self.window(), _("Please put this right first"), said)
        return bool(wrong)

    def _saved(self, recorded: list[Recorded]) -> None:
        self._forget()
        if not offer_receipts(self, recorded, _("Next sheet")):
            self.refresh()

    def _not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Awaiting):
            self._forget()
            self.refresh()
        errors.show(error, self.window())
