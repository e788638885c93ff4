"""What this computer remembers: language, light, window and the books used last. A book's settings are in the book."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, cast

import platformdirs

NAME = "Welfare Desk"
FILE = "settings.json"
PORTABLE = "portable.txt"  # beside the program: it keeps its settings with it, on a USB stick
KEPT = "settings"


def beside() -> Path | None:
    """Tell the folder beside the program that its settings lie in, where it is carried about; else nothing."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).parent
    return program / KEPT if (program / PORTABLE).is_file() else None


def folder() -> Path:
    """Tell where this computer's settings lie."""
    return beside() or Path(platformdirs.user_config_dir(NAME, appauthor=False))


def log_folder() -> Path:
    """Tell where the program writes down its own faults."""
    return beside() or Path(platformdirs.user_log_dir(NAME, appauthor=False))


@dataclass(slots=True)
class Settings:
    """Settings of one person on one computer; `path` None keeps nothing.

    `text_size` is the body text in pixels: 14, 16, 18 or 22. `lock_minutes` is how long a desk may stand idle before it
    asks who is there (0: for ever); `last_person` signed in last. `slim` folds the sidebar. `window` holds x, y, width
    and height. `columns` holds the columns chosen for a table, by its name; `favourites` names reports; `tours` the
    tasks of the guided tour that are done; `first_steps` what was answered for a book that is not made yet.
    `backups_kept` says of how many days, weeks and months backups are kept; empty: the usual. `seen` holds where each
    book stood when it was last open here, by its id (`services/sightings.py`).
    """

    path: Path | None = None
    language: str = "th"
    dark: bool = False
    text_size: int = 16
    slim: bool = False
    recent: list[str] = field(default_factory=list[str])
    window: list[int] = field(default_factory=list[int])
    columns: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    favourites: list[str] = field(default_factory=list[str])
    photo_folder: str = ""
    lock_minutes: int = 10
    last_person: str = ""
    backup_folders: list[str] = field(default_factory=list[str])
    backups_kept: list[int] = field(default_factory=list[int])
    seen: dict[str, Any] = field(default_factory=dict[str, Any])
    tours: list[str] = field(default_factory=list[str])
    first_steps: dict[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the settings; a missing or broken file gives the first ones, a strange value its default."""
        try:
            read: Any = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            read = {}
        settings = cls(path)
        if isinstance(read, dict):
            kept = cast("dict[str, Any]", read)
            for each in fields(cls):
                value = kept.get(each.name)
                if each.name != "path" and type(value) is type(getattr(settings, each.name)):
                    setattr(settings, each.name, value)
        return settings

    def save(self) -> None:
        """Keep the settings; a folder that cannot be written is no reason to stop the day's work."""
        if self.path is None:
            return
        values = {name: value for name, value in asdict(self).items() if name != "path"}
        text = json.dumps(values, ensure_ascii=False, indent=2)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_name(self.path.name + ".new")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self.path)
        except OSError:
            return
