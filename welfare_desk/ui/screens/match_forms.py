"""The forms of matching money: a programme with its terms, and a step of a round."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.match_programmes import term_words
from welfare_desk.reports.match_round import GIVERS, STEPS
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.welfare.match_rounds import MatchLetter, MatchStep
from welfare_desk.welfare.matching import (
    BAHT_FOR_BAHT,
    USUAL_ACCOUNTS,
    Giver,
    MatchBasis,
    MatchProgramme,
    MatchTerms,
)
from welfare_desk.welfare.proposals import ProposalLimits
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.money import Money
    from welfare_desk.reports.match_choices import ProgrammeChoice
    from welfare_desk.reports.overview import BookFacts

USUAL = "usual"
NONE = "none"
_YES_NO = {"yes": True, "no": False}
_SATANG_OF_RATE = BAHT_FOR_BAHT // 100  # hundredths of a per cent for a satang given for a baht


class Accounts(NamedTuple):
    """Income accounts, and accounts that may wait for approved money, each with its name."""

    incomes: Sequence[tuple[str, str]]
    receivables: Sequence[tuple[str, str]]


# A programme


def programme_form(facts: BookFacts, accounts: Accounts, known: ProgrammeChoice | None) -> Form:
    """Give the form of a programme; what is left empty or at “usual” stays the usual term."""
    code = TextEdit(known.programme.code if known else "")
    code.setEnabled(known is None)
    usual = term_words(MatchTerms())
    basis = ((USUAL, usual[7]), ("cover", _("dues of the year")), ("payment", _("paid in the year")))
    by_giver, none = (USUAL, _("that of the giver")), (NONE, _("none: an approval posts nothing"))
    form = Form(
        (
            Field("code", _("Short name"), code, _("Letters or digits, such as codi.")),
            Field("name_th", _("Name in Thai"), TextEdit()),
            Field("name_en", _("Name in English"), TextEdit()),
            Field(
                "giver", _("Who gives"), Pick("", [(each.value, _(words)) for each, words in GIVERS.items()], "state")
            ),
            Field("income", _("Income account"), Pick("", (by_giver, *accounts.incomes), USUAL)),
            Field(
                "receivable",
                _("Account for what is approved and has not come"),
                Pick("", (by_giver, none, *accounts.receivables), USUAL),
            ),
            Field("from_day", _("These terms count from"), DayEdit(day_reader(facts.today), facts.today)),
            Field("rate", _("Baht given for a baht of the members"), MoneyEdit(None, usual[0])),
            Field("cap", _("The most that counts for a member and year (baht)"), MoneyEdit(None, usual[1])),
            Field("cutoff_day", _("Cut-off day"), TextEdit("", usual[2]), _("Day and month, such as 30/9.")),
            Field("full_years", _("Full years of membership"), TextEdit("", usual[3])),
            Field("paid_up", _("Only who is paid up for all months"), _yes_or_no(usual[4])),
            Field("most_rounds", _("Rounds for a member at most"), TextEdit("", usual[5]), _("0 is no limit.")),
            Field("returns_excess", _("What is over goes back"), _yes_or_no(usual[6])),
            Field("basis", _("Which money counts"), Pick("", basis, USUAL), _("“Usual” is a default of the program.")),
        )
    )
    if known is not None:
        form.set_values(**_known_values(known))
    return form


def _yes_or_no(usual: str) -> Pick:
    return Pick("", ((USUAL, usual), ("yes", _("yes")), ("no", _("no"))), USUAL)


def _known_values(known: ProgrammeChoice) -> dict[str, object]:
    """Give what the fields of a kept programme show; the usual terms stay unset."""
    one, terms = known
    income, receivable = USUAL_ACCOUNTS[one.giver]
    set_: dict[str, object] = {
        "rate": _as_money(terms.rate),
        "cap": terms.cap,
        "cutoff_day": f"{terms.cutoff_day}/{terms.cutoff_month}",
        "full_years": str(terms.full_years),
        "paid_up": "yes" if terms.paid_up else "no",
        "most_rounds": str(terms.most_rounds),
        "returns_excess": "yes" if terms.returns_excess else "no",
        "basis": terms.basis.value,
    }
    return {
        "name_th": one.name_th,
        "name_en": one.name_en,
        "giver": one.giver.value,
        "income": USUAL if one.income == income else one.income,
        "receivable": USUAL if one.receivable == receivable else one.receivable or NONE,
        **{name: value for name, value in set_.items() if not terms.is_usual(name)},
    }


def _as_money(rate: int) -> Money:
    from welfare_desk.money import Money  # noqa: PLC0415 - loaded with the first programme

    return Money(rate // _SATANG_OF_RATE)


def programme_from(values: dict[str, Any]) -> MatchProgramme:
    """Make the programme that the form says."""
    giver = Giver(values["giver"])
    income, receivable = USUAL_ACCOUNTS[giver]
    if values["receivable"] != USUAL:
        receivable = None if values["receivable"] == NONE else values["receivable"]
    if values["income"] != USUAL:
        income = values["income"]
    return MatchProgramme(values["code"], values["name_th"], values["name_en"], giver, income, receivable)


def terms_from(values: dict[str, Any]) -> MatchTerms:
    """Make the terms that the form says; what is not set stays usual."""
    given: dict[str, Any] = {}
    if values["rate"] is not None:
        given["rate"] = values["rate"].satang * _SATANG_OF_RATE
    if values["cap"] is not None:
        given["cap"] = values["cap"]
    if values["cutoff_day"].strip():
        given["cutoff_day"], given["cutoff_month"] = _day_and_month(values["cutoff_day"])
    for name in ("full_years", "most_rounds"):
        if values[name].strip():
            given[name] = _whole(values[name], name)
    for name in ("paid_up", "returns_excess"):
        if values[name] != USUAL:
            given[name] = _YES_NO[values[name]]
    if values["basis"] != USUAL:
        given["basis"] = MatchBasis(values["basis"])
    return MatchTerms(**given, chosen=tuple(given))


def _day_and_month(words: str) -> tuple[int, int]:
    day, slash, month = arabic_digits(words).replace(" ", "").partition("/")
    if not (slash and day.isdecimal() and month.isdecimal()):
        raise RuleError(problem("match.cutoff", N_("Write day and month, such as 30/9."), "cutoff_day"))
    return int(day), int(month)


def _whole(words: str, name: str) -> int:
    plain = arabic_digits(words).strip()
    if not plain.isdecimal():
        raise RuleError(problem("match.no_number", N_("Write a whole number."), name))
    return int(plain)


# What a proposal says of the fund


def facts_form(facts: BookFacts, told: dict[str, str]) -> Form:
    """Give the form of what only the committee knows of the fund; limits left empty stay usual."""
    founded = date.fromisoformat(told["founded"]) if told["founded"] else None
    usual = ProposalLimits()

    def limit(name: str) -> TextEdit:
        return TextEdit(told[name], _("{term} (usual)").format(term=getattr(usual, name)))

    seen = _("50 was seen for subdistricts, 20 for municipalities.")
    return Form(
        (
            Field("founded", _("Founding day"), DayEdit(day_reader(facts.today), founded)),
            Field(
                "recognised", _("Recognised by"), TextEdit(told["recognised"]), _("CODI, province: with the number.")
            ),
            Field("tambon_villages", _("Villages there are"), TextEdit(told["tambon_villages"])),
            Field("fund_years", _("Years a fund must have"), limit("fund_years")),
            Field("cover", _("Villages with members (per cent)"), limit("cover"), seen),
            Field("basic_types", _("Basic types of welfare"), limit("basic_types")),
            Field("books_months", _("Books closed at most so many months ago"), limit("books_months")),
        )
    )


def facts_from(values: dict[str, Any]) -> dict[str, str]:
    """Give what the form says, each as a text."""
    founded: date | None = values["founded"]
    texts = {name: arabic_digits(value).strip() for name, value in values.items() if name != "founded"}
    return {**texts, "founded": founded.isoformat() if founded else ""}


# A round


def round_form(facts: BookFacts, programmes: Sequence[ProgrammeChoice], years: Sequence[tuple[int, str]]) -> Form:
    """Give the form of a new round: its programme and the year whose dues count."""
    kinds = [(each.programme.code, each.programme.name) for each in programmes]
    latest = facts.today.year if (facts.today.month, facts.today.day) >= (9, 30) else facts.today.year - 1
    chosen = max((year for year, _words in years if year <= latest), default=years[0][0])
    note = _("By the year of its end. Who is put forward is found out and frozen now.")
    return Form(
        (
            Field("programme", _("Programme"), Pick("", kinds, kinds[0][0])),
            Field("year", _("Fiscal year whose dues count"), Pick("", years, chosen), note),
        )
    )


TITLES = {
    MatchStep.ASKED: N_("Asked for…"),
    MatchStep.APPROVED: N_("Approved by letter…"),
    MatchStep.RECEIVED: N_("Money received…"),
    MatchStep.LAPSED: N_("An approval lapses…"),
    MatchStep.EXCESS: N_("Too much was given…"),
    MatchStep.RETURNED: N_("Give money back…"),
    MatchStep.CLOSED: N_("Close the round…"),
}
_NOTES = {
    MatchStep.ASKED: N_("Nothing is posted."),
    MatchStep.APPROVED: N_("Posted as income that is waited for, where the programme has an account for it."),
    MatchStep.RECEIVED: N_("All of it, or an instalment."),
    MatchStep.LAPSED: N_("Taken back out of the same income."),
    MatchStep.EXCESS: N_("It becomes a debt to the giver until it goes back."),
    MatchStep.RETURNED: N_("Paid out of the account below."),
}
MONEY_MOVES = {MatchStep.RECEIVED, MatchStep.RETURNED}


def step_form(
    today: date, step: MatchStep, amount: Money | None, tills: Sequence[tuple[str, str]], account: str
) -> Form:
    """Give the form of a step: its day, and its amount, letter and account where it has them."""
    fields = [Field("day", _("Day"), DayEdit(day_reader(today), today))]
    if step is not MatchStep.CLOSED:
        fields.append(Field("amount", _("Amount (baht)"), MoneyEdit(amount), _(_NOTES[step])))
        fields.append(Field("letter", _("Number of the letter or paper"), TextEdit()))
    if step in MONEY_MOVES:
        into = _("Into") if step is MatchStep.RECEIVED else _("Out of")
        fields.append(Field("account", into, Pick("", list(tills), account)))
    return Form(tuple(fields))


def letter_from(values: dict[str, Any], today: date) -> MatchLetter:
    """Make the letter that the form of a step says."""
    from welfare_desk.money import ZERO  # noqa: PLC0415 - loaded with the first step

    return MatchLetter(values["day"] or today, values.get("amount") or ZERO, values.get("letter", ""))


def title_of(step: MatchStep, number: int) -> str:
    """Name the form of a step."""
    return _("Round {number}: {step}").format(number=number, step=_(STEPS[step]))
