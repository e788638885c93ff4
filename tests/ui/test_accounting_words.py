"""Accounting words are explained where they stand, in both languages."""

import pytest
from PySide6.QtCore import Qt

from tests.catalogue import sentences
from welfare_desk.i18n import _, spoken
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.ui.accounting_words import _WORDS, meaning
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.report_model import ReportModel
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.text import Text

TIP = Qt.ItemDataRole.ToolTipRole


def test_every_explained_word_stands_somewhere_else():
    places = {
        message.id: {place for place, _line in message.locations}
        for message in sentences()
        if isinstance(message.id, str)
    }
    lonely = [word for word in _WORDS if places[word] == {"welfare_desk/ui/accounting_words.py"}]
    assert lonely == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_column_and_a_field_explain_their_word(language):
    with spoken(language):
        columns = (Column("debit", _("Debit"), Kind.MONEY, group=_("Movements")), Column("name", "ชื่อ"))
        model = ReportModel()
        model.show_report(Report("x", "x", columns, (Row((None, "ชื่อที่ยาวมาก")),)))
        said = model.headerData(0, Qt.Orientation.Horizontal, TIP)
        assert said == f"{meaning(_('Debit'))}\n{meaning(_('Movements'))}"
        assert model.headerData(1, Qt.Orientation.Horizontal, TIP) == ""
        assert model.data(model.index(0, 1), TIP) == "ชื่อที่ยาวมาก"
        form = Form((Field("fund", _("Fund"), TextEdit()),))
        assert meaning(_("Fund")) in {each.toolTip() for each in form.findChildren(Text)}
