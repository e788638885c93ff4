"""One process speaks one language; a block may speak another; a thing in a book has two names."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from welfare_desk import i18n


@pytest.fixture
def chosen_language_comes_back():
    before = i18n.language()
    yield
    i18n.choose(before)


@pytest.mark.usefixtures("chosen_language_comes_back")
def test_a_chosen_language_is_spoken_in_every_thread():
    i18n.choose("en")
    with ThreadPoolExecutor(1) as pool:
        assert (i18n.language(), pool.submit(i18n.language).result()) == ("en", "en")


@pytest.mark.usefixtures("chosen_language_comes_back")
def test_a_block_speaks_its_own_language_in_its_own_thread():
    i18n.choose("th")
    with i18n.spoken("en"), ThreadPoolExecutor(1) as pool:
        assert (i18n.language(), pool.submit(i18n.language).result()) == ("en", "th")
    assert i18n.language() == "th"


def test_a_language_that_we_do_not_speak_is_refused():
    with pytest.raises(ValueError, match="fr"):
        i18n.choose("fr")


def test_english_is_said_as_it_stands_in_the_code():
    with i18n.spoken("en"):
        assert i18n._("Say what this entry is for.") == "Say what this entry is for."
        assert [i18n.ngettext("one row", "many rows", count) for count in (1, 2)] == ["one row", "many rows"]
    assert i18n.N_("Later.") == "Later."


def test_thai_comes_from_the_catalogue():
    with i18n.spoken("th"):
        assert i18n._("Say what this entry is for.") not in ("", "Say what this entry is for.")


@pytest.mark.parametrize(
    ("language", "english", "name"),
    [("th", "Cash", "เงินสด"), ("en", "Cash", "Cash"), ("en", "", "เงินสด"), ("en", None, "เงินสด")],
)
def test_a_thing_is_called_by_the_name_of_the_language_that_it_has(language, english, name):
    with i18n.spoken(language):
        assert i18n.named("เงินสด", english) == name


@pytest.fixture
def of_cooperative():
    before = i18n.speak_of("cooperative")
    yield
    assert i18n.speak_of(before) == "cooperative"


@pytest.mark.usefixtures("of_cooperative")
def test_a_cooperative_is_called_one():
    with i18n.spoken("en"):
        assert i18n._("Name of the fund") == "Name of the cooperative"
        assert i18n._("Say what this entry is for.") == "Say what this entry is for."
    with i18n.spoken("th"):
        assert i18n._("Name of the fund") == "ชื่อสหกรณ์"


def test_a_savings_group_is_called_one_and_a_village_fund_stays_a_fund():
    before = i18n.speak_of("savings-group")
    with i18n.spoken("th"):
        assert i18n._("Name of the fund") == "ชื่อกลุ่มออมทรัพย์"
        i18n.speak_of("village-fund")
        assert i18n._("Name of the fund") == "ชื่อกองทุน"
    i18n.speak_of(before)
