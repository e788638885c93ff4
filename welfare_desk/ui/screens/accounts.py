"""The chart of accounts with what stands on each; accounts are added, put out of use and into use again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Role
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import Flow
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SHOWN = (("moved", N_("with a balance")), ("used", N_("in use")), ("all", N_("all")))
_CODE, _NAME, _BALANCE, _STATUS = 0, 1, 4, 6
_TREND = "trend"


class AccountsScreen(Screen):
    """The chart, group by group; Enter opens the ledger of an account."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the account's ledger")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.report: Report | None = None
        self._trends: dict[str, tuple[int, ...]] = {}
        self.sentence = Text("", "body", "text2")
        self.status = Button(_("Out of use"), "secondary", "ban", act=self.change_status)
        add = Button(_("New account"), "primary", "plus", "F4", act=self.add)
        layout, _head = page(_("Accounts"), self.sentence, self.status, add, rail=True)
        self.shown = Pick(_("Show"), [(key, _(words)) for key, words in SHOWN], memory.get("shown", "used"))
        self.shown.picked.connect(self._turn)
        self.seek = TextEdit("", _("Filter the rows"), quiet=True)
        self.seek.setFixedWidth(theme.width("filter"))
        filters = Flow()
        filters.add(self.shown)
        filters.add(self.seek)
        layout.addLayout(filters)
        layout.addSpacing(theme.gap("m"))
        self.table = Table()
        self.table.set_tone(self._draw_trend, frozenset({"account", "name", "type", "normal", "balance", "status"}))
        self.table.set_empty_state("book-open", _("No accounts"), _("No account has a balance yet."))
        self.table.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        self.table.row_chosen.connect(self._follow)
        self.seek.textChanged.connect(self.table.seek)
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[Report, dict[str, tuple[int, ...]]]:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.chart_of_accounts import trends  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: (make_report(tx, "chart-of-accounts", {}, desk.today), trends(tx, desk.today)))

        self.ask(work, self._take)

    def _take(self, found: tuple[Report, dict[str, tuple[int, ...]]]) -> None:
        report, self._trends = found
        months = Column(_TREND, _("Last twelve months"), Kind.CODE)
        rows = tuple(replace(row, cells=(*row.cells, None)) for row in report.rows)
        self._show(replace(report, columns=(*report.columns, months), rows=rows))

    def _draw_trend(self, row: Row, column: int, look: Look) -> Look:
        """Draw how an account stood at the ends of the last months, in its own column."""
        is_here = self.report is not None and self.report.columns[column].key == _TREND
        return replace(look, spark=self._trends.get(str(row.cells[_CODE]), ())) if is_here else look

    def _turn(self, shown: object) -> None:
        self.memory["shown"] = shown
        if self.report is not None:
            self._show(self.report)

    def _show(self, report: Report) -> None:
        self.report = report
        kept = [row for row in report.rows if row.role is Role.HEADING or self._is_shown(row)]
        rows = tuple(row for at, row in enumerate(kept) if row.role is not Role.HEADING or _leads(kept, at))
        many = sum(1 for row in rows if row.role is not Role.HEADING)
        self.sentence.say(_("{count} accounts, each with what stands on it today").format(count=many))
        self.table.show_report(replace(report, rows=rows))

    def _is_shown(self, row: Row) -> bool:
        match self.shown.value():
            case "moved":
                return bool(row.cells[_BALANCE])
            case "used":
                return not row.cells[_STATUS]
            case _:
                return True

    def _follow(self, row: Row) -> None:
        self.status.setEnabled(row.role is Role.ITEM)
        self.status.say(_("Into use again") if row.cells[_STATUS] else _("Out of use"))

    # What is done

    def add(self) -> None:
        """Ask for a new account, of the class and place of one that is there."""
        rows = [row for row in self.report.rows if row.role is Role.ITEM] if self.report else []
        chosen = self.table.chosen()
        like = str(chosen[0].cells[_CODE]) if chosen and chosen[0].role is Role.ITEM else ""
        models = Finder([(str(row.cells[_CODE]), f"{row.cells[_CODE]} {row.cells[_NAME]}") for row in rows])
        models.set_value(like)
        note = _("The new account is of the same kind, stands in the same group and closes to the same place.")
        form = Form(
            (
                Field("like", _("Like which account"), models, note),
                Field("code", _("Number"), TextEdit(like)),
                Field("name_th", _("Name in Thai"), TextEdit()),
                Field("name_en", _("Name in English"), TextEdit()),
            )
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> None:
                from welfare_desk.services.accounts import add_account  # noqa: PLC0415 - SQL is loaded when asked

                add_account(desk, values["code"], values["name_th"], values["name_en"], values["like"])

            self.act(work, lambda _done: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("New account"), form, send).exec()

    def change_status(self) -> None:
        """Put the chosen account out of use, or into use again."""
        chosen = [row for row in self.table.chosen() if row.role is Role.ITEM]
        if not chosen:
            return
        code, is_out = str(chosen[0].cells[_CODE]), bool(chosen[0].cells[_STATUS])

        def work(desk: Desk) -> None:
            from welfare_desk.services import accounts  # noqa: PLC0415 - SQL is loaded when asked

            (accounts.activate_account if is_out else accounts.deactivate_account)(desk, code)

        self.act(work, lambda _done: None)


def _leads(rows: list[Row], at: int) -> bool:
    """Tell whether a heading has an account under it: the next rows down to a heading of its own level or higher."""
    level = _level(rows[at])
    for row in rows[at + 1 :]:
        if row.role is not Role.HEADING:
            return True
        if _level(row) >= level:
            return False
    return False


def _level(row: Row) -> int:
    """Give how high a heading stands: the zeros at the end of its number."""
    code = str(row.cells[_CODE])
    return len(code) - len(code.rstrip("0"))
