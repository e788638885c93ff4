"""Two threads at one book: what is written, what is heard, and what happens when it fails."""

import threading

import pytest

from tests.builders import a_book, an_entry, outside
from welfare_desk.errors import BookError, RuleError
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.ui.jobs import Cancelled, Job, Jobs


@pytest.fixture
def path(tmp_path):
    desk = a_book(tmp_path)
    desk.book.close()
    return desk.book.path


@pytest.fixture
def jobs(path):
    made = Jobs(lambda read_only: books.sit_down(path, outside(), writes=not read_only))
    yield made
    made.close()


def count_entries(desk):
    return desk.ask(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM entries").scalar_one())


def post(desk):
    return post_entry(desk, an_entry())


def test_work_is_done_elsewhere_and_heard_here(jobs, wait):
    seen, heard = [], []
    jobs.write(
        lambda desk: seen.append(threading.current_thread().name) or post(desk),
        lambda posted, _read: heard.append((posted.voucher, threading.current_thread())),
        heard.append,
    )
    wait(lambda: heard)
    assert heard == [("RV6901-0001", threading.main_thread())]
    assert seen[0].startswith("writer")


def test_the_reader_sees_what_was_written_and_which_tables_it_read(jobs, wait):
    counts = []
    jobs.write(
        post, lambda *_: jobs.read(count_entries, lambda *answer: counts.append(answer), pytest.fail), pytest.fail
    )
    wait(lambda: counts)
    assert counts == [(1, frozenset({"entries"}))]


def test_screens_hear_which_tables_changed(jobs, wait):
    tables = []
    jobs.changed.connect(tables.append)
    jobs.write(post, lambda *_: None, pytest.fail)
    wait(lambda: tables)
    assert {"entries", "postings", "audit"} <= tables[0]


def test_reading_changes_nothing(jobs, wait):
    tables, counts = [], []
    jobs.changed.connect(tables.append)
    jobs.read(count_entries, lambda *answer: counts.append(answer), pytest.fail)
    wait(lambda: counts)
    assert not tables


def test_the_reader_cannot_write(jobs, wait):
    failed = []
    jobs.read(post, pytest.fail, failed.append)
    wait(lambda: failed)
    jobs.read(count_entries, lambda count, _read: failed.append(count), pytest.fail)
    wait(lambda: len(failed) == 2)
    assert failed[1] == 0


def test_a_refused_entry_comes_back_as_its_problems(jobs, wait):
    failed = []
    jobs.write(lambda desk: post_entry(desk, an_entry("1101 welfare 365.00")), pytest.fail, failed.append)
    wait(lambda: failed)
    assert isinstance(failed[0], RuleError)


def test_a_book_that_cannot_be_opened_says_so_to_each_caller(tmp_path, wait):
    jobs = Jobs(lambda read_only: books.sit_down(tmp_path / "none.welfare", outside(), writes=not read_only))
    failed = []
    jobs.write(post, pytest.fail, failed.append)
    jobs.read(count_entries, pytest.fail, failed.append)
    wait(lambda: len(failed) == 2)
    assert all(isinstance(each, BookError) for each in failed)
    jobs.close()


def post_until_stopped(job, started):
    """Post in one transaction, looking at the stop sign now and then."""

    def work(desk):
        with desk.book.write() as tx:
            tx.exec_driver_sql("INSERT INTO settings (key, from_day, value) VALUES ('x', '0001-01-01', '1')")
            for step in range(100_000):
                started.set()
                job.step(step, 100_000)

    return work


def test_a_cancelled_write_leaves_nothing(jobs, wait):
    job, started, failed, steps, tables = Job("long"), threading.Event(), [], [], []
    job.stepped.connect(lambda done, total: steps.append((done, total)))
    jobs.changed.connect(tables.append)
    jobs.write(post_until_stopped(job, started), pytest.fail, failed.append, job)
    wait(started.is_set)
    wait(lambda: steps)
    job.cancel()
    wait(lambda: failed)
    assert isinstance(failed[0], Cancelled)
    kept = []
    question = "SELECT count(*) FROM settings WHERE key = 'x'"
    jobs.read(
        lambda desk: desk.ask(lambda tx: tx.exec_driver_sql(question).scalar_one()),
        lambda n, _r: kept.append(n),
        pytest.fail,
    )
    wait(lambda: kept)
    assert kept == [0]


def test_a_long_question_is_broken_off_inside_sqlite(jobs, wait):
    job, failed, started = Job("long"), [], threading.Event()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def work(desk):
        started.set()
        return desk.ask(lambda tx: tx.exec_driver_sql(endless).scalar_one())

    jobs.read(work, pytest.fail, failed.append, job)
    wait(started.is_set)
    threading.Event().wait(0.05)
    job.cancel()
    wait(lambda: failed)
    assert isinstance(failed[0], Cancelled)


def test_nothing_is_heard_after_closing(app, path):
    jobs = Jobs(lambda read_only: books.sit_down(path, outside(), writes=not read_only))
    heard = []
    jobs.write(post, lambda *_: heard.append(1), heard.append)
    jobs.close()
    app.processEvents()
    assert not heard
    assert not path.with_name(path.name + "-wal").exists()


def test_the_log_is_folded_into_the_book_once_nobody_waits(jobs, path, wait):
    heard = []
    jobs._idle.setInterval(20)
    before = path.stat().st_size, path.read_bytes()
    jobs.write(post, lambda *_: heard.append(True), pytest.fail)
    wait(lambda: heard)
    wait(lambda: (path.stat().st_size, path.read_bytes()) != before)
