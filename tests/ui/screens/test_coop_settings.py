"""The settings of a cooperative at the window: kinds of loans and of savings, rules, classes of loans."""

from datetime import date

import pytest

from tests.builders import a_book
from tests.coop_books import TODAY
from tests.ui.screens.conftest import Kept, Opener
from tests.ui.screens.test_people import filled
from welfare_desk.dates import long_day
from welfare_desk.money import Money
from welfare_desk.services.books import BookKind
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.screens.typed import Typed, shown, times_shown
from welfare_desk.ui.widgets.text import Text


def rows(page):
    return {
        str(each[0]): each for each in (page.table.model.row(at).cells for at in range(page.table.model.rowCount()))
    }


def said(page):
    return [each.said() for each in page.findChildren(Text)]


def complaints(page):
    return {name: each.words.said() for name, each in page.form._complaints.items() if not each.isHidden()}


def kept(window, quiet, wait, page, name="loan-products"):
    """Save, wait until it is told, and go to the list."""
    page.save()
    wait(lambda: page.saved_card.isVisible() and not window.jobs.is_busy())
    return quiet(name)


def chosen(page, code):
    page.table.grid.go_to(list(rows(page)).index(code))
    return page


# Kinds of loans


@pytest.mark.parametrize("name", ["loan-products"])
def test_a_kind_of_loan_is_changed_from_a_day_on(name, quiet, wait, window):
    page = chosen(quiet(name), "ordinary")
    page.change()
    wait(lambda: window.page() is not page and window.page().kinds is not None)
    form = window.page()
    assert not form.form.editor("code").isEnabled()
    form.form.retype(
        {"rate": "๖.๗๕", "most": "2,000,000", "share_percent": "90", "salary_percent": "1.5", "age_end": ""}
    )
    page = kept(window, quiet, wait, form)
    assert rows(page)["ordinary"][3:7] == ("6.75 %", "ค่างวดเท่ากัน", 120, Money.baht(2_000_000))
    assert "ร้อยละ 90 ของหุ้น · 1.5 เท่าของรายได้" in rows(page)["ordinary"][7]
    assert rows(page)["ordinary"][-1] == window.facts.today
    quiet("loan-product", code="ordinary")
    assert form.form.editor("salary_percent").text() == "1.5"
    form.save()  # there is a version from this very day on
    wait(lambda: "from_day" in complaints(form))


@pytest.mark.parametrize("name", ["loan-product"])
def test_a_new_kind_of_loan_begins_like_another(name, quiet, wait, window):
    quiet(name, code="housing")
    form = quiet(name, like="emergency")
    assert form.form.editor("instalments").text() == "12"
    assert form.form.editor("code").isEnabled()
    form.form.retype({"code": "ordinary", "name_th": "เงินกู้เพื่ออาชีพ"})
    form.save()
    wait(lambda: "code" in complaints(form))
    form.form.retype({"code": "work", "from_day": "1/5/2569", "method": "bullet", "every": "12", "instalments": "1"})
    page = kept(window, quiet, wait, form)
    assert "work" not in rows(page)
    assert "work จะเปลี่ยนเงื่อนไขในวันที่ 1 พฤษภาคม 2569" in page.sentence.said()
    assert window.pager.pages["loan-product"].form.editor("code").text() == "work"


@pytest.mark.parametrize("name", ["loan-product"])
def test_everything_wrong_with_a_kind_of_loan_is_said_at_its_field(name, quiet, wait, window):
    form = quiet(name, new="1")
    form.form.retype({"rate": "สูง", "instalments": "หลาย", "salary_percent": "1.234", "from_day": ""})
    form.save()
    assert set(complaints(form)) == {"rate", "instalments", "salary_percent", "from_day"}
    typed = {"rate": "101", "instalments": "0", "salary_percent": "", "account": "11110", "fee": "-1", "due_day": "40"}
    form.form.retype(typed | {"from_day": "1/4/2569", "most": "0"})
    form.save()
    wait(lambda: "code" in complaints(form) and not window.jobs.is_busy())
    wrong = {"code", "name_th", "rate", "instalments", "account", "fee", "due_day", "most"}
    assert set(complaints(form)) == wrong


