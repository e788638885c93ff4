"""The catalogue: every report, declared once, with what it may be asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import MEMBER_OWNED
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
from welfare_desk.reports.coop_catalogue import COOP_GROUPS, COOP_KINDS
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.masks import masked
from welfare_desk.reports.parameters import read_parameters
from welfare_desk.reports.report_kinds import ReportKind, kind_of
from welfare_desk.storage import settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.reports.model import Report
    from welfare_desk.storage.book import Tx


GROUPS = (
    (
        N_("Overview"),
        (
            kind_of(fund),
            kind_of(money_by_source),
            kind_of(fund_health),
            kind_of(citizen_summary),
            kind_of(notice_board),
        ),
    ),
    (
        N_("Money and accounts"),
        (
            kind_of(trial_balance),
            kind_of(financial_position),
            kind_of(performance),
            kind_of(receipts_payments),
            kind_of(cash_flow),
            kind_of(fund_changes),
            kind_of(notes),
            kind_of(discussion),
            kind_of(income_expense),
            kind_of(cash_book),
            kind_of(general_ledger),
            kind_of(chart_of_accounts),
            kind_of(layout_list),
        ),
    ),
    (
        N_("Members and contributions"),
        (
            kind_of(member_list),
            kind_of(arrears),
            kind_of(collection_summary),
            kind_of(member_duplicates),
            kind_of(passbook),
            kind_of(member_history),
        ),
    ),
    (
        N_("Benefits and matching money"),
        (
            kind_of(claims),
            kind_of(claim_form),
            kind_of(claim_meeting),
            kind_of(claim_notice),
            kind_of(benefit_voucher),
            kind_of(regulations),
            kind_of(regulation),
            kind_of(benefits_by_month),
            kind_of(benefits_by_village),
            kind_of(benefits_by_age),
            kind_of(benefit_decisions),
            kind_of(member_benefits),
            kind_of(match_rounds),
            kind_of(match_round),
            kind_of(match_annex),
            kind_of(match_letter),
            kind_of(match_proposal),
            kind_of(match_receipt),
            kind_of(member_matches),
            kind_of(match_programmes),
            kind_of(grants),
            kind_of(grant),
            kind_of(activities),
        ),
    ),
    (
        N_("Certification"),
        (
            kind_of(readiness),
            kind_of(status_form),
            kind_of(self_assessment),
            kind_of(fund_profile),
            kind_of(submissions),
            kind_of(fund_finance),
            kind_of(benefits_paid),
            kind_of(retention),
            kind_of(committee),
            kind_of(meetings),
            kind_of(meeting),
            kind_of(attendance),
        ),
    ),
    (
        N_("Personal data"),
        (
            kind_of(member_data),
            kind_of(consents),
            kind_of(data_requests),
            kind_of(processing_record),
            kind_of(breaches),
        ),
    ),
    (
        N_("Papers of the day"),
        (
            kind_of(receipt_register),
            kind_of(receipt_books),
            kind_of(cheques),
            kind_of(cash_counts),
            kind_of(cash_count),
            kind_of(bank_lines),
            kind_of(bank_reconciliation),
            kind_of(hand_ins),
            kind_of(hand_in_slip),
            kind_of(handovers),
            kind_of(handover),
        ),
    ),
    (
        N_("Before the close"),
        (
            kind_of(recurring),
            kind_of(advances),
            kind_of(assets),
            kind_of(depreciation),
            kind_of(budget),
            kind_of(withholdings),
            kind_of(withholding_certificate),
        ),
    ),
    (
        N_("Vouchers and checking"),
        (
            kind_of(vouchers),
            kind_of(journal),
            kind_of(entry),
            kind_of(draft_list),
            kind_of(voided_vouchers),
            kind_of(voucher_gaps),
            kind_of(audit_trail),
            kind_of(as_known),
            kind_of(close_checklist),
            kind_of(closed_periods),
            kind_of(period_statement),
            kind_of(kept_statement),
            kind_of(adjustments),
            kind_of(findings),
            kind_of(management_letter),
            kind_of(working_papers),
            kind_of(audit_sample),
            kind_of(audit_random_sample),
            kind_of(confirm_members),
            kind_of(confirm_banks),
            kind_of(signing_key),
            kind_of(integrity_certificate),
            kind_of(pending),
            kind_of(pending_work),
            kind_of(users),
        ),
    ),
    (
        N_("Auditor's tests"),
        (
            kind_of(summary),
            *(ReportKind(each.name, each.title, each.question, each.parameters, each.make) for each in every.TESTS),
        ),
    ),
)
KINDS = tuple(kind for _group, kinds in GROUPS for kind in kinds)  # of the books of welfare funds
_OF_FUNDS = frozenset(  # reports that say nothing in a book whose members own shares and savings
    """
    fund money-by-source fund-health citizen-summary notice-board fund-changes income-expense receipts-payments
    arrears collection-summary collection-sheet passbook claims claim-form claim-meeting claim-notice benefit-voucher
    regulations regulation benefits-by-month benefits-by-village benefits-by-age benefit-decisions member-benefits
    match-rounds match-round match-annex match-letter match-proposal match-receipt member-matches match-programmes
    grants grant activities readiness status-form self-assessment fund-profile submissions fund-finance benefits-paid
    receipt-register receipts receipt-books hand-ins hand-in advances confirm-members
    """.split()  # noqa: SIM905 - a list of words is easier to keep in order
)
EVERY = (*KINDS, *COOP_KINDS)
_BY_NAME = {kind.name: kind for kind in EVERY}


def groups_of(book_kind: str) -> tuple[tuple[str, tuple[ReportKind, ...]], ...]:
    """Give the reports of a kind of book, by group; a group without any is left out."""
    if book_kind not in MEMBER_OWNED:
        return GROUPS
    kept = ((title, tuple(kind for kind in kinds if kind.name not in _OF_FUNDS)) for title, kinds in GROUPS)
    return (*COOP_GROUPS, *((title, kinds) for title, kinds in kept if kinds))


def kinds_of(book_kind: str) -> tuple[ReportKind, ...]:
    """Give the reports of a kind of book."""
    return tuple(kind for _group, kinds in groups_of(book_kind) for kind in kinds)


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
