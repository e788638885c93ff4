"""What goes straight to SQLite stands in the same transaction, the same trail and the same errors."""

# ruff: noqa: PT012 - what is refused at the end of a transaction was tried inside it

import gc

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.builders import a_book, an_entry
from welfare_desk.cli import main
from welfare_desk.errors import BookError
from welfare_desk.services.entries import post_entry
from welfare_desk.storage import rows
from welfare_desk.storage.book import open_book

COUNT = "SELECT count(*) FROM villages"
ADD = "INSERT INTO villages VALUES (?, ?, '')"


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    yield desk
    desk.book.close()


def test_rows_are_asked_and_written_beside_sqlalchemy_in_one_transaction(desk):
    with desk.book.write() as tx:
        rows.write(tx, ADD, ("1", "บ้านเหนือ"))
        assert tx.exec_driver_sql(COUNT).scalar_one() == 1
        tx.exec_driver_sql(ADD, ("2", "บ้านใต้"))
        rows.write_each(tx, ADD, [("3", "บ้านตะวันออก"), ("4", "บ้านตะวันตก")])
        assert rows.ask(tx, COUNT) == [(4,)]
        assert rows.first(tx, "SELECT name_th FROM villages WHERE code = ?", ("2",)) == ("บ้านใต้",)
        assert rows.first(tx, "SELECT name_th FROM villages WHERE code = ?", ("9",)) is None


def test_what_fails_later_takes_them_back(desk):
    with pytest.raises(ZeroDivisionError), desk.book.write() as tx:
        rows.write(tx, ADD, ("1", "บ้านเหนือ"))
        raise ZeroDivisionError
    with desk.book.trial() as tx:
        rows.write(tx, ADD, ("1", "บ้านเหนือ"))
        assert rows.ask(tx, COUNT) == [(1,)]
    with desk.book.read() as tx:
        assert rows.ask(tx, COUNT) == [(0,)]


def test_a_reader_asks_all_its_questions_at_one_moment(desk):
    with open_book(desk.book.path, writes=False) as reader:
        with reader.read() as tx:
            asked = "SELECT count(*) FROM entries"
            assert rows.ask(tx, asked) == [(0,)]
            post_entry(desk, an_entry())
            assert rows.ask(tx, asked) == [(0,)]
        with reader.read() as tx:
            assert rows.ask(tx, asked) == [(1,)]
        with pytest.raises(BookError) as refused, reader.read() as tx:
            rows.write(tx, ADD, ("1", "บ้านเหนือ"))
    assert refused.value.problem.code == "book.read_only"


def test_they_fail_as_with_sqlalchemy_and_name_nobody(desk):
    post_entry(desk, an_entry())
    with desk.book.write() as tx:
        rows.write(tx, ADD, ("1", "บ้านเหนือ"))
        with pytest.raises(IntegrityError) as refused:
            rows.write(tx, ADD, ("1", "นางสาวสมศรี"))
        with pytest.raises(IntegrityError, match="a posted entry stays as it is"):
            rows.write(tx, "UPDATE entries SET day = '2026-01-01' WHERE id = 1")
        with pytest.raises(OperationalError, match="no such table"):
            rows.ask(tx, "SELECT 1 FROM nowhere")
        assert rows.ask(tx, COUNT) == [(1,)]
    assert "สมศรี" not in str(refused.value)


def test_they_leave_the_same_trail_at_every_run(desk):
    for _ in range(2):
        desk.book.trail.read.clear()
        desk.book.trail.wrote.clear()
        with desk.book.write() as tx:
            rows.write(tx, ADD, (str(rows.ask(tx, "SELECT count(*) FROM funds JOIN villages")[0][0]), "บ้าน"))
        assert desk.book.trail.read >= {"funds", "villages"}
        assert desk.book.trail.wrote == {"villages"}
    desk.book.trail.wrote.clear()
    desk.book.trail.read.clear()
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM funds JOIN villages").scalar_one()
    assert desk.book.trail.read == {"funds", "villages"}
    assert desk.book.trail.wrote == set()


@pytest.fixture
def _usual_collector():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_usual_collector")
def test_the_program_looks_for_garbage_seldom(tmp_path):
    assert main(["verify", str(tmp_path / "nothing.welfare")]) != 0
    assert gc.get_threshold()[0] > 700
