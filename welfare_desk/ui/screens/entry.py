"""A journal entry, line by line, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series, problems_of
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.entry_lines import EntryLines, Offers
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.money import budget_words
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, column, margins, scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.reports.budget import BudgetLeft
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SERIES_WORDS = {
    Series.GENERAL: N_("Journal voucher"),
    Series.RECEIPT: N_("Receipt voucher"),
    Series.PAYMENT: N_("Payment voucher"),
}
ZERO = Money(0)


class EntryScreen(GuidedScreen):
    """The accountant's entry: any accounts, any funds, debit and credit."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Next field; after the last line, a new one")),
        ("=", N_("Fill in the difference (in an empty amount)")),
        ("Ctrl+D", N_("Copy what stands above")),
        ("Ctrl+Delete", N_("Take the line out")),
        ("Ctrl+V", N_("Paste rows from Excel")),
        ("Ctrl+Z", N_("Undo in the field")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.draft: int | None = memory.get("draft")
        self._offers = Offers()
        self._left: Mapping[tuple[str, str], Money] = {}
        self.lines = EntryLines()
        form = Form(
            (
                Field("day", _("Day"), DayEdit(day_reader(facts.today), facts.today)),
                Field("series", _("Voucher"), Pick("", [(s.value, _(w)) for s, w in SERIES_WORDS.items()], "JV")),
                Field("payee", _("From or to whom"), TextEdit()),
                Field("memo", _("What for"), TextEdit()),
            ),
            beside=True,
        )
        keep = Button(_("Keep as draft"), "secondary", "pencil", "Ctrl+S", act=self.keep_draft)
        sentence = _("Every line in one fund; debits and credits agree in each. Nothing is posted before you save.")
        self.lay_out(_("Journal entry"), sentence, form, keep)
        self.save_button.say(_("Post"))
        form.ended.connect(self.lines.focus_first)
        self.lines.changed.connect(self.tell)
        self.lines.pasted.connect(self._say_pasted)

    def body(self) -> QWidget:
        inner = QWidget()
        inner.setLayout(margins(column(self.form, "m", self.lines, SPRING), "", "", "l", "l"))
        return scrolled(inner)

    # What the fields find

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[Offers, BudgetLeft]:
            from welfare_desk.reports.budget import budget_left  # noqa: PLC0415 - see below
            from welfare_desk.reports.choices import choices_of  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.parameters import ParameterKind  # noqa: PLC0415 - see above

            kinds = (ParameterKind.ACCOUNT, ParameterKind.FUND, ParameterKind.MEMBER)
            accounts, funds, members = desk.ask(lambda tx: [choices_of(tx, kind) for kind in kinds])
            offers = Offers(accounts, funds, members, funds[0][0] if funds else "")
            return offers, desk.ask(lambda tx: budget_left(tx, desk.today))

        self.ask(work, self._offer)

    def _offer(self, found: tuple[Offers, BudgetLeft]) -> None:
        offers = self._offers = found[0]
        self._left = found[1].left
        self.lines.offer(offers)
        wanted = self.memory.pop("wanted", None)
        if wanted is not None:
            self._show_entry(wanted)
        self.tell()

    def open(self, **params: str) -> None:
        """Show a draft (`draft`) or a copy of a posted voucher (`copy`)."""
        if "draft" in params:
            self._ask_entry("draft", int(params["draft"]))
        elif "copy" in params:
            self._ask_entry("copy", params["copy"])

    def _ask_entry(self, what: str, key: Any) -> None:
        def work(desk: Desk) -> Entry:
            from welfare_desk.services.drafts import get_draft  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.entries import get_entry  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: get_draft(tx, key).entry if what == "draft" else get_entry(tx, key))

        def show(entry: Entry) -> None:
            self._keep_draft_id(key if what == "draft" else None)
            if self._offers.accounts:
                self._show_entry(entry)
            else:
                self.memory["wanted"] = entry

        self.ask(work, show, "entry")

    def _show_entry(self, entry: Entry) -> None:
        day = entry.day if self.draft is not None else self.facts.today
        typed = {"series": entry.series.value, "payee": entry.payee, "memo": entry.memo}
        self.form.retype(typed)
        self.form.editor("day").set_value(day)
        self.lines.fill_postings(entry.postings)
        self.tell()

    def _keep_draft_id(self, draft: int | None) -> None:
        self.draft = self.memory["draft"] = draft

    # What stands there

    def effects(self) -> Sequence[tuple[str, str, str]]:
        debit, credit, by_fund = self.lines.sums()
        if not debit and not credit:
            return ()
        said = [(_("Debit"), written(debit), "text"), (_("Credit"), written(credit), "text")]
        if debit != credit:
            said.append((_("Difference"), written(debit - credit), "stop"))
        names = dict(self._offers.funds)
        said += [
            (_("Differs in {fund}").format(fund=names.get(fund, fund)), written(amount), "stop")
            for fund, amount in by_fund.items()
            if amount and debit == credit
        ]
        return said + self._over_budget()

    def _over_budget(self) -> list[tuple[str, str, str]]:
        """Say which lines go over what is left of the year's budget."""
        try:
            lines = self.lines.postings()
        except RuleError:
            return []
        left = self._left
        spent = [(each, left[each.account, each.fund]) for each in lines if (each.account, each.fund) in left]
        return [budget_words(had, line.amount) for line, had in spent if had < line.amount]

    def _say_pasted(self, problems: list[Problem]) -> None:
        if problems:
            title = _("Some rows could not be read")
            errors.tell(self.window(), title, [each.sentence() for each in problems[:8]])

    def _entry(self, values: dict[str, Any]) -> Entry:
        series = Series(values["series"])
        day = values["day"] or self.facts.today
        return Entry(day, series, values["memo"], self.lines.postings(), values["payee"])

    # Saving

    def send(self, values: dict[str, Any]) -> None:
        entry = self._entry(values)
        if found := problems_of(entry):
            raise RuleError(*found)
        draft = self.draft

        def work(desk: Desk) -> str:
            from welfare_desk.services.drafts import post_draft, save_draft  # noqa: PLC0415 - SQL loads when asked
            from welfare_desk.services.entries import post_entry  # noqa: PLC0415 - see above

            if draft is None:
                return post_entry(desk, entry).voucher
            return post_draft(desk, save_draft(desk, entry, draft)).voucher

        total = Money.sum(each.amount for each in entry.postings if each.amount > ZERO)
        said = _("{amount} baht were posted: {memo}.").format(amount=total.text(), memo=entry.memo)
        self.act(work, lambda voucher: self.saved(said, voucher), failed=self.refused)

    def keep_draft(self) -> None:
        """Keep what stands there outside the ledger, right or wrong."""
        try:
            entry = self._entry(self.form.values())
        except RuleError as error:
            self.form.show_problems(error.problems)
            return
        draft = self.draft

        def work(desk: Desk) -> int:
            from welfare_desk.services.drafts import save_draft  # noqa: PLC0415 - SQL is loaded when asked

            return save_draft(desk, entry, draft)

        def kept(key: int) -> None:
            said = _("It is kept as draft D-{number:04}; nothing is posted.").format(number=key)
            self.saved(said, "")

        self.act(work, kept, failed=self.refused)

    def start_anew(self) -> None:
        self._keep_draft_id(None)
        self.lines.fill([])
        super().start_anew()

    def unsaved(self) -> object | None:
        lines = self.lines.typed()
        if not lines and not self.form.is_touched():
            return None
        return {"head": self.form.typed(), "lines": lines, "draft": self.draft}

    def restore(self, content: Any) -> None:
        self.form.retype(content["head"])
        self._keep_draft_id(content["draft"])
        self.lines.fill(content["lines"])
        self.tell()
