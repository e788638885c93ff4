"""A book seen without its members' personal data: what leaves in an audit pack, for people outside.

Views of this one connection stand before the tables, so that whatever is asked sees the same. Sealed texts go as an
erasure takes them, with their salt: the commitments under the seals stay and every check holds. What cannot go because
a seal covers the words themselves (who counted cash, who holds an advance: officers in their office) stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.members.masks import hide_numbers
from welfare_desk.storage.table_files import columns_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    Lens = Callable[[sqlite3.Connection], None]

LEFT_OUT = frozenset(  # secrets, health, requests of persons, and what is not posted
    {
        "user_secrets", "user_tries", "signing_wraps", "claim_causes", "consents", "data_requests", "breaches",
        "drafts", "unfinished", "templates", "bank_habits", "imports", "import_mappings",
    }
)  # fmt: skip
PSEUDONYM = "สมาชิก"  # stands for the first name; the number stands for the last one
_EMPTY, _NONE, _UNNAMED = "''", "NULL", "unnamed({column})"
_UNLESS_NAMED = "CASE WHEN {about_one} OR is_named({text}) THEN NULL ELSE {column} END"
_ABOUT_ONE = (  # entries of one person's money, and what took them back
    "(EXISTS (SELECT 1 FROM main.receipts r WHERE r.entry_id = coalesce(t.reverses, t.id)) "
    "OR EXISTS (SELECT 1 FROM main.payment_slips s WHERE s.entry_id = coalesce(t.reverses, t.id)) "
    "OR EXISTS (SELECT 1 FROM main.postings p WHERE p.entry_id = t.id AND p.member IS NOT NULL))"
)


def _free(column: str) -> Mapping[str, str]:
    """Hide a sealed text with its salt where it names somebody."""
    about = _ABOUT_ONE if column == "payee" else "0"
    hide = _UNLESS_NAMED.replace("{about_one}", about).replace("{text}", column)
    return {each: hide.replace("{column}", each) for each in (column, f"{column}_salt")}


HIDDEN: Mapping[str, Mapping[str, str]] = {
    "members": {
        **dict.fromkeys(("title", "no_id_reason", "house", "phone", "household", "vulnerable", "note"), _EMPTY),
        **dict.fromkeys(("national_id", "birth_day"), _NONE),
        "birth_year": "coalesce(birth_year, CAST(substr(birth_day, 1, 4) AS INTEGER))",
        "first_name": f"'{PSEUDONYM}'",
        "last_name": "number",
    },
    "member_status": {"reason": _EMPTY},  # may tell of illness
    "beneficiaries": {"name": _EMPTY, "national_id": _NONE},
    "member_history": {"content": _NONE, "salt": _NONE},
    "entries": {**_free("memo"), **_free("payee")},
    "pending": {"content": _NONE, "preview": _NONE, "reason": _UNNAMED},
    "exemptions": {"reason": _UNNAMED},
    "releases": {"reason": _UNNAMED},
    "attachments": {"name": _EMPTY, "content": _NONE},
    "claims": {"subject": _EMPTY, "details": _EMPTY},
    "claim_events": {"words": _UNNAMED},
    "claim_checks": {"name": _UNNAMED},
    "claim_lists": {"name": _UNNAMED},
    "payment_slips": dict.fromkeys(("payer", "witness", "note", "salt"), _NONE),
    "past_benefits": {"name": _EMPTY, "subject": _EMPTY, "words": _UNNAMED},
    "past_benefits_undone": {"reason": _UNNAMED},
    "receipt_marks": {"reason": _UNNAMED},
    "cheques": {"payee": _UNNAMED},
    "cheque_events": {"reason": _UNNAMED},
    "bank_lines": {"words": _UNNAMED, "reference": _UNNAMED},
    "bank_matches": {"words": _UNNAMED},
    "withholdings": dict.fromkeys(("payee", "tax_id", "address"), _NONE),
    "officers": {"phone": _EMPTY},
    "meetings": {"name": _UNNAMED, "minutes": _UNNAMED},
    "resolutions": {"words": _UNNAMED},
    "activities": {"name": _UNNAMED, "note": _UNNAMED},
    "grants": {"name": _UNNAMED},
    "grant_events": {"words": _UNNAMED},
    "note_texts": {"text_th": _UNNAMED, "text_en": _UNNAMED},
    "member_merges": {"reason": _UNNAMED},
    "review_files": {"content": _EMPTY},
    "finding_versions": dict.fromkeys(("subject", "found", "effect", "recommendation", "resolution"), _UNNAMED),
    "finding_replies": {"words": _UNNAMED},
    "holding_events": {"words": _UNNAMED},
    "loan_applications": {"content": "'{}'"},  # income and burdens of a household
    "application_events": {"words": _UNNAMED},
    "loan_guarantors_ended": {"reason": _UNNAMED},
}
_WITH_NAMES: Mapping[str, Mapping[str, str]] = {  # what stays hidden where the auditor is given names
    "members": {
        each: hidden for each, hidden in HIDDEN["members"].items() if each not in {"title", "first_name", "last_name"}
    },
    "beneficiaries": {"national_id": _NONE},
    **{each: HIDDEN[each] for each in ("member_status", "member_history", "attachments", "loan_applications")},
}
_PAPERS = {"content": _NONE}
_PEOPLE = "SELECT first_name, last_name, title FROM members UNION SELECT name, '', '' FROM beneficiaries"
_WORD = re.compile(r"[^\s,()/·|:;]+")
_LEAST_LETTERS = 3  # of a name that is looked for in texts: a shorter one is found in every other word
_REMEMBERED = 100_000  # texts, most of which come again


def masked(*, names: bool = False, papers: bool = False) -> Lens:
    """Give what lets a connection see the book as people outside may.

    With `names` the names of members, payees and texts are as they are; secrets, health, ID and telephone numbers and
    addresses of the register are left out all the same. With `papers` attached files keep their names; what is in them
    is read apart.
    """

    def see(raw: sqlite3.Connection) -> None:
        known = _Names(raw)
        raw.create_function("is_named", 1, known.are_in, deterministic=True)
        raw.create_function("unnamed", 1, known.hidden, deterministic=True)
        hidden = _WITH_NAMES if names else HIDDEN
        for table in sorted({*LEFT_OUT, *hidden}):
            raw.execute(_view(table, _PAPERS if papers and table == "attachments" else hidden.get(table, {})))

    return see


def _view(table: str, hidden: Mapping[str, str]) -> str:
    shown = ", ".join(
        f'{hidden[each].replace("{column}", each)} AS "{each}"' if each in hidden else f'"{each}"'
        for each in columns_of(table)
    )
    nothing = " WHERE 0" if table in LEFT_OUT else ""
    return f'CREATE TEMP VIEW "{table}" AS SELECT {shown} FROM main."{table}" AS t{nothing}'  # noqa: S608 - our own names


class _Names:
    """The words that name members and those who come after them, and whether one stands in a text."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._words: set[str] = set()
        self._whole: defaultdict[str, set[str]] = defaultdict(set)  # without blanks, by their first letters
        for first, last, title in raw.execute(_PEOPLE):
            self._words |= {each for each in (first, last, title + first) if len(each) >= _LEAST_LETTERS}
            for each in (first + last if last else "", title + first if title else "", "" if last else first):
                name = "".join(each.split())
                if len(name) > _LEAST_LETTERS:
                    self._whole[name[:_LEAST_LETTERS]].add(name)
        self._known: dict[str, str] = {}

    def are_in(self, text: str | None) -> bool:
        """Tell whether a text names somebody, glued to other words or not, or holds a number of a person."""
        return bool(text) and self._judged(text) != text

    def hidden(self, text: str | None) -> str | None:
        """Give nothing of a text that names somebody; of others all but numbers of persons."""
        return self._judged(text) if text else text

    def _judged(self, text: str) -> str:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            is_named = not self._words.isdisjoint(_WORD.findall(text)) or self._is_glued("".join(text.split()))
            found = self._known[text] = "" if is_named else hide_numbers(text)
        return found

    def _is_glued(self, text: str) -> bool:
        return any(
            text.startswith(name, at)
            for at in range(len(text) - _LEAST_LETTERS)
            for name in self._whole.get(text[at : at + _LEAST_LETTERS], ())
        )
