"""Make of a previewed list of benefits paid what the book takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.exchange.benefit_checks import Verdict
from welfare_desk.exchange.benefit_words import Purpose
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO
from welfare_desk.welfare.paid_lists import PaidList, PaidRow

if TYPE_CHECKING:
    from welfare_desk.exchange.benefit_checks import CheckedPayment
    from welfare_desk.exchange.benefits import BenefitsPreview
    from welfare_desk.money import Money

_GIVES_NOTHING = frozenset({"benefit.no_member"})


def paid_list_of(preview: BenefitsPreview, account: str, resolution: str) -> PaidList:
    """Give the payments of a preview as they were judged; rows that ask something are a `RuleError`."""
    if waiting := len(preview.found(Verdict.ASK)):
        text = N_("{count} rows wait for an answer. Answer them, or leave them out.")
        raise RuleError(problem("paid.asks", text, count=waiting))
    return PaidList(
        preview.file,
        preview.sha256,
        account,
        tuple(map(_row, preview.rows)),
        resolution.strip(),
        tuple(_words(preview).items()),
        tuple((each.fingerprint, each.to_json()) for each in preview.mappings),
    )


def _row(row: CheckedPayment) -> PaidRow:
    read, claim, paid_day = row.read, row.claim, row.read.pay.value
    assert paid_day is not None  # noqa: S101 - a row without one asks
    days = (read.event.value or paid_day, read.claim.value or paid_day, paid_day)
    if claim is not None:
        days = (claim.event_day, claim.claim_day, claim.paid_day)
    return PaidRow(
        read.key,
        read.meaning.type or "",
        read.meaning.account or "",
        row.member,
        read.name,
        *days,
        claim.quantity if claim is not None else read.meaning.people or 1,
        row.paid,
        _right(row),
        read.text,
        read.approver or "",
        row.reasons,
        row.verdict is Verdict.BREAKS,
        read.meaning.purpose is Purpose.MEMBER,
    )


def _right(row: CheckedPayment) -> Money:
    """Tell what the rules gave; where the amount is not at fault, or nobody can tell, what was paid."""
    if row.right is not None:
        return row.right
    return ZERO if any(each.code in _GIVES_NOTHING for each in row.reasons) else row.paid


def _words(preview: BenefitsPreview) -> dict[str, str]:
    """Give the words that were accepted, as they were taken; what meant two things is asked again."""
    found: dict[str, set[str]] = {}
    for each in preview.words:
        if each.key and each.code:
            found.setdefault(each.key, set()).add(each.code)
    return {key: codes.pop() for key, codes in found.items() if len(codes) == 1}
