"""Every report of cooperatives says the same in its five forms, is whole, and leads on."""

import pytest

from tests.coop_books import TODAY, a_coop_desk
from tests.reports.five_forms import same_in_five_forms
from welfare_desk.i18n import spoken
from welfare_desk.reports.catalogue import EVERY, KINDS, find, groups_of, kinds_of, make_report
from welfare_desk.reports.coop_catalogue import COOP_KINDS
from welfare_desk.reports.draw.json import as_json
from welfare_desk.reports.model import Role

GIVEN: dict[str, dict[str, str]] = {  # what a report of this name is asked for
    "coop-ratios": {"by": "months"},
    "borrowing": {"contract": "บ.1/2568"},
}
REQUIRED = {
    "member": "00001", "account": "31000", "number": "1", "savings": "ORD-00001", "contract": "2/2568", "voucher": "",
}  # fmt: skip
A_REPAYMENT = (
    "SELECT e.voucher FROM holding_moves m JOIN entries e ON e.id = m.entry_id WHERE m.act = 'interest' "
    "AND m.holding_id IN (SELECT id FROM holdings WHERE ledger = 'loan') ORDER BY e.id LIMIT 1"
)
DIFFERENCES = {"savings-interest"}  # their totals are not the sums of their rows
NAMES = [kind.name for kind in COOP_KINDS]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with (made := a_coop_desk(tmp_path_factory.mktemp("coop"))).book:
        yield made


def ask(desk, name):
    needed = {each.name: REQUIRED[each.name] for each in find(name).parameters if each.is_required}
    with desk.book.read() as tx:
        if "voucher" in needed:
            needed["voucher"] = tx.exec_driver_sql(A_REPAYMENT).scalar_one()
        return make_report(tx, name, {**needed, **GIVEN.get(name, {})}, TODAY)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_report_says_the_same_in_all_forms(desk, name, language):
    with spoken(language):
        report = ask(desk, name)
        assert report.rows, "the busy cooperative has something for every report"
        same_in_five_forms(report)


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_whole_and_leads_on(desk, name):
    report = ask(desk, name)
    assert report.title
    assert all(len(row.cells) == len(report.columns) for row in report.rows)
    assert len({column.key for column in report.columns}) == len(report.columns)
    assert as_json(report)
    with desk.book.read() as tx:
        for link in {row.opens for row in report.rows if row.opens}:
            assert make_report(tx, link.report, dict(link.params), TODAY).rows


@pytest.mark.parametrize("name", [name for name in NAMES if name not in DIFFERENCES])
def test_totals_are_the_sums_of_what_is_shown(desk, name):
    report = ask(desk, name)
    totals = [row for row in report.rows if row.role is Role.TOTAL]
    items = [row for row in report.rows if row.role is Role.ITEM]
    for total in totals:
        for index, whole in enumerate(total.cells):
            if hasattr(whole, "satang") and report.columns[index].key not in {"balance", "owed"}:
                assert whole.satang == sum(item.cells[index].satang for item in items if item.cells[index])


@pytest.mark.parametrize("name", [kind.name for kind in kinds_of("cooperative") if kind not in COOP_KINDS])
def test_the_reports_of_every_book_work_in_a_cooperative(desk, name):
    kind = find(name)
    if not any(each.is_required for each in kind.parameters):
        assert ask(desk, name).title


def test_each_kind_of_book_has_its_own_reports():
    assert {kind.name for kind in kinds_of("welfare-fund")} == {kind.name for kind in KINDS}
    owned = {kind.name for kind in kinds_of("cooperative")}
    assert {"control-accounts", "trial-balance", "financial-position"} <= owned
    assert not {"claims", "match-rounds", "arrears"} & owned
    assert all(kinds for _title, kinds in groups_of("village-fund"))
    assert len({kind.name for kind in EVERY}) == len(EVERY)


def test_the_inspectors_papers_hold_control_accounts_against_the_members_registers(desk):
    report = ask(desk, "working-papers")
    keys = [column.key for column in report.columns]
    held = {row.cells[0]: row.cells[keys.index("difference")] for row in report.rows if row.cells[keys.index("record")]}
    assert {"31000", "21410", "11533", "22110"} <= set(held)
    assert not any(held.values())
