"""What only the committee can tell of its fund."""

from datetime import date

from welfare_desk.welfare.fund_profile import KEYS, PROFILE, missing, of_section, problems_of_profile

TODAY = date(2026, 10, 20)


def codes(**given):
    return [each.code for each in problems_of_profile(given, TODAY)]


def test_a_profile_takes_words_days_numbers_and_yes():
    told = {"coordinator": "นางคำ", "founded": "2010-11-01", "population": "4200", "is_municipality": "yes", "fax": ""}
    assert codes(**told) == []
    assert codes(founded="2569", population="๔ พัน", is_municipality="maybe", colour="x") == [
        "day.unread", "match.no_number", "profile.yes", "setting.unknown",
    ]  # fmt: skip
    assert codes(founded="2027-01-01", name_th="") == ["book.founded_later", "book.no_name"]


def test_what_is_needed_and_not_told_is_named():
    assert "address" in [each.key for each in missing({})]
    assert missing({each.key: "x" for each in PROFILE if each.is_needed}) == []


def test_sections_have_their_facts_in_order():
    assert [each.key for each in of_section(["2"])] == ["founded", "supporting_body", "recognised", "objectives"]
    assert len(KEYS) == len(PROFILE)
