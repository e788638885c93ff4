"""What comes again every month is kept under a name."""

import pytest

from tests.builders import a_book
from welfare_desk.errors import RuleError
from welfare_desk.services.templates import Template, discard_template, keep_template, list_templates

POWER = Template("pay", "ค่าไฟ", {"payee": "การไฟฟ้า", "account": "5307", "amount": "350.00"})


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path)
    yield made
    made.book.close()


def test_a_template_is_kept_and_kept_again_under_the_same_name(desk):
    keep_template(desk, POWER)
    dearer = Template("pay", " ค่าไฟ ", {**POWER.content, "amount": "380.00"})
    keep_template(desk, dearer)
    keep_template(desk, Template("receive", "ดอกเบี้ย", {}))
    assert desk.ask(lambda tx: list_templates(tx, "pay")) == [Template("pay", "ค่าไฟ", dearer.content)]


def test_a_template_has_a_name(desk):
    with pytest.raises(RuleError, match="no_name"):
        keep_template(desk, Template("pay", "  ", {}))


def test_a_template_is_thrown_away_once(desk):
    keep_template(desk, POWER)
    discard_template(desk, "pay", "ค่าไฟ")
    assert desk.ask(lambda tx: list_templates(tx, "pay")) == []
    with pytest.raises(RuleError, match="unknown"):
        discard_template(desk, "pay", "ค่าไฟ")
