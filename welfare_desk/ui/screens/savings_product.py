"""The kinds of savings accounts: the list of the day, and the form of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import MILLION, part
from welfare_desk.coop.savings_interest import yearly
from welfare_desk.coop.savings_products import SavingsKind
from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.ui.screens.product import ProductScreen, ProductsScreen
from welfare_desk.ui.screens.savings_product_form import fields_of_savings, posted_choices, read_savings, written
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.reports.coop_choices import SavingsKinds
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.product import Said

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_BALANCES = (10_000, 100_000, 1_000_000)  # baht, of which the example tells a year's interest


class SavingsProductsScreen(ProductsScreen):
    """The kinds of savings accounts in force today, with their rates and limits."""

    REPORT, FORM = "savings-products", "savings-product"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.lay_out_kinds(_("Kinds of savings accounts"))
        usual = Button(_("Keep the usual kinds"), "secondary", "check", act=self.keep_usual)
        hide_unless(facts.may(Permission.SET_UP), usual)
        words = _("The usual kinds are ordinary, special, fixed and pledged savings; change their rates afterwards.")
        self.teach("wallet", _("No kind of savings account is kept yet."), words, usual)

    def keep_usual(self) -> None:
        """Keep the kinds to begin with, from the first day of this year."""

        def work(desk: Desk) -> object:
            from welfare_desk.services.savings import keep_usual_products

            return keep_usual_products(desk, desk.today.replace(month=1, day=1))

        self.act(work, lambda _done: self.refresh())


class SavingsProductScreen(ProductScreen):
    """The form of a kind of savings account; at the right what balances earn in a year."""

    LIST = "savings-products"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.kinds: SavingsKinds | None = None
        fields = fields_of_savings(facts.today)
        self.lay_out_kind(_("Kind of savings account"), _("All kinds of savings"), fields)

    def refresh(self) -> None:
        def work(desk: Desk) -> SavingsKinds:
            from welfare_desk.reports.coop_choices import savings_kinds

            return desk.ask(savings_kinds)

        self.ask(work, self._offer)

    def _offer(self, kinds: SavingsKinds) -> None:
        self.kinds = kinds
        self.show_kinds(kinds.products, account=kinds.accounts, posting_months=posted_choices(kinds.products.values()))
        is_known = not self.form.editor("code").isEnabled()
        for name in ("kind", "account"):
            self.form.editor(name).setEnabled(not is_known)

    def begun(self, code: str) -> Mapping[str, object]:
        products = self.kinds.products if self.kinds else {}
        usual = products.get(code) or next(iter(products.values()), None)
        return {} if usual is None else written(usual)

    def tell(self) -> None:
        """Show what saving would do; a term is asked of fixed accounts alone, a rule of steps only where there are."""
        is_fixed = self.form.editor("kind").value() == SavingsKind.FIXED.value
        has_steps = bool(self.form.editor("tiers").value().strip())
        self.form.call("term", _("Fixed for (months)"), shown=is_fixed)
        early = _("And after the term has ended.")
        self.form.call("broken_rate", _("Rate when taken out early (percent)"), early, shown=is_fixed)
        self.form.call("tier_rule", _("The higher rate is earned"), shown=has_steps)
        super().tell()

    def read(self, values: dict[str, Any]) -> SavingsProduct:
        return read_savings(values)

    def example(self, values: dict[str, Any]) -> Sequence[Said]:
        product = read_savings(values)
        label = _("{amount} baht earn in a year")
        said: list[Said] = []
        for baht in _BALANCES:
            balance = Money.baht(baht)
            earned = part(Money(yearly(product, balance)), 1, MILLION)
            said.append((label.format(amount=balance.text()), _("{amount} baht").format(amount=earned.text()), "text"))
        return said

    def keep_product(self, desk: Desk, product: SavingsProduct, from_day: date) -> None:
        from welfare_desk.services.savings import keep_savings_product

        keep_savings_product(desk, product, from_day)
