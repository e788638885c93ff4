"""Values of the rules are kept as JSON and come back the same."""

from datetime import date

import pytest

from tests.builders import an_entry
from welfare_desk.errors import BookError
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.members.register import Member
from welfare_desk.money import Money
from welfare_desk.storage import values
from welfare_desk.welfare.contributions import LineKind, Payment, PaymentLine


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -7,
        "ข้อความ",
        date(2026, 1, 5),
        b"\x00\xff",
        [1, (2, "x")],
        {"=": {"is": 3}},
        an_entry(),
        Member("00001", "นาย", "สมชาย", "ใจดี", date(2025, 9, 30)),
        Payment(date(2026, 1, 5), "ก", "00001", (PaymentLine("00001", Money(365), LineKind.CONTRIBUTION),)),
        ApprovalRules({ApprovalKind.PAYMENT: Money(5)}),
    ],
)
def test_a_value_comes_back_as_it_was(value):
    assert values.read(values.written(value)) == value


def test_what_is_no_value_of_the_rules_is_not_written():
    for stranger in (1.5, object(), pytest):
        with pytest.raises(TypeError):
            values.written(stranger)


@pytest.mark.parametrize("name", ["os.system", "welfare_desk.ledger.entries.check", "welfare_desk.ledger.entries.None"])
def test_a_book_never_makes_anything_but_values(name):
    with pytest.raises(BookError):
        values.read(f'{{"=":"{name}","is":{{}}}}')
