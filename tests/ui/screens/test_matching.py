"""Matching money at the window: a programme, a round with its list, and each step of it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QMenu

from tests.services.rounds import TERMS
from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.money import Money
from welfare_desk.reports.match_choices import programmes_on, proposal_facts
from welfare_desk.services.matching import keep_programme, open_round
from welfare_desk.ui.screens import match_forms
from welfare_desk.welfare.match_rounds import MatchStep
from welfare_desk.welfare.matching import Giver, MatchProgramme, MatchTerms

FIRST = date(2025, 10, 1)
FREE = MatchTerms(full_years=0, paid_up=False, cutoff_day=10, cutoff_month=1, chosen=TERMS)


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


@pytest.fixture
def page(window, quiet, wait):
    """Go to a round that nobody asked for yet."""
    programme = MatchProgramme("codi", "สมทบจาก พอช.", "", Giver.STATE, "4201", "1201")
    in_the_book(window, wait, lambda desk: keep_programme(desk, programme, FREE, FIRST))
    assert in_the_book(window, wait, lambda desk: open_round(desk, "codi", 2026)) == 1
    return quiet("matching")


def offered(page, wait, ask):
    """Open a menu and give its acts by their words."""
    before = set(page.findChildren(QMenu))
    page.table.grid.go_to(0)
    ask()
    wait(lambda: set(page.findChildren(QMenu)) - before)
    menu = (set(page.findChildren(QMenu)) - before).pop()
    menu.close()
    return {each.text(): each for each in menu.actions()}


def step(page, wait, next_dialog, words, **typed):
    acts = offered(page, wait, page.follow)
    filled(page, next_dialog, wait, acts[words].trigger, **typed)
    wait(lambda: not page.jobs.is_busy())
    return list(acts)


def test_a_programme_keeps_what_was_set_and_marks_the_rest(window, quiet, wait, next_dialog):
    page = quiet("matching")
    assert page.table.empty.isVisible()
    typed = {"code": "codi", "name_th": "สมทบ พอช.", "giver": "state", "cutoff_day": "๓๐/๑๑", "full_years": "0"}
    filled(page, next_dialog, wait, lambda: page.keep_programme(None), **typed)
    [known] = in_the_book(window, wait, lambda desk: desk.ask(lambda tx: programmes_on(tx, desk.today)))
    assert (known.programme.giver, known.programme.income, known.programme.receivable) == (Giver.STATE, "4201", "1201")
    assert set(known.terms.chosen) == {"cutoff_day", "cutoff_month", "full_years"}
    assert (known.terms.cutoff_day, known.terms.cutoff_month, known.terms.full_years) == (30, 11, 0)
    again = {"rate": "0.5", "cap": "200", "paid_up": "no", "most_rounds": "0", "basis": "payment", "receivable": "none"}
    filled(page, next_dialog, wait, lambda: page.keep_programme(known), **again)
    [known] = in_the_book(window, wait, lambda desk: desk.ask(lambda tx: programmes_on(tx, desk.today)))
    assert (known.terms.rate, known.terms.cap, known.terms.paid_up) == (5000, Money.baht(200), False)
    assert known.programme.receivable is None
    assert known.terms.cutoff_day == 30


def test_words_that_are_no_day_or_number_come_back_to_their_fields(page, wait, next_dialog):
    seen = []

    def act(dialog):
        for wrong in ({"cutoff_day": "ปลายปี"}, {"cutoff_day": "", "full_years": "หนึ่ง"}):
            dialog.form.retype({"code": "x", "name_th": "x", **wrong})
            dialog.try_to_save()
            seen.append({name for name, each in dialog.form._complaints.items() if each.words.said()})
        dialog.done(QDialog.DialogCode.Rejected)

    next_dialog.when_it_comes(act)
    page.keep_programme(None)
    wait(lambda: len(seen) == 2)
    assert seen == [{"cutoff_day"}, {"full_years"}]


def test_a_round_goes_from_its_list_to_the_close(page, wait, next_dialog):
    assert (rows(page)[0][0], rows(page)[0][-1]) == (1, "ทำรายชื่อแล้ว")
    first = step(page, wait, next_dialog, "ขอไป…", letter="สช 1/2569")
    assert first == ["ขอไป…", "ปิดรอบ…"]
    wait(lambda: rows(page)[0][5])
    asked = rows(page)[0][5]
    step(page, wait, next_dialog, "อนุมัติตามหนังสือ…", letter="พอช 12")
    wait(lambda: rows(page)[0][6] == asked)
    step(page, wait, next_dialog, "ได้รับเงิน…", amount="10", account="1113")
    wait(lambda: rows(page)[0][7] == Money.baht(10))
    step(page, wait, next_dialog, "อนุมัติแล้วไม่ได้รับ…", letter="พอช 13")
    step(page, wait, next_dialog, "ได้รับเกิน…", amount="4")
    wait(lambda: rows(page)[0][9] == Money.baht(4))
    step(page, wait, next_dialog, "ส่งคืนเงิน…", account="1113")
    wait(lambda: not rows(page)[0][9])
    step(page, wait, next_dialog, "ปิดรอบ…")
    wait(lambda: rows(page)[0][-1] == "ปิดรอบแล้ว")


def test_a_new_round_says_how_many_are_put_forward(window, page, wait, next_dialog, answer):
    local = MatchProgramme("sao", "สมทบจาก อบต.", "", Giver.LOCAL, "4203", "1202")
    in_the_book(window, wait, lambda desk: keep_programme(desk, local, FREE, FIRST))
    done = []

    def act(dialog):
        dialog.form.retype({"programme": "sao", "year": 2026})
        dialog.finished.connect(lambda code: (done.append(code), answer(QDialog.DialogCode.Rejected)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    wait(lambda: len(rows(page)) == 2)
    assert [row[1] for row in rows(page)[:2]] == ["สมทบจาก อบต.", "สมทบจาก พอช."]


def test_every_step_has_its_words():
    assert set(match_forms.TITLES) == set(MatchStep) - {MatchStep.OPENED}


def test_what_proposals_say_of_the_fund_is_kept(window, page, wait, next_dialog):
    filled(page, next_dialog, wait, page.tell_facts, founded="1/11/2553", tambon_villages="๑๒", cover="20")
    told = in_the_book(window, wait, lambda desk: desk.ask(proposal_facts))
    assert (told["founded"], told["tambon_villages"], told["cover"]) == ("2010-11-01", "12", "20")


def test_the_papers_of_a_round_are_offered(page, wait, next_dialog):
    acts = offered(page, wait, page.offer_papers)
    assert list(acts)[:2] == ["หนังสือขอรับเงินสมทบ", "บัญชีรายชื่อแนบ"]
    seen = []
    next_dialog.when_it_comes(lambda dialog: (seen.append(dialog.windowTitle()), dialog.done(0)))
    acts["แบบเสนอ"].trigger()
    wait(lambda: seen)


def test_programmes_are_offered_to_see_and_to_change(page, wait):
    assert [words for words in offered(page, wait, page.offer_programmes) if "พอช." in words]
