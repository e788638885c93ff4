"""The limits by which a surplus is shared, as a form over the page of the surplus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.statutory import percent
from welfare_desk.i18n import _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.rates import read_count, read_percent
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.coop.surplus import SurplusRules
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_RATES = ("reserve_rate", "dividend_most", "bonus_most", "equalisation_most", "public_most")


def ask_limits(screen: Screen) -> None:
    """Ask for the limits, beginning with those in force, and keep what is changed from a day on."""

    def work(desk: Desk) -> SurplusRules:
        from welfare_desk.services.surplus import surplus_rules

        return desk.ask(lambda tx: surplus_rules(tx, desk.today))

    screen.ask(work, lambda rules: _ask(screen, rules), "limits")


def _ask(screen: Screen, rules: SurplusRules) -> None:
    no_limit = _("In per cent; empty: no limit.")
    before = {name: _written(getattr(rules, name)) for name in _RATES} | {"missed_most": str(rules.missed_most)}
    form = Form(
        (
            Field("reserve_rate", _("Reserve, at least (per cent of net profit)"), TextEdit(before["reserve_rate"])),
            Field(
                "dividend_most", _("Dividend, at most (per cent a year)"), TextEdit(before["dividend_most"]), no_limit
            ),
            Field("bonus_most", _("Bonus, at most (per cent of net profit)"), TextEdit(before["bonus_most"]), no_limit),
            Field(
                "equalisation_most",
                _("Dividend-equalisation fund, at most (per cent of share capital)"),
                TextEdit(before["equalisation_most"]),
                no_limit,
            ),
            Field(
                "public_most",
                _("Public benefit, at most (per cent of net profit)"),
                TextEdit(before["public_most"]),
                no_limit,
            ),
            Field("missed_most", _("No refund from so many missed instalments"), TextEdit(before["missed_most"])),
            Field(
                "day",
                _("In force from"),
                DayEdit(day_reader(screen.facts.today), screen.facts.today),
                _("A surplus is shared by the limits in force on the last day of its year."),
            ),
        )
    )

    def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
        changed = {name: values[name].strip() for name in before if values[name].strip() != before[name]}
        given: dict[str, int | None] = {
            name: read_percent(text, name) if text else None for name, text in changed.items() if name in _RATES
        }
        if given.get("reserve_rate", 0) is None:
            given["reserve_rate"] = 0
        if "missed_most" in changed:
            given["missed_most"] = read_count(changed["missed_most"], "missed_most")

        def work(desk: Desk) -> object:
            from welfare_desk.services.surplus import set_surplus_rules

            return set_surplus_rules(desk, given, values["day"] or desk.today)

        return work

    screen.fill_in(_("Limits of the sharing"), form, work_of, lambda _rules: screen.refresh())


def _written(rate: int | None) -> str:
    return "" if rate is None else percent(rate)
