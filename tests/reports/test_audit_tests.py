"""An auditor's tests find what was planted, and find nothing in a sound fund."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from tests.builders import outside
from tests.cli.at_the_desk import Terminal
from tests.reports.five_forms import same_in_five_forms
from tests.reports.planted import CASES
from tests.reports.sound_fund import FIRST, LAST, a_sound_fund, pen
from welfare_desk.i18n import spoken
from welfare_desk.reports.audit_tests import every
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.model import Role
from welfare_desk.services import books
from welfare_desk.storage.book import open_book
from welfare_desk.storage.masking import masked

DAYS = {"from": FIRST, "to": LAST}
PLANTED = [(name, case) for name, cases in CASES.items() for case in cases]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return a_sound_fund(tmp_path_factory.mktemp("sound"))


def run(path, name, today=LAST, **asked):
    desk = books.sit_down(path, outside(today), writes=False)
    try:
        with desk.book.read() as tx, spoken("en"):
            return make_report(tx, name, {**DAYS, **asked}, today)
    finally:
        desk.book.close()


def said(report):
    return ["|".join(str(cell) for cell in row.cells) for row in report.rows if row.role is Role.ITEM]


def test_every_test_has_a_planted_case():
    assert set(CASES) == {each.name for each in every.TESTS}


@pytest.mark.parametrize("name", list(CASES))
def test_nothing_is_found_in_a_sound_fund(sound, name):
    report = run(sound, name)
    assert dict(report.answer)["found"] == 0, said(report)
    assert report.nothing


@pytest.mark.parametrize(("name", "case"), PLANTED, ids=[f"{name}: {case.__name__}" for name, case in PLANTED])
def test_what_was_planted_is_found(sound, tmp_path, name, case):
    path = tmp_path / sound.name
    shutil.copy(sound, path)
    with pen(path) as at_the_file:
        planted = case(at_the_file)
    report = run(path, name, **({"from": date(2025, 9, 1)} if name == "audit-period-end" else {}))
    assert dict(report.answer)["found"] > 0
    assert any(all(part in row for part in planted.split("|")) for row in said(report)), said(report)
    assert report.rows[-1].role is Role.TOTAL or name in {"audit-digits", "audit-contributions"}
    same_in_five_forms(report)


def test_the_summary_counts_each_test_and_leads_to_it(sound, tmp_path):
    path = tmp_path / sound.name
    shutil.copy(sound, path)
    with pen(path) as at_the_file:
        CASES["audit-negative"][0](at_the_file)
    report = run(path, "audit-tests")
    found = {row.opens.report: row.cells[3] for row in report.rows if row.opens}
    assert set(found) == set(CASES)
    assert found.pop("audit-negative") == 1
    assert sum(found.values()) == report.rows[-1].cells[3] - 1
    link = next(row.opens for row in report.rows if row.opens and row.opens.report == "audit-negative")
    assert run(path, link.report, **dict(link.params)).rows
    same_in_five_forms(report)


def test_a_copy_without_personal_data_is_tested_the_same(sound, tmp_path):
    path = tmp_path / sound.name
    shutil.copy(sound, path)
    with pen(path) as at_the_file:
        planted = {name: CASES[name][0](at_the_file) for name in ("audit-above-rule", "audit-negative")}
    book = open_book(path, writes=False, lens=masked())
    try:
        with book.read() as tx, spoken("en"):
            reports = {name: make_report(tx, name, DAYS, LAST) for name in CASES}
    finally:
        book.close()
    assert all(any(planted[name] in row for row in said(reports[name])) for name in planted)
    assert not any("บัวลอย" in row for report in reports.values() for row in said(report))
    assert reports["audit-erased"].rows == ()
    assert any("left out" in note for note in reports["audit-erased"].notes)


def test_a_limit_of_ones_own_is_said_and_used(sound):
    usual, own = run(sound, "audit-cash-payments"), run(sound, "audit-cash-payments", above="1")
    assert ("Above (baht)", "5,000 (default)") in usual.facts
    assert ("Above (baht)", "1") in own.facts


def test_the_command_line_runs_all_or_one(sound, capfdbinary):
    say = Terminal(capfdbinary, LAST.isoformat())
    days = ("--from", FIRST.isoformat(), "--to", LAST.isoformat())
    listed = say.done("audit", "tests", sound, *days, "--json").json
    assert {row["found"] for row in listed["rows"]} == {0}
    assert say.done("audit", "tests", sound, *days, "--test", "audit-gaps", "--json").json["found"] == 0
    own = say.done("audit", "tests", sound, *days, "--test", "audit-cash-payments", "--with", "above=1")
    assert "This test found nothing" in own.out
    assert "audit-gaps" in say.refused("audit", "tests", sound, "--test", "nonsense")
