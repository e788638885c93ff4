import pytest

from tests.builders import a_book, an_entry
from tests.services.small_fund import refused
from welfare_desk.errors import RuleError
from welfare_desk.reports import layouts
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.entries import post_entry
from welfare_desk.services.layouts import check_layout, keep_layout, remove_layout
from welfare_desk.services.note_texts import write_note

LOST = """name = "performance"
kind = "performance"
title_th = "งบของเรา"

[[line]]
th = "เงินสมทบ"
id = "members"
accounts = ["4101"]
measure = "result"
side = "credit"
"""


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry())
    post_entry(desk, an_entry("1101 welfare 20", "4302 welfare -20"))
    yield desk
    desk.book.close()


def made(desk, name, **given):
    return desk.ask(lambda tx: make_report(tx, name, given, desk.today))


def test_the_own_layout_stands_for_the_default_until_it_is_thrown_away(desk):
    assert made(desk, "performance").title == "งบรายได้และค่าใช้จ่าย"
    assert keep_layout(desk, LOST) == "performance"
    mine = made(desk, "performance")
    assert (mine.title, mine.holds) == ("งบของเรา", False)
    assert mine.rows[0].cells[0] == "โปรดระวัง: งบนี้ยังไม่ถูกต้อง"
    assert "4302" in mine.notes[0]
    assert [each.name for each in desk.ask(layouts.every) if each.is_own] == ["performance"]
    remove_layout(desk, "performance")
    assert made(desk, "performance").holds
    assert refused(remove_layout, desk, "performance") == ["layout.not_own"]
    assert refused(lambda: made(desk, "performance", layout="nothing")) == ["layout.unknown"]


def test_what_is_wrong_is_said_before_it_is_kept(desk):
    assert refused(keep_layout, desk, LOST.replace("4101", "4199")) == ["layout.no_account"]
    assert refused(keep_layout, desk, "[[") == ["layout.toml"]
    codes = [each.code for each in desk.ask(lambda tx: check_layout(tx, LOST))]
    assert set(codes) == {"layout.lacks"}
    assert desk.ask(lambda tx: check_layout(tx, layouts.get(tx, "cash-flow").text)) == []
    twice = LOST + LOST[LOST.index("[[line]]") :].replace("members", "again")
    assert "layout.doubles" in [each.code for each in desk.ask(lambda tx: check_layout(tx, twice))]
    assert [each.code for each in desk.ask(lambda tx: check_layout(tx, "x"))] == ["layout.toml"]
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO layouts VALUES ('statement', 'broken', 'x')")
    assert "broken" not in dict(desk.ask(layouts.titles))


def test_a_note_is_written_anew_and_goes_back_to_its_default(desk):
    said = [row.cells[0] for row in made(desk, "notes").rows]
    write_note(desk, 2026, "general", "ตั้งเมื่อ พ.ศ. 2553\nมีสมาชิกหนึ่งร้อยคน")
    mine = [row.cells[0] for row in made(desk, "notes").rows]
    assert mine[1:3] == ["1.1 ตั้งเมื่อ พ.ศ. 2553", "1.2 มีสมาชิกหนึ่งร้อยคน"]
    write_note(desk, 2026, "outlook", "ปีหน้าจะรับสมาชิกเพิ่ม")
    assert "ปีหน้าจะรับสมาชิกเพิ่ม" in [row.cells[1] for row in made(desk, "discussion").rows]
    write_note(desk, 2026, "general", " ")
    assert [row.cells[0] for row in made(desk, "notes").rows] == said
    assert refused(write_note, desk, 2026, "poem", "ก") == ["note.unknown"]
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO year_locks VALUES (2026, '2026-10-30', '1', NULL, 1, 'x')")
    assert refused(write_note, desk, 2026, "general", "ข") == ["note.locked"]


def test_income_is_held_against_a_budget(desk):
    with pytest.raises(RuleError):
        made(desk, "performance", compare="budget")
    with desk.book.write() as tx:
        tx.exec_driver_sql("INSERT INTO budgets VALUES (1, 2026, 'ปี 2569', '2025-10-01', '1', 1, 'x')")
        for number, amount in ((4, 30_000), (5, 1_000), (12, 99_900)):
            values = (1, "4101", "welfare", number, amount)
            tx.exec_driver_sql("INSERT INTO budget_lines VALUES (?, ?, ?, ?, ?)", values)
    report = made(desk, "performance", compare="budget", to="2026-02-28")
    row = next(each for each in report.rows if each.cells[0].strip() == "เงินสมทบจากสมาชิก")
    assert [getattr(each, "satang", each) for each in row.cells[2:]] == [31_000, 36_500, 5_500, 117]


def test_the_year_before_the_book_has_the_figures_that_were_kept_of_it(desk):
    blank = made(desk, "performance", **{"from": "2025-10-01", "to": "2026-09-30", "compare": "prior-year"})
    assert {row.cells[-1] for row in blank.rows} == {None}
    with desk.book.write() as tx:
        for account, amount in (("1101", 700), ("3101", -500), ("4101", -300), ("5303", 100)):
            tx.exec_driver_sql("INSERT INTO prior_figures VALUES (2025, ?, 'welfare', ?)", (account, amount))
    kept = made(desk, "performance", **{"from": "2025-10-01", "to": "2026-09-30", "compare": "prior-year"})
    assert (kept.rows[-1].cells[-1].satang, kept.holds) == (200, True)
    position = made(desk, "financial-position", on="2026-09-30", compare="prior-year")
    assert (position.rows[-1].cells[-1].satang, position.holds) == (700, True)
