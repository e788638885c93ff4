"""The launcher finds what is missing, fetches it once, and says what it cannot do."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def launcher(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("launcher", str(ROOT / "welfare"))
    module = module_from_spec(spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


def locked(name):
    """Read a lock: package name -> version."""
    text = (ROOT / "installers" / f"requirements-{name}.txt").read_text(encoding="utf-8")
    assert "file:" not in text, "a lock names no place of one computer"
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def wanted(requirements):
    return {re.split(r"[\[<>=;]", each)[0].strip().lower() for each in requirements}


def ask(*arguments, python=sys.executable):
    return subprocess.run([python, ROOT / "welfare", *arguments], capture_output=True, encoding="utf-8", check=False)


def test_everything_that_the_project_names_is_locked():
    assert wanted(PROJECT["project"]["dependencies"]) <= set(locked("run"))
    assert wanted(PROJECT["dependency-groups"]["dev"]) <= set(locked("test"))
    assert wanted(PROJECT["dependency-groups"]["build"]) <= set(locked("build"))


def test_the_tests_run_with_the_very_versions_that_the_program_runs_with():
    assert locked("run").items() <= locked("test").items()
    assert locked("run").items() <= locked("build").items()


@pytest.mark.parametrize("name", ["run", "test", "build"])
def test_every_locked_version_has_its_hash(name):
    text = (ROOT / "installers" / f"requirements-{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9-]+==.*(?:\n    --hash.*)*", text, re.MULTILINE)
    assert len(entries) == len(locked(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_of_the_tests_leaves_out_no_library_that_another_one_needs():
    """The libraries are fetched without looking for what they need themselves."""
    names = set(locked("test"))
    needed = set()
    for name in names:
        try:
            needs = requires(name) or []
        except PackageNotFoundError:  # locked for another system
            continue
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                needed.add(canonicalize_name(need.name))
    assert needed - names == set()


def test_every_gate_is_a_task_of_the_project(launcher):
    assert {*launcher.GATES, "tests"} <= set(PROJECT["tool"]["poe"]["tasks"])


def test_help_names_every_command(launcher):
    told = ask("help")
    assert told.returncode == 0
    assert all(f"./welfare {command} " in told.stdout for command in launcher.COMMANDS)


def test_what_it_does_not_know_is_refused_with_the_help():
    told = ask("rnu")
    assert told.returncode == 2
    assert "./welfare run" in told.stdout


def test_a_python_too_old_says_which_one_is_needed(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "OLDEST", (99, 0))
    monkeypatch.setattr(launcher.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11, 3\.12 or 3\.13"):
        launcher.main(["run"])


@pytest.mark.skipif(os.name == "nt", reason="Windows wheels carry their libraries")
def test_libraries_that_cannot_be_loaded_are_named_by_their_package(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "QT_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"})
    monkeypatch.setattr(launcher.importlib.util, "find_spec", lambda _name: None)
    assert launcher.missing_packages(window=False, venv=False) == ["libnowhere1"]
    venv = f"python3.{sys.version_info[1]}-venv"
    assert launcher.missing_packages(window=False, venv=True) == ["libnowhere1", venv]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need nothing")
def test_a_build_names_what_it_would_miss_in_the_frozen_program(launcher, monkeypatch):
    monkeypatch.setattr(launcher, "X11_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"})
    monkeypatch.setattr(launcher, "loads", lambda library: library == "libc.so.6")
    monkeypatch.setattr(launcher.sysconfig, "get_config_var", lambda _name: None)
    monkeypatch.setattr(launcher.shutil, "which", lambda _name: None)
    assert launcher.packages_to_build() == ["libnowhere1", f"libpython3.{sys.version_info[1]}", "binutils"]


@pytest.mark.skipif(os.name == "nt", reason="there is no apt on Windows")
def test_who_may_not_install_is_told_the_exact_line(launcher, monkeypatch):
    monkeypatch.setattr(launcher.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(launcher.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(launcher, "known_to_apt", lambda package: package + "t64")
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libegl1t64"):
        launcher.provide(["libegl1"])


def test_libraries_are_fetched_only_when_the_lock_changed(launcher, monkeypatch, tmp_path):
    fetched = []
    python = tmp_path / "python"
    python.touch()
    lock = tmp_path / "lock.txt"
    monkeypatch.setattr(launcher, "PYTHON", python)
    monkeypatch.setattr(launcher, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(launcher, "missing_packages", lambda **_: [])
    monkeypatch.setattr(launcher, "speak_thai", lambda: None)
    monkeypatch.setattr(launcher, "lock_of", lambda _name: lock)
    monkeypatch.setattr(launcher, "install", lambda _locked, _uv, *, fresh: fetched.append(fresh))
    lock.write_text("a==1", encoding="utf-8")
    launcher.prepare("test")
    launcher.prepare("test")
    launcher.prepare("run")
    assert fetched == [True]
    lock.write_text("a==2", encoding="utf-8")
    launcher.prepare("run")
    assert fetched == [True, False]


def test_the_environment_of_the_program_speaks_utf8(launcher):
    assert launcher.surroundings()["PYTHONUTF8"] == "1"


def test_the_windows_launcher_has_the_line_ends_of_windows():
    lines = (ROOT / "welfare.cmd").read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])
