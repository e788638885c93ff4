"""A guided tour of a practice book: five tasks of a treasurer's month, ticked off when they are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.i18n import N_, _
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, margins, row
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from welfare_desk.ui.memory import Settings

CLOSED, COOP_CLOSED = "closed", "coop-closed"  # among the tasks of the settings: the tour was put away


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its name, what to do, the page to do it on, and the acts in the book that show it was done."""

    name: str
    title: str
    how: str
    page: str
    acts: frozenset[str] = frozenset()


TASKS = (
    Task(
        "collect",
        N_("Take a village's contributions"),
        N_("Choose a village. Space fills in what is due, Enter goes to the next member, Ctrl+Enter posts the sheet."),
        "collect",
        frozenset({"collection.recorded", "contribution.recorded"}),
    ),
    Task(
        "pay",
        N_("Pay a bill"),
        N_("Write who is paid, what for and how much. At the right stands what saving will do."),
        "pay",
        frozenset({"money.paid"}),
    ),
    Task(
        "bank",
        N_("Take cash to the bank"),
        N_("Say how much goes from the cash box to which account. Nothing is earned or spent by it."),
        "move",
        frozenset({"money.moved"}),
    ),
    Task(
        "mend",
        N_("Put a mistake right"),
        N_("Choose a posted voucher and reverse it with a reason. It stays in the book beside its reversal."),
        "journal",
        frozenset({"entry.reversed", "receipt.voided"}),
    ),
    Task(
        "report",
        N_("See where the money is"),
        N_("Open a report. Enter on a row shows what it is made of, F9 prints it."),
        "reports",
    ),
)
COOP_TASKS = (
    Task(
        "coop-save",
        N_("Take savings of a member"),
        N_("Choose an account, then press “Pay in”. The receipt prints at once, and the passbook has a new line."),
        "savings",
        frozenset({"savings.deposited", "savings.opened"}),
    ),
    Task(
        "coop-repay",
        N_("Take a repayment of a loan"),
        N_("Choose a contract and press “Repay”. It is split into interest and principal as it is owed."),
        "loans",
        frozenset({"loan.repaid"}),
    ),
    Task(
        "coop-payroll",
        N_("Post what an employer deducted"),
        N_("One sheet waits for its employer. Post what was really kept back; every difference has a name."),
        "payroll",
        frozenset({"payroll.posted"}),
    ),
    Task(
        "coop-month",
        N_("Do the work of the month"),
        N_("Choose December and press “Do it now”: interest of loans and savings, and the allowance, all at once."),
        "close",
        frozenset({"month.worked"}),
    ),
    Task(
        "coop-report",
        N_("See what members own and owe"),
        N_("Open a report. Enter on a row shows what it is made of, F9 prints it."),
        "reports",
    ),
)
_SEEN_BY_VISIT = {"report": "report", "coop-report": "report"}  # the page whose visit does the task


def tasks_of(kind: str) -> tuple[Task, ...]:
    """Give the tasks of a kind of book."""
    return COOP_TASKS if kind in MEMBER_OWNED else TASKS


class Tour(Ground):
    """The task that comes next, under the page; put away for good with its cross."""

    go = Signal(str)

    def __init__(self, settings: Settings, kind: str = "") -> None:
        super().__init__(colour="accent_soft")
        self._settings, self._tasks = settings, tasks_of(kind)
        self._closed = COOP_CLOSED if kind in MEMBER_OWNED else CLOSED
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._body = row(gap="l")
        self.setLayout(margins(self._body, "page", "s", "section", "s"))
        self._show()

    def is_over(self) -> bool:
        """Tell whether the tour was put away."""
        return self._closed in self._settings.tours

    def done(self) -> set[str]:
        """Name the tasks that are done."""
        return {task.name for task in self._tasks} & set(self._settings.tours)

    def learn(self, acts: Collection[str]) -> None:
        """Tick off what was done in the book."""
        self._tick({task.name for task in self._tasks if task.acts & set(acts)})

    def visit(self, page: str) -> None:
        """Tick off what is done by looking at a page."""
        self._tick({task.name for task in self._tasks if _SEEN_BY_VISIT.get(task.name) == page})

    def _tick(self, names: set[str]) -> None:
        fresh = names - self.done()
        if fresh and not self.is_over():
            self._settings.tours = [*self._settings.tours, *sorted(fresh)]
            self._settings.save()
            self._show()

    def _close(self) -> None:
        self._settings.tours = [*self._settings.tours, self._closed]
        self._settings.save()
        self.hide()

    def _show(self) -> None:
        clear(self._body)
        done = self.done()
        coming = next((task for task in self._tasks if task.name not in done), None)
        steps = row(gap="xs")
        for task in self._tasks:
            is_done = task.name in done
            mark = Icon("circle-check" if is_done else "circle", "status", "ok" if is_done else "muted")
            state = _("done") if is_done else _("not done yet")
            mark.setAccessibleName(f"{_(task.title)}: {state}")
            add(steps, mark)
        count = _("Practice: {done} of {all} tasks").format(done=len(done), all=len(self._tasks))
        add(steps, SPRING)
        add(self._body, column(Text(count, "smallm", "accent_text"), "xs", steps, SPRING))
        if coming is None:
            words = _("You have done what a treasurer does in a month. Make your own book when you like.")
            self._body.addWidget(Text(words, "body", wrap=True), 1)
        else:
            said = column(Text(_(coming.title), "strong"), Text(_(coming.how), "small", "text2", wrap=True))
            self._body.addLayout(said, 1)
            there = coming.page
            add(self._body, Button(_("Go there"), "secondary", "arrow-right", act=lambda: self.go.emit(there)))
        add(self._body, Button(kind="quiet", icon="x", tip=_("Put the tour away"), act=self._close))
