"""What a person is told of benefits that were paid: by cell, in one sentence each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from welfare_desk.dates import short_day
from welfare_desk.errors import fill, problem
from welfare_desk.exchange.benefit_checks import CheckedPayment, Verdict
from welfare_desk.exchange.benefit_words import Purpose
from welfare_desk.exchange.collection_problems import CellProblem
from welfare_desk.exchange.readings import Action
from welfare_desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.welfare.benefit_versions import RulesInForce
    from welfare_desk.welfare.benefits import BenefitType

# Code → field whose cell it is about, and the sentence.
_SENTENCES: dict[str, tuple[str, str]] = {
    "words_unknown": (
        "text",
        N_("“{text}” does not say which benefit this is. Choose its type, or an account for the community."),
    ),
    "number_and_name_disagree": ("member", N_("Member {number} is not {name}. Choose whose benefit this is.")),
    "several_members": ("name", N_("Several members are called {name}. Choose whose benefit this is.")),
    "no_payer": ("name", N_("No one is named for this benefit of {amount} baht. Choose the member.")),
    "amount_blank": ("amount", N_("No amount is written. Write what was paid, or leave the row out.")),
    "amount_only_dash": ("amount", N_("No amount is written. Write what was paid, or leave the row out.")),
    "amount_zero": ("amount", N_("No amount is written. Write what was paid, or leave the row out.")),
    "amount_uncalculated": (
        "amount",
        N_("The amount is a formula without a result. Open the file in Excel and save it."),
    ),
    "amount_negative": ("amount", N_("The amount is below zero.")),
    "amount_not_whole_satang": ("amount", N_("The amount has parts of a satang.")),
    "by_name": ("member", N_("{name} has no member number here and was found by name.")),
    "name_differs": ("name", N_("The register writes the name of member {number} differently: {name}.")),
    "hidden_row": ("name", N_("The row of {name} is hidden in the sheet; it was read all the same.")),
    "several_meanings": ("text", N_("“{text}” was read as {meaning}; it also fits {others}.")),
    "days_for_nights": ("text", N_("Days are written; they were counted as {count} nights.")),
    "group_sum": ("amount", N_("{people} people at {each} baht each do not come to {amount} baht.")),
    "event_after_pay": ("event", N_("The event lies after the payment.")),
    "claim_after_pay": ("claim", N_("The claim lies after the payment.")),
    "less_than_right": ("amount", N_("Less was paid than the regulation gives.")),
}
_UNREAD_AMOUNT = ("amount", N_("The amount cannot be read. Write it as a number."))
_UNREAD_DAY = ("pay", N_("The day of payment cannot be read. Say when it was paid."))
# Which cell a reason is about; all others are about the person.
_PLACES = {
    **dict.fromkeys(("benefit.rate", "benefit.tier", "benefit.cap_event", "benefit.cap_year"), "amount"),
    **dict.fromkeys(("benefit.quantity_year", "benefit.budget"), "amount"),
    **dict.fromkeys(("benefit.late", "benefit.claim_unknown"), "claim"),
    **dict.fromkeys(("benefit.waiting", "benefit.event_unknown"), "event"),
    **dict.fromkeys(("benefit.no_approver", "benefit.self_approved"), "approver"),
    **dict.fromkeys(("benefit.quantity_unknown", "benefit.not_given"), "text"),
}
_SHEET_NOT_READ = N_("The sheet “{sheet}” is no list of benefits paid and was not read.")
_NO_APPROVERS = N_("The sheet “{sheet}” has no column for who approved; approval was not checked.")


def sheet_not_read(sheet: str) -> CellProblem:
    """Say that a sheet was passed over."""
    return CellProblem(sheet, "", "sheet_not_read", "", problem("sheet_not_read", _SHEET_NOT_READ, sheet=sheet))


def approval_not_checked(sheet: str) -> CellProblem:
    """Say that a sheet does not tell who approved."""
    return CellProblem(sheet, "", "approval_not_checked", "", problem("no_approvers", _NO_APPROVERS, sheet=sheet))


def row_problems(row: CheckedPayment, types: Sequence[BenefitType]) -> Iterator[CellProblem]:
    """Say everything of a row: what must be answered, what it goes against, what should be seen."""
    for code in row.questions:
        yield _told(row, code, types, Action.ASK)
    for reason in row.reasons:
        place = _PLACES.get(reason.code, "name")
        yield CellProblem(row.read.sheet, _cell(row, place), reason.code, _read_as(row, place), reason.problem)
    for code in row.flags:
        yield _told(row, code, types, Action.READ_FLAG)


def _told(row: CheckedPayment, code: str, types: Sequence[BenefitType], action: Action) -> CellProblem:
    unread = _UNREAD_DAY if code.startswith("pay_") else _UNREAD_AMOUNT
    name, text = _SENTENCES.get(code, unread)
    read, meaning = row.read, row.read.meaning
    params = {
        "name": read.name,
        "number": row.member or read.number,
        "text": read.text,
        "amount": row.paid,
        "meaning": name_of(meaning.type or meaning.account or "", types),
        "others": ", ".join(name_of(each, types) for each in meaning.others),
        "count": read.quantity or "",
        "people": meaning.people or "",
        "each": meaning.each or "",
    }
    return CellProblem(
        read.sheet, _cell(row, name), code, _read_as(row, name), problem(code, text, name, **params), action
    )


def name_of(code: str, types: Sequence[BenefitType]) -> str:
    """Name a type of the fund; an account keeps its number."""
    return next((each.name for each in types if each.code == code), code)


def _cell(row: CheckedPayment, name: str) -> str:
    cells = row.read.cells
    return cells.get(name) or cells.get("name") or cells.get("member") or cells.get("amount", "")


def _read_as(row: CheckedPayment, name: str) -> str:
    read = row.read
    if name == "amount":
        return row.paid.plain()
    if name in ("name", "member"):
        return row.member or ""
    if name == "text":
        return read.meaning.type or read.meaning.account or ""
    day = {"pay": read.pay, "event": read.event, "claim": read.claim}.get(name)
    return day.value.isoformat() if day is not None and day.value is not None else ""


def sentence_of(row: CheckedPayment, types: Sequence[BenefitType]) -> str:
    """Say in one line why a row does not simply pass; nothing for one that does."""
    said = [each.problem.sentence() for each in row_problems(row, types) if each.action is Action.ASK]
    said += [each.sentence() for each in row.reasons]
    codes = {each.code for each in row.reasons}
    if row.verdict is Verdict.NOT_CHECKED:
        said.append(_for_no_member(row))
    if row.earlier:
        rows = ", ".join(each.rpartition("!")[2] for each in row.earlier)
        said.append(fill(_(N_("Counted with row {rows}.")), {"rows": rows}))
    if row.right is not None and not row.right:
        said.append(_("Nothing was due."))
    elif row.right is not None and not codes & {"benefit.rate", "benefit.tier"}:  # these say it themselves
        said.append(fill(_(N_("Right would be {right} baht.")), {"right": row.right}))
    return " ".join(said)


def _for_no_member(row: CheckedPayment) -> str:
    meaning = row.read.meaning
    if meaning.purpose is Purpose.GROUP:
        text = N_("For {people} people together, account {account}; not held against the rules.")
    else:
        text = N_("For the community, account {account}; not held against the rules.")
    return fill(_(text), {"people": meaning.people or "", "account": meaning.account or ""})


def judged_by(rows: Sequence[CheckedPayment], rules: RulesInForce) -> list[str]:
    """Say by which rules the payments were judged: the regulation of the day of each event, else the ready ones."""
    if not rules.versions:
        return [_("The ready rules were asked; the book has no regulation of its own.")]
    counted = Counter(rules.since(row.claim.event_day) for row in rows if row.claim is not None)
    said = [
        ngettext(
            "{count} payment was judged by the regulation in force from {day}.",
            "{count} payments were judged by the regulation in force from {day}.",
            counted[day],
        ).format(count=f"{counted[day]:,}", day=short_day(day))
        for day in sorted(each for each in counted if each is not None)
    ]
    if many := counted[None]:
        words = ngettext(
            "{count} payment is for an event before the first regulation and was judged by the ready rules.",
            "{count} payments are for events before the first regulation and were judged by the ready rules.",
            many,
        )
        said.append(words.format(count=f"{many:,}"))
    return said
