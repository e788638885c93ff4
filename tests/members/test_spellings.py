"""Names that differ in title, blanks and marks alone are one; names that differ in a letter are not."""

import pytest

from welfare_desk.members.spellings import same_spellings, spelling_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("นายสมชาย ใจดี", "สมชาย  ใจดี"),
        ("น.ส.จันทร์เพ็ญ ทองคำ", "นางสาว จันทรเพ็ญ ทองคำ"),
        ("ร้านค้า ป้าแดง", "รานคา-ป้าแดง."),
        ("ABC Co., Ltd.", "abc co ltd"),
    ],
)
def test_one_name_in_two_spellings(one, other):
    assert spelling_key(one) == spelling_key(other)


def test_another_letter_is_another_name():
    assert spelling_key("นายสมชาย ใจดี") != spelling_key("นายสมชัย ใจดี")
    assert spelling_key("คำ") != spelling_key("คา")


def test_they_are_grouped_and_single_or_empty_names_left_out():
    names = ["นายสมชาย ใจดี", "สมชายใจดี", "ก้อน แก้ว", "", " "]
    assert same_spellings(names) == (("นายสมชาย ใจดี", "สมชายใจดี"),)
