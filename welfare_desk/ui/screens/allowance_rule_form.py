"""The form of a rule set of the book's own: its classes one after the other, read into rules and written from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import percent
from welfare_desk.coop.provision_rules import FLAGS, Evidence, LoanClass, RulePart, RuleSet, problems_of_rules
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.allowance_loans import OWN
from welfare_desk.reports.allowance_rules import COUNTS
from welfare_desk.reports.loan_words import FLAGS as FLAG_WORDS
from welfare_desk.ui.form import Field
from welfare_desk.ui.screens.typed import Typed, shown
from welfare_desk.ui.widgets.choices import Pick, Picks
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MOST_CLASSES = 7
USED, KEPT = "used", "kept"
_GOOD, _BAD = "good", "bad"
_SHIPPED = ("CODI", "COOP2544", "SC2564")
_NAMES = ("หลักเกณฑ์จัดชั้นลูกหนี้ของเรา", "Our own rules of loan classes")  # to begin with, in place of a shipped set's
_OF_FIELDS = {"provision.rate": "rate", "provision.months": "months"}


def fields_of_rules(today: date) -> tuple[Field, ...]:
    """Give the fields of a rule set: its name and day, and as many classes as there may be."""
    uses = ((USED, _("they are in force from that day")), (KEPT, _("they are kept, and chosen later")))
    head = (
        Field("name_th", _("Name in Thai"), TextEdit()),
        Field("name_en", _("Name in English"), TextEdit(), _("May be left empty.")),
        Field(
            "note_th", _("Resolution, and what must be known"), TextEdit(), _("It stands under every list of classes.")
        ),
        Field("from_day", _("In force from"), DayEdit(day_reader(today), today)),
        Field("use", _("What becomes of them"), Pick("", uses, USED)),
    )
    return (*head, *(field for at in range(1, MOST_CLASSES + 1) for field in _fields_of_class(at)))


def _fields_of_class(at: int) -> tuple[Field, ...]:
    counts = ((_GOOD, _(COUNTS[True])), (_BAD, _(COUNTS[False])))
    flags = [(each, _(FLAG_WORDS[each])) for each in FLAGS]
    heading = _("Class {number}").format(number=at)
    none = _("Left empty, there is no such class.") if at > 1 else _("The first class takes every other loan.")
    whole = (
        Field(f"name_{at}", _("Name of the class"), TextEdit(), none, heading),
        Field(f"months_{at}", _("Overdue for more than (months)"), TextEdit(), _("Left empty, not by age.")),
        Field(f"flags_{at}", _("Or where"), Picks(flags, _("nothing else"))),
        Field(f"rate_{at}", _("Set aside (percent)"), TextEdit(), _("Of what is owed above the collateral.")),
        Field(f"counts_{at}", _("Counts as"), Pick("", counts, _GOOD if at == 1 else _BAD)),
    )
    return whole if at > 1 else (whole[0], *whole[3:])


def written(rules: RuleSet) -> dict[str, object]:
    """Write a rule set for its form; its day is not among it."""
    names = _NAMES if rules.code in _SHIPPED else (rules.name_th, rules.name_en)
    found: dict[str, object] = {"name_th": names[0], "name_en": names[1], "note_th": rules.note_th}
    for at in range(1, MOST_CLASSES + 1):
        each = rules.classes[at - 1] if at <= len(rules.classes) else None
        found |= {
            f"name_{at}": each.name_th if each else "",
            f"rate_{at}": percent(each.rate) if each else "",
            f"counts_{at}": _GOOD if each and each.is_performing else _BAD,
        }
        if at > 1:
            found |= {
                f"months_{at}": shown(each.over_months) if each else "",
                f"flags_{at}": sorted(each.flags) if each else [],
            }
    return found


def read_rules(values: Mapping[str, Any], base: RuleSet) -> RuleSet:
    """Read the rules in a form that began with `base`; every problem, each at its field, is one `RuleError`.

    What differs from the base has no published source any more.
    """
    typed = Typed(values)
    classes = tuple(_class(typed, at, base, number) for number, at in enumerate(_there(typed), start=1))
    from_day: date | None = values["from_day"]
    typed.refuse(*([problem("money.no_day", N_("Write the day."), "from_day")] if from_day is None else []))
    own = base.code if base.code not in _SHIPPED else OWN
    rules = RuleSet(
        own, typed.text("name_th"), typed.text("name_en"), from_day or base.from_day, classes, typed.text("note_th"),
        base.note_en if typed.text("note_th") == base.note_th else "",
    )  # fmt: skip
    found = [_at_its_field(each, _there(typed)) for each in problems_of_rules(rules)]
    if found:
        raise RuleError(*found)
    return rules


def _there(typed: Typed) -> list[int]:
    return [at for at in range(1, MOST_CLASSES + 1) if typed.text(f"name_{at}")]


def _at_its_field(each: Problem, there: list[int]) -> Problem:
    """Put what is wrong with a class to its field; a set without a name is one at the name."""
    if each.code == "provision.no_name":
        return problem(each.code, each.text, "name_th")
    name = _OF_FIELDS.get(each.code)
    if name is None:
        return each
    return Problem(each.code, each.text, each.params, f"{name}_{there[int(str(each.params['number'])) - 1]}")


def _class(typed: Typed, at: int, base: RuleSet, number: int) -> LoanClass:
    before = base.classes[at - 1] if at <= len(base.classes) else None
    flags = frozenset(str(each) for each in typed.values.get(f"flags_{at}", ()))
    months = typed.maybe(f"months_{at}") if at > 1 else None
    rate, name = typed.rate(f"rate_{at}"), typed.text(f"name_{at}")
    evidence: dict[RulePart, Evidence] = {}
    if before is not None:
        same = (
            (RulePart.EDGE, months == before.over_months),
            (RulePart.RATE, rate == before.rate),
            (RulePart.FLAGS, flags == before.flags),
        )
        evidence = {part: before.source(part) for part, is_same in same if is_same}
    name_en = before.name_en if before is not None and before.name_th == name else ""
    is_performing = typed.values[f"counts_{at}"] == _GOOD
    return LoanClass(str(number), name, name_en, months, rate, is_performing, flags, evidence)
