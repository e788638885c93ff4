"""The forms of a layout: its head, and one line of it as an accountant thinks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, CashFlow, Side
from welfare_desk.ledger.layout_forms import FORMULAS, PROOF, read_formula, shown_formula
from welfare_desk.ledger.statement_layouts import Measure, StatementLineKind
from welfare_desk.reports.layout_list import KINDS
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick, Picks
from welfare_desk.ui.widgets.fields import TextEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE_KINDS = {
    StatementLineKind.ACCOUNTS.value: N_("accounts"),
    StatementLineKind.HEADING.value: N_("heading"),
    StatementLineKind.SUBTOTAL.value: N_("subtotal"),
    StatementLineKind.TOTAL.value: N_("total"),
    StatementLineKind.FORMULA.value: N_("other lines, added up"),
    PROOF: N_("two sums that must agree"),
}
_TYPES = {
    AccountType.ASSET: N_("assets"),
    AccountType.LIABILITY: N_("liabilities"),
    AccountType.EQUITY: N_("fund balances"),
    AccountType.INCOME: N_("income"),
    AccountType.EXPENSE: N_("expenses"),
}
_FLOWS = {
    CashFlow.CASH: N_("cash and banks"),
    CashFlow.OPERATING: N_("operating"),
    CashFlow.INVESTING: N_("investing"),
    CashFlow.FINANCING: N_("financing"),
    CashFlow.TRANSFER: N_("transfers between funds"),
}
_MEASURES = {
    Measure.BALANCE: N_("the balance at the end"),
    Measure.OPENING: N_("the balance at the start"),
    Measure.RESULT: N_("income or expense of the days"),
    Measure.OPENED: N_("what an opening brought of it"),
    Measure.CHANGE: N_("the change in the days"),
    Measure.NON_CASH: N_("the part that moved no cash"),
    Measure.CASH: N_("received less paid"),
    Measure.RECEIVED: N_("what was received"),
    Measure.PAID: N_("what was paid"),
}
_SIDES = {Side.DEBIT: N_("on the debit side"), Side.CREDIT: N_("on the credit side")}
_OF_ACCOUNTS = frozenset(
    {"accounts", "but", "types", "cash_flow", "form10", "measure", "side", "each", "shown", "note", "level"}
)
_OF_SUMS = frozenset({"formula", "shown", "note", "level"})
_WORDS_BY_SIGN = frozenset({"above_th", "above_en", "below_th", "below_en"})
_OF_KIND = {
    StatementLineKind.ACCOUNTS.value: _OF_ACCOUNTS | _WORDS_BY_SIGN,
    StatementLineKind.HEADING.value: frozenset({"level"}),
    PROOF: frozenset({"left", "right"}),
}
_ALWAYS = frozenset({"kind", "th", "en"})


def head_form(kinds: Mapping[Any, str] = KINDS) -> Form:
    """Give the form of a layout's head."""
    choices = [(each.value, _(words)) for each, words in kinds.items()]
    return Form(
        (
            Field("name", _("Name of the layout"), TextEdit()),
            Field("title_th", _("Title in Thai"), TextEdit()),
            Field("title_en", _("Title in English"), TextEdit()),
            Field("kind", _("Which statement"), Pick("", choices, choices[-1][0])),
        ),
        beside=True,
    )


def _words(choices: Mapping[Any, str]) -> list[tuple[object, str]]:
    return [(each.value, _(words)) for each, words in choices.items()]


def type_words(types: Sequence[str]) -> str:
    """Name types of accounts in a few words."""
    return ", ".join(_(words) for each, words in _TYPES.items() if each.value in types)


class LineForm(Form):
    """One line; only what its kind has is shown, and formulas stand in numbers of lines."""

    def __init__(self) -> None:
        from welfare_desk.reports.status_form_money import LINES  # noqa: PLC0415 - SQL is loaded when it is asked for

        no_yes = [(False, _("no")), (True, _("yes"))]
        levels = [(0, _("not at all")), *((each, str(each)) for each in (1, 2, 3))]
        any_kind, sections = _("whatever it is"), [("", _("none of them")), *((k, _(w)) for k, w in LINES.items())]
        numbers = _("Numbers of lines above, such as 2 + 3 - 5, or 4:9 for all from 4 to 9.")
        codes = _("Account codes, a header for all under it, or a range: 1101, 1110-1119.")
        self._notes = {"accounts": codes, "formula": numbers, "left": numbers}
        fields = (
            Field("kind", _("What stands in the line"), Pick("", [(k, _(w)) for k, w in LINE_KINDS.items()])),
            Field("th", _("Words in Thai"), TextEdit()),
            Field("en", _("Words in English"), TextEdit()),
            Field("accounts", _("Which accounts"), TextEdit(), codes),
            Field("but", _("Without these accounts"), TextEdit()),
            Field("formula", _("Adds up"), TextEdit(), numbers),
            Field("left", _("One sum"), TextEdit(), numbers),
            Field("right", _("The other sum"), TextEdit()),
            Field("measure", _("What is shown of them"), Pick("", _words(_MEASURES))),
            Field("side", _("Positive is what stands"), Pick("", _words(_SIDES))),
            Field("each", _("A row for each account"), Pick("", no_yes)),
            Field("shown", _("Shown even if nil"), Pick("", no_yes)),
            Field("level", _("Indented"), Pick("", levels)),
            Field("note", _("Number of the note"), TextEdit()),
            Field("types", _("Only accounts that are"), Picks(_words(_TYPES), any_kind)),
            Field("cash_flow", _("Only with the cash flow"), Picks(_words(_FLOWS), any_kind)),
            Field("form10", _("Only of this line of the status form"), Picks(sections, any_kind)),
            Field("above_th", _("Thai words if all amounts are positive"), TextEdit()),
            Field("above_en", _("English words if all are positive"), TextEdit()),
            Field("below_th", _("Thai words if all amounts are negative"), TextEdit()),
            Field("below_en", _("English words if all are negative"), TextEdit()),
        )
        super().__init__(fields)
        self.setFixedWidth(theme.width("search"))

    def show_line(self, form: Mapping[str, Any], forms: Sequence[Mapping[str, Any]]) -> None:
        """Show a line; its formulas are written with the numbers that lines have now."""
        values = {name: form[name] for name in self.fields}
        values |= {name: shown_formula(form[name], [dict(each) for each in forms]) for name in FORMULAS}
        self.set_values(**values)
        self.show_kind(str(form["kind"]))

    def show_kind(self, kind: str) -> None:
        """Show the fields that a kind of line has."""
        shown = _ALWAYS | _OF_KIND.get(kind, _OF_SUMS | _WORDS_BY_SIGN)
        for name, field in self.fields.items():
            self.call(name, field.label, self._notes.get(name, ""), shown=name in shown)

    def take(self, forms: list[dict[str, Any]], at: int) -> None:
        """Write what stands in the fields into a line."""
        typed = self.typed()
        for name in FORMULAS:
            typed[name] = read_formula(typed[name], forms)
        forms[at] |= typed
