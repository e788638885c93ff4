"""Loads every module of the program while what a release leaves out cannot be loaded, then lets it try itself."""

import sys
from importlib import import_module
from pathlib import Path

import welfare_desk
from installers.parts import UNUSED_MODULES

for name in UNUSED_MODULES:
    sys.modules[name] = None

ROOT = Path(welfare_desk.__file__).parent
for file in sorted(ROOT.rglob("*.py")):
    if "migrations" not in file.parts:
        name = ".".join(("welfare_desk", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        import_module(name)

from welfare_desk.cli import main  # noqa: E402 - after what is left out

sys.exit(main(["self-test", "--lang", "en"]))
