"""Keep the fund's own layouts of statements: copied from those of the program, changed, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.layout_files import read_layout
from welfare_desk.ledger.layout_problems import problems_of_layout, unlisted
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, layouts, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.SET_UP)
def keep_layout(desk: Desk, text: str) -> str:
    """Keep a layout as the fund's own, in place of one of its name; everything wrong with it is a `RuleError`.

    Gives its name.
    """
    layout = read_layout(text)
    with desk.book.write() as tx:
        found = problems_of_layout(layout, accounts.chart(tx))
        if found:
            raise RuleError(*found)
        layouts.put(tx, layouts.STATEMENT, layout.name, text)
        trail.add(tx, desk.made(), "layout.kept", layout.name)
    return layout.name


@needs(Permission.SET_UP)
def remove_layout(desk: Desk, name: str) -> None:
    """Throw the fund's own layout away; the one of the program, if there is one of its name, stands again."""
    with desk.book.write() as tx:
        if layouts.find(tx, layouts.STATEMENT, name) is None:
            text = N_("The fund has no layout “{name}” of its own.")
            raise RuleError(problem("layout.not_own", text, "layout", name=name))
        layouts.remove(tx, layouts.STATEMENT, name)
        trail.add(tx, desk.made(), "layout.removed", name)


def check_layout(tx: Tx, text: str) -> list[Problem]:
    """Find everything wrong with a layout, and the accounts of the chart that it leaves out or has twice."""
    try:
        layout = read_layout(text)
    except RuleError as refusal:
        return list(refusal.problems)
    chart = accounts.chart(tx)
    found = problems_of_layout(layout, chart)
    missing, twice = unlisted(layout, chart)
    lacks = N_("{account} stands in no line.")
    doubles = N_("{account} stands in more than one line.")
    found += [problem("layout.lacks", lacks, account=f"{code} {chart[code].name}") for code in missing]
    return found + [problem("layout.doubles", doubles, account=f"{code} {chart[code].name}") for code in twice]
