"""Gathers the sentences of the source into the Thai catalogue: `python -m tests.catalogue`.

What is new comes in untranslated, what the source no longer says goes; translations stay. The same gathering
tells `test_catalogue.py` whether the catalogue is complete.
"""

from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
THAI = ROOT / "resources" / "locale" / "th" / "LC_MESSAGES" / "welfare_desk.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the file changes only when a sentence does


def sentences(package=ROOT / "welfare_desk"):
    """Gather every sentence of the source into an untranslated catalogue."""
    found = Catalog(project="Welfare Desk")
    extracted = extract_from_dir(package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Say:",))
    for file, _line, message, comments, _context in sorted(extracted, key=lambda each: (each[0], each[1])):
        found.add(message, locations=[(f"{package.name}/{Path(file).as_posix()}", None)], auto_comments=comments)
    return found


def thai(path=THAI):
    """Read the Thai catalogue; an empty one where there is none yet."""
    if not path.is_file():
        return Catalog(locale="th")
    with path.open("rb") as file:
        return read_po(file, locale="th")


def updated(catalogue, source):
    """Bring a catalogue to the sentences of the source, keeping what is translated."""
    fresh = Catalog(
        locale="th",
        header_comment="# Welfare Desk in Thai",
        project="Welfare Desk",
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )
    for message in source:
        if message.id:
            kept = catalogue.get(message.id)
            fresh.add(
                message.id,
                kept.string if kept else "",
                locations=message.locations,
                auto_comments=message.auto_comments,
            )
    return fresh


def write(catalogue, path=THAI):
    """Write the catalogue, in the order of the source."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False)


def wrong(message, catalogue):
    """Tell what is wrong with the translation of one sentence of the source; None when nothing is."""
    kept = catalogue.get(message.id)
    said = [] if kept is None else [kept.string] if isinstance(kept.string, str) else list(kept.string)
    if not said or not all(said):
        return "has no Thai"
    if kept.fuzzy:
        return "is fuzzy"
    if any(fields(each) != fields(english(message)) for each in said):
        return f"names other fields than {sorted(fields(english(message)))}"
    return None


def english(message):
    """Give the English text, the counted form where there are two."""
    return message.id if isinstance(message.id, str) else message.id[1]


def fields(text):
    """Name the fields `{like_this}` of a sentence; broken braces make a field of their own."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def main():
    """Bring the Thai catalogue to the source and tell what is missing."""
    source = sentences()
    catalogue = updated(thai(), source)
    write(catalogue)
    missing = [message for message in source if message.id and wrong(message, catalogue)]
    print(f"{len(catalogue)} sentences, {len(missing)} to translate: {THAI.relative_to(ROOT)}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
