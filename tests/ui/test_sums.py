import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.money import Money
from welfare_desk.ui.sums import read_amount

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("365", 36500), ("๓๖๕", 36500), ("1,250.50", 125050), ("=365*12", 438000), ("365 × 12", 438000),
        ("=(20+5)*4/3*3", 10000), ("=0.1+0.2", 30), ("-5", -500), ("30 บาท", 3000), ("฿30", 3000), ("0123", 12300),
        (".5", 50), ("5.", 500), ("=10-2.75", 725),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(typed, satang):
    assert read_amount(typed) == Money(satang)


def test_nothing_typed_is_no_amount():
    assert read_amount("  ") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abc", "amount.unreadable"), ("12,34", "amount.unreadable"), ("1e5", "amount.unreadable"),
        ("1_000", "amount.unreadable"), ("=9**9", "amount.unreadable"), ("=5/0", "amount.unreadable"),
        ("=__import__('os')", "amount.unreadable"), ("9" * 81, "amount.too_large"),
        ("=1000/3", "amount.part_of_satang"),
        ("0.005", "amount.part_of_satang"), ("9" * 14, "amount.too_large"), ("=" + "(" * 60 + "1", "amount.unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_said(typed, code):
    with pytest.raises(RuleError) as caught:
        read_amount(typed)
    assert [each.code for each in caught.value.problems] == [code]


@settings(max_examples=60)
@given(st.integers(-(10**13), 10**13))
def test_what_is_shown_can_be_typed_again(satang):
    shown = Money(satang).text()
    assert read_amount(shown) == Money(satang)
    assert read_amount(shown.translate(THAI)) == Money(satang)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=6))
def test_a_typed_sum_is_the_sum(satang):
    typed = "=" + "+".join(Money(each).plain() for each in satang)
    assert read_amount(typed[:80]) is not None
    if len(typed) <= 80:
        assert read_amount(typed) == Money(sum(satang))
