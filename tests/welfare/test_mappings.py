"""The mapping of a flat file: read, held against what can be filled, and doubles."""

from datetime import date

import pytest

from welfare_desk.errors import RuleError
from welfare_desk.resource import resource
from welfare_desk.welfare.mappings import FlatFile, MappingColumn, doubles, read_mapping


def refused(text, file=FlatFile.FINANCE):
    with pytest.raises(RuleError) as error:
        read_mapping(file, text)
    return [each.code for each in error.value.problems]


@pytest.mark.parametrize("file", FlatFile)
def test_the_program_s_own_mapping_can_be_used(file):
    found = read_mapping(file, resource("mappings", f"{file.value}.json").read_text(encoding="utf-8"))
    assert found.problems() == []
    assert "member" not in {each.source for each in found.columns}, "nobody is named unless the fund asks for it"


def test_a_mapping_names_its_day_and_its_columns():
    found = read_mapping(FlatFile.BENEFITS, '{"as_of": "2026-03-01", "columns": [{"title": "บาท", "from": "baht"}]}')
    assert (found.as_of, found.columns) == (date(2026, 3, 1), (MappingColumn("บาท", "baht"),))


def test_what_cannot_be_filled_is_refused():
    assert refused("no") == ["mapping.unread"]
    assert refused('["x"]') == ["mapping.unread"]
    assert refused('{"as_of": "2026-03-01", "columns": []}') == ["mapping.empty"]
    twice = '{"title": "ก", "from": "baht"}, {"title": "ก", "from": "member"}'
    assert refused(f'{{"as_of": "2026-03-01", "columns": [{twice}]}}') == ["mapping.source", "mapping.title"]


def test_doubles_are_those_of_one_key():
    assert doubles(["a1", "b1", "a2", "c"], lambda each: each[0] if each != "c" else None) == [["a1", "a2"]]
