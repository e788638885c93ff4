"""Tax withheld has a register: a fee is paid, its certificate is shown, the tax is handed in."""

from tests.ui.screens.test_grants import rows
from tests.ui.screens.test_people import filled


def test_a_fee_is_paid_and_its_tax_handed_in(quiet, wait, next_dialog, window, monkeypatch):
    shown = []
    monkeypatch.setattr(type(quiet("withholdings")), "preview", lambda _self, title, _pdf: shown.append(title))
    page = window.page()
    assert page.table.empty.isVisible()
    typed = {"payee": "นายช่าง", "expense": "5319", "base": "100", "account": "1101", "address": "หมู่ 4"}
    filled(page, next_dialog, wait, page.forms.pay, **typed)
    wait(lambda: rows(page) and len(shown) == 1)
    assert "3.00" in page.sentence.said()
    page.table.grid.go_to(0)
    page.print_certificate()
    wait(lambda: len(shown) == 2)
    filled(page, next_dialog, wait, page.forms.hand_in, account="1101")
    wait(lambda: "3.00" not in page.sentence.said())
