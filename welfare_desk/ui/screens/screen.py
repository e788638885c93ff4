"""What every screen is: it asks the book, shows the answer, and asks again when what it read has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from welfare_desk.ui import errors, theme
from welfare_desk.ui.widgets.layout import margins
from welfare_desk.ui.widgets.text import Text, page_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.form import Form
    from welfare_desk.ui.jobs import Job, Jobs
    from welfare_desk.ui.memory import Memory, Settings
    from welfare_desk.ui.widgets.layout import Part

T = TypeVar("T")


class Screen(QWidget):
    """A page of the window. A subclass lays itself out, and asks the book in `refresh`.

    `go` asks the window for another page by name, with parameters; `looks_changed` asks it to build all pages anew;
    `leaves` asks it to let go of the book, do some work with its file (it gives a `Back`), and open it again.
    `memory` is kept by the window when the page is built anew, in another language or another light: what is not saved
    yet belongs there.
    """

    go = Signal(str, dict)
    leaves = Signal(str, object)
    looks_changed = Signal()
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__()
        self.jobs = jobs
        self.facts = facts
        self.memory = memory
        self._reads: frozenset[str] = frozenset()
        self._asked: dict[str, int] = {}
        self._meanwhile: dict[str, frozenset[str]] = {}
        self._stale = True
        jobs.changed.connect(self._hear)

    def refresh(self) -> None:
        """Ask the book again for everything shown."""

    def open(self, **params: str) -> None:
        """Show what the parameters ask for; a page without parameters does nothing."""

    def turn(self, by: int) -> bool:  # noqa: ARG002 - for pages with tabs of their own
        """Go to the page's own tab beside; false for a page that has none."""
        return False

    def keep(self) -> None:
        """Put what is not saved yet into the memory, before the page is built anew."""

    def would_lose(self) -> str:
        """Say what would be lost by leaving now; nothing if nothing would."""
        return ""

    def unsaved(self) -> object | None:
        """Give what is typed and not saved, as JSON can hold it; the book keeps it through a crash."""
        return None

    def restore(self, content: Any) -> None:
        """Put back what `unsaved` gave before the program ended."""

    @property
    def settings(self) -> Settings:
        """Give what this computer remembers."""
        return self.memory.settings

    def ask(
        self,
        work: Callable[[Desk], T],
        show: Callable[[T], object],
        about: str = "",
        job: Job | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        aside: bool = False,
    ) -> None:
        """Ask the book and show the answer; an answer overtaken by a later question on the same subject is dropped.

        `aside` asks where no page waits behind it: for what may take minutes, or wait for a drive.
        """
        number = self._asked[about] = self._asked.get(about, 0) + 1
        self._meanwhile[about] = frozenset()

        def shown(answer: T, reads: frozenset[str]) -> None:
            if isValid(self) and self._asked[about] == number:
                self._reads |= reads
                missed = self._meanwhile.pop(about) & reads
                show(answer)
                self._hear(missed)

        ask = self.jobs.aside if aside else self.jobs.read
        ask(work, shown, self._if_alive(failed or self.fail), job)

    def act(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], object],
        form: Form | None = None,
        job: Job | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Change the book; problems go to the form, or to `failed`, or into a dialog."""
        otherwise = failed or (lambda error: errors.show(error, self.window(), form))
        told = self._if_alive(done)
        self.jobs.write(work, lambda answer, _reads: told(answer), self._if_alive(otherwise), job)

    def fill_in(
        self,
        title: str,
        form: Form,
        work_of: Callable[[dict[str, Any]], Callable[[Desk], object]],
        done: Callable[[Any], object] | None = None,
    ) -> None:
        """Ask for the fields of a form and hand them to the book; what is refused comes back to the fields."""
        from welfare_desk.ui.screens.member_forms import FormDialog  # noqa: PLC0415 - loaded when it is asked for

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def told(answer: object) -> None:
                dialog.accept()
                if done is not None:
                    done(answer)

            self.act(work_of(values), told, failed=dialog.refused)

        FormDialog(self.window(), title, form, send).open()

    def _if_alive(self, respond: Callable[[T], object]) -> Callable[[T], None]:
        """Answers may come after the page was built anew in another language; then nobody waits for them."""

        def told(answer: T) -> None:
            if isValid(self):
                respond(answer)

        return told

    def fail(self, error: Exception) -> None:
        """Show why a question could not be answered."""
        errors.show(error, self.window())

    def preview(self, title: str, content: bytes) -> None:
        """Show the pages of a PDF in the window, to be printed or kept."""
        from welfare_desk.ui.preview import Preview  # noqa: PLC0415 - Qt's PDF view is loaded when it is needed

        Preview(self.window(), title, content).open()

    def _hear(self, wrote: frozenset[str]) -> None:
        # What an answer on its way has read is known only when it comes: it is held against this then.
        self._meanwhile = {about: before | wrote for about, before in self._meanwhile.items()}
        if wrote & self._reads:
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()


def page(title: str, sentence: Text, *actions: Part, rail: bool = False) -> tuple[QVBoxLayout, QWidget]:
    """Lay out a page: its head with the usual distances; give the layout and the head."""
    head = page_head(title, sentence, *actions)
    layout = QVBoxLayout()
    layout.setSpacing(0)
    side = "section" if rail else "page"
    margins(layout, side, "l", side, "")
    layout.addWidget(head)
    layout.addSpacing(theme.gap("m"))
    return layout, head
