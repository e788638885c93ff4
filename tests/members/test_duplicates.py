"""Who is listed twice, and who only looks like it."""

from datetime import date

import pytest

from welfare_desk.members.duplicates import Basis, Pair, Person, duplicates, namesakes

BORN = date(1978, 5, 7)


def a_person(name, number=None, born=None, year=None):
    first, _, last = name.partition(" ")
    return Person(first, last, number, born, year or (born.year if born else None))


CASES = [
    ("the same number and name", ("สุรสีห์ อาจวงษ์", "1", BORN), ("สุรสีห์ อาจวงษ์", "1", BORN), Basis.SAME_ID),
    ("a letter differs", ("สุรสีห์ อาจวงษ์", "1", BORN), ("สุระสีห์ อาจวงษ์", "1", None), Basis.SAME_ID),
    ("births differ by a slip", ("สุรสีห์ อาจวงษ์", "1", BORN), ("สุรสีห์ อาจวงษ์", "1", date(1978, 7, 5)), Basis.SAME_ID),
    ("she married", ("สาธิดา ครองผล", "1", BORN), ("สาธิดา มีมา", "1", BORN), Basis.SAME_ID_NEW_SURNAME),
    ("she married, birth unknown", ("สาธิดา ครองผล", "1", None), ("สาธิดา มีมา", "1", BORN), Basis.SAME_ID_NEW_SURNAME),
    (
        "a number on two people",
        ("สมชาย ใจดี", "1", BORN),
        ("วิภา ครองผล", "1", date(1990, 1, 1)),
        Basis.SAME_ID_TWO_PEOPLE,
    ),
    ("twins with one number", ("สมชาย ใจดี", "1", BORN), ("วิภา ใจดี", "1", BORN), Basis.SAME_ID_TWO_PEOPLE),
    (
        "namesakes with one number",
        ("สาธิดา ครองผล", "1", BORN),
        ("สาธิดา มีมา", "1", date(1990, 1, 1)),
        Basis.SAME_ID_TWO_PEOPLE,
    ),
    ("name and birth, no number", ("วิชชากร พุฒแก้ว", "1", BORN), ("วิชชากร พุฒแก้ว", None, BORN), Basis.SAME_NAME_BIRTH),
    ("a letter differs, no number", ("วิชชากร พุฒแก้ว", None, BORN), ("วิชากร พุฒแก้ว", None, BORN), Basis.SAME_NAME_BIRTH),
    ("namesakes", ("ศริญญา รักปาน", "1", BORN), ("ศริญญา รักปาน", "2", date(1990, 1, 1)), None),
    ("namesakes without numbers", ("ศริญญา รักปาน", None, BORN), ("ศริญญา รักปาน", None, date(1990, 1, 1)), None),
    ("namesakes of one day", ("ศริญญา รักปาน", "1", BORN), ("ศริญญา รักปาน", "2", BORN), None),
    ("one first name and day", ("สาธิดา ครองผล", None, BORN), ("สาธิดา ของมาก", None, BORN), None),
    ("twins", ("สมชาย ใจดี", None, BORN), ("วิภา ใจดี", None, BORN), None),
    ("nothing known", ("สมชาย ใจดี", None, None), ("สมชาย ใจดี", None, None), None),
]


@pytest.mark.parametrize(("one", "other", "basis"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_two_records_are_one_person_or_two(one, other, basis):
    found = duplicates([a_person(*one), a_person("เอ บี"), a_person(*other)])
    assert found == (() if basis is None else (Pair(0, 2, basis),))


def test_a_known_year_disagrees_too():
    one, other = a_person("สาธิดา ครองผล", "1", year=1970), a_person("สาธิดา มีมา", "1", year=1971)
    assert duplicates([one, other])[0].basis is Basis.SAME_ID_TWO_PEOPLE
    assert not duplicates([one, other])[0].is_one_person


def test_each_pair_is_told_once_in_order():
    same = [a_person("สุรสีห์ อาจวงษ์", "1", BORN)] * 3
    pairs = duplicates(same)
    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1), (0, 2), (1, 2)]
    assert all(pair.is_one_person for pair in pairs)


@pytest.mark.parametrize(
    ("one", "other", "are_listed"),
    [
        ((None, None), (None, None), True),
        ((None, BORN), (None, None), True),
        (("1", BORN), (None, None), True),
        ((None, BORN), (None, BORN), False),  # known births are for `duplicates` to judge
        (("1", None), ("2", None), False),
    ],
)
def test_namesakes_are_listed_while_nothing_tells_them_apart(one, other, are_listed):
    people = [a_person("ศริญญา รักปาน", *one), a_person("เอ บี"), a_person("ศริญญา รักปาน", *other)]
    assert namesakes(people) == ((Pair(0, 2, Basis.SAME_NAME),) if are_listed else ())


def test_two_years_of_birth_are_two_people():
    assert namesakes([a_person("เอ บี", year=1970), a_person("เอ บี", year=1971)]) == ()
