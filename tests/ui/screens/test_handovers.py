"""Handover of office: counted, refused where something is missing, kept and shown on paper."""


def test_a_handover_is_counted_and_kept(quiet, wait, next_dialog):
    page = quiet("handovers")
    assert page.table.empty.isVisible()
    said, papers = [], []
    page.preview = lambda title, _content: papers.append(title)

    def act(dialog):
        dialog.form.retype({"giver": "นางคำ", "taker": "นางแดง"})
        dialog.try_to_save()
        said.append(dialog)

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: said)
    form = said[0].form
    wait(form._complaints["found_1101"].words.said)
    form.retype({"found_1101": "454", "keys": "กุญแจตู้"})
    said[0].try_to_save()
    wait(form._complaints["note"].words.said)
    form.retype({"note": "ขาดหนึ่งบาท"})
    said[0].try_to_save()
    wait(lambda: papers and page.table.model.rowCount())
    assert page.table.model.row(0).cells[2:5] == ("เหรัญญิก", "นางคำ", "นางแดง")
    page.table.grid.go_to(0)
    page.print_record()
    wait(lambda: len(papers) == 2)
