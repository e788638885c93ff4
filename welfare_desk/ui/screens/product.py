"""What the pages of kinds of loans and of savings share: the list of the day, and the form of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from typing import Protocol

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.form import Field
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.widgets.layout import Part

    class Product(Protocol):
        """What both kinds of products say of themselves."""

        @property
        def code(self) -> str:
            """Give the code."""
            ...

        @property
        def name(self) -> str:
            """Give the name."""
            ...


Said = tuple[str, str, str]
_NEW = {"code": "", "like": ""}


class ProductsScreen(RegisterScreen):
    """The kinds in force today; a subclass names its report, and the page of one kind (`FORM`)."""

    RAIL = True
    FORM: ClassVar[str]

    def lay_out_kinds(self, title: str, *further: Part) -> None:
        """Lay out the list with what is done to its kinds."""
        self.title = title
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        like = Button(_("New one like it"), "secondary", "copy", "F7", act=self.begin_like)
        change = Button(_("Change"), "secondary", "pencil", "F8", act=self.change)
        new = Button(_("New kind"), "primary", "plus", "F2", act=self.begin)
        hide_unless(self.facts.may(Permission.SET_UP), like, change, new)
        parts = (*further, paper, like, change, new)
        self.lay_out(title, *parts, of_days=False, needs_rows=(paper, like, change))

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self.sentence.say(" · ".join((report.subtitle, *report.notes)))

    def show_paper(self) -> None:
        """Show the list on paper."""
        show_report_on_paper(self, self.title, self.REPORT, {})

    def begin(self) -> None:
        """Begin a new kind."""
        self.go.emit(self.FORM, {"new": "1"})

    def begin_like(self) -> None:
        """Begin a new kind from the chosen one."""
        for code in self.chosen()[:1]:
            self.go.emit(self.FORM, {"like": code})

    def change(self) -> None:
        """Begin a new version of the chosen kind."""
        for code in self.chosen()[:1]:
            self.go.emit(self.FORM, {"code": code})


class ProductScreen(GuidedScreen):
    """The form of one kind: a new one, or the version of a known one that holds from a day on.

    At the right stands an example of what it means.
    """

    RAIL = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Next field; after the last one, save")),)
    LIST: ClassVar[str]

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.codes: Collection[str] | None = None

    def lay_out_kind(self, title: str, all_: str, fields: Sequence[Field]) -> None:
        """Lay out the form; `all_` is what the button to the list says."""
        every = Button(all_, "secondary", "list-filter", "F8", act=self.show_all)
        purpose = _("As your regulation says. The example at the right is worked out anew as you type.")
        self.lay_out(title, purpose, Form(tuple(fields)), every)
        hide_unless(self.facts.may(Permission.SET_UP), self.save_button)

    # What a subclass says

    def begun(self, code: str) -> Mapping[str, object]:
        """Give the values of a kind for its form; those of a usual one where there is no such kind."""
        raise NotImplementedError

    def read(self, values: dict[str, Any]) -> Product:
        """Read the kind that stands in the form; a `RuleError` names everything that cannot be read."""
        raise NotImplementedError

    def example(self, values: dict[str, Any]) -> Sequence[Said]:
        """Say what the kind in the form means."""
        raise NotImplementedError

    def keep_product(self, desk: Desk, product: Any, from_day: date) -> None:
        """Keep the kind from a day on."""
        raise NotImplementedError

    # What is shown

    def open(self, **params: str) -> None:
        """Show a kind for a new version (`code`), or for a new kind beside it (`like`); nothing: a new kind.

        What is typed stays when the same is asked for again.
        """
        asked = {name: params.get(name, "") for name in _NEW}
        if asked != self._asked_for:
            self.memory["asked"], self.memory["opened"] = asked, True
            self.refresh()

    @property
    def _asked_for(self) -> dict[str, str]:
        return self.memory.get("asked", _NEW)

    @property
    def _code(self) -> str:
        return self._asked_for["code"]

    def show_kinds(self, codes: Collection[str], **choices: Sequence[tuple[str, str]]) -> None:
        """Fill the form once the book was read: its kinds, and what some fields offer."""
        self.codes = codes
        is_opened, was_touched = self.memory.pop("opened", False), self.form.is_touched()
        typed = self.form.typed()
        for name, offered in choices.items():
            editor = self.form.editor(name)
            chosen = editor.value()
            editor.set_choices(offered)
            editor.set_value(chosen)
        values = self.begun(self._code or self._asked_for["like"])
        nameless = {} if self._code else {"code": "", "name_th": "", "name_en": ""}
        self.form.set_values(**{**values, **nameless, "from_day": self.facts.today})
        self.form.editor("code").setEnabled(not self._code)
        if was_touched and not is_opened:
            self.form.retype({name: value for name, value in typed.items() if value is not None})
        self.tell()

    def effects(self) -> Sequence[Said]:
        try:
            values = self.form.values()
            example = self.example(values)
            return [(_("In force from"), long_day(values["from_day"]), "text"), *example]
        except RuleError:  # that no day is written is one too
            return [(_("Example"), _("It is shown once every field can be read."), "text")]

    def send(self, values: dict[str, Any]) -> None:
        """Keep the kind from its day on."""
        product, day = self.read(values), values["from_day"]
        if not self._code and product.code in (self.codes or ()):
            text = N_("There is a kind with this code; choose it in the list to change it.")
            raise RuleError(problem("product.code_taken", text, "code"))

        def work(desk: Desk) -> None:
            self.keep_product(desk, product, day)

        self.act(work, lambda _none: self._kept(product, long_day(day)), failed=self.refused)

    def _kept(self, product: Product, day: str) -> None:
        self.memory["asked"], self.memory["opened"] = _NEW | {"code": product.code}, True
        self.saved(_("“{name}” is kept as it is offered from {day} on.").format(name=product.name, day=day), "")
        self.refresh()

    def show_all(self) -> None:
        """Go to the list of all kinds."""
        self.go.emit(self.LIST, {})

    # What is typed outlives a crash

    def unsaved(self) -> object | None:
        typed = self.form.typed() if self.form.is_touched() else None
        return None if typed is None else {"asked": self._asked_for, "typed": typed}

    def restore(self, content: Any) -> None:
        self.memory["asked"] = content["asked"]
        super().restore(content["typed"])
