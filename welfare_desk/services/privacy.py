"""Personal data: consents, requests of members, erasing, breaches, and reports that leave with whole numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.members.privacy import (
    DataRequest,
    RequestKind,
    RequestStatus,
    Scope,
    erasable,
    erased,
    problems_of_answer,
    problems_of_breach,
    problems_of_consent,
)
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.desk import needs
from welfare_desk.storage import members, privacy, settings, trail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.privacy import Breach, Consent, Erasure
    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

MOST_YEARS = 50


@needs(Permission.PERSONAL)
def whole_report(desk: Desk, name: str, params: Mapping[str, str | date]) -> Report:
    """Make a report that leaves the book with whole ID and telephone numbers; the trail keeps that it did."""
    with desk.book.write() as tx:
        report = make_report(tx, name, params, desk.today, desk.person().sees)
        told = {"member": str(params["member"])} if params.get("member") else {}
        trail.add(tx, desk.made(), "personal.exported", name, count=len(report.rows), **told)
    return report


@needs(Permission.REGISTER)
def record_consents(desk: Desk, number: str, said: Sequence[Consent]) -> None:
    """Keep what a member agrees to, or no longer agrees to; all of it or nothing."""
    with desk.book.write() as tx:
        members.get(tx, number)
        last = privacy.consents(tx, number).get(number, {})
        found = [each for one in said for each in problems_of_consent(one, last.get(one.purpose), desk.today)]
        if found:
            raise RuleError(*found)
        for one in said:
            privacy.add_consent(tx, number, replace(one, how=one.how.strip()))
            act = "consent.given" if one.given else "consent.withdrawn"
            trail.add(tx, desk.made(), act, number, purpose=one.purpose.value, day=one.day.isoformat())


@needs(Permission.REGISTER)
def receive_request(desk: Desk, number: str, kind: RequestKind, wish: str, day: date) -> DataRequest:
    """Take a member's request about the own data in; it is answered within 30 days."""
    with desk.book.write() as tx:
        members.get(tx, number)
        found = [
            problem("request.open", N_("The same request of this member is open: number {number}."), number=each.id)
            for each in privacy.requests(tx, number)
            if each.kind is kind and each.status is RequestStatus.OPEN
        ]
        if day > desk.today:
            found.append(problem("request.future", N_("The day may not lie in the future."), "day"))
        if found:
            raise RuleError(*found)
        request = DataRequest(0, number, kind, day, wish.strip())
        request = replace(request, id=privacy.add_request(tx, request))
        trail.add(tx, desk.made(), "request.received", number, kind=kind.value, request=request.id)
    return request


@needs(Permission.REGISTER)
def answer_request(desk: Desk, request_id: int, status: RequestStatus, answer: str) -> None:
    """Keep what a request was answered today; a refusal says why."""
    with desk.book.write() as tx:
        _answer(tx, desk, request_id, status, answer)


def _answer(tx: Tx, desk: Desk, request_id: int, status: RequestStatus, answer: str) -> None:
    request = next((each for each in privacy.requests(tx) if each.id == request_id), None)
    if request is None:
        raise RuleError(problem("request.unknown", N_("There is no request {number}."), number=request_id))
    answered = replace(request, status=status, answered=desk.today, answer=answer.strip())
    if found := problems_of_answer(request, answered):
        raise RuleError(*found)
    privacy.answer_request(tx, answered)
    act = "request.refused" if status is RequestStatus.REFUSED else "request.done"
    trail.add(tx, desk.made(), act, request.member, kind=request.kind.value, request=request.id)


def what_may_go(tx: Tx, number: str, today: date) -> Erasure | Problem:
    """Tell what of a member could be erased today, or why nothing."""
    member = members.get(tx, number)
    last = privacy.last_money(tx, sorted(_numbers(tx, number)))
    return erasable(member, last, today, privacy.kept_years(tx), privacy.erased_scopes(tx, number))


