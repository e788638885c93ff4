"""Readiness, the profile, self-assessments and what was handed up, at the window."""

from tests.ui.screens.test_grants import rows
from tests.ui.screens.test_people import filled
from welfare_desk.ui.widgets.text import Text


def test_readiness_leads_to_the_page_that_mends(quiet, wait):
    page = quiet("readiness")
    wait(lambda: rows(page))
    at = next(at for at, cells in enumerate(rows(page)) if cells[0] == "1.3")
    page.table.grid.go_to(at)
    gone = []
    page.go.connect(lambda name, _params: gone.append(name))
    page.mend()
    assert gone == ["fund-profile"]
    at = next(at for at, cells in enumerate(rows(page)) if cells[0] == "1.1")
    page.table.grid.go_to(at)
    page.mend()
    assert gone[1:] == ["close"]
    at = next(at for at, cells in enumerate(rows(page)) if cells[0] == "M3.1")
    page.table.grid.go_to(at)
    page.mend()
    assert gone[2:] == ["report"]


def test_each_criterion_says_in_one_glance_how_it_stands(quiet, wait):
    page = quiet("readiness")
    wait(lambda: rows(page))
    said = [each.said() for each in page.findChildren(Text)]
    assert "1 ข้อมูลเป็นปัจจุบัน" in said
    assert "ยังไม่ได้ปิดบัญชีเดือนใด (+1)" in said
    assert any(each.startswith("ยังไม่ผ่าน · เรียบร้อย ") for each in said), said


def test_the_profile_is_told_in_two_forms(quiet, wait, next_dialog):
    page = quiet("fund-profile")
    wait(lambda: rows(page))
    typed = {"coordinator": "นางคำ", "founded": "1/11/2553", "objectives": "ดูแลกัน\nตั้งแต่เกิดจนตาย"}
    filled(page, next_dialog, wait, lambda: page.change(0), **typed)
    wait(lambda: "นางคำ" in [cells[2] for cells in rows(page)])
    filled(
        page, next_dialog, wait, lambda: page.change(1), population="๔,๒๐๐", tambon_villages="9", is_municipality="yes"
    )
    wait(lambda: "4,200" in [cells[2] for cells in rows(page)])
    filled(page, next_dialog, wait, lambda: page.change(1), population="")
    wait(lambda: "4,200" not in [cells[2] for cells in rows(page)])


def test_section_9_is_ticked_and_virtues_have_items_of_the_fund(quiet, wait, next_dialog):
    page = quiet("self-assessment")
    wait(lambda: rows(page))
    filled(page, next_dialog, wait, page.tick, told_board=True, kept_program=False)
    wait(lambda: any((cells[1] or "").startswith("[×] ป้ายประกาศ") for cells in rows(page)))
    filled(page, next_dialog, wait, page.assess_virtues, honesty="อ่านบัญชีในที่ประชุม 8/10")
    wait(lambda: ("อ่านบัญชีในที่ประชุม", 8, 10) in [(cells[1], *cells[3:]) for cells in rows(page)])


def test_what_was_handed_up_is_written_down(quiet, wait, next_dialog):
    page = quiet("submissions")
    assert page.table.empty.isVisible()
    filled(page, next_dialog, wait, page.begin, to_whom="พอช. ภาค")
    wait(lambda: rows(page))
    assert rows(page)[0][4] == "พอช. ภาค"
