"""One regulation in words: each benefit with its account, its papers, and every rule as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.regulations import state_words
from welfare_desk.storage import accounts, benefits
from welfare_desk.welfare.benefit_defaults import LINES, READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass
from welfare_desk.welfare.rule_words import TITLES, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.benefits import Regulation
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType

NAME, TITLE = "regulation", N_("Regulation in words")
QUESTION = N_("What does the fund give by its regulation, and on which conditions?")
PARAMETERS = (Parameter("number", N_("Version"), ParameterKind.NUMBER),)
CLASSES = {BenefitClass.MEMBER: N_("for members"), BenefitClass.COMMUNITY: N_("for the community")}
_READY = {each.code: each for each in READY_TYPES}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a version by its number, else for the one in force (or the last); an unknown one is a `RuleError`."""
    found, number = benefits.regulations(tx), asked.number("number")
    in_force = benefits.regulation_on(tx, asked.today)
    one = next((each for each in found if each.id == number), None)
    if number and one is None:
        text = N_("There is no regulation {number}.")
        raise RuleError(problem("regulation.unknown", text, "number", number=number))
    one = one or in_force or next(iter(reversed(found)), None)
    if one is None:
        return lay_out([], {}, {})
    chart, funds = accounts.chart(tx), accounts.funds(tx)
    types = list(benefits.types_of(tx, one.id).values())
    names = {each.account: chart[each.account].name for each in types if each.account in chart}
    state = state_words(one, in_force.id if in_force else 0)
    return lay_out(types, names, {code: each.name for code, each in funds.items()}, one, state)


def lay_out(
    types: Sequence[BenefitType],
    accounts: Mapping[str, str],
    funds: Mapping[str, str],
    of: Regulation | None = None,
    state: str = "",
) -> Report:
    """Lay out each benefit under a number of its own, its rules as sentences under it.

    `accounts` and `funds` give names by code; `state` says whether the version `of` is in force.
    """
    rows = [row for number, each in enumerate(types, 1) for row in _benefit(number, each, accounts, funds)]
    is_ready = any(row.cells[-1] for row in rows)
    note = _(
        "Rules marked “ready” are the program's defaults, not official ones: the committee confirms or changes them."
    )
    facts = () if of is None else (
        (_("In force from"), long_day(of.from_day)),
        (_("Meeting"), long_day(of.adopted_day)),
        (_("Resolution"), of.resolution),
        (_("Benefits"), len(types)),
        (_("State"), state),
    )  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("clause", _("Clause"), Kind.CODE, 7),
            Column("about", _("About"), width=22),
            Column("words", _("What the regulation says"), width=60),
            Column("ready", _("Ready rule"), width=9),
        ),
        tuple(rows),
        "" if of is None else _("{name} · version {number}").format(name=of.name, number=of.id),
        notes=(note,) if is_ready else (),
        facts=facts,
        signatures=(_("Secretary of the meeting"), _("Head of the fund")),
        nothing=_("No regulation is adopted yet."),
    )


def _benefit(number: int, kind: BenefitType, accounts: Mapping[str, str], funds: Mapping[str, str]) -> Iterator[Row]:
    title = _("{name} ({code}), {whom}").format(name=kind.name, code=kind.code, whom=_(CLASSES[kind.of]))
    yield Row((str(number), title, None, None), Role.HEADING)
    ready = _READY.get(kind.code)
    said = [(_("Booked on"), booked_words(kind, accounts, funds), False)]
    for rule in kind.rules:
        lines = sentences(rule)
        is_ready = ready is not None and rule in ready.rules
        said += [(_(TITLES[rule.kind]) if not at else "", words, is_ready) for at, words in enumerate(lines)]
    if not kind.rules:
        said.append((_("Amount"), _("The committee decides on the amount."), ready is not None and not ready.rules))
    if kind.documents:
        same = ready is not None and ready.documents == kind.documents
        said.append((_("Documents"), ", ".join(kind.documents), same))
    for at, (about, words, is_ready) in enumerate(said, 1):
        yield Row((f"{number}.{at}", about or None, words, _("ready") if is_ready else None))


def booked_words(kind: BenefitType, accounts: Mapping[str, str], funds: Mapping[str, str]) -> str:
    """Say where a benefit stands in the status form, on which account, and which fund pays it."""
    line = _("line {line} of the status form") if kind.line <= LINES else _("line {line} of the fund's own")
    said = [f"{kind.account} {accounts.get(kind.account, '')}".strip(), line.format(line=kind.line)]
    if kind.fund is not None:
        said.append(_("paid by: {fund}").format(fund=funds.get(kind.fund, kind.fund)))
    return " · ".join(said)
