"""What of the libraries goes into the frozen program, and what stays out.

Names are those of the frozen folder, with slashes on every system.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Entry = tuple[str, str, str]
"""What PyInstaller found: its name in the folder, where it lies now, its kind."""

# Modules that something asks for and the program never uses.
UNUSED_MODULES = (
    *("tkinter", "test", "doctest", "lib2to3", "idlelib", "ensurepip", "distutils"),
    *("setuptools", "pkg_resources", "pip", "pytest", "_pytest", "hypothesis", "IPython", "numpy", "babel"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
    *("PySide6.QtNetwork", "PySide6.QtDBus", "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtXml"),
    *("PySide6.QtMultimedia", "PySide6.QtCharts", "PySide6.QtWebEngineCore", "PySide6.QtVirtualKeyboard"),
    *("PIL.ImageQt", "PIL.ImageTk", "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingtk"),
    *("sqlalchemy.testing", "alembic.testing", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle"),
    *("pydoc_data", "lxml.html", "PIL.ImageCms", "PIL._imagingcms"),
    *("sqlalchemy.dialects.mssql", "reportlab.graphics.testshapes", "lxml.isoschematron", "lxml.objectify"),
)

# Files that come along with what is used, and that nothing opens.
UNUSED_FILES = (
    "PySide6/Qt/translations/*",  # our own translator says Qt's words
    "PySide6/translations/*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6VirtualKeyboard*",
    "*Qt6OpenGL*",
    "*Qt6Wayland*",
    "*Qt6EglFS*",
    "*Qt6Eglfs*",
    "*opengl32sw*",  # OpenGL drawn by the processor; widgets are drawn without any
    "*d3dcompiler*",
    "*/plugins/tls/*",
    "*/plugins/networkinformation/*",
    "*/plugins/generic/*",
    "*/plugins/platformthemes/*gtk3*",  # brings all of GTK
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/wayland-*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimalegl*",
    "*/plugins/platforms/*direct2d*",
    "*/plugins/platforms/*wayland*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qtga*",
    "*/plugins/imageformats/*qtiff*",
    "*/plugins/imageformats/*qwebp*",
    "*/plugins/imageformats/*qgif*",
    "*/plugins/imageformats/*qwbmp*",
    "*/plugins/imageformats/*qicns*",
    "*/tests/*",
    "*/testing/*",
    "*_avx2.*",  # the same again, for newer processors
    "resources/pictures/*",  # of the README
    "lxml/html/*",
    "stdnum/*.dat",  # numbers of other countries
    "*.pyi",
    "*.pxd",
    "*.dist-info/*",
    "*.egg-info/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "reportlab/fonts/*",  # paper is set in our own fonts, always embedded
    "alembic/templates/*",
    "api-ms-win-*.dll",  # parts of Windows 10
    "ucrtbase.dll",
    "icu.dll",  # Windows' own
    "icuuc.dll",
    "icuin.dll",
)


def is_wanted(name: str) -> bool:
    """Tell whether a file that was found goes into the program."""
    plain = name.replace("\\", "/")
    return not any(fnmatch(plain, each) or fnmatch(f"/{plain}", each) for each in UNUSED_FILES)


def is_ours(name: str) -> bool:
    """Tell whether a file of our own tree is part of the program, not of the work on it."""
    return "__pycache__" not in name and not name.endswith((".po", ".pot", ".pyc", ".py"))


def needed(found: Iterable[Entry], asks_for: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out libraries of the system that came along with something that is left out.

    `asks_for` names the libraries that a file loads. Whatever lies in a folder of a package stays.
    """
    by_name = {Path(name).name: (name, source, kind) for name, source, kind in found}
    stays = {key: each for key, each in by_name.items() if not _is_of_system(each)}
    waiting = list(stays.values())
    while waiting:
        _name, source, _kind = waiting.pop()
        for library in asks_for(source):
            if library in by_name and library not in stays:
                stays[library] = by_name[library]
                waiting.append(by_name[library])
    kept = set(stays.values())
    return [each for each in found if each in kept or Path(each[0]).name not in by_name or not _is_of_system(each)]


def _is_of_system(each: Entry) -> bool:
    """Tell whether a file is a library that lies at the top, where PyInstaller lays those of the system."""
    name, _source, kind = each
    return kind == "BINARY" and "/" not in name and ".so" in name and not name.startswith("libpython")
