"""Claims that come in many at a time: the households of a disaster, the yearly list, and the list for the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ui import errors
from welfare_desk.ui.screens import claim_forms
from welfare_desk.ui.screens.claim_rules import ClaimRules
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.welfare.benefits import Effect
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.claim_papers import Listed
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.form import Form
    from welfare_desk.welfare.benefits import BenefitType

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_MOST_TOLD = 20  # who was left out of a list; the command line names all


class ClaimLists(ClaimRules):
    """A page from which many claims are taken in and approved at once."""

    def open_disaster(self) -> None:
        """Ask which disaster, and take in a claim for each household that it struck."""
        self._ask_kinds(_("A disaster"), claim_forms.disaster_form, _disaster)

    def draw_up_list(self) -> None:
        """Draw up the yearly list of a benefit for all to whom the regulation gives it."""
        self._ask_kinds(_("Yearly list"), claim_forms.yearly_form, _yearly)

    def _ask_kinds(
        self,
        title: str,
        form_of: Callable[[BookFacts, Sequence[BenefitType]], Form],
        make: Callable[[Desk, dict[str, Any]], Listed],
    ) -> None:
        def work(desk: Desk) -> list[BenefitType]:
            from welfare_desk.services.regulations import types_on

            return list(desk.ask(lambda tx: types_on(tx, desk.today)).values())

        def show(types: Sequence[BenefitType]) -> None:
            if not types:
                self.tell_no_rules()
                return
            form = form_of(self.facts, types)
            self.fill_in(title, form, lambda values: lambda desk: make(desk, values), self._tell_list)

        self.ask(work, show, "types")

    def _tell_list(self, listed: Listed) -> None:
        """Say how many claims came in, and why the others did not."""
        said = _("List {number}: {count} claims, {total} baht; {left_out} left out.").format(
            number=listed.id, count=len(listed.claims), total=listed.total.text(), left_out=len(listed.left_out)
        )
        why = [
            f"{number}: {' '.join(each.sentence() for each in decision.reasons if each.effect is not Effect.EXPLAINS)}"
            for number, decision in listed.left_out[:_MOST_TOLD]
        ]
        errors.tell(self.window(), said, why, ("circle-check", "ok"))

    def approve_list(self) -> None:
        """Approve all claims of a list that stand before the committee, by one resolution."""

        def work(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.services.claim_papers import lists_before_committee

            found = desk.ask(lists_before_committee)
            return [(" ".join(map(str, numbers)), f"{name} · {len(numbers)}") for name, numbers in found]

        def show(found: Sequence[tuple[str, str]]) -> None:
            if not found:
                errors.tell(self.window(), _("No list waits for the committee."), [], ("info", "text2"))
                return
            form = claim_forms.list_form(found)
            self.fill_in(_("Approve a list"), form, lambda values: lambda desk: _approve_list(desk, values))

        self.ask(work, show, "lists")

    def print_meeting(self) -> None:
        """Show what the meeting resolves on as it will be on paper."""
        show_report_on_paper(self, _("Claims before the committee"), "claim-meeting", {})


def _disaster(desk: Desk, values: dict[str, Any]) -> Listed:
    from welfare_desk.services.claim_papers import open_disaster

    numbers = arabic_digits(values["members"]).replace(",", " ").split()
    return open_disaster(desk, values["type"], values["day"] or desk.today, values["name"], numbers)


def _yearly(desk: Desk, values: dict[str, Any]) -> Listed:
    from welfare_desk.services.claim_papers import list_pensions

    return list_pensions(desk, values["type"], values["day"] or desk.today, values["name"])


def _approve_list(desk: Desk, values: dict[str, Any]) -> object:
    from welfare_desk.services.claims import approve_claims

    return approve_claims(desk, [int(each) for each in values["list"].split()], values["resolution"])