@pytest.mark.parametrize("name", ["loan-product"])
def test_the_example_follows_what_is_typed(name, quiet, window):
    form = quiet(name, code="emergency")
    assert "กู้ 50,000.00 บาท ผ่อน 12 งวด" in said(form)
    assert not form.form.editor("pays_interest").isVisible()
    form.form.retype({"method": "bullet", "most": "10,000", "instalments": "1", "fee": "50"})
    form.tell()
    assert {"กู้ 10,000.00 บาท ผ่อน 1 งวด", "50.00 บาท", long_day(window.facts.today)} <= set(said(form))
    assert form.form.editor("pays_interest").isVisible()
    form.form.retype({"due_day": "x"})
    form.tell()
    assert "จะแสดงเมื่ออ่านได้ครบทุกช่อง" in said(form)


@pytest.mark.parametrize("name", ["loan-product"])
def test_what_is_typed_stays_in_another_language(name, quiet, wait, window):
    form = quiet(name, code="emergency")
    form.form.retype({"rate": "7.5"})
    assert form.unsaved()["asked"]["code"] == "emergency"
    window.frame.top_bar.language_clicked.emit()
    wait(lambda: window.page() is not None and window.page() is not form and not window.jobs.is_busy())
    again = window.page()
    assert again.form.editor("rate").text() == "7.5"
    assert again.form.editor("name_th").text() == "เงินกู้ฉุกเฉิน"
    again.show_all()
    wait(lambda: window.page() is not again)


def test_numbers_are_read_as_people_write_them():
    read = Typed({"a": "๑,๒๐๐", "b": "6.25 %", "c": "1.5", "d": None, "e": "มาก", "f": "1e400"})
    assert (read.whole("a"), read.rate("b"), read.times("c"), read.maybe("d"), read.rate("d")) == (
        1200, 62_500, 150, None, 0
    )  # fmt: skip
    assert [read.maybe("e"), read.rate("e"), read.rate("f")] == [None, 0, 0]
    assert {each.field for each in read.found} == {"e", "f"}
    assert [times_shown(each) for each in (None, 0, 150, 4000, 125)] == ["", "0", "1.5", "40", "1.25"]
    assert [shown(each) for each in (None, 0, 12)] == ["", "0", "12"]


# Kinds of savings


@pytest.mark.parametrize("name", ["savings-products"])
def test_a_kind_of_savings_gets_a_new_rate_from_a_day_on(name, quiet, wait, window):
    page = chosen(quiet(name), "ORD")
    page.change()
    wait(lambda: window.page() is not page and window.page().kinds is not None)
    form = window.page()
    assert [form.form.editor(each).isEnabled() for each in ("code", "kind", "account")] == [False] * 3
    form.form.retype({"rate": "1.25", "tiers": "1,000,000 = ๒\n\n100,000=1.5", "least_balance": "100"})
    form.tell()
    assert {"ฝาก 100,000.00 บาท ครบหนึ่งปีได้", "1,500.00 บาท", "20,000.00 บาท"} <= set(said(form))
    assert form.form.editor("tier_rule").isVisible()
    page = kept(window, quiet, wait, form, name)
    assert rows(page)["ORD"][4] == "1.25 % · ≥ 100,000.00: 1.5 % · ≥ 1,000,000.00: 2 %"
    quiet("savings-product", code="ORD")
    assert form.form.editor("tiers").value() == "100,000.00 = 1.5\n1,000,000.00 = 2"


