"""One claim: what is asked, which papers were seen, what the regulation says and why, and what may be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.claim_form import how_many
from welfare_desk.ui import theme
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.claim_acts import ClaimActs
from welfare_desk.ui.screens.claim_parts import TONES, pair, right_card, step_line
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Flow, Ground, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Icon, Text, empty_state, section
from welfare_desk.ui.widgets.tick import Tick
from welfare_desk.welfare.benefits import Effect
from welfare_desk.welfare.claim_papers import SIGNATURES, SeenKind
from welfare_desk.welfare.claims import STATUSES, ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from welfare_desk.reports.claim_facts import Queue, WholeClaim
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_REASONS = {
    Effect.REFUSES: ("octagon-alert", "stop"),
    Effect.UNDECIDABLE: ("triangle-alert", "look"),
    Effect.REDUCES: ("triangle-alert", "look"),
    Effect.EXPLAINS: ("circle-check", "ok"),
}
_OPEN = (ClaimStatus.ASKED, ClaimStatus.DECIDED, ClaimStatus.REJECTED)


class ClaimScreen(ClaimActs):
    """The page of one claim."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("F6", N_("Try it…")), ("F9", N_("Print")))

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._number = 0
        self._whole: WholeClaim | None = None
        self._queue: ClaimStatus | None = None  # where it stood when it was opened; so does the next
        self._next: Queue | None = None
        self._title, self._chip = Text("", "title", wrap=True), Chip("", "neutral")
        self.documents = Documents(self, "claim")
        self._request, self._papers, self._steps, self._rail = column(), column(), column(gap="xs"), column(gap="s")
        self.ticks: list[Tick] = []
        self._actions = Flow()
        back = Button(_("Benefits"), "quiet", "arrow-left", act=lambda: self.go.emit("claims", {}))
        self.following = Button(kind="quiet", key="F3", after="chevron-right", act=self.go_on)
        self.following.hide()
        head = row(gap="m")
        head.addWidget(self._title, 1)
        add(head, column(self._chip, SPRING))
        body = QWidget()
        parts = column(self._request, "l", self._papers, "l", self.documents, "l", self._steps, SPRING)
        body.setLayout(margins(parts, "", "", "l", "l"))
        left = column(row(back, SPRING, self.following), head, "s", self._actions, "m")
        left.addWidget(scrolled(body), 1)
        rail = scrolled(Ground(margins(column(self._rail, SPRING), "xl", "l", "xl", "l"), "sidebar", "l"))
        rail.setFixedWidth(theme.width("problem_panel"))
        margins(left, "section", "m", "section", "")
        whole = row(gap="")
        whole.addLayout(left, 1)
        add(whole, rail)
        self._whole_page = QWidget()
        self._whole_page.setLayout(margins(whole))
        choose = Button(_("Benefits"), "secondary", "arrow-left", act=lambda: self.go.emit("claims", {}))
        words = _("Open a claim from the list: its papers, the reasons and what may be done next stand here.")
        self._nothing = empty_state("heart-handshake", _("No claim is open."), words, choose)
        self.setLayout(column(self._whole_page, self._nothing))
        self._whole_page.hide()

    def open(self, **params: str) -> None:
        """Show a claim by its number."""
        if params.get("claim", "").isdecimal():
            self._number, self._queue = int(params["claim"]), None
            self.memory["claim"] = self._number
            self.refresh()

    def numbers(self) -> list[int]:
        """Give the number of the claim that is shown."""
        return [self._number] if self._number else []

    def refresh(self) -> None:
        self._number = self._number or self.memory.get("claim", 0)
        number, sees, step = self._number, self.facts.sees, self._queue
        if not number:
            return

        def work(desk: Desk) -> tuple[WholeClaim, Queue | None]:
            from welfare_desk.reports.claim_facts import claim_and_next

            return desk.ask(lambda tx: claim_and_next(tx, number, sees, step))

        self.ask(work, lambda found: self.show_claim(*found))

    def go_on(self) -> None:
        """Open the claim that waits next where this one stood."""
        if self._next is not None:
            self.go.emit("claim", {"claim": str(self._next.number)})

    def show_claim(self, whole: WholeClaim, following: Queue | None) -> None:
        """Show a claim and everything around it, and which one waits next."""
        self._whole, self._next = whole, following
        self._queue = self._queue or whole.claim.status
        if following is not None:
            said = ngettext("Next: {reference} ({count} more)", "Next: {reference} ({count} more)", following.many)
            self.following.say(said.format(reference=following.reference, count=f"{following.many:,}"))
        self.following.setVisible(following is not None)
        self._whole_page.show()
        self._nothing.hide()
        claim = whole.claim
        self._title.say(f"{whole.kind.name} – {claim.reference}")
        self._chip.show_state(_(STATUSES[claim.status]), *TONES[claim.status])
        self.documents.show_subject(claim.reference)
        self._show_actions(claim.status)
        self._show_asked(whole)
        self._show_papers(whole)
        self._show_steps(whole)
        self._show_rule(whole)

    # What may be done

    def _show_actions(self, status: ClaimStatus) -> None:
        clear(self._actions)
        for words, kind, icon, key, permission, act in self._acts(status):
            if self.facts.may(permission):
                self._actions.add(Button(words, kind, icon, key, act=act))
        tries = Button(_("Try it…"), "secondary", "circle-help", "F6", act=self._try_it)
        self._actions.add(tries)
        self._print = Button(_("Print"), "secondary", "printer", "F9", after="chevron-down", act=self._offer_papers)
        self._actions.add(self._print)

    def _acts(self, status: ClaimStatus) -> Iterator[tuple[str, str, str, str, Permission, Callable[[], object]]]:
        if status is ClaimStatus.ASKED:
            yield _("Decide"), "primary", "check", "F7", Permission.RECORD, self.decide
        if status is ClaimStatus.DECIDED:
            yield _("Approve"), "primary", "check-check", "F7", Permission.APPROVE, self.approve
            yield _("Reject…"), "secondary", "ban", "", Permission.APPROVE, self.reject
        if status is ClaimStatus.APPROVED:
            yield _("Pay"), "primary", "wallet", "F8", Permission.RECORD, self.pay
        if status in (ClaimStatus.DECIDED, ClaimStatus.REJECTED):
            yield _("Decide again"), "secondary", "", "", Permission.RECORD, self.decide
        if status in (ClaimStatus.ASKED, ClaimStatus.DECIDED):
            yield _("Take back…"), "secondary", "", "", Permission.RECORD, self.take_back

    def _try_it(self) -> None:
        """Try this benefit on a made-up member: what would be given if something were otherwise."""
        self.try_it(self._whole.claim.type if self._whole is not None else "")

    def _offer_papers(self) -> None:
        if self._whole is None:
            return
        menu = QMenu(self)
        menu.setFont(theme.font())
        given = {"claim": str(self._number)}
        papers = [(_("Claim for a benefit"), "claim-form", given)]
        if self._whole.resolution is not None:
            papers.append((_("Notice of a decision on a benefit"), "claim-notice", given))
        papers += [(each.voucher, "benefit-voucher", {"voucher": each.voucher}) for each in self._whole.payments]
        for words, name, asked in papers:
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, a=(words, name, asked): show_report_on_paper(self, *a))
        menu.popup(self._print.mapToGlobal(self._print.rect().bottomLeft()))

    # What is known

    def _show_asked(self, whole: WholeClaim) -> None:
        clear(self._request)
        member = Button(_("Open the member"), "link", act=self._open_member) if whole.member else None
        add(self._request, section(_("What is asked"), "", member))
        claim, who = whole.claim, whole.member
        village = _("village {code}").format(code=who.village) if who and who.village else ""
        days = _("{event} · claimed on {claimed}").format(
            event=long_day(claim.event_day), claimed=long_day(claim.claim_day)
        )
        said = (
            (_("Member"), " · ".join(part for part in (who.name, who.number, village) if part) if who else ""),
            (_("About whom or what"), " · ".join(part for part in (claim.subject, claim.relation) if part)),
            (_("Details"), " · ".join(part for part in (whole.details, whole.cause) if part)),
            (_("Day of the event"), days),
            (_("Quantity"), how_many(whole.kind, claim.quantity)),
            (_("Amount asked"), claim.asked.text() if claim.asked else ""),
        )
        for label, words in said:
            if words:
                add(self._request, "xs")
                add(self._request, pair(label, words))

    def _open_member(self) -> None:
        if self._whole is not None and self._whole.member is not None:
            self.go.emit("members", {"member": self._whole.member.number})

    def _show_papers(self, whole: WholeClaim) -> None:
        clear(self._papers)
        seen = {each.name: each.day for each in whole.seen if each.kind is SeenKind.DOCUMENT}
        names = list(dict.fromkeys((*whole.kind.documents, *seen)))
        count = _("{count} of {all}").format(count=len(seen), all=len(names))
        may = self.facts.may(Permission.RECORD)
        sign = Button(_("Who signed…"), "link", act=self.sign) if may else None
        add(self._papers, section(_("Papers"), count, sign))
        self.ticks = []
        for name in names:
            tick = Tick(name, ticked=name in seen)
            tick.setEnabled(may and (whole.claim.status in _OPEN or name not in seen))
            tick.clicked.connect(self._tick)
            self.ticks.append(tick)
            one = row(gap="s")
            one.addWidget(tick, 1)
            add(one, Text(short_day(seen[name]) if name in seen else "", "small", "muted"))
            add(self._papers, one)
            add(self._papers, line())
        signed = [each.name for each in whole.seen if each.kind is SeenKind.SIGNATURE]
        words = ", ".join(signed) if signed else _("nobody yet")
        add(self._papers, "xs")
        label = _("Signed for the village centre ({count} of {all})").format(count=len(signed), all=SIGNATURES)
        add(self._papers, pair(label, words))

    def _tick(self) -> None:
        self._keep_seen([each.text() for each in self.ticks if each.isChecked()], self._signed())

    def _signed(self) -> list[str]:
        return [each.name for each in self._whole.seen if each.kind is SeenKind.SIGNATURE] if self._whole else []

    def _keep_seen(self, documents: list[str], signatures: list[str]) -> None:
        number = self._number

        def work(desk: Desk) -> None:
            from welfare_desk.services.claim_papers import check_papers

            check_papers(desk, number, documents, signatures)

        self.act(work, lambda _done: self.refresh())

    def sign(self) -> None:
        """Ask who of the village centre signed the request."""
        had = [*self._signed(), "", "", ""][:SIGNATURES]
        names = [f"name{at}" for at in range(SIGNATURES)]
        fields = [
            Field(name, _("Signature {number}").format(number=at + 1), TextEdit(had[at]))
            for at, name in enumerate(names)
        ]
        documents = [each.text() for each in self.ticks if each.isChecked()]
        number = self._number

        def work_of(values: dict[str, str]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.claim_papers import check_papers

                check_papers(desk, number, documents, [values[each] for each in names])

            return work

        self.fill_in(_("Signatures of the village centre"), Form(tuple(fields)), work_of)

    def _show_steps(self, whole: WholeClaim) -> None:
        clear(self._steps)
        if whole.steps:
            add(self._steps, section(_("What became of it")))
        for each in whole.steps:
            add(self._steps, step_line(each, self._open_voucher))

    def _open_voucher(self, voucher: str) -> None:
        self.go.emit("report", {"report": "entry", "voucher": voucher})

    def _show_rule(self, whole: WholeClaim) -> None:
        clear(self._rail)
        add(self._rail, right_card(whole))
        many = len(whole.reasons) + len(whole.met)
        add(self._rail, section(_("All reasons"), str(many) if whole.reasons else ""))
        said = [(*_REASONS[Effect(each.effect)], each.words, "text") for each in whole.reasons]
        said += [("circle-check", "ok", words, "text2") for words in whole.met]
        for icon, tone, words, ink in said:
            one = row(column(Icon(icon, "status", tone), SPRING), gap="s")
            one.addWidget(Text(words, "body", ink, wrap=True), 1)
            add(self._rail, one)
            add(self._rail, line())
        since = _("in force from {day}").format(day=long_day(whole.regulation.from_day))
        rule = column(
            Text(whole.regulation.name, "medium", wrap=True), Text(since, "small", "muted", wrap=True), gap=""
        )
        one = row(column(Icon("scroll-text", "status", "muted"), SPRING), gap="s")
        one.addLayout(rule, 1)
        add(self._rail, one)
