"""A new book, step by step, left and taken up again; and the opening balances after it."""

import openpyxl
import pytest

from tests.ui.screens.conftest import Kept, Opener
from welfare_desk import i18n
from welfare_desk.money import Money
from welfare_desk.services.first_steps import Step
from welfare_desk.ui.main_window import MainWindow


@pytest.fixture
def start():
    """Give what shows the start page of a computer; it can be closed and come again with the same settings."""
    shown = []

    def show(settings):
        i18n.choose(settings.language)
        window = MainWindow(settings, Opener())
        window.show()
        shown.append(window)
        window.start.show_new()
        return window

    yield show
    for window in shown:
        window.close()
    i18n.choose("th")


def walk(first_run, last):
    while first_run.step is not last:
        at = first_run.step
        first_run.go_on()
        assert first_run.step is not at, [words for _name, words in complaints(first_run)]


def complaints(first_run):
    form = first_run.forms[first_run.step]
    return [(name, each.words.said()) for name, each in form._complaints.items() if each.words.said()]


def test_a_book_is_made_with_what_was_answered(start, wait, tmp_path):
    window = start(Kept())
    first_run = window.start.first_run
    walk(first_run, Step.FUND)
    first_run.go_on()
    assert [name for name, _words in complaints(first_run)] == ["name_th"]
    fund = first_run.forms[Step.FUND]
    fund.editor("name_th").setText("กองทุนใหม่")
    tambon = fund.editor("tambon")
    tambon.setText(tambon.fitting("ในเมือง เมืองขอนแก่น")[0])
    tambon._take_typed()
    assert fund.editor("address").text() == "ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000"
    walk(first_run, Step.MAKE)
    path = tmp_path / "กองทุนใหม่.welfare"
    first_run.ask_path = lambda name: tmp_path / f"{name}.welfare"
    first_run.go_on()
    wait(lambda: window.page() is not None)
    assert window.facts.name_th == "กองทุนใหม่"
    assert window.settings.recent == [str(path)]
    assert window.settings.first_steps == {}


def test_the_way_is_left_and_taken_up_another_day(start):
    kept = Kept()
    window = start(kept)
    first_run = window.start.first_run
    walk(first_run, Step.FUND)
    first_run.forms[Step.FUND].editor("name_th").setText("กองทุนครึ่งทาง")
    first_run.leave()
    assert window.start.first_run is None
    window.close()
    again = start(kept).start.first_run
    assert again.step is Step.FUND
    assert again.forms[Step.FUND].editor("name_th").text() == "กองทุนครึ่งทาง"


def test_the_language_changes_at_once_and_the_way_goes_on(start):
    window = start(Kept())
    window.start.first_run.forms[Step.LANGUAGE].editor("language").picked.emit("en")
    first_run = window.start.first_run
    assert i18n.language() == "en"
    assert first_run.step is Step.LANGUAGE
    assert first_run._on.text() == "Continue"


def test_a_tambon_that_does_not_exist_is_asked_again(start):
    first_run = start(Kept()).start.first_run
    walk(first_run, Step.FUND)
    first_run.forms[Step.FUND].retype({"name_th": "ก", "tambon": "ไม่มีตำบลนี้"})
    first_run.go_on()
    assert [name for name, _words in complaints(first_run)] == ["tambon"]


def test_what_cannot_be_read_is_asked_again_before_the_book_is_made(start):
    first_run = start(Kept()).start.first_run
    walk(first_run, Step.FUND)
    first_run.forms[Step.FUND].editor("name_th").setText("กองทุน")
    walk(first_run, Step.MAKE)
    first_run.jump(Step.YEAR)
    first_run.forms[Step.YEAR].editor("first_day").setText("ไม่ใช่วัน")
    first_run.jump(Step.MAKE)
    first_run.ask_path = lambda _name: pytest.fail("a book would be made with another day")
    first_run.go_on()
    assert first_run.step is Step.YEAR
    assert [name for name, _words in complaints(first_run)] == ["first_day"]


def test_a_cooperative_skips_what_only_funds_are_asked(start):
    first_run = start(Kept()).start.first_run
    walk(first_run, Step.KIND)
    first_run.forms[Step.KIND].set_values(kind="cooperative")
    first_run.go_on()
    first_run.forms[Step.FUND].editor("name_th").setText("สหกรณ์")
    walk(first_run, Step.YEAR)
    first_run.go_on()
    assert first_run.step is Step.CHART
    first_run.go_back()
    assert first_run.step is Step.YEAR


