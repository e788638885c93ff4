"""Let entries come again by themselves: kept once, then posted by one act when they are due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved, money_in_entry, money_out_entry
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.recurring import entry_due, problems_of_recurring
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.services.templates import list_templates
from welfare_desk.storage import entries, periods, recurring, trail
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.recurring import Recurring
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_KINDS = (Series.PAYMENT.value, Series.RECEIPT.value)


@needs(Permission.RECORD)
def add_recurring(desk: Desk, kept: Recurring) -> int:
    """Keep an entry that comes again, and give its number; a name that was stopped may be taken again."""
    with desk.book.write() as tx:
        kept = replace(kept, name=kept.name.strip(), entry=replace(kept.entry, day=kept.next_day))
        before = next((each for each in recurring.all_recurring(tx) if each.name == kept.name), None)
        found = problems_of_recurring(kept)
        if before is not None and before.is_active:
            text = N_("“{name}” comes again already; stop it first.")
            found.append(problem("recurring.twice", text, "name", name=kept.name))
        if found:
            raise RuleError(*found)
        number = recurring.keep(tx, replace(kept, number=before.number if before else 0))
        trail.add(tx, desk.made(), "recurring.kept", kept.name, day=kept.next_day.isoformat())
    return number


@needs(Permission.RECORD)
def post_recurring(desk: Desk, up_to: date, numbers: Sequence[int] = ()) -> list[Posted]:
    """Post everything that is due up to a day (or only some, by number), each on its day or the first open one."""
    with desk.book.write() as tx:
        _refuse_future(desk, up_to)
        due = [each for each in recurring.due(tx, up_to) if not numbers or each[0].number in numbers]
        if not due:
            raise RuleError(problem("recurring.nothing", N_("Nothing that comes again is due.")))
        calendar, shut, made = periods.calendar(tx), periods.last_shut(tx), desk.made()
        made_of = sorted(
            ((entry_due(kept, day, calendar, shut), kept, day) for kept, day in due), key=lambda each: each[0].day
        )
        hashes = [[recurring.post_hash(kept.number, day)] for _entry, kept, day in made_of]
        with entries.posting(tx, [entry for entry, _kept, _day in made_of], made, hashes) as found:
            posted = list(found)
            for one, (_entry, kept, day) in zip(posted, made_of, strict=True):
                recurring.add_post(tx, one.id, kept.number, day)
        following = {kept.number: replace(kept, next_day=kept.after(day)) for kept, day in due}
        for kept in following.values():
            recurring.keep(tx, kept)
        vouchers = [each.voucher for each in posted]
        trail.add(tx, made, "recurring.posted", vouchers[0], vouchers=vouchers, day=up_to.isoformat())
    return posted


@needs(Permission.RECORD)
def skip_recurring(desk: Desk, number: int, reason: str) -> date:
    """Let an entry pass once, with the reason; give the day on which it comes next."""
    with desk.book.write() as tx:
        kept = _active(tx, number)
        if not reason.strip():
            raise RuleError(problem("mark.no_reason", N_("Write the reason."), "reason"))
        following = replace(kept, next_day=kept.after(kept.next_day))
        recurring.keep(tx, following)
        trail.add(
            tx, desk.made(), "recurring.skipped", kept.name, day=kept.next_day.isoformat(), reason=reason.strip()
        )  # fmt: skip
    return following.next_day


@needs(Permission.RECORD)
def stop_recurring(desk: Desk, number: int) -> None:
    """Let an entry come no more; what was posted stays."""
    with desk.book.write() as tx:
        kept = _active(tx, number)
        recurring.keep(tx, replace(kept, is_active=False))
        trail.add(tx, desk.made(), "recurring.stopped", kept.name)


def entry_of_template(tx: Tx, kind: str, name: str, day: date) -> Entry:
    """Make the entry that a template of money in (RV) or out (PV) stands for; an unfinished one is a `RuleError`."""
    content = next((each.content for each in list_templates(tx, kind) if each.name == name), None)
    if content is None or kind not in _KINDS:
        raise RuleError(problem("template.unknown", N_("There is no template “{name}”."), "name", name=name))
    try:
        amount = Money.baht(arabic_digits(str(content.get("amount", ""))).replace(",", "").strip())
    except (ValueError, ArithmeticError):
        text = N_("The template “{name}” has no amount that can be read.")
        raise RuleError(problem("recurring.template", text, "entry", name=name)) from None
    line = MoneyLine(str(content.get("account", "")), amount, content.get("fund") or None)
    memo = str(content.get("memo") or name)
    moved = MoneyMoved(day, str(content.get("holder", "")), (line,), memo, str(content.get("payee", "")))
    make = money_in_entry if kind == Series.RECEIPT.value else money_out_entry
    return make(moved, fund_rules(tx, day))


def _active(tx: Tx, number: int) -> Recurring:
    kept = recurring.find(tx, number)
    if kept is None or not kept.is_active:
        text = N_("Nothing comes again under number {number}.")
        raise RuleError(problem("recurring.unknown", text, "number", number=number))
    return kept


def _refuse_future(desk: Desk, day: date) -> None:
    if day > desk.today:
        raise RuleError(problem("match.future", N_("The day may not lie in the future."), "day"))