@pytest.mark.parametrize("name", ["savings-product"])
def test_a_new_kind_of_savings(name, quiet, wait, window):
    form = quiet(name, like="FIX12")
    assert form.form.editor("term").isVisible()
    assert form.form.editor("posting_months").value() == "6 12"
    typed = {"code": "FIX24", "name_th": "ประจำ 24 เดือน", "term": "", "broken_rate": "9", "tiers": "มาก = 1"}
    form.form.retype(typed)
    form.save()
    assert set(complaints(form)) == {"tiers"}
    form.form.retype({"tiers": "500 = 1\n500 = 2", "tax_rate": "101", "account": "11110"})
    form.save()
    wait(lambda: "term" in complaints(form) and not window.jobs.is_busy())
    assert set(complaints(form)) == {"tiers", "term", "broken_rate", "account", "tax_rate"}
    good = {"tiers": "", "term": "24", "broken_rate": "1", "account": "21420", "tax_rate": "15", "tax_free": "20,000"}
    form.form.retype(good)
    page = kept(window, quiet, wait, form, "savings-products")
    assert rows(page)["FIX24"][2:6] == ("ประจำ", "21420", "2.5 %", 24)
    quiet(name, like="SLP")  # posted in a month of its own
    assert form.form.editor("posting_months").text() == "สิ้นเดือนที่ 3 ของปีบัญชี"
    form.form.retype({"kind": "pledged", "term": "5"})
    assert form.read(form.form.values()).term is None


def test_an_empty_book_is_given_the_usual_kinds(tmp_path, wait, app):
    desk = a_book(tmp_path, "กลุ่ม.welfare", kind=BookKind.SAVINGS_GROUP, today=TODAY)
    desk.book.close()
    window = MainWindow(Kept(), Opener(TODAY))
    window.show()
    window.open_book(desk.book.path)
    wait(lambda: window.page() is not None)
    window.go("savings-products")
    app.processEvents()
    wait(lambda: not window.jobs.is_busy())
    page = window.page()
    assert rows(page) == {}
    page.keep_usual()
    wait(lambda: set(rows(page)) == {"ORD", "SPE", "FIX12", "PLE"})
    window.close()


# Rules of members


@pytest.mark.parametrize("name", ["member-rules"])
def test_the_rules_of_members_change_from_a_day_on(name, quiet, wait, next_dialog):
    page = quiet(name)
    now = rows(page)
    assert now["มูลค่าหุ้นละ"][1:] == ("10.00 บาท", date(2025, 10, 1), None)
    assert now["เงินที่หักได้ตัดตามลำดับ"][1:3] == ("ค่างวดเงินกู้ → หุ้น → เงินฝาก", None)
    typed = {
        "day": "1/5/2569",
        "entrance_fee": "100",
        "counted_to": "๐",
        "order": "share savings loan",
        "more": "no-more",
    }
    filled(page, next_dialog, wait, page.change, **typed)
    wait(lambda: rows(page)["ส่วนที่หักเกินยอดเรียกเก็บ"][3])
    now = rows(page)
    assert now["ค่าธรรมเนียมแรกเข้า สมาชิกสามัญ"] == (
        "ค่าธรรมเนียมแรกเข้า สมาชิกสามัญ", "50.00 บาท", date(2025, 10, 1), "1 พ.ค. 2569: 100.00 บาท",
    )  # fmt: skip
    assert now["ชำระค่าหุ้นถึงวันใดของเดือนจึงนับเดือนนั้น"][3] == "1 พ.ค. 2569: เริ่มนับเดือนถัดไป"
    assert now["เงินที่หักได้ตัดตามลำดับ"][3] == "1 พ.ค. 2569: หุ้น → เงินฝาก → ค่างวดเงินกู้"
    filled(page, next_dialog, wait, page.change, counted_to="28", fewest_holders="5", guarantors="flag")
    wait(lambda: rows(page)["ชำระค่าหุ้นถึงวันใดของเดือนจึงนับเดือนนั้น"][1] == "ทั้งเดือน")
    assert rows(page)["ลาออกขณะเป็นผู้ค้ำประกัน"][2] == TODAY


