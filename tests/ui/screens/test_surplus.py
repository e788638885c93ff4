"""The allowance, borrowings, the surplus, its payments and the ratios at the window."""

import pytest
from PySide6.QtWidgets import QMenu

from tests.services.member_owned import a_cooperative, a_year, baht
from tests.ui.screens.test_people import filled


@pytest.fixture
def path(tmp_path):
    desk = a_cooperative(tmp_path)
    a_year(desk)
    desk.book.close()
    return desk.book.path


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def pick(page, wait, open_menu, words):
    """Choose an act of the menu that a button opens."""
    before = set(page.findChildren(QMenu))
    open_menu()
    wait(lambda: set(page.findChildren(QMenu)) - before)
    menu = (set(page.findChildren(QMenu)) - before).pop()
    menu.close()
    return next(each for each in menu.actions() if each.text() == words)


def test_a_surplus_is_worked_out_while_it_is_typed_and_shared_once(quiet, window, wait, next_dialog):
    page = quiet("surplus")
    wait(lambda: page.planned is not None)
    assert page.year.value() == 2025
    assert not page.form.is_touched()
    page.form.retype({"dividend_rate": "๖", "patronage_rate": "8", "bonus": "3000"})
    page.tell()
    wait(lambda: page.planned.sheet.dividend == baht(13_200))
    said = {label: words for label, words, _tone in page.effects()}
    assert said["เงินปันผล"] == "13,200.00"
    assert said["ติดอยู่ที่"] == "ระบุมติที่ประชุมใหญ่และวันประชุม"
    page.form.retype({"bonus": "5000"})
    page.tell()
    wait(lambda: any(each.code == "surplus.bonus" for each in page.planned.problems))
    page.form.retype({"bonus": "3000", "resolution": "1/2569", "day": "10/1/2569"})
    page.save()
    wait(page.saved_card.isVisible)
    payments = quiet("surplus-payments")
    wait(lambda: rows(payments))
    assert [row[0] for row in rows(payments)] == ["0001", "0002", "0003"]
    payments.table.grid.go_to(0)
    filled(payments, next_dialog, wait, payments.pay, kind="dividend", whom="chosen", account="11110")
    wait(lambda: rows(payments)[0][3] == baht(0))
    page.show_members()
    wait(lambda: window.pager.trail.here.page == "report")


def test_the_worksheet_comes_on_paper(quiet, wait):
    page = quiet("surplus")
    shown = []
    page.preview = lambda title, content: shown.append((title, content[:5]))
    page.show_paper()
    wait(lambda: shown)
    assert shown[0][1] == b"%PDF-"
    page.form.retype({"dividend_rate": "ห้า"})
    page.show_paper()
    assert len(shown) == 1


def test_loans_are_judged_by_rules_that_are_chosen(quiet, wait, next_dialog):
    page = quiet("allowance")
    wait(lambda: len(rows(page)) == 6)
    page.rules.set_value("COOP2544")
    page.refresh()
    wait(lambda: len(rows(page)) == 5)
    page.rules.set_value("in-force")
    filled(page, next_dialog, wait, page.choose, rules="SC2564")
    wait(lambda: len(rows(page)) == 5)
    shown = []
    page.preview = lambda _title, content: shown.append(content[:5])
    filled(page, next_dialog, wait, page.judge)
    wait(lambda: shown)
    wait(lambda: page.report.facts[3][1] == baht(0))
    assert page.report.facts[2][1] == baht(600)


def test_a_borrowing_is_written_down_drawn_and_repaid(quiet, wait, next_dialog):
    page = quiet("borrowings")
    assert page.table.empty.isVisible()
    typed = {"number": "1/2568", "name": "พอช.", "day": "1/1/2569", "limit": "365000", "first_due": "1/2/2569"}
    filled(page, next_dialog, wait, page.begin, **typed)
    wait(lambda: rows(page))
    page.table.grid.go_to(0)
    draw = pick(page, wait, page.follow, "เบิกเงิน…")
    filled(page, next_dialog, wait, draw.trigger, amount="365000", account="11131", day="1/1/2569")
    wait(lambda: rows(page)[0][6] == baht(365_000))
    filled(page, next_dialog, wait, page.book, day="11/1/2569")
    page.table.grid.go_to(0)
    repay = pick(page, wait, page.follow, "ชำระคืน…")
    filled(page, next_dialog, wait, repay.trigger, principal="5000", interest="100", account="11131", day="11/1/2569")
    wait(lambda: rows(page)[0][6] == baht(360_000))
    shown = []
    page.preview = lambda title, content: shown.append((title, content[:5]))
    page.show_card()
    wait(lambda: shown)
    assert shown[0] == ("1/2568", b"%PDF-")


def test_ratios_are_shown_over_closed_years_and_grades_are_written_down(quiet, window, wait, next_dialog):
    page = quiet("coop-ratios")
    wait(lambda: rows(page))
    filled(page, next_dialog, wait, page.say_type, type="credit_union")
    wait(lambda: "0.05" in page.sentence.text())
    page.over.set_value("months")
    page.refresh()
    wait(lambda: len(page.report.columns) == 4 + 5)
    filled(page, next_dialog, wait, page.write_grade, grade="A", by="พอช.")
    wait(lambda: window.pager.trail.here.page == "report")


def test_limits_are_set_over_the_page(quiet, wait, next_dialog):
    page = quiet("surplus")
    wait(lambda: page.planned is not None)
    limits = pick(page, wait, page.offer_more, "เกณฑ์การจัดสรร…")
    filled(page, next_dialog, wait, limits.trigger, reserve_rate="๑๒.๕", bonus_most="", missed_most="3", day="1/1/2568")
    wait(lambda: page.planned.sheet.rules.chosen == ("bonus_most", "missed_most", "reserve_rate"))
    rules = page.planned.sheet.rules
    assert (rules.reserve_rate, rules.bonus_most, rules.missed_most) == (125_000, None, 3)
