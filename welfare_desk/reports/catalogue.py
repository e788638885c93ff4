"""The catalogue: every report, declared once, with what it may be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.people import Permission
from welfare_desk.reports import (
    activities,
    adjustments,
    advances,
    arrears,
    as_known,
    assets,
    attendance,
    audit_random_sample,
    audit_sample,
    audit_trail,
    bank_lines,
    bank_reconciliation,
    benefit_decisions,
    benefit_voucher,
    benefits_by_age,
    benefits_by_month,
    benefits_by_village,
    benefits_paid,
    breaches,
    budget,
    cash_book,
    cash_count,
    cash_counts,
    cash_flow,
    chart_of_accounts,
    cheques,
    citizen_summary,
    claim_form,
    claim_meeting,
    claim_notice,
    claims,
    close_checklist,
    closed_periods,
    collection_summary,
    committee,
    confirm_banks,
    confirm_members,
    consents,
    data_requests,
    depreciation,
    discussion,
    draft_list,
    entry,
    financial_position,
    findings,
    fund,
    fund_changes,
    fund_finance,
    fund_health,
    fund_profile,
    general_ledger,
    grant,
    grants,
    hand_in_slip,
    hand_ins,
    handover,
    handovers,
    income_expense,
    integrity_certificate,
    journal,
    kept_statement,
    layout_list,
    management_letter,
    match_annex,
    match_letter,
    match_programmes,
    match_proposal,
    match_receipt,
    match_round,
    match_rounds,
    meeting,
    meetings,
    member_benefits,
    member_data,
    member_duplicates,
    member_history,
    member_list,
    member_matches,
    money_by_source,
    notes,
    notice_board,
    passbook,
    pending,
    pending_work,
    performance,
    period_statement,
    processing_record,
    readiness,
    receipt_books,
    receipt_register,
    receipts_payments,
    recurring,
    regulation,
    regulations,
    retention,
    self_assessment,
    signing_key,
    status_form,
    submissions,
    trial_balance,
    users,
    voided_vouchers,
    voucher_gaps,
    vouchers,
    withholding_certificate,
    withholdings,
    working_papers,
)
from welfare_desk.reports.audit_tests import every, summary
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.masks import masked
from welfare_desk.reports.parameters import Asked, Parameter, read_parameters
from welfare_desk.storage import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from welfare_desk.reports.model import Report
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report: its name for machines, its English title and the question it answers (marked), and how it is made."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    make: Callable[[Tx, Asked], Report]


class _Module(Protocol):
    @property
    def NAME(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def TITLE(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def QUESTION(self) -> str: ...  # noqa: N802 - a constant of the module
    @property
    def PARAMETERS(self) -> tuple[Parameter, ...]: ...  # noqa: N802 - a constant of the module
    def make(self, tx: Tx, asked: Asked, /) -> Report: ...


def _kind(module: _Module) -> ReportKind:
    return ReportKind(module.NAME, module.TITLE, module.QUESTION, module.PARAMETERS, module.make)


GROUPS = (
    (
        N_("Overview"),
        (
            _kind(fund),
            _kind(money_by_source),
            _kind(fund_health),
            _kind(citizen_summary),
            _kind(notice_board),
        ),
    ),
    (
        N_("Money and accounts"),
        (
            _kind(trial_balance),
            _kind(financial_position),
            _kind(performance),
            _kind(receipts_payments),
            _kind(cash_flow),
            _kind(fund_changes),
            _kind(notes),
            _kind(discussion),
            _kind(income_expense),
            _kind(cash_book),
            _kind(general_ledger),
            _kind(chart_of_accounts),
            _kind(layout_list),
        ),
    ),
    (
        N_("Members and contributions"),
        (
            _kind(member_list),
            _kind(arrears),
            _kind(collection_summary),
            _kind(member_duplicates),
            _kind(passbook),
            _kind(member_history),
        ),
    ),
    (
        N_("Benefits and matching money"),
        (
            _kind(claims),
            _kind(claim_form),
            _kind(claim_meeting),
            _kind(claim_notice),
            _kind(benefit_voucher),
            _kind(regulations),
            _kind(regulation),
            _kind(benefits_by_month),
            _kind(benefits_by_village),
            _kind(benefits_by_age),
            _kind(benefit_decisions),
            _kind(member_benefits),
            _kind(match_rounds),
            _kind(match_round),
            _kind(match_annex),
            _kind(match_letter),
            _kind(match_proposal),
            _kind(match_receipt),
            _kind(member_matches),
            _kind(match_programmes),
            _kind(grants),
            _kind(grant),
            _kind(activities),
        ),
    ),
    (
        N_("Certification"),
        (
            _kind(readiness),
            _kind(status_form),
            _kind(self_assessment),
            _kind(fund_profile),
            _kind(submissions),
            _kind(fund_finance),
            _kind(benefits_paid),
            _kind(retention),
            _kind(committee),
            _kind(meetings),
            _kind(meeting),
            _kind(attendance),
        ),
    ),
    (
        N_("Personal data"),
        (
            _kind(member_data),
            _kind(consents),
            _kind(data_requests),
            _kind(processing_record),
            _kind(breaches),
        ),
    ),
    (
        N_("Papers of the day"),
        (
            _kind(receipt_register),
            _kind(receipt_books),
            _kind(cheques),
            _kind(cash_counts),
            _kind(cash_count),
            _kind(bank_lines),
            _kind(bank_reconciliation),
            _kind(hand_ins),
            _kind(hand_in_slip),
            _kind(handovers),
            _kind(handover),
        ),
    ),
    (
        N_("Before the close"),
        (
            _kind(recurring),
            _kind(advances),
            _kind(assets),
            _kind(depreciation),
            _kind(budget),
            _kind(withholdings),
            _kind(withholding_certificate),
        ),
    ),
    (
        N_("Vouchers and checking"),
        (
            _kind(vouchers),
            _kind(journal),
            _kind(entry),
            _kind(draft_list),
            _kind(voided_vouchers),
            _kind(voucher_gaps),
            _kind(audit_trail),
            _kind(as_known),
            _kind(close_checklist),
            _kind(closed_periods),
            _kind(period_statement),
            _kind(kept_statement),
            _kind(adjustments),
            _kind(findings),
            _kind(management_letter),
            _kind(working_papers),
            _kind(audit_sample),
            _kind(audit_random_sample),
            _kind(confirm_members),
            _kind(confirm_banks),
            _kind(signing_key),
            _kind(integrity_certificate),
            _kind(pending),
            _kind(pending_work),
            _kind(users),
        ),
    ),
    (
        N_("Auditor's tests"),
        (
            _kind(summary),
            *(ReportKind(each.name, each.title, each.question, each.parameters, each.make) for each in every.TESTS),
        ),
    ),
)
KINDS = tuple(kind for _group, kinds in GROUPS for kind in kinds)
_BY_NAME = {kind.name: kind for kind in KINDS}


def find(name: str) -> ReportKind:
    """Find a report by its name; an unknown one is a `RuleError`."""
    kind = _BY_NAME.get(name)
    if kind is None:
        text = N_("There is no report “{name}”.")
        raise RuleError(problem("report.unknown", text, "name", name=name))
    return kind


def make_report(
    tx: Tx, name: str, params: Mapping[str, str | date], today: date, sees: frozenset[Permission] = frozenset()
) -> Report:
    """Make a report; days may be given as dates, `2026-01-05` or `BE2569-01-05`.

    What was not given has the defaults of its parameters; bad parameters are named together in a `RuleError`. Without
    more being said ID numbers, telephone numbers and what concerns health are hidden; `sees` names what is not.
    """
    kind = find(name)
    report = kind.make(tx, replace(read_parameters(tx, kind.parameters, params, today), sees=sees))
    if Permission.PERSONAL not in sees:
        report = masked(report)
    book_name = named(settings.get(tx, "name_th"), settings.find(tx, "name_en"))
    mark = report.mark or (statement_status(tx, *report.days) if report.days is not None else None)
    return replace(report, name=kind.name, book_name=book_name, made_on=today, mark=mark)
