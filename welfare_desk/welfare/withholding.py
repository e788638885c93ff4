"""Tax withheld from fees (ภาษีหัก ณ ที่จ่าย): what is kept back, the certificate of it, and what is handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import be_year
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.members.register import is_id_number
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.welfare.contributions import Parts

TAX_WITHHELD = "2104"
_RATE = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")
WHOLE = 10_000  # rates are hundredths of a per cent


class FeeKind(Enum):
    """What a fee is paid for, as the certificate names it."""

    SERVICE = "service"
    PROFESSIONAL = "professional"
    RENT = "rent"
    TRANSPORT = "transport"
    ADVERTISING = "advertising"
    OTHER = "other"


USUAL_RATES = {
    FeeKind.SERVICE: 300,
    FeeKind.PROFESSIONAL: 300,
    FeeKind.RENT: 500,
    FeeKind.TRANSPORT: 100,
    FeeKind.ADVERTISING: 200,
    FeeKind.OTHER: 300,
}
"""Defaults of the program in hundredths of a per cent; whoever pays asks the Revenue Department what holds."""


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee with tax withheld: to whom, for what, its whole amount, and the rate in hundredths of a per cent."""

    day: date
    payee: str
    kind: FeeKind
    base: Money
    rate: int
    expense: str
    account: str
    tax_id: str = ""
    address: str = ""
    words: str = ""
    fund: str | None = None

    @property
    def tax(self) -> Money:
        """Tell what is kept back, rounded to the satang."""
        return self.base.at_rate(Decimal(self.rate) / WHOLE, ROUND_HALF_UP)

    @property
    def net(self) -> Money:
        """Tell what the payee gets."""
        return self.base - self.tax

    def problems(self, chart: Mapping[str, Account]) -> list[Problem]:
        """Find everything that keeps the fee from being paid."""
        found: list[Problem] = []
        if not self.payee.strip():
            found.append(problem("money.no_payee", N_("Write who it is."), "payee"))
        account = chart.get(self.expense)
        if account is None or not may_post(account) or account.type is not AccountType.EXPENSE:
            found.append(problem("grant.expense", N_("Choose what the money was spent on."), "expense"))
        if self.base <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "base"))
        if not 0 < self.rate < WHOLE or (self.base > ZERO and not self.tax):
            found.append(problem("withholding.rate", N_("Write the rate in per cent, such as 3."), "rate"))
        if self.tax_id and not is_id_number(self.tax_id):
            text = N_("A tax number has 13 digits; one of these is wrong.")
            found.append(problem("withholding.tax_id", text, "tax_id"))
        return found


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of tax withheld as it is kept; who it was may be erased, its figures stay."""

    key: int
    number: str
    day: date
    kind: FeeKind
    base: Money
    rate: int
    tax: Money
    voucher: str
    payee: str = ""
    tax_id: str = ""
    address: str = ""
    is_reversed: bool = False


def certificate_number(day: date, before: int) -> str:
    """Give the number of a certificate in its Buddhist year, after so many before it."""
    return f"{be_year(day)}-{before + 1:04}"


def read_rate(text: str) -> int | None:
    """Read per cents such as `3` or `1.5` as hundredths of a per cent; anything else is None."""
    found = _RATE.fullmatch(text.strip().rstrip("%").strip())
    return None if found is None else int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def rate_text(rate: int) -> str:
    """Write a rate in per cents: `3`, `1.5`."""
    whole, part = divmod(rate, 100)
    return f"{whole}.{part:02}".rstrip("0") if part else str(whole)


def fee_entry(fee: Fee, parts: Parts) -> Entry:
    """Post a fee (Dr expense gross, Cr cash net, Cr 2104 tax), the tax of each fund by its part of the fee."""
    taxes = fee.tax.share([part.satang for _fund, part in parts])
    lines = [debit(fee.expense, fund, part) for fund, part in parts]
    nets = zip(parts, taxes, strict=True)
    lines += [credit(fee.account, fund, part - tax) for (fund, part), tax in nets if part != tax]
    lines += [credit(TAX_WITHHELD, fund, tax) for (fund, _part), tax in zip(parts, taxes, strict=True) if tax]
    return Entry(fee.day, Series.PAYMENT, fee.words.strip(), tuple(lines), fee.payee.strip())


def handing_in_entry(day: date, account: str, owed: Parts, memo: str, payee: str) -> Entry:
    """Post tax that is handed in (Dr 2104 Cr bank), fund by fund."""
    lines = [debit(TAX_WITHHELD, fund, part) for fund, part in owed]
    lines += [credit(account, fund, part) for fund, part in owed]
    return Entry(day, Series.PAYMENT, memo, tuple(lines), payee)
