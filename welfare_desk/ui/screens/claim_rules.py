"""The rules that claims are decided by: read, tried and adopted from the pages of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors
from welfare_desk.ui.screens import claim_forms
from welfare_desk.ui.screens.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.benefits import BenefitType

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class ClaimRules(Screen):
    """A page that leads to the rules."""

    def tell_no_rules(self) -> None:
        """Say that the rules come first, and lead whoever may set them there."""
        title, said = _("No regulation is adopted yet."), [_("The fund's rules say what is given; they come first.")]
        if not self.facts.may(Permission.SET_UP):
            errors.tell(self.window(), title, said, ("info", "text2"))
        elif errors.offer(self.window(), title, said, _("Read and change the rules"), _("Close"), ("info", "text2")):
            self.write_rules()

    def write_rules(self) -> None:
        """Go where the rules are read, changed and adopted."""
        self.go.emit("regulation-write", {})

    def try_it(self, chosen: str = "") -> None:
        """Try the benefits in force on a made-up member, first the chosen one."""

        def work(desk: Desk) -> tuple[list[BenefitType], int]:
            from welfare_desk.services.regulations import fiscal_month, types_on

            return desk.ask(lambda tx: (list(types_on(tx, desk.today).values()), fiscal_month(tx)))

        def show(types: list[BenefitType], first_month: int) -> None:
            from welfare_desk.ui.screens.try_it import TryDialog

            if not types:
                self.tell_no_rules()
                return
            known = chosen if chosen in {each.code for each in types} else ""
            TryDialog(self.window(), self.facts, types, first_month, known).open()

        self.ask(work, lambda found: show(*found), "try")

    def adopt(self) -> None:
        """Adopt a regulation with the ready rules as they are."""

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.regulations import adopt_regulation
                from welfare_desk.welfare.benefit_defaults import READY_TYPES

                days = (values["from_day"] or desk.today, values["adopted"] or desk.today)
                return adopt_regulation(desk, values["name"], *days, values["resolution"], READY_TYPES)

            return work

        self.fill_in(_("Adopt a regulation"), claim_forms.adoption_form(self.facts), work_of)
