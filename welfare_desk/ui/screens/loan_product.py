"""One kind of loan: a new one, or the version of a known one that holds from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.loan_terms import Method
from welfare_desk.coop.schedules import schedule, total_interest
from welfare_desk.dates import long_day
from welfare_desk.i18n import _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.ui.screens.loan_product_form import fields_of_product, read_product, written
from welfare_desk.ui.screens.product import ProductScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.reports.loan_choices import LoanKinds
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.product import Said

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_EXAMPLE = Money.baht(100_000)  # lent in the example, where the kind of loan lends so much


class LoanProductScreen(ProductScreen):
    """The form of a kind of loan; at the right a loan of that kind, worked out."""

    LIST = "loan-products"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.kinds: LoanKinds | None = None
        self.lay_out_kind(_("Kind of loan"), _("All kinds of loans"), fields_of_product(facts.today))

    def refresh(self) -> None:
        def work(desk: Desk) -> LoanKinds:
            from welfare_desk.reports.loan_choices import loan_kinds

            return desk.ask(loan_kinds)

        self.ask(work, self._offer)

    def _offer(self, kinds: LoanKinds) -> None:
        self.kinds = kinds
        self.show_kinds(kinds.products, account=kinds.accounts, income=kinds.incomes)

    def begun(self, code: str) -> Mapping[str, object]:
        products = self.kinds.products if self.kinds else {}
        usual = products.get(code) or next(iter(products.values()), None)
        return {} if usual is None else written(usual)

    def tell(self) -> None:
        """Show what saving would do; when interest is paid is asked of loans repaid at the end alone."""
        is_bullet = self.form.editor("method").value() == Method.BULLET.value
        self.form.call("pays_interest", _("When its interest is paid"), shown=is_bullet)
        super().tell()

    def read(self, values: dict[str, Any]) -> LoanProduct:
        return read_product(values)

    def example(self, values: dict[str, Any]) -> Sequence[Said]:
        from welfare_desk.reports.loan_products import limits

        product = read_product(values)
        bounds = " · ".join(limits(product)) or _("none beside the highest amount")
        return [*_example(product, values["from_day"]), (_("Limits"), bounds, "text")]

    def keep_product(self, desk: Desk, product: LoanProduct, from_day: date) -> None:
        from welfare_desk.services.loan_products import keep_loan_product

        keep_loan_product(desk, product, from_day)


def _example(product: LoanProduct, day: date) -> list[Said]:
    amount = min(_EXAMPLE, product.most) if product.most is not None and product.most > ZERO else _EXAMPLE
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
