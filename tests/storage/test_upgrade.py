"""An older book is brought up to date on a copy, proved, and only then swapped."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_book, an_entry, outside
from tests.proofs.upgrades import held
from welfare_desk.errors import BookError, RuleError
from welfare_desk.money import Money
from welfare_desk.services.books import sit_down
from welfare_desk.services.entries import post_entry, reverse_entry
from welfare_desk.storage import holdings
from welfare_desk.storage.book import open_book
from welfare_desk.storage.checks import verify
from welfare_desk.storage.schema import APPLICATION_ID, COPY_ID, VERSION
from welfare_desk.storage.upgrade import STEPS, fresh_schema, schema_of, upgrade, version_of

NEXT = VERSION + 1
BOOKS = Path(__file__).parents[1] / "books"


def steps_with(tmp_path, act):
    folder = tmp_path / "steps 50%"
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    body = f'''"""A later step."""
from alembic import op
revision = "{NEXT}"
down_revision = "{VERSION}"
branch_labels = None
depends_on = None
def upgrade():
    """Change something."""
    op.execute("""{act}""")
'''
    (folder / "versions" / "v_next.py").write_text(body, encoding="utf-8")
    return folder


def a_posted_book(tmp_path):
    desk = a_book(tmp_path)
    post_entry(desk, an_entry())
    desk.book.close()
    return desk.book.path


def test_the_steps_from_nothing_make_the_program_s_own_schema(tmp_path):
    path = tmp_path / "empty.welfare"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("CREATE TABLE entries (id, voucher, seal)")  # the least that the proof reads
        raw.execute("CREATE TABLE postings (account, fund, amount)")
        raw.execute("CREATE TABLE audit (id, seal)")
        raw.commit()
    folder = tmp_path / "steps"
    shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = folder / "versions" / "v0001_first_book.sql"
    dropped = "DROP TABLE entries;\n\nDROP TABLE postings;\n\nDROP TABLE audit;\n\n"
    script.write_text(dropped + script.read_text(encoding="utf-8"), encoding="utf-8")
    upgrade(path, folder, VERSION)
    with open_book(path, writes=False) as book, book.read() as tx:
        assert schema_of(tx) == fresh_schema(tmp_path)


def test_a_current_book_is_left_alone(tmp_path):
    path = a_posted_book(tmp_path)
    before = path.read_bytes()
    assert upgrade(path) is None
    assert path.read_bytes() == before


def test_an_older_book_is_upgraded_and_the_old_file_kept(tmp_path):
    path = a_posted_book(tmp_path)
    before = held(path)
    kept = upgrade(path, steps_with(tmp_path, "ALTER TABLE plans ADD COLUMN colour TEXT"), NEXT)
    assert kept is not None
    assert held(kept) == before
    assert version_of(path) == NEXT
    with closing(sqlite3.connect(path)) as raw:
        assert "colour" in {row[1] for row in raw.execute("PRAGMA table_info(plans)")}
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("DELETE FROM entries")


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE postings SET amount = amount * 2",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "UPDATE entries SET seal = zeroblob(32)",
    ],
)
def test_a_step_that_changes_what_is_posted_leaves_the_book_as_it_was(tmp_path, act):
    path = a_posted_book(tmp_path)
    before = path.read_bytes()
    with pytest.raises(BookError):
        upgrade(path, steps_with(tmp_path, act), NEXT)
    assert path.read_bytes() == before
    assert not [each for each in tmp_path.iterdir() if each.suffix == ".part"]


def test_a_step_that_fails_leaves_the_book_as_it_was(tmp_path):
    path = a_posted_book(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Exception, match="no such table"):
        upgrade(path, steps_with(tmp_path, "DROP TABLE nothing_of_the_kind"), NEXT)
    assert path.read_bytes() == before


def test_a_step_that_loses_a_guard_is_found(tmp_path, monkeypatch):
    path = a_posted_book(tmp_path)
    monkeypatch.setattr("welfare_desk.storage.upgrade.trigger_statements", list)
    with pytest.raises(BookError):
        upgrade(path, steps_with(tmp_path, "SELECT 1"), NEXT)
    assert version_of(path) == VERSION


def test_a_copy_of_an_auditor_is_brought_up_too_and_stays_a_copy(tmp_path):
    path = tmp_path / "copy.welfare"
    path.write_bytes((BOOKS / "v6.welfare").read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {COPY_ID}")
    upgrade(path)
    with open_book(path) as book:
        assert (book.version, book.is_copy, book.writes) == (VERSION, True, False)


def test_a_cooperative_of_before_keeps_what_stood_there_for_nobody_yet_and_goes_on(tmp_path):
    """Its shares, savings and loans were posted without names: the registers begin with them as not yet anybody's."""
    path = tmp_path / "coop.welfare"
    path.write_bytes((BOOKS / "coop7.welfare").read_bytes())
    with (desk := sit_down(path, outside())).book:
        assert desk.ask(verify).ok
        assert desk.ask(holdings.unassigned) == {
            "11533": Money.baht(5000), "21410": Money.baht(-50), "31000": Money.baht(-4300),
        }  # fmt: skip
        with pytest.raises(RuleError, match="31000"):
            post_entry(desk, an_entry("11110 general 5", "31000 general -5"))
        reverse_entry(desk, "RV6810-0001", date(2025, 11, 3), "ผิด")
        assert desk.ask(holdings.unassigned)["31000"] == Money.baht(-4000)
        assert desk.ask(verify).ok


@pytest.mark.parametrize("old", sorted(BOOKS.glob("coop*.welfare")), ids=lambda each: each.stem)
def test_every_old_cooperative_opens_and_is_in_order(tmp_path, old):
    path = tmp_path / old.name
    path.write_bytes(old.read_bytes())
    with (desk := sit_down(path, outside())).book:
        assert [each.id for each in desk.ask(verify).results if not each.ok] == []
        assert desk.ask(holdings.control_differences) == {}
