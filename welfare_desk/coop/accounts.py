"""Accounts that cooperatives, savings groups and village funds post to, each kind by the codes of its own chart."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

COOPERATIVE, SAVINGS_GROUP, VILLAGE_FUND = "cooperative", "savings-group", "village-fund"
MEMBER_OWNED = (COOPERATIVE, SAVINGS_GROUP, VILLAGE_FUND)  # kinds of books in which members own shares and savings


class CoopAccount(Enum):
    """What an account is for."""

    SHARE_CAPITAL = "share_capital"
    PLEDGED_SAVINGS = "pledged_savings"
    ORDINARY_SAVINGS = "ordinary_savings"
    SPECIAL_SAVINGS = "special_savings"
    FIXED_SAVINGS = "fixed_savings"
    EMERGENCY_LOANS = "emergency_loans"
    ORDINARY_LOANS = "ordinary_loans"
    SPECIAL_LOANS = "special_loans"
    HOUSING_LOANS = "housing_loans"
    LITIGATION = "litigation"
    LOAN_INTEREST = "loan_interest"
    PENALTY = "penalty"
    ENTRANCE_FEE = "entrance_fee"
    OTHER_INCOME = "other_income"
    ACCRUED_LOAN_INTEREST = "accrued_loan_interest"
    ALLOWANCE_LOANS = "allowance_loans"
    ALLOWANCE_INTEREST = "allowance_interest"
    DOUBTFUL_DEBT = "doubtful_debt"
    DEPOSIT_INTEREST = "deposit_interest"
    ACCRUED_INTEREST_PAYABLE = "accrued_interest_payable"
    BORROWINGS = "borrowings"
    SHORT_BORROWINGS = "short_borrowings"
    BORROWING_INTEREST = "borrowing_interest"
    DEFERRED_SUBSIDY = "deferred_subsidy"
    INTEREST_SUBSIDY = "interest_subsidy"
    TAX_WITHHELD = "tax_withheld"
    RESERVE = "reserve"
    NET_PROFIT = "net_profit"
    ACCUMULATED_LOSS = "accumulated_loss"
    LEAGUE_FEE = "league_fee"
    DIVIDEND_PAYABLE = "dividend_payable"
    PATRONAGE_PAYABLE = "patronage_payable"
    BONUS_PAYABLE = "bonus_payable"
    EQUALISATION = "equalisation"
    EDUCATION = "education"
    PUBLIC_BENEFIT = "public_benefit"
    WELFARE_FUND = "welfare_fund"


_COOPERATIVE = {
    CoopAccount.SHARE_CAPITAL: "31000",
    CoopAccount.PLEDGED_SAVINGS: "21414",
    CoopAccount.ORDINARY_SAVINGS: "21410",
    CoopAccount.SPECIAL_SAVINGS: "21414",
    CoopAccount.FIXED_SAVINGS: "21420",
    CoopAccount.EMERGENCY_LOANS: "11531",
    CoopAccount.ORDINARY_LOANS: "11533",
    CoopAccount.SPECIAL_LOANS: "11535",
    CoopAccount.HOUSING_LOANS: "11536",
    CoopAccount.LITIGATION: "11580",
    CoopAccount.LOAN_INTEREST: "41010",
    CoopAccount.PENALTY: "42010",
    CoopAccount.ENTRANCE_FEE: "42050",
    CoopAccount.OTHER_INCOME: "42090",
    CoopAccount.ACCRUED_LOAN_INTEREST: "11541",
    CoopAccount.ALLOWANCE_LOANS: "11591",
    CoopAccount.ALLOWANCE_INTEREST: "11592",
    CoopAccount.DOUBTFUL_DEBT: "52060",
    CoopAccount.DEPOSIT_INTEREST: "51010",
    CoopAccount.ACCRUED_INTEREST_PAYABLE: "21510",
    CoopAccount.BORROWINGS: "22110",
    CoopAccount.SHORT_BORROWINGS: "21100",
    CoopAccount.BORROWING_INTEREST: "51020",
    CoopAccount.DEFERRED_SUBSIDY: "22410",
    CoopAccount.INTEREST_SUBSIDY: "41040",
    CoopAccount.TAX_WITHHELD: "21530",
    CoopAccount.RESERVE: "32000",
    CoopAccount.NET_PROFIT: "36000",
    CoopAccount.ACCUMULATED_LOSS: "37000",
    CoopAccount.LEAGUE_FEE: "21610",
    CoopAccount.DIVIDEND_PAYABLE: "21620",
    CoopAccount.PATRONAGE_PAYABLE: "21630",
    CoopAccount.BONUS_PAYABLE: "21640",
    CoopAccount.EQUALISATION: "33300",
    CoopAccount.EDUCATION: "33700",
    CoopAccount.PUBLIC_BENEFIT: "33100",
    CoopAccount.WELFARE_FUND: "33200",
}
_GROUP = {
    CoopAccount.SHARE_CAPITAL: "31010",
    CoopAccount.PLEDGED_SAVINGS: "31020",
    CoopAccount.ORDINARY_SAVINGS: "21010",
    CoopAccount.SPECIAL_SAVINGS: "21020",
    CoopAccount.FIXED_SAVINGS: "21030",
    CoopAccount.EMERGENCY_LOANS: "13020",
    CoopAccount.ORDINARY_LOANS: "13010",
    CoopAccount.SPECIAL_LOANS: "13030",
    CoopAccount.HOUSING_LOANS: "13030",
    CoopAccount.LITIGATION: "13030",
    CoopAccount.LOAN_INTEREST: "41010",
    CoopAccount.PENALTY: "42010",
    CoopAccount.ENTRANCE_FEE: "43010",
    CoopAccount.OTHER_INCOME: "43090",
    CoopAccount.ACCRUED_LOAN_INTEREST: "14010",
    CoopAccount.ALLOWANCE_LOANS: "13110",
    CoopAccount.ALLOWANCE_INTEREST: "13110",
    CoopAccount.DOUBTFUL_DEBT: "55030",
    CoopAccount.DEPOSIT_INTEREST: "51010",
    CoopAccount.ACCRUED_INTEREST_PAYABLE: "22010",
    CoopAccount.BORROWINGS: "23020",
    CoopAccount.SHORT_BORROWINGS: "23010",
    CoopAccount.BORROWING_INTEREST: "51030",
    CoopAccount.DEFERRED_SUBSIDY: "32060",
    CoopAccount.INTEREST_SUBSIDY: "43050",
    CoopAccount.TAX_WITHHELD: "22060",
    CoopAccount.RESERVE: "34100",
    CoopAccount.NET_PROFIT: "33020",
    CoopAccount.ACCUMULATED_LOSS: "33010",
    CoopAccount.LEAGUE_FEE: "22050",
    CoopAccount.DIVIDEND_PAYABLE: "22030",
    CoopAccount.PATRONAGE_PAYABLE: "22040",
    CoopAccount.BONUS_PAYABLE: "34500",
    CoopAccount.EQUALISATION: "34400",
    CoopAccount.EDUCATION: "34540",
    CoopAccount.PUBLIC_BENEFIT: "34510",
    CoopAccount.WELFARE_FUND: "34530",
}
ROLES: Mapping[str, Mapping[CoopAccount, str]] = {
    COOPERATIVE: _COOPERATIVE,
    SAVINGS_GROUP: _GROUP,
    VILLAGE_FUND: _GROUP,
}
_KEPT_IN = {  # control accounts: every line on them is explained by what members hold
    CoopAccount.SHARE_CAPITAL: Ledger.SHARE,
    CoopAccount.DIVIDEND_PAYABLE: Ledger.SHARE,
    CoopAccount.PATRONAGE_PAYABLE: Ledger.SHARE,
    CoopAccount.PLEDGED_SAVINGS: Ledger.SAVINGS,
    CoopAccount.ORDINARY_SAVINGS: Ledger.SAVINGS,
    CoopAccount.SPECIAL_SAVINGS: Ledger.SAVINGS,
    CoopAccount.FIXED_SAVINGS: Ledger.SAVINGS,
    CoopAccount.ACCRUED_INTEREST_PAYABLE: Ledger.SAVINGS,
    CoopAccount.EMERGENCY_LOANS: Ledger.LOAN,
    CoopAccount.ORDINARY_LOANS: Ledger.LOAN,
    CoopAccount.SPECIAL_LOANS: Ledger.LOAN,
    CoopAccount.HOUSING_LOANS: Ledger.LOAN,
    CoopAccount.LITIGATION: Ledger.LOAN,
    CoopAccount.ACCRUED_LOAN_INTEREST: Ledger.LOAN,
    CoopAccount.BORROWINGS: Ledger.BORROWING,
    CoopAccount.SHORT_BORROWINGS: Ledger.BORROWING,
}


def controls_of(kind: str) -> dict[str, Ledger]:
    """Give the control accounts of a kind of book, each with the ledger it is kept in; none for a welfare fund."""
    roles = ROLES.get(kind, {})
    return {roles[each]: ledger for each, ledger in _KEPT_IN.items() if each in roles}
