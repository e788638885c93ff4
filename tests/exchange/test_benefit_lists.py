"""The sample year of benefits is taken into a book of its members: to the baht, once, what broke a rule marked."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book, an_entry, outside
from tests.exchange.test_benefits import REASONS, SAMPLES, truth
from tests.services.small_fund import refused
from welfare_desk.exchange.acceptance import accept_benefits, accept_members, benefits_preview, members_preview
from welfare_desk.exchange.answers import Answer
from welfare_desk.exchange.benefit_checks import Verdict
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.storage import claims as kept
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Rule, RuleKind, Unit

FILE = SAMPLES / "benefits_2569.xlsx"
ASKED = [row for row in truth() if row["verdict"] == "ask"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("begun"), today="2026-09-30")
    assert accept_members(desk, members_preview(desk, SAMPLES / "members.xlsx")) == 1147
    post_entry(desk, an_entry("1111 welfare 500,000", "4301 welfare -500,000", day="2025-10-01"))
    adopt_regulation(desk, "ระเบียบ พ.ศ. 2560", date(2017, 1, 1), date(2017, 1, 1), "ประชุมใหญ่ 1/2560", READY_TYPES)
    desk.book.close()
    return desk.book.path


@pytest.fixture
def desk(begun, tmp_path):
    path = shutil.copy(begun, tmp_path / begun.name)
    desk = books.sit_down(path, outside("2026-09-30", 3))
    yield desk
    desk.book.close()


def left_out(preview):
    """Leave out every row that asks something."""
    return [Answer(row.read.sheet, row.read.cells["amount"], "leave_out") for row in preview.found(Verdict.ASK)]


def asked(desk, question):
    return desk.ask(lambda tx: [tuple(row) for row in tx.exec_driver_sql(question)])


def test_a_year_of_benefits_is_in_the_book_to_the_baht(desk):
    first = benefits_preview(desk, FILE)
    assert refused(accept_benefits, desk, first, "1111", "มติ") == ["paid.asks"]
    preview = benefits_preview(desk, FILE, left_out(first))
    assert refused(accept_benefits, desk, preview, "1111") == ["paid.no_resolution"]
    taken = accept_benefits(desk, preview, "1111", "ประชุม 9/2569")
    rows = [row for row in truth() if row["verdict"] != "ask"]
    assert (len(taken.posted), taken.past, taken.left_out) == (188, 0, ())
    assert taken.total == Money(sum(int(row["satang"]) for row in rows))
    assert taken.total + Money(sum(int(row["satang"]) for row in ASKED)) == Money.baht(366_900)
    of_members = Counter()
    for row in rows:
        if row["kind"] == "member":
            of_members[row["type"]] += int(row["satang"])
    asked_of = "SELECT c.type, sum(v.amount) FROM claims c JOIN claim_events v ON v.claim_id = c.id "
    assert dict(asked(desk, f"{asked_of} WHERE v.status = 'paid' GROUP BY c.type")) == of_members
    by_account = Counter()
    for row in rows:
        by_account[row["account"]] += int(row["satang"])
    posted = "SELECT account, sum(amount) FROM postings WHERE account LIKE '5%' GROUP BY account"
    assert dict(asked(desk, posted)) == by_account
    assert sum(each.amount.satang for each in desk.ask(kept.given)) == sum(of_members.values())
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_exactly_the_rule_breakers_are_marked_each_with_its_reasons(desk):
    preview = benefits_preview(desk, FILE, left_out(benefits_preview(desk, FILE)))
    taken = accept_benefits(desk, preview, "1111", "ประชุม 9/2569")
    broken = {
        f"!{row['row']}": [REASONS[each] for each in row["reasons"].split()]
        for row in truth()
        if row["verdict"] == "breaks"
    }
    assert taken.exceptions == len(broken) == 24
    marked = asked(
        desk,
        "SELECT d.reasons, a.words FROM claim_events a JOIN claim_events d ON d.claim_id = a.claim_id "
        "AND d.status = 'decided' WHERE a.status = 'approved' AND a.is_override = 1",
    )
    found = {}
    for reasons, words in marked:
        told = json.loads(reasons)
        assert words == "ประชุม 9/2569"
        assert told[-1]["code"] == "benefit.from_list"
        source = told[-1]["th"].partition("!")[2].split()[0]
        found[f"!{source}"] = [each["code"] for each in told[:-1]]
    assert found == broken


def test_a_file_is_taken_in_once_and_its_words_are_known_ever_after(desk):
    preview = benefits_preview(desk, FILE, left_out(benefits_preview(desk, FILE)))
    assert not any(each.is_known for each in preview.words)
    accept_benefits(desk, preview, "1111", "ประชุม 9/2569")
    assert refused(accept_benefits, desk, preview, "1111", "ประชุม 9/2569") == ["paid.twice"]
    again = benefits_preview(desk, FILE)
    assert again.taken_on == date(2026, 9, 30)
    assert sum(each.is_known for each in again.words) >= len(again.words) - 6
    assert Counter(row.verdict for row in again.rows) == Counter(
        row.verdict for row in benefits_preview(desk, FILE).rows
    )


def test_what_the_book_gave_counts_against_another_list(desk, tmp_path):
    preview = benefits_preview(desk, FILE, left_out(benefits_preview(desk, FILE)))
    accept_benefits(desk, preview, "1111", "ประชุม 9/2569")
    other = tmp_path / "อีกแฟ้ม.xlsx"
    shutil.copy(FILE, other)
    with other.open("ab") as file:
        file.write(b"\0")
    codes = Counter(each.code for row in benefits_preview(desk, other).rows for each in row.reasons)
    assert codes["benefit.times"] > 20


def test_the_preview_says_by_which_rules_it_judged(desk):
    with spoken("en"):
        assert benefits_preview(desk, FILE).answer()["judged_by"] == [
            "183 payments were judged by the regulation in force from 1 Jan 2560."
        ]
    rate = Rule(RuleKind.RATE, amount=Money.baht(1), unit=Unit.NIGHT)
    cheap = tuple(replace(each, rules=(rate,)) if each.code == "SICK" else each for each in READY_TYPES)
    adopt_regulation(desk, "ระเบียบใหม่", date(2026, 1, 1), date(2026, 1, 1), "ประชุมใหญ่ 2", cheap)
    with spoken("en"):
        preview = benefits_preview(desk, FILE)
        said = preview.answer()["judged_by"]
    assert [each.split(" in force ")[1] for each in said] == ["from 1 Jan 2560.", "from 1 Jan 2569."]
    sick = [row for row in preview.rows if row.claim and row.claim.type == "SICK" and row.verdict is Verdict.BREAKS]
    late = {row.claim.event_day >= date(2026, 1, 1) for row in sick if "benefit.rate" in [r.code for r in row.reasons]}
    assert True in late, "a baht a night from the new year on"
