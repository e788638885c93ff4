"""Shares: what each member has paid up, with buying, monthly plans, classes, entering and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.memberships import CLASS_NAMES, Admission, ClassChange, Leaving, MemberClass
from welfare_desk.coop.shares import SharePurchase
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.coop_forms import CoopRegister, member_field, money_field, reason_field, till_field
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.reports.coop_choices import CoopChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

PAPERS = (
    ("share-certificate", N_("Share certificate")),
    ("member-statement", N_("Statement of shares, savings and loans")),
    ("settlement", N_("Settlement on leaving")),
)


class SharesScreen(CoopRegister):
    """The share register: who holds how many shares."""

    REPORT = "share-register"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the share card")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._papers = Button(_("Papers"), "secondary", "printer", "F9", act=self.offer_papers)
        self._more = Button(_("More"), "secondary", "chevron-down", "F8", act=self.offer_more)
        buy = Button(_("Buy shares"), "secondary", "hand-coins", "F7", act=lambda: self.with_choices(self.ask_purchase))
        admit = Button(_("Take a member in"), "primary", "plus", "F2", act=lambda: self.with_choices(self.ask_entry))
        hide_unless(facts.may(Permission.RECORD), self._more, buy, admit)
        parts = (self._papers, self._more, buy, admit)
        self.lay_out(_("Share register"), *parts, of_days=False, needs_rows=(self._papers,))
        words = _("Write people down under Members first; here they become members with their first shares.")
        start = Button(_("Take a member in"), "secondary", "plus", act=lambda: self.with_choices(self.ask_entry))
        whole = Button(_("Take a register in…"), "secondary", "upload", act=lambda: self.go.emit("import-coop", {}))
        hide_unless(facts.may(Permission.RECORD), start, whole)
        self.teach("id-card", _("Nobody holds shares yet"), words, start, whole)

    def open(self, **params: str) -> None:
        """Ask for the settlement of a member who leaves (`leave`), or for the class of one (`class`), by number."""
        for name, ask in (("leave", self.ask_leaving), ("class", self.ask_class)):
            if params.get(name):
                self._asked_for = params[name]
                self.with_choices(ask)

    _asked_for = ""

    def _member(self) -> str:
        """Give the member whom a form is for: the one asked for by another page, or the chosen one."""
        asked, self._asked_for = self._asked_for, ""
        return asked or next(iter(self.chosen()), "")

    def offer_papers(self) -> None:
        """Offer the papers of the chosen member."""
        member = self._member()
        self.offer(
            self._papers,
            [
                (_(words), lambda name=name, words=words: self.show_paper(name, _(words), member))
                for name, words in PAPERS
            ],
        )

    def show_paper(self, name: str, title: str, member: str) -> None:
        """Show a paper of a member, to be printed or kept."""
        show_report_on_paper(self, title, name, {"member": member})

    def offer_more(self) -> None:
        """Offer what is done less often."""
        acts = (
            (_("Monthly shares…"), self.ask_plan),
            (_("Class of a member…"), self.ask_class),
            (_("Pay out on leaving…"), self.ask_leaving),
        )
        asked = [(words, lambda ask=ask: self.with_choices(ask)) for words, ask in acts]
        self.offer(self._more, [*asked, (_("Take a register in…"), lambda: self.go.emit("import-coop", {}))])

    # Forms

    def ask_purchase(self, found: CoopChoices) -> None:
        """Ask for shares that a member pays for."""
        form = Form(
            (
                member_field(found, self._member()),
                money_field(_("Amount (baht)"), note=_("Whole shares only.")),
                self.day_field(),
                till_field(found, _("Into")),
            )
        )
        self.fill(_("Buy shares"), form, _buy)

    def ask_entry(self, found: CoopChoices) -> None:
        """Ask for who enters, as what, and first shares."""
        regular, associate = (fee.text() for fee in found.fees)
        note = _("Entrance fee: {regular} baht, of an associate member {associate} baht; it is added.")
        kinds = [(each.value, _(words)) for each, words in CLASS_NAMES.items()]
        form = Form(
            (
                member_field(found),
                Field("kind", _("Class"), Pick("", kinds, MemberClass.REGULAR.value),
                      note.format(regular=regular, associate=associate)),
                money_field(_("First shares (baht)"), found.first_shares),
                Field("resolution", _("Resolution"), TextEdit()),
                self.day_field(),
                till_field(found, _("Into")),
            )
        )  # fmt: skip
        self.fill(_("Take a member in"), form, _admit)

    def ask_plan(self, found: CoopChoices) -> None:
        """Ask for monthly shares of a member."""
        note = _("Nil ends it.")
        form = Form(
            (
                member_field(found, self._member()),
                money_field(_("Each month (baht)"), note=note),
                self.day_field(_("From")),
            )
        )
        self.fill(_("Monthly shares"), form, _plan)

    def ask_class(self, found: CoopChoices) -> None:
        """Ask for the class of a member."""
        kinds = [(each.value, _(words)) for each, words in CLASS_NAMES.items()]
        form = Form(
            (
                member_field(found, self._member()),
                Field("kind", _("Class"), Pick("", kinds, MemberClass.ASSOCIATE.value)),
                self.day_field(_("From")),
            )
        )
        self.fill(_("Class of a member"), form, _class)

    def ask_leaving(self, found: CoopChoices) -> None:
        """Ask for who leaves, and why."""
        ends = [("resigned", _("Resigned")), ("died", _("Died"))]
        note = _("Shares, and savings with interest to the day before, less what is owed on loans. See “Papers” first.")
        form = Form(
            (
                member_field(found, self._member()),
                Field("end", _("How the membership ends"), Pick("", ends, "resigned"), note),
                reason_field(),
                Field("resolution", _("Resolution"), TextEdit()),
                self.day_field(),
                till_field(found, _("Out of")),
            )
        )
        self.fill(_("Pay out on leaving"), form, _leave)


def _buy(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.shares import buy_shares

    day, amount = values["day"] or desk.today, values["amount"] or ZERO
    return buy_shares(desk, SharePurchase(values["member"], amount, day, values["account"]))


def _admit(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.coop_members import admit_member
    from welfare_desk.services.shares import rules_of

    day, kind = values["day"] or desk.today, MemberClass(values["kind"])
    _rules, entry = desk.ask(lambda tx: rules_of(tx, day))
    shares = values["amount"] or ZERO
    admission = Admission(day, values["member"], kind, shares, entry.fee(kind), values["account"], values["resolution"])
    return admit_member(desk, admission)


def _plan(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.shares import set_share_plan

    return set_share_plan(desk, values["member"], values["amount"] or ZERO, values["day"] or desk.today)


def _class(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.coop_members import change_class

    change = ClassChange(values["day"] or desk.today, MemberClass(values["kind"]))
    return change_class(desk, values["member"], change)


def _leave(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.coop_members import leave_cooperative

    day, died = values["day"] or desk.today, values["end"] == "died"
    leaving = Leaving(values["member"], day, values["account"], values["reason"], values["resolution"], died)
    return leave_cooperative(desk, leaving)
