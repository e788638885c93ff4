"""Books of printed receipts: given out, handed on, taken back; spoiled and cancelled receipts are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class ReceiptBooksScreen(RegisterScreen):
    """Who holds which book of receipts, and what became of its numbers."""

    REPORT = "receipt-books"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        mark = Button(_("Mark a receipt"), "secondary", "ban", "F7", act=self.mark)
        back = Button(_("Take back"), "secondary", "arrow-left", "F8", act=self.take_back)
        give = Button(_("Give out a book"), "primary", "book-plus", "F2", act=self.give)
        self.lay_out(_("Receipt books"), mark, back, give, of_days=False, needs_rows=(mark, back))
        words = _("Write down who holds which printed book, and every number in it can be accounted for.")
        start = Button(_("Give out a book"), "secondary", "book-plus", act=self.give)
        self.teach("receipt-text", _("No receipt books yet"), words, start)

    def _day(self) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), self.facts.today)

    def give(self) -> None:
        """Give a book to its holder; a chosen one is handed on with its numbers."""
        row = self.table.chosen()[0] if self.table.chosen() else None
        book, first, last = (str(each) for each in row.cells[:3]) if row is not None else ("", "1", "50")
        form = Form(
            (
                Field("book", _("Book number"), TextEdit(book), _("As it is printed on the cover.")),
                Field("first", _("First number"), TextEdit(first)),
                Field("last", _("Last number"), TextEdit(last)),
                Field("holder", _("Held by"), TextEdit()),
                Field("given_day", _("Given on"), self._day()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], None]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.receipt_books import give_receipt_book  # noqa: PLC0415 - SQL comes late
                from welfare_desk.welfare.receipt_books import ReceiptBook  # noqa: PLC0415 - see above

                day = values["given_day"] or desk.today
                numbers = (_whole(values["first"]), _whole(values["last"]))
                give_receipt_book(desk, ReceiptBook(values["book"], *numbers, values["holder"], day))

            return work

        self.fill_in(_("Give out a book"), form, work_of)

    def take_back(self) -> None:
        """Take the chosen book back."""
        for book in self.chosen()[:1]:
            form = Form((Field("day", _("Came back"), self._day()),))

            def work_of(values: dict[str, Any], book: str = book) -> Callable[[Desk], None]:
                def work(desk: Desk) -> None:
                    from welfare_desk.services.receipt_books import return_receipt_book  # noqa: PLC0415 - see above

                    return_receipt_book(desk, book, values["day"] or desk.today)

                return work

            self.fill_in(_("Take back book {book}").format(book=book), form, work_of)

    def mark(self) -> None:
        """Mark a receipt of the chosen book on which no money came in."""
        for book in self.chosen()[:1]:
            kinds = [("spoiled", _("Spoiled")), ("cancelled", _("Cancelled"))]
            form = Form(
                (
                    Field("number", _("Receipt number"), TextEdit()),
                    Field("kind", _("What became of it"), Pick("", kinds, "spoiled")),
                    Field("reason", _("Reason"), TextEdit()),
                    Field("day", _("Day"), self._day()),
                )
            )

            def work_of(values: dict[str, Any], book: str = book) -> Callable[[Desk], None]:
                def work(desk: Desk) -> None:
                    from welfare_desk.services.receipt_books import mark_receipt  # noqa: PLC0415 - see above
                    from welfare_desk.welfare.receipt_books import Mark  # noqa: PLC0415 - see above

                    day, kind = values["day"] or desk.today, Mark(values["kind"])
                    mark_receipt(desk, book, _whole(values["number"]), kind, values["reason"], day)

                return work

            self.fill_in(_("Mark a receipt of book {book}").format(book=book), form, work_of)


def _whole(words: str) -> int:
    """Read a whole number, in Thai digits too; anything else is 0, which no book holds."""
    return int(words) if words.strip().isdecimal() else 0
