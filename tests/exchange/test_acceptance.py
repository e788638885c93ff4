"""Files brought into a book: the register, then three months of collections, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_book
from welfare_desk.exchange.acceptance import accept_collections, accept_members, collections_preview, members_preview
from welfare_desk.exchange.answers import answers_from_json
from welfare_desk.ledger.funds import SPLIT_70_20_10
from welfare_desk.money import Money
from welfare_desk.services.integrity import verify_book
from welfare_desk.storage import accounts as accounts_of

SAMPLES = Path(__file__).parents[1] / "samples"
MONTHS = tuple(SAMPLES / f"collections_2568_{month}.xlsx" for month in (10, 11, 12))


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, weights=SPLIT_70_20_10, today="2026-09-30")
    assert accept_members(desk, members_preview(desk, SAMPLES / "members.xlsx")) == 1147
    yield desk
    desk.book.close()


def balance(desk, *accounts):
    with desk.book.read() as tx:
        held = [sum(accounts_of.balances_by_fund(tx, each).values()) for each in accounts]
    return Money(sum(held))


def test_three_months_post_to_the_satang_and_only_once(desk):
    posted = Money(0)
    for path in MONTHS:
        preview = collections_preview(desk, path)
        assert preview.counts()["refused"] == 8
        recorded = accept_collections(desk, preview)
        assert len(recorded) == preview.counts()["importable"]
        posted += Money.sum(each.payment.total for each in recorded)
        assert preview.total == Money.sum(each.payment.total for each in recorded) + preview.unanswered
        again = collections_preview(desk, path)
        assert again.counts()["already"] == len(recorded)
        assert accept_collections(desk, again) == []
    assert posted == Money.baht(96_705 + 39_100 + 30_184)
    assert balance(desk, "1101", "1111") == posted
    assert balance(desk, "4101", "2201") == -posted
    assert [each.id for each in verify_book(desk).results if not each.ok] == []


def test_what_was_asked_is_answered_and_posted_later(desk):
    accept_collections(desk, collections_preview(desk, MONTHS[0]))
    preview = collections_preview(desk, MONTHS[0])
    form = preview.form()
    for code, answer in (("not_in_register", "unidentified"), ("listed_twice", "keep"), ("missing", "2025-10-09")):
        form = answered(form, code, answer)
    later = collections_preview(desk, MONTHS[0], answers_from_json(form, preview.sha256))
    assert [later.counts()[name] for name in ("importable", "refused", "already")] == [7, 1, 783]
    accept_collections(desk, later)
    assert balance(desk, "2901") == Money.baht(-61)
    left = collections_preview(desk, MONTHS[0])
    assert [(each.cell, each.code) for each in left.questions()] == [("G982", "future")]
    assert left.unanswered == Money.baht(31)


def answered(form, code, answer):
    """Fill in every question of a code, as a person does in the file."""
    parts = form.split('"code": ')
    filled = [
        part.replace('"answer": ""', f'"answer": "{answer}"') if part.startswith(f'"{code}"') else part
        for part in parts
    ]
    return '"code": '.join(filled)
