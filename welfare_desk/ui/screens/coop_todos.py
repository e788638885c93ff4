"""What waits for the bookkeeper of a cooperative, each with the page that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import month_and_year
from welfare_desk.i18n import _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.ui.screens.todos import Todo

if TYPE_CHECKING:
    from welfare_desk.reports.today_coop import CoopWaits


def coop_things(seen: CoopWaits | None) -> list[Todo]:
    """Say what waits in a cooperative, worst first; what is not counted yet says nothing."""
    if seen is None:
        return []
    waits = (
        *(_nobodys(seen), _sheets(seen), _unasked(seen), _work(seen), _late(seen), _notices(seen)),
        *(_approved(seen), _asked(seen), _unshared(seen), _unpaid(seen)),
    )
    return [each for each in waits if each is not None]


def _nobodys(seen: CoopWaits) -> Todo | None:
    if not seen.nobodys:
        return None
    amount = Money.sum(abs(each) for each in seen.nobodys.values())
    what = _("{amount} baht are not yet anybody's").format(amount=amount.text())
    facts = _("Shares, savings or loans stand in the book without a member.")
    return Todo("triangle-alert", "look", what, facts, _("Take a register in"), "import-coop")


def _sheets(seen: CoopWaits) -> Todo | None:
    if not seen.sheets or seen.since is None:
        return None
    what = ngettext(
        "{count} sheet of deductions is not posted", "{count} sheets of deductions are not posted", seen.sheets
    )
    facts = _("The oldest is of {month}.").format(month=month_and_year(seen.since))
    return Todo("hand-coins", "look", what.format(count=f"{seen.sheets:,}"), facts, _("Post what came"), "payroll")


def _unasked(seen: CoopWaits) -> Todo | None:
    if not seen.unasked:
        return None
    many = len(seen.unasked)
    what = ngettext(
        "{count} employer has no sheet of this month", "{count} employers have no sheet of this month", many
    )
    return Todo("file-text", "text2", what.format(count=many), ", ".join(seen.unasked[:3]), _("New sheet"), "payroll")


def _work(seen: CoopWaits) -> Todo | None:
    if seen.month is None or not seen.work:
        return None
    what = _("Do the work of {month}").format(month=month_and_year(seen.month))
    return Todo("list-checks", "look", what, seen.work[0].text(), _("Do it"), "close")


def _late(seen: CoopWaits) -> Todo | None:
    if not seen.late.many:
        return None
    what = ngettext("{count} loan is late", "{count} loans are late", seen.late.many)
    facts = _("{amount} baht of principal are past their day").format(amount=seen.late.overdue.text())
    params = (("report", "loan-arrears"),)
    return Todo(
        "scroll-text", "look", what.format(count=f"{seen.late.many:,}"), facts, _("See the list"), "report", params
    )


def _notices(seen: CoopWaits) -> Todo | None:
    many = seen.late.notices
    if not many:
        return None
    what = ngettext("{count} borrower is due a notice", "{count} borrowers are due a notice", many)
    facts = _("Open the card of the loan, print the notice and write down that it was sent.")
    return Todo("pencil", "look", what.format(count=f"{many:,}"), facts, _("See the loans"), "loans")


def _approved(seen: CoopWaits) -> Todo | None:
    if not seen.approved:
        return None
    what = ngettext("{count} approved loan has no contract", "{count} approved loans have no contract", seen.approved)
    facts = _("Make the contract, then pay out.")
    return Todo("wallet", "look", what.format(count=seen.approved), facts, _("See them"), "loan-applications")


def _asked(seen: CoopWaits) -> Todo | None:
    if not seen.asked:
        return None
    what = ngettext(
        "{count} application for a loan waits for the committee",
        "{count} applications for loans wait for the committee",
        seen.asked,
    )
    facts = _("The program says what speaks for each, and what against it.")
    return Todo("scroll-text", "look", what.format(count=seen.asked), facts, _("Decide"), "loan-applications")


def _unshared(seen: CoopWaits) -> Todo | None:
    if not seen.unshared:
        return None
    if seen.unshared < ZERO:
        what = _("A loss of {amount} baht waits to be carried on")
    else:
        what = _("A surplus of {amount} baht waits for the general meeting")
    facts = _("The worksheet shows what the law and the by-laws leave to the meeting.")
    return Todo("star", "look", what.format(amount=abs(seen.unshared).text()), facts, _("See it"), "surplus")


def _unpaid(seen: CoopWaits) -> Todo | None:
    if not seen.unpaid:
        return None
    what = _("{amount} baht of dividends and refunds are to be paid").format(amount=seen.unpaid.text())
    return Todo("star", "text2", what, _("In cash, or into savings."), _("Pay"), "surplus-payments")
