"""The regulation at the window: read, changed sentence by sentence, tried, adopted; what is typed stays."""

from dataclasses import replace
from datetime import date

import pytest

from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.money import Money
from welfare_desk.services import regulations
from welfare_desk.ui.screens.try_it import TryDialog
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Rule, RuleKind, Unit

FIRST = date(2025, 10, 1)


@pytest.fixture
def page(quiet):
    """Begin a new version in a book without one: it begins from the ready rules."""
    return quiet("regulation-write")


def chosen(page, code):
    page.list.setCurrentRow([each.code for each in page.types].index(code))
    return page.panel


def numbers(card):
    return card._numbers


def test_a_changed_number_changes_the_sentence_and_is_marked(page):
    assert page.types == READY_TYPES
    assert page.unsaved() is None
    panel = chosen(page, "SICK")
    card = panel.cards[0]
    numbers(card)["amount"].setText("๒๕๐")
    assert card._sentence.said() == "จ่ายคืนละ 250.00 บาท"
    assert page.types[1].rules[0] == Rule(RuleKind.RATE, amount=Money.baht(250), unit=Unit.NIGHT)
    assert not card._chip.isHidden()
    assert "แก้ไข 1 สวัสดิการ" in page._words.said()
    numbers(card)["amount"].setText("ร้อย")
    assert [each.code for each in page.problems] == ["rule.number"]
    page.list.setCurrentRow(0)
    page.adopt()
    assert page.list.currentRow() == 1, "what must be put right is shown first"


def test_rules_come_and_go_and_may_be_put_back(page):
    panel = chosen(page, "DEATH")
    lines = numbers(panel.cards[0])["tiers"]
    lines._add_empty()
    assert [each.code for each in page.problems] == ["rule.tier_order", "rule.tier_amount"]
    lines._remove(lines._lines[-1])
    assert page.problems == []
    panel.cards[1].removed.emit()
    assert page.types[3].rule(RuleKind.PAID_UP) is None
    panel.add_rule(RuleKind.DEDUCT_ARREARS)
    assert page.types[3].rules[-1] == Rule(RuleKind.DEDUCT_ARREARS)
    panel.add_rule(RuleKind.GENDER)
    assert page.types[3].rules[-1] == Rule(RuleKind.GENDER, word="man")


def test_an_own_benefit_is_written_and_the_version_adopted(page, window, wait, next_dialog):
    page.add_benefit()
    panel = page.panel
    assert {each.code for each in page.problems} == {
        "regulation.code", "regulation.type_name", "regulation.account",
    }  # fmt: skip
    panel.head.retype({"name_th": "ทุนอาหารกลางวัน", "code": "lunch", "account": "5114", "documents": "ใบคำขอ\n\nรูปถ่าย"})
    panel._take()
    panel.add_rule(RuleKind.RATE)
    numbers(panel.cards[0])["amount"].setText("20")
    assert page.problems == []
    page.list.setCurrentRow(0)
    page.remove_benefit()
    filled(page, next_dialog, wait, page.adopt, name="ระเบียบ 2569", from_day="1/1/2569", resolution="มติ 1/2569")
    kept = in_the_book(window, wait, lambda desk: desk.ask(lambda tx: regulations.types_by(tx, 1)))
    assert [each.code for each in kept] == [*(each.code for each in READY_TYPES[1:]), "LUNCH"]
    assert (kept[-1].line, kept[-1].documents) == (14, ("ใบคำขอ", "รูปถ่าย"))
    assert window.page().REPORT == "regulations"
    assert page.unsaved() is None


def test_what_is_typed_outlives_another_page_and_another_light(page, quiet, window, wait):
    numbers(chosen(page, "SICK").cards[0])["amount"].setText("250")
    kept = page.unsaved()
    quiet("today")
    assert quiet("regulation-write") is page
    assert page.unsaved() == kept
    window.pager.build_anew()
    wait(lambda: window.page() is not page and not window.jobs.is_busy())
    anew = window.page()
    wait(lambda: anew.types)
    assert anew.types[1].rules[0].amount == Money.baht(250)


def test_a_benefit_is_tried_as_it_stands_here(page, window):
    numbers(chosen(page, "SICK").cards[0])["amount"].setText("250")
    dialog = TryDialog(window, window.facts, page.types, 10, "SICK")
    dialog.form.retype({"quantity": "2"})
    dialog.judge()
    said = " ".join(each.text() for each in dialog.findChildren(type(page.sentence)))
    assert "500.00" in said
    dialog.form.retype({"event_day": ""})
    dialog.judge()
    dialog.close()


def test_a_version_is_read_and_its_file_attached(window, quiet, wait, tmp_path):
    types = [replace(READY_TYPES[1], fund="reserve")]
    in_the_book(
        window, wait, lambda desk: regulations.adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "มติ 1/2568", types)
    )
    page = quiet("regulations")
    page.table.grid.go_to(0)
    wait(lambda: page.documents._key == "1" and not page.jobs.is_busy())
    scan = tmp_path / "ลงนาม.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    page.documents.attach_files([scan])
    wait(lambda: page.table.model.row(0).cells[7] == "ลงนาม.pdf")
    page.read()
    wait(lambda: window.page() is not page and not window.jobs.is_busy())
