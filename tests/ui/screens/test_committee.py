"""The committee and its meetings at the window."""

from tests.ui.screens.test_grants import rows
from tests.ui.screens.test_people import filled


def test_an_officer_is_taken_in_corrected_and_leaves(quiet, wait, next_dialog):
    page = quiet("committee")
    assert page.table.empty.isVisible()
    filled(
        page, next_dialog, wait, page.begin, name="นางมาลี ใจดี", post="chair", from_day="1/1/2569", phone="0812345678"
    )
    wait(lambda: rows(page))
    assert rows(page)[0][1:3] == ("นางมาลี ใจดี", "ประธาน")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.correct, community_post="อสม.")
    wait(lambda: rows(page)[0][4] == "อสม.")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.end, to_day="2/1/2569", reason="ครบวาระ")
    wait(lambda: not rows(page) or rows(page)[0][8])
    page.show_which.set_value("all")
    page.show_which.picked.emit("all")
    wait(lambda: rows(page) and rows(page)[0][8] == "ครบวาระ")


def test_a_meeting_is_written_down_and_the_roll_is_called(quiet, wait, next_dialog, answer):
    page = quiet("meetings")
    filled(page, next_dialog, wait, page.begin, name="1/2569", people="๙", resolutions="รับรองรายงาน\nจ่ายสวัสดิการ")
    wait(lambda: rows(page))
    assert rows(page)[0][7] == "1 รับรองรายงาน · 2 จ่ายสวัสดิการ"
    page.table.grid.go_to(0)
    said = answer(1)
    page.call_the_roll()
    wait(lambda: said)
    filled(page, next_dialog, wait, page.correct, place="ศาลา")
    wait(lambda: rows(page)[0][4] == "ศาลา")
    committee = quiet("committee")
    filled(committee, next_dialog, wait, committee.begin, name="นางมาลี", post="chair")
    wait(lambda: rows(committee))
    page = quiet("meetings")
    wait(lambda: rows(page))
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.call_the_roll, **{"1": "excused"})
    wait(lambda: rows(page)[0][6] == 0)
    assert page.documents.isVisible()
