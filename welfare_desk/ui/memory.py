"""What outlives a page: the settings of this computer, and what the page had typed when it is built anew."""

from __future__ import annotations

from typing import Any, Protocol


class Settings(Protocol):
    """What this computer remembers; whoever makes the window says how it is kept."""

    language: str
    dark: bool
    text_size: int
    slim: bool
    recent: list[str]
    columns: dict[str, list[str]]
    favourites: list[str]
    photo_folder: str
    lock_minutes: int
    last_person: str
    backup_folders: list[str]
    backups_kept: list[int]
    seen: dict[str, Any]
    tours: list[str]
    first_steps: dict[str, Any]

    def save(self) -> None:
        """Keep the settings."""
        ...


class Memory(dict[str, Any]):
    """A page's own notes; kept by the window while a page is built anew in another language or another light."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
