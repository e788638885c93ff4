"""Pay fees with tax withheld, each with its certificate, and hand the tax in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import be_year, long_day
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.payments import MoneyLine
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, entries, trail, withholdings
from welfare_desk.welfare.withholding import certificate_number, fee_entry, handing_in_entry

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.withholding import Fee


@needs(Permission.RECORD)
def pay_fee(desk: Desk, fee: Fee) -> tuple[Posted, int]:
    """Pay a fee and keep back its tax, in one voucher; give it, and the key of its certificate."""
    with desk.book.write() as tx:
        chart = accounts.chart(tx)
        found = [*fee.problems(chart), *_future(desk, fee.day), *_no_till(tx, fee.account)]
        if found:
            raise RuleError(*found)
        fee = replace(fee, words=fee.words.strip() or chart[fee.expense].name)
        parts = fund_rules(tx, fee.day).parts(MoneyLine(fee.expense, fee.base, fee.fund))
        number = certificate_number(fee.day, withholdings.count(tx, str(be_year(fee.day))))
        made, digest = desk.made(), withholdings.certificate_hash(fee, number)
        with entries.posting(tx, [fee_entry(fee, parts)], made, [[digest]]) as posted:
            key = withholdings.add(tx, fee, number, posted[0].id)
        trail.add(
            tx, made, "fee.paid", number, satang=fee.base.satang, voucher=posted[0].voucher, day=fee.day.isoformat()
        )  # fmt: skip
    return posted[0], key


@needs(Permission.RECORD)
def hand_in_tax(desk: Desk, day: date, account: str, up_to: date) -> Posted:
    """Hand in everything that was withheld up to a day and is not handed in yet."""
    with desk.book.write() as tx:
        owed = withholdings.owed(tx, min(up_to, day))
        found = [*_future(desk, day), *_no_till(tx, account)]
        if not owed:
            found.append(problem("withholding.nothing", N_("No tax withheld is left to hand in."), "up_to"))
        if found:
            raise RuleError(*found)
        memo = fill(_(N_("Tax withheld up to {day}")), {"day": long_day(up_to)})
        entry = handing_in_entry(day, account, tuple(owed), memo, _(N_("Revenue Department")))
        made = desk.made()
        posted = entries.add(tx, entry, made)
        total = Money.sum(part for _fund, part in owed)
        trail.add(tx, made, "tax.handed_in", posted.voucher, satang=total.satang, day=day.isoformat())
    return posted


def _future(desk: Desk, day: date) -> list[Problem]:
    return [problem("match.future", N_("The day may not lie in the future."), "day")] if day > desk.today else []


def _no_till(tx: Tx, account: str) -> list[Problem]:
    found = accounts.chart(tx).get(account)
    if found is not None and is_till(found):
        return []
    return [problem("match.account", N_("Choose the cash or bank account."), "account")]
