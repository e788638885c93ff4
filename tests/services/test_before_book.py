"""Figures before the book: kept only if they agree with what it opened with."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.builders import a_book
from tests.services.small_fund import refused
from welfare_desk.errors import RuleError
from welfare_desk.exchange.before_book import read_form_figures, read_prior_figures
from welfare_desk.exchange.openings import preview_opening
from welfare_desk.i18n import spoken
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.money import Money
from welfare_desk.services.before_book import before_the_book, keep_form_figures, keep_prior_figures
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.openings import open_balances, propose_opening
from welfare_desk.storage import before_book
from welfare_desk.welfare.form_figures import UNKNOWN_RECEIPTS, UNKNOWN_USES, FormFigure

SAMPLE = Path(__file__).parent.parent / "samples" / "opening_balances.xlsx"
RECEIVED, SPENT = Money.baht("5981499.19"), Money.baht("3486538.35")


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, weights=(("welfare", 70), ("reserve", 20), ("administration", 10)))
    lines = preview_opening(SAMPLE, {}).accepted()
    open_balances(desk, desk.ask(lambda tx: propose_opening(tx, lines)))
    yield desk
    desk.book.close()


def whole():
    return [FormFigure("R1.member", RECEIVED), FormFigure("P1.welfare", SPENT, 900), FormFigure("6.5104", SPENT, 300)]


def test_figures_that_agree_with_the_opening_are_kept(desk):
    kept = desk.ask(before_the_book)
    assert (kept.received, kept.spent, kept.prior_year, kept.is_locked) == (RECEIVED, SPENT, 2025, False)
    keep_form_figures(desk, whole())
    assert desk.ask(before_book.form_figures) == tuple(sorted(whole(), key=lambda each: each.line))
    assert "note.form_figures" not in [each.code for each in verify_book(desk).noted]
    with desk.book.write() as tx:
        tx.exec_driver_sql("UPDATE form_figures SET amount = 1 WHERE line = 'R1.member'")
    assert "note.form_figures" in [each.code for each in verify_book(desk).noted]


def test_figures_that_do_not_agree_are_refused_unless_the_rest_is_under_other(desk):
    some = [FormFigure("R1.member", Money.baht(1000))]
    assert refused(keep_form_figures, desk, some) == ["form_figure.received", "form_figure.spent"]
    kept = keep_form_figures(desk, some, rest_to_other=True)
    assert {each.line: each.amount for each in kept} == {
        "R1.member": Money.baht(1000), UNKNOWN_RECEIPTS: RECEIVED - Money.baht(1000), UNKNOWN_USES: SPENT,
    }  # fmt: skip
    with pytest.raises(RuleError):
        keep_form_figures(desk, [FormFigure("R1.member", RECEIVED + Money(1))], rest_to_other=True)


def test_figures_come_from_a_workbook_or_json(tmp_path):
    workbook = Workbook()
    head = ("บรรทัด", "รายการ", "จำนวนเงิน", "จำนวนคน")
    rows = (
        head,
        ("R1.member", "สมาชิก", "1,000.50", None),
        ("6.5101", "เกิด", 20, 3),
    )
    for each in (*rows, ("R2.other", "ว่าง", "-", None)):
        workbook.active.append(each)
    path = tmp_path / "ก่อน.xlsx"
    workbook.save(path)
    expected = (FormFigure("R1.member", Money.baht("1000.50")), FormFigure("6.5101", Money.baht(20), 3))
    assert read_form_figures(path) == expected
    workbook.active["C2"] = "พันบาท"
    workbook.save(path)
    with pytest.raises(RuleError) as caught:
        read_form_figures(path)
    assert "C2" in caught.value.problems[0].sentence()
    written = tmp_path / "x.json"
    lines = [{"line": "R1.member", "satang": 100050}, {"line": "6.5101", "satang": 2000, "people": 3}]
    written.write_text(json.dumps({"lines": lines}), encoding="utf-8")
    assert read_form_figures(written) == expected
    for content in ("[]", '{"lines": [5]}', '{"lines": [{"satang": -1}]}', "{"):
        written.write_text(content, encoding="utf-8")
        with pytest.raises(RuleError):
            read_form_figures(written)


def test_last_year_s_balances_are_kept_beside_the_opening(desk):
    lines = preview_opening(SAMPLE, {}).accepted()
    assert keep_prior_figures(desk, lines) == 2025
    kept = desk.ask(lambda tx: before_book.prior_figures(tx, 2025))
    assert Money.sum(each.amount for each in kept) == Money(0)
    assert desk.ask(before_the_book).prior_lines == len(kept)
    assert desk.ask(before_book.prior_years) == [2025]


def test_last_year_must_balance_and_end_where_the_book_begins(desk):
    lines = [*preview_opening(SAMPLE, {}).accepted(), OpeningLine("1101", Money(5)), OpeningLine("4101", Money(-5))]
    assert refused(keep_prior_figures, desk, lines) == ["prior.differs"]
    assert refused(keep_prior_figures, desk, [OpeningLine("9999", Money(5))]) == [
        "opening.unbalanced", "opening.unknown_account", "entry.none", *["prior.differs"] * 22,
    ]  # fmt: skip


def test_a_book_that_begins_inside_a_year_takes_any_last_year(tmp_path):
    desk = a_book(tmp_path, first_day=date(2025, 12, 1))
    assert keep_prior_figures(desk, [OpeningLine("1101", Money(5)), OpeningLine("3101", Money(-5))]) == 2025
    desk.book.close()


def test_last_year_comes_from_json_too(tmp_path):
    path = tmp_path / "x.json"
    lines = [{"account": "1101", "debit_satang": 5}, {"account": "3101", "fund": "welfare", "credit_satang": 5}]
    path.write_text(json.dumps({"lines": lines}), encoding="utf-8")
    assert read_prior_figures(path, {}) == (OpeningLine("1101", Money(5)), OpeningLine("3101", Money(-5), "welfare"))
    path.write_text(json.dumps({"lines": [{"account": "1101"}]}), encoding="utf-8")
    with pytest.raises(RuleError):
        read_prior_figures(path, {})