@pytest.mark.parametrize("name", ["member-rules"])
def test_rules_that_cannot_be_are_said_at_their_fields(name, quiet, wait, next_dialog):
    page = quiet(name)
    told = []

    def act(dialog):
        dialog.form.retype({"counted_to": "มาก"})
        dialog.try_to_save()
        told.append(set(complaints(dialog)))
        dialog.form.retype({"counted_to": "29", "fewest_holders": "4", "par": "20"})
        dialog.try_to_save()
        wait(lambda: "par" in complaints(dialog))
        told.append(set(complaints(dialog)))
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.change()
    wait(lambda: len(told) == 2)
    assert told == [{"counted_to"}, {"counted_to", "fewest_holders", "par"}]


# Rules of loan classes


@pytest.mark.parametrize("name", ["allowance-rules"])
def test_rules_of_ones_own_begin_with_others_and_are_in_force(name, quiet, wait, window, next_dialog):
    page = quiet(name)
    assert list(rows(page)) == [
        "1 ปกติ", "2 กล่าวถึงเป็นพิเศษ", "3 ต่ำกว่ามาตรฐาน", "4 สงสัย", "5 สงสัยจะสูญ", "6 สูญ",
    ]  # fmt: skip
    page.rules.set_value("COOP2544")
    page.refresh()
    wait(lambda: len(rows(page)) == 5)
    page.begin()
    wait(lambda: window.page() is not page and window.page().base is not None)
    form = window.page()
    assert form.base.code == "COOP2544"
    form.form.retype({"name_th": "หลักเกณฑ์ของสหกรณ์", "rate_2": "๓๐", "name_5": "", "flags_3": ["loss"]})
    form.tell()
    assert "ค่าเผื่อรวม ณ วันนี้" in said(form)
    page = kept(window, quiet, wait, form, name)
    page.rules.set_value("in-force")
    page.refresh()
    wait(lambda: len(rows(page)) == 4)
    assert page.report.subtitle.startswith("หลักเกณฑ์ของสหกรณ์ · ใช้บังคับ")
    assert rows(page)["2 ต่ำกว่ามาตรฐาน"][3:] == ("30", "ไม่ก่อให้เกิดรายได้ (NPL)", "ไม่มีแหล่งอ้างอิง")
    filled(page, next_dialog, wait, page.choose, rules="CODI", day="1/1/2570")
    form.save()  # there is a version from this very day on
    wait(lambda: "from_day" in complaints(form))
    again = quiet("allowance")
    again.rules.set_value("OWN")
    again.refresh()
    wait(lambda: len(rows(again)) == 4)


@pytest.mark.parametrize("name", ["allowance-rule"])
def test_what_is_wrong_with_rules_is_said_at_their_class(name, quiet, wait, window):
    form = quiet(name, like="CODI")
    form.form.retype({"rate_3": "มาก", "from_day": "", "months_4": "-1"})
    form.save()
    assert set(complaints(form)) == {"rate_3", "from_day", "months_4"}
    form.form.retype({"name_2": "", "rate_3": "101", "months_4": "6", "from_day": "1/1/2569", "name_th": ""})
    form.save()
    assert set(complaints(form)) == {"rate_3", "name_th"}
    form.form.retype({"rate_3": "20", "months_4": "1", "name_th": "ของเรา"})
    form.save()
    assert "เดือน" in form.form._general.words.said()
    form.form.retype({"months_4": "6", "use": "kept"})
    assert form.unsaved()["like"] == "CODI"
    window.frame.top_bar.language_clicked.emit()
    wait(lambda: window.page() is not form and window.page() is not None and not window.jobs.is_busy())
    again = window.page()
    assert again.form.editor("rate_3").text() == "20"
    again.save()
    wait(again.saved_card.isVisible)
    again.show_all()
    wait(lambda: window.page() is not again and window.page().report is not None)
    assert "CODI" in window.page().report.subtitle  # kept, and not chosen
