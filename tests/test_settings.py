"""Where the settings lie: in the person's own folder, or beside a program that is carried about."""

import sys

from welfare_desk import settings


def frozen_at(monkeypatch, folder):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "welfare-desk.exe"))


def test_an_installed_program_keeps_them_with_the_person(monkeypatch, tmp_path):
    usual = settings.folder()
    frozen_at(monkeypatch, tmp_path)
    assert settings.beside() is None
    assert settings.folder() == usual


def test_a_program_on_a_stick_keeps_them_beside_itself(monkeypatch, tmp_path):
    (tmp_path / settings.PORTABLE).touch()
    frozen_at(monkeypatch, tmp_path)
    assert settings.folder() == settings.log_folder() == tmp_path / "settings"
    kept = settings.Settings.load(settings.folder() / settings.FILE)
    kept.language = "en"
    kept.save()
    assert settings.Settings.load(tmp_path / "settings" / "settings.json").language == "en"


def test_the_source_tree_is_no_program_that_is_carried_about(monkeypatch, tmp_path):
    (tmp_path / settings.PORTABLE).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert settings.beside() is None
