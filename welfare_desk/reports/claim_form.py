"""The claim form (แบบคำขอรับสวัสดิการ): what is asked, which papers were seen, who signed, what the committee said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.claim_facts import CLAIM, claim_asked, whole_claim
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.welfare.benefits import Unit
from welfare_desk.welfare.claim_papers import SIGNATURES, SeenKind
from welfare_desk.welfare.claims import STATUSES, ClaimStatus
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.claim_facts import WholeClaim
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.benefits import BenefitType

NAME, TITLE = "claim-form", N_("Claim for a benefit")
QUESTION = N_("One claim with its papers, signatures and decision, to be signed.")
PARAMETERS = (CLAIM,)
UNITS = {
    Unit.EVENT: N_("times"),
    Unit.CHILD: N_("children"),
    Unit.NIGHT: N_("nights"),
    Unit.DAY: N_("days"),
    Unit.MONTH: N_("months"),
    Unit.YEAR: N_("years"),
    Unit.HOUSEHOLD: N_("households"),
}
BLANK = "." * 44


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one claim, and lay its form out."""
    return lay_out(whole_claim(tx, claim_asked(asked), asked.sees))


def how_many(kind: BenefitType, quantity: int) -> str:
    """Say how many of what a claim is for: 3 nights; one event is nothing to be said."""
    unit = next((each.unit for each in kind.rules if each.amount is not None), Unit.EVENT)
    return "" if unit is Unit.EVENT and quantity == 1 else f"{quantity} {_(UNITS[unit])}"


def lay_out(whole: WholeClaim) -> Report:
    """Lay out the parts of the form one under the other."""
    rows: list[Row] = []
    for heading, parts in (
        (_("What is asked"), _asked(whole)),
        (_("Papers"), _papers(whole)),
        (_("Signatures of the village centre"), _signed(whole)),
        (_("What the regulation gives"), _given(whole)),
        (_("Decision of the committee"), _decided(whole)),
    ):
        rows.append(Row((heading, None), Role.HEADING))
        rows += [Row(each) for each in parts]
    claim = whole.claim
    return Report(
        NAME,
        _(TITLE),
        (Column("item", _("Item"), width=34), Column("said", _("What stands there"), width=66)),
        tuple(rows),
        f"{claim.reference} · {whole.kind.name} · {_(STATUSES[claim.status])}",
        signatures=(_("Claimant"), _("Treasurer"), _("Chair")),
    )


def _asked(whole: WholeClaim) -> Iterator[tuple[str, str]]:
    claim, member = whole.claim, whole.member
    who = f"{member.name} ({member.number})" if member else ""
    said = (
        (_("Member"), who),
        (_("House"), member.house if member else ""),
        (_("Village"), member.village if member else ""),
        (_("Day of the event"), long_day(claim.event_day)),
        (_("Claimed on"), long_day(claim.claim_day)),
        (_("Quantity"), how_many(whole.kind, claim.quantity)),
        (_("About whom or what"), " ".join(part for part in (claim.subject, claim.relation) if part)),
        (_("Details"), whole.details),
        (_("Cause"), whole.cause),
        (_("Amount asked"), claim.asked.text() if claim.asked else ""),
    )
    yield from ((label, words) for label, words in said if words)


def _papers(whole: WholeClaim) -> Iterator[tuple[str, str]]:
    seen = {each.name: each.day for each in whole.seen if each.kind is SeenKind.DOCUMENT}
    for name in dict.fromkeys((*whole.kind.documents, *seen)):
        yield name, _("seen on {day}").format(day=long_day(seen[name])) if name in seen else _("not seen yet")


def _signed(whole: WholeClaim) -> Iterator[tuple[str, str]]:
    names = [each.name for each in whole.seen if each.kind is SeenKind.SIGNATURE]
    for at in range(SIGNATURES):
        name = names[at] if at < len(names) else ""
        yield _("Signature {number}").format(number=at + 1), f"{BLANK} {name}".rstrip()


def _given(whole: WholeClaim) -> Iterator[tuple[str, str]]:
    if whole.claim.status is ClaimStatus.ASKED:
        yield _("Not decided yet"), ""
        return
    right = whole.claim.right
    yield _("By the regulation"), _("{amount} baht").format(amount=right.text())
    yield from ((_("Reason"), each.words) for each in whole.reasons)
    yield from ((_("Met"), words) for words in whole.met)
    since = _("in force from {day}").format(day=long_day(whole.regulation.from_day))
    yield _("Regulation"), f"{whole.regulation.name} · {since}"


def _decided(whole: WholeClaim) -> Iterator[tuple[str, str]]:
    told = whole.resolution
    if told is None:
        yield _("Approved"), BLANK
        yield _("Not approved, because"), BLANK
        yield _("Resolution and day"), BLANK
        return
    if told.status == ClaimStatus.REJECTED.value:
        yield _("Not approved, because"), told.words
    else:
        yield _("Approved"), _("{amount} baht").format(amount=told.amount.text())
        yield _("In words"), amount_in_words(told.amount)
        yield _("Resolution and day"), f"{told.words} · {long_day(told.day)}"
        if whole.claim.is_override:
            yield _("Beyond the regulation"), _("by resolution")
    for paid in whole.payments:
        words = f"{paid.voucher} · {long_day(paid.day)} · {paid.payee} · {paid.amount.text()}"
        yield _("Paid out"), words