@needs(Permission.CORRECT)
def erase_member(desk: Desk, number: str) -> Erasure:
    """Erase for good what the law lets go of a member today; the ledger keeps numbers, never names.

    It takes the register, what it held before, attached files, words and causes of claims, and with the name the texts
    of the vouchers that concern nobody else; pages that are not saved are emptied. An open request to erase is answered
    by it. Older backups still hold what was erased.
    """
    with desk.book.write() as tx:
        may_go = what_may_go(tx, number, desk.today)
        if isinstance(may_go, Problem):
            raise RuleError(may_go)
        texts, files = 0, list[str]()
        for each in sorted(_numbers(tx, number)):
            before = members.get(tx, each)
            members.replace(tx, erased(before, may_go.scopes))
            privacy.erase_history(tx, each)
            files += privacy.erase_files(tx, each)
            privacy.erase_claims(tx, each)
            if Scope.IDENTITY in may_go.scopes:
                texts += privacy.erase_texts(tx, each)
                privacy.erase_slips(tx, each)
        privacy.drop_unfinished(tx)
        privacy.add_erasure(tx, number, may_go.scopes, desk.today)
        scopes = [each.value for each in may_go.scopes]
        trail.add(tx, desk.made(), "member.erased", number, fields=scopes, vouchers=texts, files=len(files))
        for request in privacy.requests(tx, number):
            if request.kind is RequestKind.ERASE and request.status is RequestStatus.OPEN:
                _answer(tx, desk, request.id, RequestStatus.DONE, _said_of(may_go))
        if Scope.IDENTITY in may_go.scopes:
            privacy.blank_requests(tx, number)
    return may_go


def _said_of(erasure: Erasure) -> str:
    if erasure.rest_from is None:
        return _("Erased.")
    text = _("Erased, but for name, ID number and birth: they stay with the papers of accounts until {day}.")
    return text.format(day=long_day(erasure.rest_from))


@needs(Permission.SET_UP)
def keep_names_for(desk: Desk, years: int) -> None:
    """Set how many years name and ID number stay after a membership ended."""
    if not 0 < years <= MOST_YEARS:
        text = N_("Write a number of years from 1 to {most}.")
        raise RuleError(problem("privacy.years", text, "years", most=MOST_YEARS))
    with desk.book.write() as tx:
        settings.put(tx, privacy.YEARS, str(years))
        trail.add(tx, desk.made(), "privacy.years_set", str(years))


def kept_years(tx: Tx) -> int:
    """Read how many years name and ID number stay after a membership ended."""
    return privacy.kept_years(tx)


def last_consents(tx: Tx, number: str) -> list[Consent]:
    """Read the last word of a member on each purpose."""
    return list(privacy.consents(tx, number).get(number, {}).values())


@needs(Permission.REGISTER)
def write_down_breach(desk: Desk, breach: Breach) -> Breach:
    """Keep what is known of a breach: a new one (`id` 0), or more about one that is kept."""
    with desk.book.write() as tx:
        found = problems_of_breach(breach, desk.now())
        kept = next((each for each in privacy.breaches(tx) if each.id == breach.id), None)
        if breach.id and kept is None:
            found.append(problem("breach.unknown", N_("There is no breach {number}."), number=breach.id))
        if kept is not None and _is_untold(kept, breach):
            text = N_("What was told once stays: the moment of finding and of telling is not changed.")
            found.append(problem("breach.kept", text, "found"))
        if found:
            raise RuleError(*found)
        breach = replace(breach, id=privacy.put_breach(tx, breach))
        act = "breach.found" if kept is None else "breach.followed"
        pairs = (("office", breach.office_told_at), ("people", breach.people_told_at))
        told = [name for name, at in pairs if at is not None]
        trail.add(tx, desk.made(), act, f"B-{breach.id}", risk=breach.risk.value, told=told)
    return breach


def _is_untold(kept: Breach, now: Breach) -> bool:
    pairs = ((kept.office_told_at, now.office_told_at), (kept.people_told_at, now.people_told_at))
    return kept.found_at != now.found_at or any(before not in (None, after) for before, after in pairs)


def list_breaches(tx: Tx) -> list[Breach]:
    """Read every breach, the oldest first."""
    return privacy.breaches(tx)


def _numbers(tx: Tx, number: str) -> set[str]:
    """Give a member's number and those that were merged into it."""
    return {number, *(each for each, into in members.merges(tx).items() if into == number)}
