"""Columns fit their room: words give way before a figure is cut, and no column grows silly."""

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ui import theme
from welfare_desk.ui.column_widths import fitted

WIDTHS = st.lists(st.integers(30, 420), min_size=1, max_size=9)


def test_words_give_way_before_figures_are_cut():
    assert fitted([64, 400, 120, 120], [1], 600) == [64, 296, 120, 120]
    assert fitted([64, 400, 300, 120], [1, 2], 600) == [64, 208, 208, 120]


def test_where_nothing_is_left_to_give_the_table_scrolls():
    least = theme.width("name")
    assert fitted([500, 400, 500], [1], 600) == [500, least, 500], "a name is not cut to half for nothing"
    assert fitted([250, 400, 250], [1], 600) == [250, 100, 250]


def test_one_narrow_column_of_words_does_not_take_all_the_room():
    widths = fitted([60, 100, 100], [0], 1000)
    assert sum(widths) == 1000
    assert widths[0] < 600


@given(WIDTHS, st.sets(st.integers(0, 8)), st.integers(200, 2000))
def test_figures_keep_what_they_need_and_all_of_the_room_is_used(natural, texts, room):
    texts = sorted(at for at in texts if at < len(natural))
    widths = fitted(natural, texts, room)
    assert all(wide >= need for at, (wide, need) in enumerate(zip(widths, natural, strict=True)) if at not in texts)
    if sum(natural) <= room:
        assert sum(widths) == room
