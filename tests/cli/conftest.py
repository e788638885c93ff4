import pytest

from tests.cli.at_the_desk import Terminal


@pytest.fixture
def say(capfdbinary):
    return Terminal(capfdbinary, "2026-01-31")


@pytest.fixture
def book(say, tmp_path):
    path = tmp_path / "กองทุน ตำบล หนองตะวัน.welfare"
    say.done("new", path, "--name", "กองทุนทดสอบ", "--from", "BE2568-10-01", "--split", "70/20/10")
    return path


@pytest.fixture
def secrets(tmp_path):
    path = tmp_path / "secrets.json"
    path.write_text('{"pin": "135790"}', encoding="utf-8")
    return path
