"""Things that last: the register, depreciation by one press, the stock-taking, and how they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.assets import Asset, Disposal
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.money import Money
    from welfare_desk.reports.assets import AssetChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

IN_THE_ACCOUNTS = ""


class Leaving(NamedTuple):
    """The chosen asset, what it is worth in the book, and where money may go."""

    code: str
    name: str
    worth: Money
    tills: list[tuple[str, str]]


class AssetsScreen(RegisterScreen):
    """The register of assets that are still here, or all."""

    REPORT, RAIL = "assets", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._seen = Button(_("Seen"), "secondary", "eye", "F7", act=self.see)
        self._leave = Button(_("It leaves"), "secondary", "ban", "F8", act=self.dispose)
        self._lose = Button(_("Depreciate"), "secondary", "clock", "F6", act=self.depreciate)
        new = Button(_("New asset"), "primary", "plus", "F2", act=self.begin)
        parts = (self._seen, self._leave, self._lose, new)
        hide_unless(facts.may(Permission.RECORD), *parts)
        states = (("here", _("still here")), ("all", _("all")))
        self.state = Pick(_("State"), states, memory.get("state", "here"))
        self.state.picked.connect(self._turn)
        needs = (self._seen, self._leave)
        self.lay_out(_("Assets"), *parts, of_days=False, needs_rows=needs, filters=(self.state,))
        words = _(
            "Computers, cupboards, a car: what the fund bought to last, what it loses each month and where it is."
        )
        start = Button(_("New asset"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("landmark", _("No assets yet"), words, start)

    def _turn(self, state: object) -> None:
        self.memory["state"] = state
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the assets in the chosen state."""
        return {"state": self.state.value()}

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    # New

    def begin(self) -> None:
        """Ask for an asset: bought now, or in the accounts already."""

        def work(desk: Desk) -> AssetChoices:
            from welfare_desk.reports.assets import asset_choices

            return desk.ask(asset_choices)

        self.ask(work, self._ask_asset, "choices")

    def _ask_asset(self, found: AssetChoices) -> None:
        first = found.accounts[0][0] if found.accounts else ""
        pays = [(IN_THE_ACCOUNTS, _("not now: it stands in the accounts already")), *found.tills]
        usual = _(
            "Months of use and the rest are a usual value, a default of the program; change it where yours differs."
        )
        account = Pick("", found.accounts, first)
        form = Form(
            (
                Field("code", _("Asset number"), TextEdit(), _("As it stands on the thing.")),
                Field("name", _("What it is"), TextEdit()),
                Field("account", _("Kind"), account),
                Field("day", _("Bought on"), self._day()),
                Field("cost", _("Cost (baht)"), MoneyEdit()),
                Field("months", _("Months of use"), TextEdit(), usual),
                Field("residual", _("Left at the end (baht)"), MoneyEdit()),
                Field("fund", _("Fund"), Pick("", found.funds, found.funds[0][0])),
                Field("pay", _("Paid out of"), Pick("", pays, IN_THE_ACCOUNTS)),
                Field("payee", _("Paid to whom"), TextEdit(), _("Not needed if it stands in the accounts already.")),
                Field("depreciated", _("Lost before the book (baht)"), MoneyEdit()),
                Field("place", _("Where it is"), TextEdit()),
            )
        )

        def propose(code: object) -> None:
            kind = found.classes.get(str(code))
            form.editor("months").set_value(str(kind.months) if kind and kind.months else "")

        account.picked.connect(propose)
        propose(first)

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            return lambda desk: _keep(desk, found, values)

        self.fill_in(_("New asset"), form, work_of)

    # What becomes of them

    def depreciate(self) -> None:
        """Post the depreciation of every month that is over."""

        def work(desk: Desk) -> list[Posted]:
            from welfare_desk.services.assets import depreciate

            return depreciate(desk, desk.today)

        self.act(work, self._depreciated)

    def _depreciated(self, posted: list[Posted]) -> None:
        title = ngettext("{count} month was depreciated.", "{count} months were depreciated.", len(posted))
        errors.tell(self.window(), title.format(count=len(posted)), [", ".join(each.voucher for each in posted)])

    def see(self) -> None:
        """Keep that the chosen assets were seen."""
        codes = self.chosen()
        if not codes:
            return
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("words", _("In what state"), TextEdit(), _("For example: in use, broken, to be thrown away.")),
                Field("place", _("Where it is now"), TextEdit(), _("Left empty, it stays as it was.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> int:
                from welfare_desk.services.assets import see_assets

                return see_assets(desk, codes, values["day"] or desk.today, values["words"], values["place"])

            return work

        self.fill_in(_("Seen: {codes}").format(codes=", ".join(codes)), form, work_of)

    def dispose(self) -> None:
        """Ask how the chosen asset leaves."""
        for code in self.chosen()[:1]:

            def work(desk: Desk, code: str = code) -> Leaving:
                from welfare_desk.reports.assets import value_of
                from welfare_desk.reports.choices import tills

                name, worth = desk.ask(lambda tx: value_of(tx, code, desk.today))
                return Leaving(code, name, worth, desk.ask(tills))

            self.ask(work, self._ask_disposal, "chosen")

    def _ask_disposal(self, chosen: Leaving) -> None:
        worth = _("It is worth {worth} baht in the book; the rest is a gain or a loss.")
        till = chosen.tills[0][0] if chosen.tills else None
        form = Form(
            (
                Field("day", _("Day"), self._day()),
                Field("words", _("Why, and by which resolution"), TextEdit()),
                Field("proceeds", _("Sold for (baht)"), MoneyEdit(), worth.format(worth=chosen.worth.text())),
                Field("account", _("Into"), Pick("", chosen.tills, till)),
                Field("buyer", _("Who bought it"), TextEdit(), _("Left empty where it is thrown or given away.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.assets import dispose_of_asset

                day, proceeds = values["day"] or desk.today, values["proceeds"] or ZERO
                left = Disposal(day, proceeds, values["account"] or "", values["words"], values["buyer"])
                return dispose_of_asset(desk, chosen.code, left)

            return work

        self.fill_in(_("It leaves: {name}").format(name=chosen.name), form, work_of)


def _keep(desk: Desk, found: AssetChoices, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.assets import bring_asset_forward, buy_asset
    from welfare_desk.words import arabic_digits

    months = arabic_digits(values["months"]).strip()
    kind = found.classes.get(str(values["account"]))
    asset = Asset(
        0, values["code"], values["name"], str(values["account"] or ""), values["fund"], values["day"] or desk.today,
        values["cost"] or ZERO, values["residual"] or ZERO, int(months) if months.isdecimal() else 0,
        kind.accumulated if kind else None, None, values["depreciated"] or ZERO, values["place"],
    )  # fmt: skip
    if values["pay"] == IN_THE_ACCOUNTS:
        return bring_asset_forward(desk, asset)
    return buy_asset(desk, asset, values["pay"], values["payee"])
