"""The templates of a form: filled in beforehand under a name, taken by a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.templates import Template
    from welfare_desk.ui.screens.guided import GuidedScreen


class Templates(Button):
    """A button with the templates of one kind: take one, keep what stands in the form, or throw one away."""

    def __init__(self, screen: GuidedScreen, kind: str, form: Form) -> None:
        super().__init__(_("Templates"), "secondary", "book-plus", "F2", act=self.open)
        self._screen, self._kind, self._form = screen, kind, form
        self.found: list[Template] = []

    def refresh(self) -> None:
        """Read the templates again."""
        kind = self._kind

        def work(desk: Desk) -> list[Template]:
            from welfare_desk.services.templates import list_templates  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: list_templates(tx, kind))

        self._screen.ask(work, lambda found: setattr(self, "found", found), "templates")

    def menu(self) -> QMenu:
        """Make the menu of what can be done."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        for each in self.found:
            menu.addAction(each.name).triggered.connect(lambda _checked=False, each=each: self.take(each))
        if self.found:
            menu.addSeparator()
        keep = menu.addAction(_("Keep this form as a template…"))
        keep.triggered.connect(self.keep)
        for each in self.found:
            words = _("Throw away “{name}”").format(name=each.name)
            menu.addAction(words).triggered.connect(lambda _checked=False, each=each: self.discard(each.name))
        return menu

    def open(self) -> None:
        """Show the menu under the button."""
        self.menu().exec(self.mapToGlobal(self.rect().bottomLeft()))

    def take(self, template: Template) -> None:
        """Fill the form in; the day stays as it is."""
        self._form.retype(template.content)
        self._screen.tell()

    def keep(self) -> None:
        """Keep what stands in the form under a name."""
        content = {name: words for name, words in self._form.typed().items() if name != "day"}
        form = Form((Field("name", _("Name of the template"), TextEdit(content.get("memo") or "")),))

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> None:
                from welfare_desk.services.templates import Template, keep_template  # noqa: PLC0415 - see above

                keep_template(desk, Template(self._kind, values["name"], content))

            self._screen.act(work, lambda _done: (dialog.accept(), self.refresh()), failed=dialog.refused)

        FormDialog(self.window(), _("Keep as a template"), form, send).exec()

    def discard(self, name: str) -> None:
        """Throw a template away."""
        kind = self._kind

        def work(desk: Desk) -> None:
            from welfare_desk.services.templates import discard_template  # noqa: PLC0415 - see above

            discard_template(desk, kind, name)

        self._screen.act(work, lambda _done: self.refresh())
