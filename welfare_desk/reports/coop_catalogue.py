"""The reports of books whose members own shares and savings, beside those that every book has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.reports import (
    allowance_loans,
    allowance_roll,
    allowance_rules,
    allowance_summary,
    borrowing,
    borrowings,
    confirm_owned,
    control_accounts,
    coop_ratios,
    credit_strength,
    loan,
    loan_application,
    loan_applications,
    loan_arrears,
    loan_contract,
    loan_guarantors,
    loan_interest,
    loan_movement,
    loan_notice,
    loan_products,
    loan_ratios,
    loan_receipt,
    loan_schedule,
    loans,
    member_owned,
    member_rules,
    member_statement,
    members_by_class,
    payroll_sheet,
    payroll_sheets,
    savings_card,
    savings_dormant,
    savings_interest,
    savings_products,
    savings_register,
    settlement,
    share_card,
    share_certificate,
    share_register,
    surplus_members,
    surplus_unpaid,
    surplus_worksheet,
)
from welfare_desk.reports.report_kinds import kind_of

if TYPE_CHECKING:
    from welfare_desk.reports.report_kinds import ReportKind

COOP_GROUPS: tuple[tuple[str, tuple[ReportKind, ...]], ...] = (
    (
        N_("Shares and savings"),
        (
            kind_of(share_register),
            kind_of(share_card),
            kind_of(share_certificate),
            kind_of(members_by_class),
            kind_of(settlement),
            kind_of(savings_register),
            kind_of(savings_card),
            kind_of(savings_interest),
            kind_of(savings_dormant),
            kind_of(savings_products),
            kind_of(member_rules),
            kind_of(member_owned),
            kind_of(member_statement),
            kind_of(payroll_sheets),
            kind_of(payroll_sheet),
        ),
    ),
    (
        N_("Members' records and control accounts"),
        (kind_of(control_accounts), kind_of(confirm_owned)),
    ),
    (
        N_("Allowance and borrowings"),
        (
            kind_of(allowance_summary),
            kind_of(allowance_loans),
            kind_of(allowance_roll),
            kind_of(allowance_rules),
            kind_of(borrowings),
            kind_of(borrowing),
        ),
    ),
    (
        N_("Surplus and ratios"),
        (
            kind_of(surplus_worksheet),
            kind_of(surplus_members),
            kind_of(surplus_unpaid),
            kind_of(coop_ratios),
            kind_of(credit_strength),
        ),
    ),
    (
        N_("Loans"),
        (
            kind_of(loans),
            kind_of(loan),
            kind_of(loan_schedule),
            kind_of(loan_contract),
            kind_of(loan_applications),
            kind_of(loan_application),
            kind_of(loan_arrears),
            kind_of(loan_interest),
            kind_of(loan_movement),
            kind_of(loan_ratios),
            kind_of(loan_guarantors),
            kind_of(loan_notice),
            kind_of(loan_receipt),
            kind_of(loan_products),
        ),
    ),
)
COOP_KINDS = tuple(kind for _group, kinds in COOP_GROUPS for kind in kinds)
