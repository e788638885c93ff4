"""Receipt books: given out, a receipt marked, taken back."""


def row(page):
    return page.table.model.row(0).cells


def test_a_book_is_given_out_marked_and_taken_back(quiet, wait, fill_in):
    page = quiet("receipt-books")
    assert page.table.empty.isVisible()
    fill_in(book="21", first="๑", last="50", holder="ป้าแดง")
    page.give()
    wait(page.table.model.rowCount)
    assert row(page)[:4] == ("21", 1, 50, "ป้าแดง")
    page.table.grid.go_to(0)
    fill_in(number="3", reason="เขียนผิด")
    page.mark()
    wait(lambda: row(page)[8] == 1)
    assert row(page)[11] == "1–2"
    page.table.grid.go_to(0)
    fill_in()
    page.take_back()
    wait(lambda: row(page)[5] is not None)


def test_a_number_that_is_none_is_asked_again(quiet, next_dialog, wait):
    page = quiet("receipt-books")
    said = []

    def act(dialog):
        dialog.form.retype({"book": "21", "first": "x", "holder": "ป้าแดง"})
        dialog.try_to_save()
        said.append(dialog)

    next_dialog.when_it_comes(act)
    page.give()
    wait(lambda: said)
    wait(said[0].form._complaints["last"].words.said)
    said[0].reject()
