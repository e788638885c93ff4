"""Benefits at the window: a regulation adopted, a claim taken in and decided, approved and paid."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import an_entry
from tests.ui.screens.conftest import TODAY
from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services.claims import decide_claim, take_claim
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.storage import claims
from welfare_desk.ui.preview import Preview
from welfare_desk.ui.words import plain
from welfare_desk.welfare.benefit_defaults import LINES, READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass, Claim, Rule, RuleKind
from welfare_desk.welfare.claims import ClaimStatus

FIRST = date(2025, 10, 1)


@pytest.fixture
def page(window, quiet, wait):
    """Go to the benefits of a fund whose rules ask nothing but the rate."""
    free = [each for each in READY_TYPES if each.code == "FIRE"]
    in_the_book(window, wait, lambda desk: adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", free))
    return quiet("claims")


def vouchers_shown(page, wait):
    """Close the vouchers that are shown to be printed and signed."""
    wait(lambda: page.window().findChildren(Preview))
    QTest.keyClick(page.window().findChildren(Preview)[0], Qt.Key.Key_Escape)
    wait(lambda: not page.window().findChildren(Preview))


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def taken(page, wait, next_dialog, answer, **typed):
    """Fill a claim in; what the regulation gives is said in a dialog of its own."""
    done = []

    def act(dialog):
        dialog.form.retype({"member": "00501", "event_day": "10/1/2569", **typed})
        dialog.finished.connect(lambda code: (done.append(code), answer(0)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    wait(lambda: rows(page) and not page.jobs.is_busy())


def test_a_regulation_is_adopted_before_anything_is_claimed(quiet, wait, next_dialog):
    page = quiet("claims")
    assert page.table.empty.isVisible()
    filled(page, next_dialog, wait, page.adopt, name="ระเบียบ พ.ศ. 2568", resolution="ประชุมใหญ่ 1/2568")


def test_a_claim_goes_from_the_request_to_the_money(page, wait, next_dialog, answer):
    taken(page, wait, next_dialog, answer, cause="ไฟฟ้าลัดวงจร")
    claim = rows(page)[0]
    assert (claim[0], claim[2], claim[3], claim[7], claim[8]) == (
        "C-0001",
        "ไฟไหม้",
        "00501",
        "รอคณะกรรมการ",
        Money.baht(3_000),
    )
    assert "ไฟฟ้าลัดวงจร" in claim[10]
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.approve, resolution="มติ 1/2569", amount="400")
    wait(lambda: rows(page)[0][7] == "รอจ่าย")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.pay, account="1101")
    vouchers_shown(page, wait)
    wait(lambda: rows(page)[0][7] == "จ่ายแล้ว")
    assert rows(page)[0][9] == Money.baht(400)


def test_a_claim_is_rejected_with_a_reason(page, wait, next_dialog, answer):
    taken(page, wait, next_dialog, answer)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.reject, reason="ไม่มีหลักฐาน")
    wait(lambda: rows(page)[0][7] == "ไม่อนุมัติ")


@pytest.fixture
def claim(page, quiet, wait, next_dialog, answer):
    """Go to the page of a claim that was taken in."""
    taken(page, wait, next_dialog, answer, details="หมู่ 5")
    page.open_row(page.report.rows[0].opens)
    shown = quiet("claim")
    wait(lambda: shown.ticks and not shown.jobs.is_busy())
    return shown


def seen(claim, wait):
    wait(lambda: not claim.jobs.is_busy())
    return [each.name for each in claim._whole.seen]


def test_papers_are_ticked_and_names_written_on_the_page_of_a_claim(claim, wait, next_dialog):
    claim.ticks[0].click()
    wait(lambda: seen(claim, wait) == ["ใบคำขอ"])
    filled(claim, next_dialog, wait, claim.sign, name0="นายหนึ่ง", name2="นางสาม")
    wait(lambda: seen(claim, wait) == ["ใบคำขอ", "นางสาม", "นายหนึ่ง"])
    claim.ticks[0].click()
    wait(lambda: seen(claim, wait) == ["นางสาม", "นายหนึ่ง"])


def test_a_claim_is_approved_and_paid_on_its_own_page(claim, wait, next_dialog):
    filled(claim, next_dialog, wait, claim.approve, resolution="มติ 1/2569", amount="400")
    wait(lambda: claim._whole.claim.status is ClaimStatus.APPROVED)
    filled(claim, next_dialog, wait, claim.pay, account="1101", witness="นางสอง")
    vouchers_shown(claim, wait)
    wait(lambda: claim._whole.claim.status is ClaimStatus.PAID)
    assert [each.payee for each in claim._whole.payments] == ["นางมะลิ ดำดี"]


def test_a_disaster_is_taken_in_and_its_list_approved(page, wait, next_dialog, answer):
    done = []

    def act(dialog):
        dialog.form.retype({"members": "00501", "name": "ไฟไหม้ตลาด", "day": "10/1/2569"})
        dialog.finished.connect(lambda code: (done.append(code), answer(1)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.open_disaster()
    wait(lambda: done)
    wait(lambda: rows(page) and not page.jobs.is_busy())
    filled(page, next_dialog, wait, page.approve_list, resolution="มติ 2/2569")
    wait(lambda: rows(page)[0][7] == "รอจ่าย")


def typed_claim(page, wait, next_dialog, **typed):
    """Fill a claim in that is refused; give what the form says at each field."""
    said = []

    def act(dialog):
        for name, words in typed.items():
            dialog.form.editor(name).setText(words)
        dialog.try_to_save()
        wait(lambda: any(each.isVisible() for each in dialog.form._complaints.values()))
        said.append({name: c.words.text() for name, c in dialog.form._complaints.items() if c.isVisible()})
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: said)
    return said[0]


def test_a_claim_without_its_day_or_with_letters_for_a_number_says_so_at_the_field(page, wait, next_dialog):
    assert set(typed_claim(page, wait, next_dialog, member="00501")) == {"event_day"}
    day = {"event_day": "10/1/2569"}
    assert set(typed_claim(page, wait, next_dialog, member="99999", **day)) == {"member"}
    assert set(typed_claim(page, wait, next_dialog, member="00501", quantity="สอง", **day)) == {"quantity"}
    assert set(typed_claim(page, wait, next_dialog, member="00501", asked="ร้อย", **day)) == {"asked"}


def test_a_name_finds_who_claims(page, wait, next_dialog, type_in):
    found = []

    def act(dialog):
        finder = dialog.form.editor("member")
        type_in(finder, "มะลิ")
        QTest.keyClick(finder, Qt.Key.Key_Return)
        found.append(finder.value())
        finder.setText("๕๐๑")
        found.append(finder.value())
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: len(found) == 2)
    assert found == ["00501", "00501"]


def test_a_claim_that_waits_is_found_however_old_it_is(page, window, wait):
    claim = Claim("FIRE", "00501", date(2025, 10, 2), date(2025, 10, 3), TODAY, 1, "", "", None)
    in_the_book(window, wait, lambda desk: decide_claim(desk, take_claim(desk, claim, "", "").id))
    wait(lambda: not page.jobs.is_busy())
    assert rows(page) == []
    page.open(status="decided")
    wait(lambda: rows(page))
    assert page.days.chosen() == {"from": date(2025, 10, 3), "to": TODAY}
    page.show_status("paid")
    page.status.set_value("paid")
    page.refresh()
    wait(lambda: not rows(page))


def test_why_stands_in_full_under_the_rows(page, wait, next_dialog, answer):
    taken(page, wait, next_dialog, answer, cause="ไฟฟ้าลัดวงจร")
    assert "ไฟฟ้าลัดวงจร" in plain(page._why.text())
    assert page._why.text().startswith("C-0001")


def test_the_rules_can_be_read_and_changed_before_they_are_adopted(quiet, window, wait, answer):
    page = quiet("claims")
    wait(lambda: page._has_rules is False)
    asked = answer(1)
    page.begin()
    wait(lambda: asked)
    wait(lambda: window.pager.trail.here.page == "regulation-write")


def test_what_the_regulation_gives_leads_on_to_the_claim(page, window, wait, next_dialog, answer):
    done = []

    def act(dialog):
        dialog.form.retype({"member": "00501", "event_day": "10/1/2569"})
        dialog.finished.connect(lambda code: (done.append(code), answer(1)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    wait(lambda: window.pager.trail.here.page == "claim")


def test_a_benefit_is_tried_from_the_page_of_a_claim(claim, wait, next_dialog):
    tried = []

    def act(dialog):
        tried.append(dialog.form.values()["type"])
        dialog.reject()

    next_dialog.when_it_comes(act)
    claim._try_it()
    wait(lambda: tried)
    assert tried == ["FIRE"]


def test_after_one_claim_comes_the_next_that_waits(claim, window, wait, next_dialog):
    assert not claim.following.isVisible()
    second = Claim("FIRE", "00401", date(2026, 1, 9), date(2026, 1, 10), TODAY)
    in_the_book(window, wait, lambda desk: decide_claim(desk, take_claim(desk, second, "", "").id))
    wait(claim.following.isVisible)
    assert plain(claim.following.text()) == "ถัดไป C-0002 (รออีก 1)"
    filled(claim, next_dialog, wait, claim.approve, resolution="มติ 1/2569")
    wait(lambda: claim._whole.claim.status is ClaimStatus.APPROVED and not claim.jobs.is_busy())
    claim.following.click()
    wait(lambda: claim._whole.claim.id == 2)
    assert not claim.following.isVisible()


def test_all_thirteen_lines_are_paid_at_the_window(window, quiet, wait, next_dialog, answer):
    def ready(desk):
        free = [replace(each, rules=(Rule(RuleKind.RATE, amount=Money.baht(100)),)) for each in READY_TYPES]
        adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1/2568", free)
        rich = an_entry("1101 welfare 9,000", "4301 welfare -9,000", day="2026-01-02", series=Series.RECEIPT)
        post_entry(desk, rich)

    in_the_book(window, wait, ready)
    page = quiet("claims")
    assert {each.line for each in READY_TYPES} == set(range(1, LINES + 1))
    for count, each in enumerate(READY_TYPES, 1):
        who = "00501" if each.of is BenefitClass.MEMBER else ""
        taken(page, wait, next_dialog, answer, type=each.code, member=who)
        wait(lambda count=count: len(rows(page)) >= count)
    page.table.grid.selectAll()
    filled(page, next_dialog, wait, page.approve, resolution="มติ 1/2569")
    wait(lambda: {row[7] for row in rows(page) if row[0]} == {"รอจ่าย"})
    page.table.grid.selectAll()
    filled(page, next_dialog, wait, page.pay, account="1101", payee="ตัวแทน")
    vouchers_shown(page, wait)
    wait(lambda: {row[7] for row in rows(page) if row[0]} == {"จ่ายแล้ว"})
    assert Money.sum(row[9] for row in rows(page) if row[0]) == Money.baht(100 * len(READY_TYPES))
    assert in_the_book(window, wait, verify_book).ok


def test_the_form_asks_what_the_paper_form_of_each_benefit_asks(window, quiet, wait, next_dialog, answer):
    rates = {each.code: each for each in READY_TYPES}
    sick = replace(rates["SICK"], rules=tuple(each for each in rates["SICK"].rules if each.kind is RuleKind.RATE))
    birth = replace(rates["BIRTH"], rules=(rates["BIRTH"].rule(RuleKind.RATE),))
    in_the_book(window, wait, lambda desk: adopt_regulation(desk, "ระเบียบ", FIRST, FIRST, "1", [sick, birth]))
    page, seen, done = quiet("claims"), [], []

    def act(dialog):
        form = dialog.form
        seen.append((form.editor("until").isVisible(), form.editor("event_day").accessibleName()))
        form.editor("type").set_value("BIRTH")
        form.editor("type").picked.emit("BIRTH")
        seen.append((form.editor("until").isVisible(), form.editor("event_day").accessibleName()))
        form.editor("type").set_value("SICK")
        form.editor("type").picked.emit("SICK")
        form.retype({"member": "00501", "event_day": "5/1/2569", "until": "5/1/2569"})
        dialog.try_to_save()
        seen.append(form._complaints["until"].isVisible())
        form.retype({"until": "9/1/2569"})
        dialog.finished.connect(lambda code: (done.append(code), answer(1)))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    assert seen == [(True, "เข้าโรงพยาบาลวันที่"), (False, "วันเกิดของเด็ก"), True]
    kept = in_the_book(window, wait, lambda desk: desk.ask(claims.claims))
    assert [(each.quantity, each.right) for each in kept] == [(4, Money.baht(400))]
