"""Fields bound to problems, and all of it by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader

TODAY = date(2026, 1, 15)


@pytest.fixture
def form(app):
    made = Form(
        (
            Field("name", "ชื่อ", TextEdit(), "ตามตราประทับ"),
            Field("amount", "จำนวนเงิน", MoneyEdit()),
            Field("day", "วันที่", DayEdit(day_reader(TODAY))),
            Field("kind", "ชนิด", Pick("", [("a", "ก"), ("b", "ข")], "a")),
        )
    )
    made.show()
    made.activateWindow()
    app.processEvents()
    yield made
    made.close()


def test_values_are_read_as_people_write_them(form, type_in):
    type_in(form.editor("name"), "กองทุน ที่ปี่")
    type_in(form.editor("amount"), "=๓๖๕*12")
    type_in(form.editor("day"), "๑๕/๑/๖๙")
    assert form.values() == {"name": "กองทุน ที่ปี่", "amount": Money(438000), "day": TODAY, "kind": "a"}


@pytest.mark.parametrize("typed", ["15/1/2569", "15 ม.ค. 2569", "15 มกราคม 69", "2026-01-15", "๑๕-๐๑-๒๕๖๙"])
def test_days_in_every_usual_writing(typed):
    field = DayEdit(day_reader(TODAY))
    field.setText(typed)
    assert field.value() == TODAY


def test_everything_unreadable_comes_at_once_with_its_field(form):
    form.editor("amount").setText("สามร้อย")
    form.editor("day").setText("31/2/2569")
    with pytest.raises(RuleError) as caught:
        form.values()
    assert {each.field: each.code for each in caught.value.problems} == {
        "amount": "amount.unreadable",
        "day": "day.unreadable",
    }


def test_problems_stand_under_their_fields_and_the_rest_on_top(form):
    with spoken("en"):
        form.show_problems(
            [problem("a", "Too much.", "amount"), problem("b", "Not today."), problem("c", "Odd.", "amount")]
        )
    assert form._complaints["amount"].words.said() == "Too much. Odd."
    assert form._general.words.said() == "Not today."
    assert form.editor("amount").property("problem") == "true"
    assert not form._complaints["name"].isVisible()
    form.show_problems(())
    assert not form._general.isVisible()
    assert form.editor("amount").property("problem") == "false"


def test_enter_moves_on_and_ctrl_enter_saves_and_esc_leaves(form):
    heard = []
    form.saved.connect(lambda: heard.append("saved"))
    form.left.connect(lambda: heard.append("left"))
    form.editor("name").setFocus()
    QTest.keyClick(form.editor("name"), Qt.Key.Key_Return)
    assert form.editor("amount").hasFocus()
    QTest.keyClick(form.editor("amount"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(form.editor("amount"), Qt.Key.Key_Escape)
    assert heard == ["saved", "left"]


def test_leaving_a_money_field_shows_what_it_comes_to(form):
    form.editor("amount").setFocus()
    form.editor("amount").setText("=100*3")
    form.editor("day").setFocus()
    assert form.editor("amount").text() == "300.00"


def test_a_day_steps_by_arrow_keys(form):
    day = form.editor("day")
    day.set_value(date(2026, 1, 31))
    QTest.keyClick(day, Qt.Key.Key_Up)
    assert day.value() == date(2026, 2, 1)
    assert day.text() == "1 ก.พ. 2569"


def test_a_form_knows_whether_something_would_be_lost(form):
    form.set_values(name="ก", amount=Money(100))
    assert not form.is_touched()
    form.editor("name").setText("ข")
    assert form.is_touched()


def test_every_field_has_a_name_for_a_reader(form):
    assert all(field.editor.accessibleName() for field in form.fields.values())


@pytest.mark.usefixtures("app")
def test_a_choice_is_heard_with_its_label_and_what_is_chosen():
    pick = Pick("", (("a", "ประธาน"), ("b", "เหรัญญิก")), "a")
    Form((Field("role", "บทบาท", pick),))
    assert pick.accessibleName() == "บทบาท ประธาน"
    pick.set_value("b")
    assert pick.accessibleName() == "บทบาท เหรัญญิก"
