"""Say commands as a person would, in this process, and hear the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass

from welfare_desk import i18n
from welfare_desk.cli import main


@dataclass(frozen=True)
class Heard:
    """What came back: the exit code, the answer, and what was said of a refusal."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Terminal:
    """A terminal that speaks English on a fixed day, unless a command says otherwise."""

    def __init__(self, capfdbinary, today):
        self._captured, self._today = capfdbinary, today

    def __call__(self, *words) -> Heard:
        given = [str(word) for word in words]
        for option, value in (("--lang", "en"), ("--today", self._today)):
            if option not in given:
                given += [option, value]
        before = i18n.language()
        try:
            code = main(given)
        except SystemExit as left:
            code = left.code
        finally:
            i18n.choose(before)
        out, err = self._captured.readouterr()
        return Heard(code, out.decode(), err.decode())

    def done(self, *words) -> Heard:
        """Say a command that must succeed."""
        heard = self(*words)
        assert heard.code == 0, heard.err
        return heard

    def refused(self, *words) -> str:
        """Say a command that must be refused; give what was said."""
        heard = self(*words)
        assert (heard.code, heard.out) == (1, ""), heard
        return heard.err.strip()
