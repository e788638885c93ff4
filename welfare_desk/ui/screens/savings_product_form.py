"""The form of a kind of savings account: its fields in plain words, and the kind that is read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import percent
from welfare_desk.coop.savings_products import USUAL_POSTING_MONTHS, SavingsKind, SavingsProduct, Tier, TierRule
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.ui.form import Field
from welfare_desk.ui.screens.typed import Typed, shown
from welfare_desk.ui.sums import read_amount
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, LinesEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

Named = tuple[str, str, "QWidget", str]
_TEXTS = ("code", "name_th", "name_en", "account")
_RATES = ("rate", "broken_rate", "tax_rate")
_MONTHS = ("term", "dormant_after")
_MONEY = ("least_balance", "least_deposit", "tax_free")
_HEADINGS = {
    "code": N_("What it is called"),
    "rate": N_("Interest"),
    "least_deposit": N_("Paying in and out"),
    "tax_rate": N_("Tax on interest"),
    "account": N_("Accounts"),
}
_KINDS = {
    SavingsKind.ORDINARY: N_("ordinary: in and out at any time"),
    SavingsKind.SPECIAL: N_("special: on terms of its own"),
    SavingsKind.FIXED: N_("fixed: for a term, at a better rate"),
    SavingsKind.PLEDGED: N_("pledged: each month, kept until leaving"),
}
_POSTED = {
    (12,): N_("once a year"),
    USUAL_POSTING_MONTHS: N_("twice a year"),
    (3, 6, 9, 12): N_("four times a year"),
    tuple(range(1, 13)): N_("every month"),
}


def fields_of_savings(today: date) -> tuple[Field, ...]:
    """Give the fields of a kind of savings account in the order in which a regulation speaks of them."""
    named = (*_first_fields(today), *_interest_fields(), *_other_fields())
    return tuple(
        Field(name, label, editor, note, _(_HEADINGS[name]) if name in _HEADINGS else "")
        for name, label, editor, note in named
    )


def _first_fields(today: date) -> tuple[Named, ...]:
    kinds = [(each.value, _(words)) for each, words in _KINDS.items()]
    stays = _("It stands before the numbers of its accounts, such as ORD-00001, and stays as it is.")
    return (
        ("code", _("Short code"), TextEdit(), stays),
        ("name_th", _("Name in Thai"), TextEdit(), ""),
        ("name_en", _("Name in English"), TextEdit(), _("May be left empty.")),
        ("kind", _("Kind"), Pick("", kinds, SavingsKind.ORDINARY.value), _("It stays what it is.")),
        (
            "from_day", _("In force from"), DayEdit(day_reader(today), today),
            _("Accounts earn the new rate from that day; a fixed one keeps its rate to the end of its term."),
        ),
    )  # fmt: skip


def _interest_fields() -> tuple[Named, ...]:
    rules = (
        (TierRule.WHOLE.value, _("on the whole balance")), (TierRule.PART.value, _("only on the part above it")),
    )  # fmt: skip
    posted = posted_choices(())
    steps = _("One a line: from which balance on, and the rate. 100,000 = 1.5 is 1.5 percent from 100,000 baht on.")
    return (
        ("rate", _("Interest a year (percent)"), TextEdit(), _("Such as 1 or 1.25.")),
        ("tiers", _("Higher balances earn more"), LinesEdit("100,000 = 1.5", 3), steps),
        ("tier_rule", _("The higher rate is earned"), Pick("", rules, TierRule.WHOLE.value), ""),
        ("term", _("Fixed for (months)"), TextEdit(), ""),
        ("broken_rate", _("Rate when taken out early (percent)"), TextEdit(), _("And after the term has ended.")),
        ("posting_months", _("Interest is posted"), Pick("", posted, _key(USUAL_POSTING_MONTHS)), ""),
    )


def _other_fields() -> tuple[Named, ...]:
    sleeps = _("With nothing paid in or out for so long. Empty: never.")
    free = _("Interest of a member in a calendar year up to this bears no tax; above it, all of it does.")
    return (
        ("least_deposit", _("Least deposit (baht)"), MoneyEdit(), ""),
        ("least_balance", _("Least balance (baht)"), MoneyEdit(), _("It cannot be taken out before closing.")),
        ("dormant_after", _("Sleeps after (months)"), TextEdit(), sleeps),
        ("tax_rate", _("Tax (percent of interest)"), TextEdit(), _("0: none is kept back.")),
        ("tax_free", _("Free of tax up to (baht)"), MoneyEdit(), free),
        ("account", _("Account of the savings"), Finder(hint=_("A name or a number")), _("It stays as it is.")),
    )


def posted_choices(products: Iterable[SavingsProduct]) -> list[tuple[str, str]]:
    """Offer how often interest is posted: the usual ways, and those of these kinds."""
    other = {each.posting_months for each in products} - set(_POSTED)
    in_months = _("at the end of months {months} of the fiscal year")
    offered = [(_key(each), _(words)) for each, words in _POSTED.items()]
    return offered + [(_key(each), in_months.format(months=_key(each))) for each in sorted(other)]


def _key(months: tuple[int, ...]) -> str:
    return " ".join(str(each) for each in months)


def written(product: SavingsProduct) -> dict[str, object]:
    """Write a kind of account for its form; its day is not among it."""
    steps = [f"{tier.at_least.text()} = {percent(tier.rate)}" for tier in product.tiers]
    return {
        **{name: getattr(product, name) for name in _TEXTS},
        **{name: getattr(product, name) or None for name in _MONEY},
        **{name: percent(getattr(product, name)) for name in _RATES},
        **{name: shown(getattr(product, name)) for name in _MONTHS},
        "kind": product.kind.value,
        "tiers": "\n".join(steps),
        "tier_rule": product.tier_rule.value,
        "posting_months": _key(product.posting_months),
    }


def read_savings(values: Mapping[str, Any]) -> SavingsProduct:
    """Read the kind of account that stands in a form; whatever cannot be read is one `RuleError`."""
    typed, kind = Typed(values), SavingsKind(values["kind"])
    read: dict[str, Any] = {
        **{name: typed.text(name) for name in _TEXTS},
        **{name: typed.rate(name) for name in _RATES},
        **{name: typed.maybe(name) for name in _MONTHS},
        **{name: values[name] or ZERO for name in _MONEY},
    }
    if kind is not SavingsKind.FIXED:
        read |= {"term": None, "broken_rate": 0}
    product = SavingsProduct(
        **read,
        kind=kind,
        tiers=_tiers(typed),
        tier_rule=TierRule(values["tier_rule"]),
        posting_months=tuple(int(each) for each in values["posting_months"].split()),
    )
    missing = problem("money.no_day", N_("Write the day."), "from_day")
    typed.refuse(*([missing] if values["from_day"] is None else []))
    return product


def _tiers(typed: Typed) -> tuple[Tier, ...]:
    found: list[Tier] = []
    for line in typed.text("tiers").splitlines():
        amount, _equals, rate = line.partition("=")
        try:
            at_least = read_amount(amount)
        except RuleError:
            at_least = None
        step = Typed({"tiers": rate})
        earned = step.rate("tiers")
        if line.strip() and (at_least is None or at_least <= ZERO or not rate.strip() or step.found):
            text = N_("“{line}” is no step; write it as 100,000 = 1.5.")
            typed.found.append(problem("savings.step_unread", text, "tiers", line=line.strip()))
        elif at_least is not None:
            found.append(Tier(at_least, earned))
    return tuple(sorted(found, key=lambda each: each.at_least))
