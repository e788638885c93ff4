"""Which backups are kept in a folder, and what their files are called."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.test_backup_files import a_head
from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import BookError
from welfare_desk.storage.backup_files import SUFFIX, pack
from welfare_desk.storage.backup_folders import (
    UNSOUND,
    Rotation,
    clean,
    file_stem,
    files_in,
    free_path,
    rotate,
    rough_path,
    to_keep,
)

TODAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)  # noon in Thailand
MOMENTS = st.lists(
    st.datetimes(datetime(2023, 1, 1), datetime(2027, 3, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside
    max_size=60,
)
ROTATIONS = st.builds(Rotation, st.integers(0, 9), st.integers(0, 6), st.integers(0, 15))


def days(moments):
    return {each.astimezone(THAI_TIME).date() for each in moments}


def put(folder, at=NOON, name="กองทุน", book="id", mark=""):
    path = free_path(folder, file_stem(name, at), mark)
    with path.open("wb") as file:
        pack(io.BytesIO(b"book"), file, a_head(4, book=book, at=at.isoformat()), None)
    return path


@given(MOMENTS, ROTATIONS)
def test_the_newest_is_always_kept_and_nothing_is_made_up(moments, rotation):
    kept = to_keep(moments, TODAY, rotation)
    assert kept <= set(moments)
    if moments:
        assert max(moments) in kept
    past = [each for each in moments if each.astimezone(THAI_TIME).date() <= TODAY]
    if past:
        assert max(past) in kept


@given(MOMENTS, ROTATIONS)
def test_what_lies_ahead_of_today_is_kept_and_takes_no_place(moments, rotation):
    ahead = {each for each in moments if each.astimezone(THAI_TIME).date() > TODAY}
    past = set(moments) - ahead
    assert to_keep(moments, TODAY, rotation) == ahead | to_keep(past, TODAY, rotation)


@given(MOMENTS, ROTATIONS)
def test_keeping_again_lets_nothing_more_go(moments, rotation):
    kept = to_keep(moments, TODAY, rotation)
    assert to_keep(kept, TODAY, rotation) == kept


@given(MOMENTS, ROTATIONS)
def test_there_are_never_more_than_the_days_weeks_and_months_allow(moments, rotation):
    past = [each for each in moments if each.astimezone(THAI_TIME).date() <= TODAY]
    kept = to_keep(past, TODAY, rotation)
    assert len(kept) <= max(1, rotation.days + rotation.weeks + rotation.months)


@given(MOMENTS)
def test_each_of_the_last_seven_days_with_a_backup_has_its_newest(moments):
    past = [each for each in moments if each.astimezone(THAI_TIME).date() <= TODAY]
    kept = to_keep(past, TODAY, Rotation())
    for day in sorted(days(past), reverse=True)[:7]:
        assert max(each for each in past if each.astimezone(THAI_TIME).date() == day) in kept
    months = sorted({(day.year, day.month) for day in days(past)}, reverse=True)[:12]
    assert set(months) <= {(day.year, day.month) for day in days(kept)}


def test_a_year_of_daily_backups_leaves_the_days_the_weeks_and_the_months():
    moments = [NOON - timedelta(days=at) for at in range(400)]
    kept = sorted(days(to_keep(moments, TODAY, Rotation())), reverse=True)
    assert kept[:7] == [TODAY - timedelta(days=at) for at in range(7)]
    assert [str(day) for day in kept[7:]] == [
        *("2026-11-15", "2026-11-08"),  # Sundays
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31"),
        *("2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_a_day_begins_at_midnight_in_thailand():
    before, after = (datetime(2026, 11, 26, hour, 59, tzinfo=UTC) for hour in (16, 17))
    assert to_keep([before, after], TODAY, Rotation(2, 0, 0)) == {before, after}
    assert to_keep([before, after], TODAY, Rotation(1, 0, 0)) == {after}


def test_names_tell_the_book_and_the_moment_and_suit_every_disk(tmp_path):
    assert file_stem("กองทุน ตำบล", NOON) == "กองทุน ตำบล-2026-11-27T12-00"
    assert file_stem('a:b/c\\d"e|f?g*h<i>.', NOON) == "a_b_c_d_e_f_g_h_i_-2026-11-27T12-00"
    assert file_stem(" ", NOON) == "book-2026-11-27T12-00"
    long = file_stem("ก" * 200, NOON)
    assert len(rough_path(tmp_path, long).name.encode()) < 255
    assert long.endswith("ก-2026-11-27T12-00")


def test_a_second_backup_of_the_same_minute_takes_no_place(tmp_path):
    assert [put(tmp_path).name for _ in range(3)] == [
        f"กองทุน-2026-11-27T12-00{number}{SUFFIX}" for number in ("", " 2", " 3")
    ]


def test_a_folder_lists_its_backups_newest_first_and_nothing_else(tmp_path):
    old, new = put(tmp_path, NOON - timedelta(days=1)), put(tmp_path, NOON, mark=UNSOUND)
    strange = put(tmp_path, NOON, name="อื่น", book="other")
    (tmp_path / f"x{SUFFIX}").write_bytes(b"no backup")
    (tmp_path / f".y{SUFFIX}").write_bytes(old.read_bytes())
    (tmp_path / "z.welfare").write_bytes(old.read_bytes())
    (tmp_path / f"folder{SUFFIX}").mkdir()
    assert [(each.path, each.is_good) for each in files_in(tmp_path, "id")] == [(new, False), (old, True)]
    assert {each.path for each in files_in(tmp_path)} == {old, new, strange}
    with pytest.raises(BookError):
        files_in(tmp_path / "not there")


def test_rotation_deletes_only_what_is_this_books_and_no_longer_kept(tmp_path):
    mine = [put(tmp_path, NOON - timedelta(hours=at)) for at in range(3)]
    unsound = [put(tmp_path, NOON + timedelta(minutes=at), mark=UNSOUND) for at in (1, 2)]
    other = [put(tmp_path, NOON - timedelta(days=300, hours=at), book="other") for at in range(2)]
    (broken := tmp_path / f"กองทุน-2020-01-01T00-00{SUFFIX}").write_bytes(mine[0].read_bytes()[:-1])
    broken.write_bytes(b"x")
    newest = next(each for each in files_in(tmp_path, "id") if each.path == mine[0])
    gone = rotate(newest, TODAY, Rotation(), lambda _head: True)
    assert set(gone) == {mine[1], mine[2], unsound[0]}
    assert set(tmp_path.iterdir()) == {mine[0], unsound[1], *other, broken}


def test_one_just_made_stays_though_the_clock_was_set_back(tmp_path):
    put(tmp_path, NOON)
    made = put(tmp_path, NOON - timedelta(hours=2))
    newest = next(each for each in files_in(tmp_path) if each.path == made)
    assert rotate(newest, TODAY, Rotation(), lambda _head: True) == []


def test_one_that_holds_more_than_the_book_stays(tmp_path):
    strange = put(tmp_path, NOON - timedelta(hours=2))
    plain = put(tmp_path, NOON - timedelta(hours=3))
    made = put(tmp_path, NOON)
    newest = next(each for each in files_in(tmp_path) if each.path == made)
    at = (NOON - timedelta(hours=2)).isoformat()
    assert rotate(newest, TODAY, Rotation(), lambda head: head.at != at) == [plain]
    assert strange.exists()


def test_what_a_crashed_run_left_is_taken_away(tmp_path):
    mine = rough_path(tmp_path, file_stem("กองทุน", NOON))
    other = rough_path(tmp_path, file_stem("กองทุนอื่น", NOON))
    for path in (mine, other):
        path.write_bytes(b"half")
    kept = put(tmp_path)
    clean(tmp_path, "กองทุน")
    assert set(tmp_path.iterdir()) == {other, kept}
