"""Who is put forward for matching money, and for how much."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource
from welfare_desk.welfare.matching import (
    BAHT_FOR_BAHT,
    USUAL_ACCOUNTS,
    Candidate,
    Giver,
    MatchProgramme,
    MatchTerms,
    ask,
    examine,
)

CHART = {each.code: each for each in read_chart(resource("charts/welfare_fund.tsv").read_text(encoding="utf-8"))}
CODI = MatchProgramme("codi", "สมทบจาก พอช.", "CODI match", Giver.STATE, "4201", "1201")
USUAL = MatchTerms()
MALI = Candidate("00001", Money.baht(365), was_member=True, full_years=3, is_paid_up=True)


def reasons(terms=USUAL, **changes):
    found = examine(replace(MALI, **changes), terms)
    assert bool(found.reasons) is (found.counted == ZERO)
    return [each.code for each in found.reasons]


def test_who_meets_every_term_counts_up_to_the_cap():
    assert examine(MALI, USUAL).counted == Money.baht(365)
    assert examine(replace(MALI, paid=Money.baht(730)), USUAL).counted == Money.baht(365)
    assert examine(replace(MALI, paid=Money.baht(300)), USUAL).counted == Money.baht(300)


def test_what_was_put_forward_for_the_year_before_does_not_count_again():
    part = replace(MALI, counted_before=Money.baht(300))
    assert examine(part, USUAL).counted == Money.baht(65)
    assert reasons(counted_before=Money.baht(365)) == ["match.counted_before"]


def test_each_term_that_is_missed_is_a_reason():
    assert reasons(was_member=False) == ["match.not_member"]
    assert reasons(was_member=None, full_years=None) == ["match.unknown"]
    assert reasons(left=date(2025, 10, 5)) == ["match.left"]
    assert reasons(full_years=0) == ["match.too_new"]
    assert reasons(is_paid_up=False) == ["match.not_paid_up"]
    assert reasons(rounds=3) == ["match.rounds"]
    assert reasons(paid=ZERO) == ["match.nothing_paid"]


def test_every_reason_is_told_at_once():
    every = reasons(was_member=False, full_years=0, is_paid_up=False, rounds=4, paid=ZERO)
    assert every == [
        "match.not_member", "match.too_new", "match.not_paid_up", "match.rounds", "match.nothing_paid",
    ]  # fmt: skip
    with spoken("en"):
        said = [each.sentence() for each in examine(replace(MALI, left=date(2025, 10, 5), rounds=3), USUAL).reasons]
    assert said == [
        "The membership ended on 5 Oct 2568, before the list was made",
        "In 3 rounds already; 3 is the most",
    ]


def test_terms_may_ask_for_less():
    free = MatchTerms(full_years=0, paid_up=False, most_rounds=0)
    assert reasons(free, full_years=0, is_paid_up=False, rounds=11) == []


def test_a_round_asks_for_the_rate_of_what_counts_and_never_for_a_part_of_a_satang():
    found = ask(
        [MALI, replace(MALI, number="00002", paid=Money(100_01)), replace(MALI, number="00003", rounds=3)], USUAL
    )
    assert [each.number for each in found.people] == ["00001", "00002"]
    assert [each.number for each in found.left_out] == ["00003"]
    assert (found.counted, found.asked) == (Money(465_01), Money(465_01))
    assert ask([replace(MALI, paid=Money(1_01))], MatchTerms(rate=50_00)).asked == Money(50)


def test_nobody_stands_in_a_round_twice():
    with pytest.raises(RuleError, match=r"match\.twice"):
        ask([MALI, MALI], USUAL)


candidates = st.builds(
    Candidate,
    number=st.uuids().map(str),
    paid=st.integers(0, 2_000_00).map(Money),
    was_member=st.sampled_from([True, False, None]),
    full_years=st.one_of(st.none(), st.integers(0, 5)),
    is_paid_up=st.booleans(),
    left=st.one_of(st.none(), st.just(date(2025, 10, 5))),
    rounds=st.integers(0, 5),
    counted_before=st.integers(0, 400_00).map(Money),
)
some_terms = st.builds(
    MatchTerms,
    rate=st.integers(1, 3 * BAHT_FOR_BAHT),
    cap=st.integers(1, 1_000_00).map(Money),
    full_years=st.integers(0, 3),
    paid_up=st.booleans(),
    most_rounds=st.integers(0, 4),
)


@given(st.lists(candidates, max_size=30, unique_by=lambda each: each.number), some_terms)
def test_no_more_is_asked_than_the_cap_and_the_own_money_give(members, terms):
    found = ask(members, terms)
    people = {each.number for each in found.people}
    assert found.asked.satang * BAHT_FOR_BAHT <= terms.cap.satang * terms.rate * len(people)
    own = sum(each.paid.satang for each in members if each.number in people)
    assert found.asked.satang * BAHT_FOR_BAHT <= own * terms.rate
    assert {each.number for each in members} == people | {each.number for each in found.left_out}
    assert all(each.counted > ZERO for each in found.people)
    assert all(not each.counted and each.reasons for each in found.left_out)


@given(candidates, some_terms)
def test_a_member_never_counts_for_more_than_the_cap_of_a_year(member, terms):
    found = examine(member, terms)
    assert found.counted + min(member.counted_before, terms.cap) <= max(terms.cap, member.counted_before)


def test_the_cut_off_lies_in_the_fiscal_year():
    assert USUAL.cutoff(2026, 10) == date(2026, 9, 30)
    assert USUAL.cutoff(2026, 1) == date(2026, 9, 30)
    assert MatchTerms(cutoff_day=31, cutoff_month=12).cutoff(2026, 10) == date(2025, 12, 31)
    assert MatchTerms(cutoff_day=29, cutoff_month=2).cutoff(2026, 10) == date(2026, 2, 28)


def test_a_term_that_nobody_set_is_the_usual_one():
    terms = MatchTerms(cap=Money.baht(300), chosen=("cap",))
    assert (terms.is_usual("rate"), terms.is_usual("cap")) == (True, False)


def test_a_programme_names_accounts_that_fit():
    assert CODI.problems(CHART) == []
    assert replace(CODI, receivable=None).problems(CHART) == []
    with spoken("en"):
        assert CODI.name == "CODI match"
    wrong = MatchProgramme(" ", "", "", Giver.OTHER, "1101", "1111")
    codes = [each.code for each in wrong.problems(CHART)]
    assert codes == ["match.no_code", "match.no_name", "match.income", "match.receivable"]
    for income, receivable in (("4000", "1200"), ("9", "9"), ("4201", "2202")):
        found = replace(CODI, income=income, receivable=receivable).problems(CHART)
        assert [each.code for each in found][-1:] == ["match.receivable"]
    for income, receivable in USUAL_ACCOUNTS.values():
        assert replace(CODI, income=income, receivable=receivable).problems(CHART) == []


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"rate": 0}, "match.rate"),
        ({"rate": 100_00 * 101}, "match.rate"),
        ({"cap": ZERO}, "match.cap"),
        ({"full_years": -1}, "match.below_zero"),
        ({"most_rounds": -1}, "match.below_zero"),
        ({"cutoff_month": 13}, "match.cutoff"),
        ({"cutoff_day": 31}, "match.cutoff"),
        ({"cutoff_day": 0}, "match.cutoff"),
    ],
)
def test_terms_that_cannot_be(terms, code):
    assert [each.code for each in MatchTerms(**terms).problems()] == [code]
    assert USUAL.problems() == []