def test_a_book_that_brings_balances_asks_for_them_next(start, wait, tmp_path):
    window = start(Kept())
    first_run = window.start.first_run
    walk(first_run, Step.FUND)
    first_run.forms[Step.FUND].editor("name_th").setText("กองทุนเก่า")
    walk(first_run, Step.YEAR)
    first_run.forms[Step.YEAR].editor("first_day").setText("26/11/2568")  # inside a year: with income and expenses
    walk(first_run, Step.OPENING)
    first_run.forms[Step.OPENING].set_values(brings_balances=True)
    first_run.choose_folder(str(tmp_path))
    walk(first_run, Step.MAKE)
    first_run.hand_over(tmp_path / "เก่า.welfare")
    wait(lambda: window.page() is not None)
    assert window.pager.trail.here.page == "opening"
    assert window.settings.backup_folders == [str(tmp_path)]
    page = window.page()
    wait(lambda: page.fields and not window.jobs.is_busy())

    def is_squeezed():
        return [code for code, field in page.fields.items() if field.parentWidget().height() < field.height()]

    wait(lambda: not is_squeezed())  # a long sheet scrolls


# The opening balances


def write(page, **amounts):
    for code, words in amounts.items():
        page.fields[code[1:]].setText(words)
    page._typed()


def standing(window, wait):
    seen = []

    def ask(desk):
        asked = "SELECT account, sum(amount) FROM postings p JOIN entries e ON e.id = p.entry_id "
        return desk.ask(lambda tx: tx.exec_driver_sql(f"{asked} WHERE e.kind = 'opening' GROUP BY account").all())

    window.jobs.read(ask, lambda found, _reads: seen.append(dict(found)), seen.append)
    wait(lambda: seen)
    return {code: Money(satang) for code, satang in seen[0].items() if satang}


def test_balances_are_written_and_the_rest_is_the_funds_own_money(quiet, window, wait, answer):
    page = quiet("opening")
    write(page, _1101="3,680", _1111="=46000+320", _3201="12000")
    assert page._state.accessibleName() == "ต่างกัน 38,000.00"
    page.put_the_rest()
    assert page._state.accessibleName() == "สองด้านเท่ากัน"
    answer(1)
    page.save()
    wait(lambda: not page.is_touched())
    assert standing(window, wait) == {
        "1101": Money.baht(3680), "1111": Money.baht(46320), "3101": Money.baht(-38000), "3201": Money.baht(-12000),
    }  # fmt: skip


def test_balances_are_put_right_by_the_difference_alone(quiet, window, wait, answer):
    page = quiet("opening")
    for cash in ("100", "90"):
        write(page, _1101=cash)
        page.put_the_rest()
        answer(1)
        page.save()
        wait(lambda page=page: not page.is_touched())
    assert standing(window, wait) == {"1101": Money.baht(90), "3101": Money.baht(-90)}


def test_balances_that_do_not_agree_are_refused_in_words(quiet, wait):
    page = quiet("opening")
    write(page, _1101="100")
    page.save()
    wait(page.problems.said)
    assert "100.00" in page.problems.said()
    write(page, _1101="abc")
    page.save()
    assert page.fields["1101"].property("problem") == "true"


def test_balances_are_read_from_a_file(quiet, window, wait, answer, tmp_path):
    sheet = openpyxl.Workbook()
    for row in (("รหัสบัญชี", "ชื่อบัญชี", "เดบิต", "เครดิต"), ("1101", "เงินสด", 500, None), ("3101", "ทุน", None, 500)):
        sheet.active.append(row)
    path = tmp_path / "ยกมา.xlsx"
    sheet.save(path)
    page = quiet("opening")
    page.read_file(path)
    wait(lambda: page.fields["1101"].text() == "500.00")
    answer(1)
    page.save()
    wait(lambda: not page.is_touched())
    assert standing(window, wait) == {"1101": Money.baht(500), "3101": Money.baht(-500)}


def test_a_file_that_cannot_be_read_says_so(quiet, wait, tmp_path):
    path = tmp_path / "ว่าง.xlsx"
    openpyxl.Workbook().save(path)
    page = quiet("opening")
    page.read_file(path)
    wait(page.problems.said)


def test_what_is_typed_outlives_another_language(quiet):
    page = quiet("opening")
    write(page, _1101="77")
    assert page.unsaved() == {"1101": "77"}
    fresh = quiet("opening")
    fresh.restore({"1101": "77"})
    assert fresh.fields["1101"].text() == "77"
