"""The questions of a new book as forms, and what their answers say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import MONTHS_PER_YEAR, fiscal_year, fiscal_year_start, month_name
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.funds import WELFARE
from welfare_desk.services.books import BookKind
from welfare_desk.services.first_steps import OWN_PLAN, Answers, Step, own_plan
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.welfare.plans import READY_PLANS, Period

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

DEFAULT_MONTH = 10
KINDS = (
    (BookKind.WELFARE_FUND.value, N_("Community welfare fund")),
    (BookKind.COOPERATIVE.value, N_("Cooperative")),
    (BookKind.SAVINGS_GROUP.value, N_("Savings group")),
    (BookKind.VILLAGE_FUND.value, N_("Village fund")),
)
_PERIODS = (
    (Period.DAY.value, N_("each day")),
    (Period.MONTH.value, N_("each month")),
    (Period.YEAR.value, N_("each year")),
)
SHARES = {"welfare": N_("Welfare"), "reserve": N_("Reserve"), "administration": N_("Administration")}


WORDS = {  # what a step is called in the list, what it asks, and why
    Step.LANGUAGE: (
        N_("Language"),
        N_("Which language do you read?"),
        N_("It can be changed at any time, at the top right."),
    ),
    Step.KIND: (
        N_("Kind of book"),
        N_("What is the book kept for?"),
        N_("The chart of accounts and the pages follow from it."),
    ),
    Step.FUND: (N_("The fund"), N_("Which fund is it?"), N_("The name and the address stand on every receipt.")),
    Step.YEAR: (
        N_("Fiscal year"),
        N_("When does its year begin?"),
        N_("The book begins with a day; older figures come in as opening balances."),
    ),
    Step.PLAN: (
        N_("Contributions"),
        N_("What does a member pay in?"),
        N_("The usual plan; a member may have another."),
    ),
    Step.SPLIT: (
        N_("Split"),
        N_("How is a contribution split?"),
        N_("As in the fund's regulation. It can change with a later year."),
    ),
    Step.CHART: (
        N_("Accounts"),
        N_("These accounts come with the book"),
        N_("More can be added later, and those not needed put away."),
    ),
    Step.OPENING: (
        N_("Opening balances"),
        N_("Does the fund have money already?"),
        N_("What older books say at the end of their last day."),
    ),
    Step.PAPERS: (N_("Signatures"), N_("Who signs?"), N_("The names stand under receipts, vouchers and statements.")),
    Step.BACKUP: (
        N_("Copies"),
        N_("Where shall copies of the book lie?"),
        N_("Best on a flash drive, apart from this computer. Each copy is opened and compared."),
    ),
    Step.MAKE: (
        N_("Make the book"),
        N_("Is everything right?"),
        N_("All of it can be changed later but the first day and the kind."),
    ),
}


def forms(answers: Answers, today: date) -> dict[Step, Form]:
    """Make the form of each step that asks something."""
    start = fiscal_year_start(fiscal_year(today, DEFAULT_MONTH), DEFAULT_MONTH)
    months = [(month, month_name(month)) for month in range(1, MONTHS_PER_YEAR + 1)]
    begins = (
        (False, _("empty: it begins with this book")),
        (True, _("with balances: I write them, or read a file")),
    )
    made = {
        Step.LANGUAGE: Form(
            (Field("language", _("Language"), Pick("", (("th", "ไทย"), ("en", "English")), answers.language)),)
        ),
        Step.KIND: Form((Field("kind", _("What the book is kept for"), Pick("", _said(KINDS), answers.kind.value)),)),
        Step.FUND: _fund_form(today),
        Step.YEAR: Form(
            (
                Field("fiscal_year_start", _("First month of the fiscal year"), Pick("", months, DEFAULT_MONTH)),
                Field(
                    "first_day",
                    _("First day of the book"),
                    DayEdit(day_reader(today), start),
                    _("Usually the first day of the fiscal year."),
                ),
            )
        ),
        Step.PLAN: _plan_form(),
        Step.SPLIT: _split_form(),
        Step.OPENING: Form((Field("brings_balances", _("The book begins"), Pick("", begins, begins[0][0])),)),
        Step.PAPERS: Form(
            (Field("head", _("Head of the committee"), TextEdit()), Field("treasurer", _("Treasurer"), TextEdit()))
        ),
    }
    made[Step.YEAR].editor("fiscal_year_start").picked.connect(
        lambda month: made[Step.YEAR].editor("first_day").set_value(fiscal_year_start(fiscal_year(today, month), month))
    )
    return made


def _said(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(key, _(words)) for key, words in choices]


def _fund_form(today: date) -> Form:
    from welfare_desk.exchange.tambons import tambons  # noqa: PLC0415 - the country is loaded when it is asked for

    tambon = Finder(
        [(each.code, each.name) for each in tambons()], _("Part of the name of the tambon, district or province")
    )
    address = TextEdit()
    form = Form(
        (
            Field("name_th", _("Name in Thai"), TextEdit(), _("As on its seal and receipts.")),
            Field("name_en", _("Name in English (may be left empty)"), TextEdit()),
            Field("tambon", _("Tambon"), tambon),
            Field("address", _("Address"), address),
            Field("founded", _("Founding day (may be left empty)"), DayEdit(day_reader(today))),
        )
    )
    thai = {each.code: each.name_th for each in tambons()}

    def fill(code: str) -> None:
        if code in thai and not address.text().strip():
            address.set_value(thai[code])

    tambon.picked.connect(fill)
    return form


def _split_form() -> Form:
    shares = {code: "100" if code == WELFARE else "0" for code in SHARES}
    label = _("{fund} (per cent)")
    return Form([Field(code, label.format(fund=_(words)), TextEdit(shares[code])) for code, words in SHARES.items()])


def _plan_form() -> Form:
    plans = [*((plan.code, plan.name) for plan in READY_PLANS), (OWN_PLAN, _("another amount"))]
    form = Form(
        (
            Field("plan", _("Usual plan"), Pick("", plans, READY_PLANS[0].code)),
            Field("amount", _("Another amount (baht)"), MoneyEdit()),
            Field("period", _("How often"), Pick("", _said(_PERIODS), Period.MONTH.value)),
            Field("entrance_fee", _("Entrance fee (baht)"), MoneyEdit()),
        )
    )
    own = [form.editor(name) for name in ("amount", "period", "entrance_fee")]

    def allow(plan: object) -> None:
        for editor in own:
            editor.setEnabled(plan == OWN_PLAN)

    form.editor("plan").picked.connect(allow)
    allow(READY_PLANS[0].code)
    return form


def read(made: dict[Step, Form], answers: Answers, step: Step) -> Answers:
    """Take the answers of a step's form; what cannot be read is a `RuleError`."""
    if step not in made:
        return answers
    values = made[step].values()
    return _READERS.get(step, _as_they_are)(answers, values)


