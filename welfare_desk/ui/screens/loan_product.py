"""One kind of loan: a new one, or the version of a known one that holds from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.loan_terms import Method
from welfare_desk.coop.schedules import schedule, total_interest
from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.ui.form import Form
from welfare_desk.ui.screens.guided import GuidedScreen
from welfare_desk.ui.screens.loan_product_form import fields_of_product, read_product, written
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.reports.loan_choices import LoanKinds
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_NEW = {"code": "", "like": ""}
_EXAMPLE = Money.baht(100_000)  # lent in the example, where the kind of loan lends so much


class LoanProductScreen(GuidedScreen):
    """The form of a kind of loan; at the right an example of what it means."""

    RAIL = True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Next field; after the last one, save")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.kinds: LoanKinds | None = None
        form = Form(fields_of_product(facts.today))
        every = Button(_("All kinds of loans"), "secondary", "list-filter", "F8", act=self.show_all)
        purpose = _("As your regulation says. The example at the right is worked out anew as you type.")
        self.lay_out(_("Kind of loan"), purpose, form, every)
        hide_unless(facts.may(Permission.SET_UP), self.save_button)

    def open(self, **params: str) -> None:
        """Show a kind of loan for a new version (`code`), or for a new kind beside it (`like`); nothing: a new kind.

        What is typed stays when the same is asked for again.
        """
        asked = {name: params.get(name, "") for name in _NEW}
        if asked != self._asked_for:
            self.memory["asked"], self.memory["opened"] = asked, True
            self.refresh()

    def refresh(self) -> None:
        def work(desk: Desk) -> LoanKinds:
            from welfare_desk.reports.loan_choices import loan_kinds

            return desk.ask(loan_kinds)

        self.ask(work, self._offer)

    @property
    def _asked_for(self) -> dict[str, str]:
        return self.memory.get("asked", _NEW)

    @property
    def _code(self) -> str:
        return self._asked_for["code"]

    def _offer(self, kinds: LoanKinds) -> None:
        self.kinds = kinds
        is_opened, was_touched = self.memory.pop("opened", False), self.form.is_touched()
        typed = self.form.typed()
        self.form.editor("account").set_choices(kinds.accounts)
        self.form.editor("income").set_choices(kinds.incomes)
        self.form.set_values(**self._begun(kinds))
        self.form.editor("code").setEnabled(not self._code)
        if was_touched and not is_opened:
            self.form.retype({name: value for name, value in typed.items() if value is not None})
        self.tell()

    def _begun(self, kinds: LoanKinds) -> dict[str, object]:
        """Give what the form begins with: the known kind, or one like another, or a plain new one."""
        known = kinds.products.get(self._code or self._asked_for["like"])
        usual = known or next(iter(kinds.products.values()), None)
        if usual is None:
            return {"from_day": self.facts.today}
        begun = written(usual) | {"from_day": self.facts.today}
        return begun if self._code else begun | {"code": "", "name_th": "", "name_en": ""}

    def tell(self) -> None:
        """Show what saving would do; when interest is paid is asked of loans repaid at the end alone."""
        is_bullet = self.form.editor("method").value() == Method.BULLET.value
        self.form.call("pays_interest", _("When its interest is paid"), shown=is_bullet)
        super().tell()

    def effects(self) -> Sequence[tuple[str, str, str]]:
        """Say what the kind of loan means, by an example."""
        try:
            values = self.form.values()
            product = read_product(values)
        except RuleError:
            return [(_("Example"), _("It is shown once every field can be read."), "text")]
        from welfare_desk.reports.loan_products import limits

        said = [(_("In force from"), long_day(values["from_day"]), "text"), *_example(product, values["from_day"])]
        bounds = list(limits(product))
        said.append((_("Limits"), " · ".join(bounds) if bounds else _("none beside the highest amount"), "text"))
        return said

    def send(self, values: dict[str, Any]) -> None:
        """Keep the kind of loan from its day on."""
        product, day = read_product(values), values["from_day"]
        if not self._code and self.kinds is not None and product.code in self.kinds.products:
            text = N_("There is a kind of loan with this code; choose it in the list to change it.")
            raise RuleError(problem("product.code_taken", text, "code"))

        def work(desk: Desk) -> None:
            from welfare_desk.services.loan_products import keep_loan_product

            keep_loan_product(desk, product, day)

        self.act(work, lambda _none: self._kept(product, long_day(day)), failed=self.refused)

    def _kept(self, product: LoanProduct, day: str) -> None:
        self.memory["asked"], self.memory["opened"] = _NEW | {"code": product.code}, True
        self.saved(_("“{name}” is kept as it is offered from {day} on.").format(name=product.name, day=day), "")
        self.refresh()

    def show_all(self) -> None:
        """Go to the list of all kinds."""
        self.go.emit("loan-products", {})

    def unsaved(self) -> object | None:
        typed = self.form.typed() if self.form.is_touched() else None
        return None if typed is None else {"asked": self._asked_for, "typed": typed}

    def restore(self, content: Any) -> None:
        self.memory["asked"] = content["asked"]
        super().restore(content["typed"])


def _example(product: LoanProduct, day: Any) -> list[tuple[str, str, str]]:
    amount = min(_EXAMPLE, product.most) if product.most is not None and product.most > Money(0) else _EXAMPLE
    terms = product.terms(amount, product.instalments, day)
    if terms.problems():
        return []
    rows = schedule(terms)
    count = ngettext("{amount} baht in {count} instalment", "{amount} baht in {count} instalments", len(rows))
    said = [(_("Example"), count.format(amount=amount.text(), count=len(rows)), "text")]
    for label, each in ((_("First instalment"), rows[0]), (_("Last instalment"), rows[-1])):
        words = _("{amount} baht on {day}: principal {principal}, interest {interest}")
        said.append(
            (
                label,
                words.format(
                    amount=each.amount.text(), day=long_day(each.due), principal=each.principal.text(),
                    interest=each.interest.text(),
                ),
                "text",
            )
        )  # fmt: skip
    said.append((_("Interest in all"), _("{amount} baht").format(amount=total_interest(rows).text()), "text"))
    fee = product.fee_of(amount)
    if fee:
        said.append((_("Fee kept back"), _("{amount} baht").format(amount=fee.text()), "text"))
    return said
