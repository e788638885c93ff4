"""Which lines of a bank and which entries of the book are taken for the same money."""

import random
from datetime import date, timedelta

import pytest

from welfare_desk.ledger.bank_lines import BankLine, BookItem, cheque_number, likeness, may_be_same, village_of
from welfare_desk.ledger.bank_matching import MatchReason, Sureness, suggest
from welfare_desk.money import Money

FIRST = date(2025, 11, 3)
CERTAIN, LIKELY, LOOK = Sureness.CERTAIN, Sureness.LIKELY, Sureness.LOOK


def a_line(key, baht, day=0, words="", reference=""):
    return BankLine(key, FIRST + timedelta(day), Money.baht(baht), words, reference)


def an_item(key, baht, day=0, words="", cheque=""):
    return BookItem(key, f"V{key}", FIRST + timedelta(day), Money.baht(baht), words, cheque)


def said(lines, items):
    return [
        ([each.id for each in found.lines], [each.entry_id for each in found.items], found.reason, found.sureness)
        for found in suggest(lines, items)
    ]


def test_words_name_villages_and_cheques():
    assert [village_of(text) for text in ("ฝากเงินสด หมู่ ๑", "หมู่ที่ 12", "ม.3", "เงินสด", "Village 4")] == [
        "1", "12", "3", "", "4",
    ]  # fmt: skip
    assert [cheque_number(text) for text in ("0004410022", "CHQ-4410022", "123", "")] == ["4410022", "4410022", "", ""]
    line, item = a_line(1, 10, words="ฝากเงินสด หมู่ 1 มาลี"), an_item(1, 10, words="เงินสมทบ หมู่ 1 มาลี")
    assert likeness(line, item) == 4
    assert not may_be_same(line, an_item(2, 10, words="หมู่ 2"))
    assert not may_be_same(line, an_item(3, -10))
    assert not may_be_same(a_line(2, -10, words="ถอนเงินสด"), an_item(4, -10, cheque="4410022"))
    assert not may_be_same(a_line(3, -10, reference="4410023"), an_item(5, -10, cheque="4410022"))
    assert may_be_same(a_line(4, -10, words="จ่ายเช็ค"), an_item(6, -10, cheque="4410022"))


def test_a_cheque_is_known_by_its_number_however_late():
    lines = [a_line(1, -500, day=150, words="จ่ายเช็ค", reference="4410022")]
    items = [an_item(1, -500), an_item(2, -500, cheque="4410022"), an_item(3, -500, words="เช็ค 4410099")]
    assert said(lines, items) == [([1], [2], MatchReason.CHEQUE, CERTAIN)]
    assert said(lines, items[:1]) == []


def test_what_the_bank_undoes_belongs_together():
    wrong, undone = a_line(1, 5000), a_line(2, -5000, day=1, words="แก้ไขรายการผิด (Reversal)")
    assert said([undone, wrong], []) == [([1, 2], [], MatchReason.CORRECTED, CERTAIN)]
    assert said([undone], []) == []


def test_the_nearest_day_is_taken_and_equal_ones_are_kept_apart():
    lines = [a_line(1, 365), a_line(2, 365), a_line(3, 365, day=7)]
    items = [an_item(1, 365, words="สมาชิก 1"), an_item(2, 365, words="สมาชิก 2"), an_item(3, 365, day=7)]
    assert said(lines, items) == [
        ([1], [1], MatchReason.AMOUNT, LIKELY),
        ([2], [2], MatchReason.AMOUNT, LIKELY),
        ([3], [3], MatchReason.AMOUNT, CERTAIN),
    ]
    assert said(lines[:1], items[:2]) == [([1], [1], MatchReason.AMOUNT, LOOK)]
    assert said([a_line(1, 365, day=15)], items[:1]) == []


def test_a_village_makes_it_certain():
    items = [an_item(1, 30, words="หมู่ 2"), an_item(2, 30, words="หมู่ 3"), an_item(3, 30)]
    assert said([a_line(1, 30, day=3, words="ฝาก หมู่ 3")], items) == [([1], [2], MatchReason.AMOUNT, CERTAIN)]


def test_a_whole_day_is_drawn_in_one_sum():
    items = [an_item(1, -200), an_item(2, -500), an_item(3, -300, day=5)]
    assert said([a_line(1, -700, day=-1)], items) == [([1], [1, 2], MatchReason.GROUP, CERTAIN)]


def test_what_adds_up_is_likely_or_to_be_looked_at():
    items = [an_item(1, -200), an_item(2, -500, day=1), an_item(3, -300, day=1)]
    assert said([a_line(1, -700, day=1)], items) == [([1], [1, 2], MatchReason.GROUP, LIKELY)]
    several = [an_item(key, -100 * key) for key in (1, 2, 3, 4)]
    assert said([a_line(1, -500)], several)[0][2:] == (MatchReason.GROUP, LOOK)
    many = [an_item(key, -1) for key in range(1, 40)]
    assert said([a_line(1, -30)], many) == []
    odd = [an_item(key, -(2**key)) for key in range(1, 20)]
    assert said([a_line(1, -(2**20))], odd) == []


def test_one_entry_may_come_in_parts():
    lines = [a_line(1, 600), a_line(2, 400, day=1), a_line(3, 90, day=1)]
    assert said(lines, [an_item(1, 1000)]) == [([1, 2], [1], MatchReason.PARTS, LIKELY)]
    lines = [a_line(key, 100 * key) for key in (1, 2, 3, 4)]
    assert said(lines, [an_item(1, 500)])[0][2:] == (MatchReason.PARTS, LOOK)


@pytest.mark.parametrize(
    ("line", "item", "fits"),
    [
        (a_line(1, 2535, day=6, words="หมู่ 6"), an_item(1, 2565, words="หมู่ 6"), True),
        (a_line(1, 2556), an_item(1, 2565), True),  # two digits swapped
        (a_line(1, 2556, day=1), an_item(1, 2565), False),
        (a_line(1, 2536), an_item(1, 2565), False),
        (a_line(1, 1000, words="หมู่ 6"), an_item(1, 2565, words="หมู่ 6"), False),
        (a_line(1, 2535, day=15, words="หมู่ 6"), an_item(1, 2565, words="หมู่ 6"), False),
    ],
)
def test_nearly_the_same_amount_is_to_be_looked_at(line, item, fits):
    assert said([line], [item]) == ([([1], [1], MatchReason.DIFFERS, LOOK)] if fits else [])


def test_the_difference_is_what_the_bank_has_more():
    found = suggest([a_line(1, 2535, words="หมู่ 6")], [an_item(1, 2565, words="หมู่ 6")])[0]
    assert found.difference == Money.baht(-30)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_they_came_in_changes_nothing(seed):
    chance = random.Random(seed)
    amounts = [chance.choice([365, 365, 30, 700, -200, -500, -700, 1000]) for _ in range(30)]
    lines = [a_line(key, baht, chance.randrange(20)) for key, baht in enumerate(amounts, 1)]
    items = [an_item(key, baht, chance.randrange(20)) for key, baht in enumerate(reversed(amounts), 1)]
    expected = suggest(lines, items)
    used = [each.id for found in expected for each in found.lines]
    assert len(used) == len(set(used))
    assert all(not found.difference for found in expected if found.reason is not MatchReason.DIFFERS)
    for _ in range(3):
        chance.shuffle(lines)
        chance.shuffle(items)
        assert suggest(lines, items) == expected
