"""Every word of the subject that the code uses is explained, in both languages."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import welfare_desk
from welfare_desk.resource import resource

SUBJECTS = ("ledger", "members", "welfare", "coop")
COLUMNS = ["identifier", "term_th", "term_en", "meaning"]


def rows():
    with resource("glossary.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def domain_classes():
    """Name the public classes of the pure subjects, with where they stand."""
    root = Path(welfare_desk.__file__).parent
    return {
        node.name: path.relative_to(root).as_posix()
        for subject in SUBJECTS
        for path in sorted((root / subject).glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def test_the_glossary_is_sorted_and_complete_in_every_column():
    header, *words = rows()
    assert header == COLUMNS
    assert all(len(word) == len(COLUMNS) and all(cell.strip() for cell in word) for word in words)
    names = [word[0] for word in words]
    assert names == sorted(set(names))


def test_every_class_of_the_subject_is_in_the_glossary():
    explained = {word[0] for word in rows()[1:]}
    missing = {name: where for name, where in domain_classes().items() if name not in explained}
    assert missing == {}, "add a line to resources/glossary.tsv: identifier, Thai, English, meaning"