def _as_they_are(answers: Answers, values: dict[str, Any]) -> Answers:
    return replace(answers, **values)


def _kind(answers: Answers, values: dict[str, Any]) -> Answers:
    return replace(answers, kind=BookKind(values["kind"]))


def _fund(answers: Answers, values: dict[str, Any]) -> Answers:
    from welfare_desk.exchange.tambons import tambons  # noqa: PLC0415 - see `_fund_form`

    tambon = values.pop("tambon")
    if tambon and tambon not in {each.code for each in tambons()}:
        text = N_("“{text}” is no tambon of the list; choose one, or leave the field empty.")
        raise RuleError(problem("book.tambon", text, "tambon", text=tambon))
    return replace(answers, tambon=tambon, **values)


def _plan(answers: Answers, values: dict[str, Any]) -> Answers:
    mine = own_plan(values["amount"], Period(values["period"]), values["entrance_fee"])
    return replace(answers, plan=values["plan"], own_plan=mine)


def _split(answers: Answers, values: dict[str, Any]) -> Answers:
    shares: list[tuple[str, int]] = []
    for code, words in values.items():
        if words and not words.isdecimal():
            raise RuleError(problem("policy.no_number", N_("Write a whole number of per cent."), code))
        if words and int(words):
            shares.append((code, int(words)))
    return replace(answers, weights=tuple(shares))


_READERS: dict[Step, Callable[[Answers, dict[str, Any]], Answers]] = {
    Step.KIND: _kind,
    Step.FUND: _fund,
    Step.PLAN: _plan,
    Step.SPLIT: _split,
}
