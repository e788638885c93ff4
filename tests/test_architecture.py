"""The architecture, in sentences: what the import contracts in pyproject.toml cannot see."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "welfare_desk"
TOP_LEVEL = {
    *("welfare_desk", "installers", "resources", "tests", "pyproject.toml", "welfare", "welfare.cmd"),
    *(
        "README.md",
        "README.th.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "DECISIONS.md",
        "CHANGELOG.md",
        "PROOFS.md",
        "PROMISES.md",
    ),
    *("LICENSE", ".ci", ".github", ".gitattributes", ".gitignore", ".editorconfig"),
}
UNKEPT = {".git", ".venv", ".vscode", ".idea", ".hypothesis", ".coverage", ".welfare", "dist", "build", "htmlcov"}
EMPTY_NAMES = {"utils", "util", "helper", "helpers", "manager", "data", "info", "common", "misc"}
KEEP_MONEY = ("money.py", "words.py", "ledger", "members", "welfare", "storage", "services", "exchange", "reports")
TOLD_THE_TIME = ("cli", "app.py", "__main__.py")  # they hand it on: a desk carries today and now


def sources(*places, but=()):
    """Name the modules under these places of the package; all of them where none is named."""
    found = [file for place in places or ("",) for file in sorted(modules_under(PACKAGE / place))]
    kept_out = [PACKAGE / place for place in but]
    return [file for file in found if not any(file == place or place in file.parents for place in kept_out)]


def modules_under(place):
    return [place] if place.is_file() else [file for file in place.rglob("*.py") if "__pycache__" not in file.parts]


@cache
def nodes(file):
    return list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def where(file, node):
    return f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"


def found(files, offends):
    """Say where the nodes stand that offend."""
    return [where(file, node) for file in files for node in nodes(file) if offends(node)]


def calls(node, *names):
    """Tell whether this is a call of one of these names, bare or as an attribute."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return (called.id if isinstance(called, ast.Name) else getattr(called, "attr", None)) in names


def imports(node, *names):
    """Tell whether this imports one of these modules."""
    if isinstance(node, ast.Import):
        return any(each.name.split(".")[0] in names for each in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in names


def reads_the_clock(node):
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(each.name in {"time", "time_ns", "localtime", "gmtime"} for each in node.names)
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute)):
        return False
    owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
    return (owner, node.attr) in {
        *(("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")),
        *(("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime")),
        *(("QDate", "currentDate"), ("QDateTime", "currentDateTime"), ("QDateTime", "currentDateTimeUtc")),
    }


def makes_a_float(node):
    return calls(node, "float") and isinstance(node.func, ast.Name)


def test_only_the_command_line_and_the_program_read_the_clock():
    assert found(sources(but=TOLD_THE_TIME), reads_the_clock) == []


def test_no_amount_becomes_a_float_on_its_way():
    assert found(sources(*KEEP_MONEY, but=("reports/draw", "reports/forms")), makes_a_float) == []


def test_the_rules_of_money_hold_no_number_with_a_point():
    rules = sources("money.py", "words.py", "ledger", "welfare")
    assert found(rules, lambda node: isinstance(node, ast.Constant) and isinstance(node.value, float)) == []


def test_the_rules_open_no_file():
    rules = sources("money.py", "dates.py", "words.py", "errors.py", "ledger", "members", "welfare")
    assert found(rules, lambda node: calls(node, "open", "read_text", "write_text", "read_bytes", "write_bytes")) == []


def test_the_rules_throw_no_dice():
    """Salts and keys come in from outside, so that a practice book is the same every time."""
    rules = sources("money.py", "words.py", "ledger", "members", "welfare", "services", "storage", "reports")
    rules = [
        each for each in rules if not each.name.startswith("practice")
    ]  # its dice fall the same each time: they have a seed
    assert found(rules, lambda node: imports(node, "random") or calls(node, "uuid4", "uuid1")) == []


def test_sql_as_text_stays_in_storage():
    elsewhere = sources(but=("storage", "ui"))
    assert found(elsewhere, lambda node: calls(node, "exec_driver_sql", "executescript")) == []
    assert (
        found(
            elsewhere,
            lambda node: (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").startswith("sqlalchemy")
                and any(each.name == "text" for each in node.names)
            ),
        )
        == []
    )


