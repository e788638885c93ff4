"""The four figures at the head of the day: of a fund, and of a cooperative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import _, ngettext

if TYPE_CHECKING:
    from welfare_desk.money import Money
    from welfare_desk.reports.today import Overview
    from welfare_desk.reports.today_coop import CoopFigures

Said = tuple[str, str, str, str]
"""A figure: its label, its value, the unit, and a note under it."""


def fund_said(seen: Overview) -> tuple[Said, ...]:
    """Say the figures of a fund: money, members, what the month moved."""
    receipts = ngettext("{count} receipt", "{count} receipts", seen.receipts)
    payments = ngettext("{count} voucher", "{count} vouchers", seen.payments)
    return (
        (_("Fund money in hand"), seen.in_hand.text(), _("baht"), _held(seen.in_hand, seen.cash)),
        _members(seen),
        (_("Money in this month"), seen.received.text(), _("baht"), receipts.format(count=f"{seen.receipts:,}")),
        (_("Money out this month"), seen.paid.text(), _("baht"), payments.format(count=f"{seen.payments:,}")),
    )


def coop_said(seen: Overview, own: CoopFigures) -> tuple[Said, ...]:
    """Say the figures of a cooperative: money, members, what they own, what they owe."""
    contracts = ngettext("{count} loan", "{count} loans", own.contracts)
    owned = _("Shares {shares} · savings {savings}").format(shares=own.shares.text(), savings=own.savings.text())
    return (
        (_("Money in hand"), seen.in_hand.text(), _("baht"), _held(seen.in_hand, own.cash)),
        _members(seen),
        (_("Shares and savings of members"), (own.shares + own.savings).text(), _("baht"), owned),
        (_("Owed on loans"), own.owed.text(), _("baht"), contracts.format(count=f"{own.contracts:,}")),
    )


def _members(seen: Overview) -> Said:
    fresh = ngettext("{count} new this month", "{count} new this month", seen.new_members)
    return _("Members"), f"{seen.members:,}", _("people"), fresh.format(count=seen.new_members)


def _held(in_hand: Money, cash: Money) -> str:
    bank = in_hand - cash
    return _("Bank {bank} · cash {cash}").format(bank=bank.text(), cash=cash.text())
