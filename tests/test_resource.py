"""Bundled files are found in the source tree, in a wheel and in a frozen program."""

import sys

from welfare_desk import resource as place


def test_in_the_source_tree_they_lie_beside_the_package():
    assert place.resource("locale").is_dir()


def test_in_a_wheel_they_lie_in_the_package(tmp_path, monkeypatch):
    (tmp_path / "welfare_desk" / "resources").mkdir(parents=True)
    monkeypatch.setattr(place, "__file__", str(tmp_path / "welfare_desk" / "resource.py"))
    assert place.resource("charts", "a.tsv") == tmp_path / "welfare_desk" / "resources" / "charts" / "a.tsv"


def test_in_a_frozen_program_they_lie_where_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert place.resource("charts") == tmp_path / "resources" / "charts"