def test_every_module_says_what_it_is_for():
    bare = [file for file in sources() if file.name != "__init__.py"]
    assert [
        file.relative_to(ROOT).as_posix() for file in bare if not ast.get_docstring(ast.parse(file.read_bytes()))
    ] == []


def test_every_name_of_a_module_says_something():
    assert [file.relative_to(ROOT).as_posix() for file in sources() if file.stem in EMPTY_NAMES] == []


def test_no_module_takes_the_private_names_of_another():
    def offends(node):
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("welfare_desk")):
            return False
        return any(each.name.startswith("_") and each.name not in {"_", "__version__"} for each in node.names)

    assert found(sources(), offends) == []


def test_nothing_is_imported_by_star_or_by_a_relative_name():
    def offends(node):
        return isinstance(node, ast.ImportFrom) and (node.level > 0 or any(each.name == "*" for each in node.names))

    assert found(sources(), offends) == []


def test_text_files_are_opened_as_utf8():
    """Windows reads them in the code page of the country otherwise."""

    def offends(node):
        if calls(node, "read_text", "write_text") and isinstance(node.func, ast.Attribute):
            return not any(each.arg == "encoding" for each in node.keywords) and len(node.args) < 2
        if calls(node, "open") and isinstance(node.func, ast.Name):
            mode = next((each.value for each in [*node.args[1:2]] if isinstance(each, ast.Constant)), "r")
            return "b" not in mode and not any(each.arg == "encoding" for each in node.keywords)
        return False

    assert found(sources(), offends) == []


def test_the_tests_mirror_the_package():
    mirrored = {"proofs", "benchmarks", "books", "golden", "platform", "installers", "__pycache__"}
    folders = {file.parent.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("test_*.py")}
    strays = [folder for folder in folders if folder.parts and folder.parts[0] not in mirrored]
    assert [folder.as_posix() for folder in strays if not (PACKAGE / folder).is_dir()] == []


def test_the_top_level_holds_only_what_it_should():
    there = {each.name for each in ROOT.iterdir()} - UNKEPT
    there = {name for name in there if not name.endswith((".egg-info", "_cache", "__pycache__"))}
    there = {name for name in there if not name.startswith(".coverage.")}
    assert there - TOP_LEVEL == set()


@pytest.mark.parametrize(
    ("source", "offends"),
    [
        ("datetime.now(UTC)", reads_the_clock),
        ("dt.datetime.now(UTC)", reads_the_clock),
        ("date.today()", reads_the_clock),
        ("time.time()", reads_the_clock),
        ("from time import time", reads_the_clock),
        ("QDate.currentDate()", reads_the_clock),
        ("float(amount)", makes_a_float),
        ("open(path)", lambda node: calls(node, "open")),
        ("path.open()", lambda node: calls(node, "open")),
        ("import random", lambda node: imports(node, "random")),
        ("from random import choice", lambda node: imports(node, "random")),
    ],
)
def test_these_eyes_see(source, offends):
    assert any(offends(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "offends"),
    [
        ("desk.now()", reads_the_clock),
        ("time.monotonic()", reads_the_clock),
        ("from time import monotonic", reads_the_clock),
        ("isinstance(x, float)", makes_a_float),
    ],
)
def test_these_eyes_do_not_see_ghosts(source, offends):
    assert not any(offends(node) for node in ast.walk(ast.parse(source)))


def test_every_service_says_what_it_asks_of_whoever_calls_it():
    """One declaration beside each: `@needs(Permission.…)`. Signing in is how somebody comes to have any."""

    def offends(node):
        if not (isinstance(node, ast.FunctionDef) and node.args.args and not node.name.startswith("_")):
            return False
        first = node.args.args[0]
        takes_desk = first.arg == "desk" and getattr(first.annotation, "id", "") == "Desk"
        return takes_desk and not any(calls(each, "needs") for each in node.decorator_list)

    free = {"sign_in", "refuse_without"}
    services = [file for file in sources("services") if file.name != "desk.py"]
    undeclared = [
        f"{where(file, node)} {node.name}"
        for file in services
        for node in nodes(file)
        if offends(node) and node.name not in free
    ]
    assert undeclared == []
