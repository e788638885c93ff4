"""Judge the loans of members on a day and let the allowance follow; choose and write the rules for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Moved
from welfare_desk.coop.provision_rules import rules_from_mapping
from welfare_desk.coop.provisions import allowance_entry, classify, wanted
from welfare_desk.dates import short_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.coop_books import general_fund, refuse_other_books, refuse_wrong_day
from welfare_desk.services.desk import needs
from welfare_desk.storage import coop_accounts, holdings, loans, provision_rules, provisions, trail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from welfare_desk.coop.provision_rules import RuleSet
    from welfare_desk.coop.provisions import Provision
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


class Judged(NamedTuple):
    """What a judgement came to: its number, the loans in their classes, and the voucher where the allowance moved."""

    number: int
    loans: list[Provision]
    posted: Posted | None
    change: Money


@needs(Permission.RECORD)
def classify_and_provide(desk: Desk, day: date) -> Judged:
    """Put every loan into its class as of a day, by the rules in force, and post the change of the allowance.

    A judgement that changes nothing is kept without an entry.
    """
    with desk.book.write() as tx:
        refuse_other_books(tx)
        refuse_wrong_day(tx, desk.today, day)
        kept = provisions.judgements(tx)
        if kept and kept[0].day > day:
            text = N_("Loans were judged on {last} already: a later judgement is undone first.")
            raise RuleError(problem("allowance.late", text, "day", last=kept[0].day))
        rules, roles = provision_rules.in_force(tx, day), coop_accounts.roles(tx)
        found = classify(loans.standings(tx, day), rules, day)
        want = wanted(found, roles)
        stands = provisions.allowance(tx, list(want), day)
        memo = _("Allowance for doubtful loans as of {day} ({rules})").format(day=short_day(day), rules=rules.code)
        expense = roles[CoopAccount.DOUBTFUL_DEBT]
        entry = allowance_entry(day, want, stands, expense, general_fund(tx), memo)
        made, judged = desk.made(), (day, rules, found)
        if entry is None:
            return Judged(provisions.add(tx, made, judged), found, None, _sum(want) - _sum(stands))
        with holdings.post(tx, [Moved(entry, ())], made) as posted:
            number = provisions.add(tx, made, judged, posted[0].id)
    return Judged(number, found, posted[0], _sum(want) - _sum(stands))


def _sum(amounts: Mapping[str, Money]) -> Money:
    return Money.sum(amounts.values())


@needs(Permission.SET_UP)
def choose_rules(desk: Desk, code: str, from_day: date) -> None:
    """Let a rule set be in force from a day on; a judgement made before is not touched."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        if code not in provision_rules.rule_sets(tx, from_day):
            text = N_("There is no rule set “{code}” on that day.")
            raise RuleError(problem("allowance.no_rules", text, "rules", code=code))
        provision_rules.choose(tx, code, from_day)
        trail.add(tx, desk.made(), "allowance.rules_chosen", code, day=from_day.isoformat())


@needs(Permission.SET_UP)
def keep_rules(desk: Desk, content: Mapping[str, Any]) -> None:
    """Keep a rule set of the book's own, given in plain values; its code may be that of one of the program's."""
    rules = rules_from_mapping(content)
    with desk.book.write() as tx:
        refuse_other_books(tx)
        before = provision_rules.days(tx).get(rules.code, ())
        if before and rules.from_day <= before[-1]:
            text = N_("There is a version of {code} from {day} on; write a later day.")
            raise RuleError(problem("product.version_day", text, "from_day", code=rules.code, day=before[-1]))
        provision_rules.keep(tx, desk.made(), rules)


def judged_by(tx: Tx, sets: Sequence[RuleSet], day: date) -> list[list[Provision]]:
    """Put every loan of a day into its class by each of some rule sets; nothing is posted or kept."""
    standings = loans.standings(tx, day)
    return [classify(standings, each, day) for each in sets]


def rules_on(tx: Tx, day: date) -> tuple[dict[str, RuleSet], str]:
    """Give the rule sets that may be chosen on a day, by code, and the code of the one in force."""
    return provision_rules.rule_sets(tx, day), provision_rules.in_force(tx, day).code
