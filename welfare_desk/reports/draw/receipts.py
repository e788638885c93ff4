"""Receipts on paper: one on a sheet of A5, or four on A4 to be cut apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.draw.paper import (
    A4,
    A5,
    BOLD,
    INK,
    LINE,
    MUTED,
    REGULAR,
    SOFT,
    STRONG,
    Align,
    Paper,
    fitting_size,
    text_width,
    wrap_lines,
)
from welfare_desk.reports.draw.write import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.draw.paper import PaperFont
    from welfare_desk.reports.forms.receipts import Receipt

Layout: TypeAlias = Literal["A5", "A4x4"]

_SIDE, _TOP, _BOTTOM = 36.0, 34.0, 26.0
_LEFT, _RIGHT = _SIDE, A5[0] - _SIDE
_WIDTH = _RIGHT - _LEFT
_SIGNATURES = 96.0  # height at the foot for the signatures and the voucher number
_TOTAL, _WORDS = 28.0, 44.0  # heights of what stands under the lines
_LEADING = 1.45
_STILL_FINE = 0.85  # a text set smaller by so much is better in one line than in two
_STOP, _FAINT_STOP = (0.71, 0.14, 0.09), (0.97, 0.88, 0.86)
_GROUND = (0.96, 0.97, 0.965)


def receipts_pdf(receipts: Sequence[Receipt], layout: Layout = "A5") -> bytes:
    """Draw receipts in their order; the same receipts give the same bytes.

    `A5` gives each its own sheet; `A4x4` puts four on each sheet of A4, with lines to cut along.
    """
    paper = Paper(A5 if layout == "A5" else A4, _(N_("Receipts")), receipts[0].fund_name if receipts else "")
    each = 1 if layout == "A5" else 4
    for start in range(0, max(len(receipts), 1), each):
        sheet = receipts[start : start + each]
        if layout == "A5":
            for receipt in sheet:
                _Slip(paper, receipt).draw()
        else:
            _four(paper, sheet)
        paper.next_page()
    return paper.finish()


def _four(paper: Paper, receipts: Sequence[Receipt]) -> None:
    """Draw up to four receipts on one sheet, each at the size of A6."""
    width, height = A4[0] / 2, A4[1] / 2
    for place, receipt in enumerate(receipts):
        x, y = place % 2 * width, (1 - place // 2) * height
        with paper.placed(x, y, width / A5[0], height / A5[1]):
            _Slip(paper, receipt).draw()
    with paper.placed() as canvas:
        canvas.setDash(2, 4)
        paper.rule(0, A4[0], height, 0.4, STRONG)
        canvas.line(width, 0, width, A4[1])


class _Slip:
    """One receipt while it is drawn in the lower left A5 of the page; `y` goes down from the top."""

    def __init__(self, paper: Paper, receipt: Receipt) -> None:
        self.paper, self.receipt = paper, receipt
        self.y = A5[1] - _TOP

    def draw(self) -> None:
        if self.receipt.voided_on is not None:
            self._void_ground()
        self._fund()
        self._title()
        self._payer()
        self._table()
        self._words()
        self._signatures()

    def _block(
        self, text: str, font: PaperFont, size: float, ink: tuple[float, float, float], most: int, width: float = _WIDTH
    ) -> None:
        """Write a text in at most so many lines: it is set smaller until it fits."""
        lines, size = _fitted(text, font, size, width, most)
        for line in lines:
            self.y -= size * _LEADING
            self.paper.text(_LEFT, self.y + size * 0.35, line, font, size, ink=ink)

    def _fund(self) -> None:
        receipt = self.receipt
        marks = [(_(N_("Copy")), MUTED)] if receipt.is_copy else []
        marks += [(_(N_("Void")), _STOP)] if receipt.voided_on is not None else []
        right = _RIGHT
        for word, ink in marks:
            right -= self._mark(word, ink, right) + 6
        self._block(receipt.fund_name, BOLD, 15, INK, 2, right - _LEFT)
        if receipt.address:
            self._block(receipt.address, REGULAR, 10, SOFT, 2, right - _LEFT)
        self.y -= 7
        self.paper.rule(_LEFT, _RIGHT, self.y, 0.8, STRONG)

    def _mark(self, word: str, ink: tuple[float, float, float], right: float) -> float:
        """Put a framed word into the upper right corner; tell its width."""
        width = text_width(word, BOLD, 12) + 20
        with self.paper.placed() as canvas:
            canvas.setStrokeColorRGB(*ink)
            canvas.setLineWidth(0.9)
            canvas.roundRect(right - width, self.y - 23, width, 22, 5)
        self.paper.text(right - width / 2, self.y - 16.5, word, BOLD, 12, Align.CENTRE, ink)
        return width

    def _void_ground(self) -> None:
        """Lay the word under everything, large and faint: nobody overlooks it, and all stays readable."""
        with self.paper.placed(A5[0] / 2, A5[1] / 2) as canvas:
            canvas.rotate(35)
            self.paper.text(0, -30, _(N_("Void")), BOLD, 120, Align.CENTRE, _FAINT_STOP)

    def _title(self) -> None:
        """Say what it is at the left, and which one and of what day at the right."""
        receipt = self.receipt
        pairs = [(_(N_("Book no.")), receipt.book_no), (_(N_("No.")), receipt.number),
                 (_(N_("Date")), long_day(receipt.day))]  # fmt: skip
        x = _LEFT + _WIDTH * 0.5
        self.y -= 6
        self.paper.text(_LEFT, self.y - 24, _(N_("Receipt")), BOLD, 20)
        for label, value in pairs[0 if receipt.book_no else 1 :]:
            self.y -= 17.5
            self.paper.text(x, self.y + 4, label, REGULAR, 10.5, ink=MUTED)
            size = fitting_size(value, BOLD, 12, _RIGHT - x - text_width(label, REGULAR, 10.5) - 8)
            self.paper.text(_RIGHT, self.y + 4, value, BOLD, size, Align.RIGHT)
        if receipt.voided_on is not None:
            words = _(N_("Void since {day}: {reason}"))
            self.y -= 4
            self._block(words.format(day=long_day(receipt.voided_on), reason=receipt.void_reason), BOLD, 11, _STOP, 3)
        self.y -= 8

    def _payer(self) -> None:
        receipt = self.receipt
        self.y -= 12
        self.paper.text(_LEFT, self.y, _(N_("Received from")), REGULAR, 10.5, ink=MUTED)
        if receipt.member_number:
            member = _(N_("Member no. {number}")).format(number=receipt.member_number)
            size = fitting_size(member, REGULAR, 10.5, _WIDTH * 0.6)
            self.paper.text(_RIGHT, self.y, member, REGULAR, size, Align.RIGHT, SOFT)
        self.y -= 3
        self._block(receipt.payer, BOLD, 14, INK, 2)
        self.y -= 8

    def _table(self) -> None:
        """Set the lines and under them the total, in the room there is."""
        paper, receipt = self.paper, self.receipt
        paper.rule(_LEFT, _RIGHT, self.y, 0.8, STRONG)
        self.y -= 19
        paper.text(_LEFT, self.y + 6, _(N_("For")), BOLD, 10, ink=SOFT)
        paper.text(_RIGHT, self.y + 6, _(N_("Amount (baht)")), BOLD, 10, Align.RIGHT, SOFT)
        paper.rule(_LEFT, _RIGHT, self.y, 0.8, STRONG)
        amounts = [written(line.amount) for line in receipt.lines]
        size, wrapped = self._lines_that_fit(max((text_width(text, REGULAR, 12.5) for text in amounts), default=0))
        for texts, amount in zip(wrapped, amounts, strict=True):
            self.y -= size * 0.3
            paper.text(_RIGHT, self.y - size * 1.07, amount, REGULAR, size, Align.RIGHT)
            for text in texts:
                self.y -= size * _LEADING
                paper.text(_LEFT, self.y + size * 0.38, text, REGULAR, size)
            self.y -= size * 0.3
            paper.rule(_LEFT, _RIGHT, self.y, 0.4, LINE)
        self._total()

    def _lines_that_fit(self, amounts: float) -> tuple[float, list[list[str]]]:
        """Choose the size at which all lines fit over the total, and break them at it."""
        room = self.y - _BOTTOM - _SIGNATURES - _TOTAL - _WORDS
        size = 12.5
        while True:
            width = _WIDTH - amounts * size / 12.5 - 14
            wrapped = [wrap_lines(line.text, REGULAR, size, width) for line in self.receipt.lines]
            height = sum(len(texts) * _LEADING + 0.6 for texts in wrapped) * size
            if height <= room:
                return size, wrapped
            size *= 0.94

    def _total(self) -> None:
        paper = self.paper
        paper.rule(_LEFT, _RIGHT, self.y, 0.8, STRONG)
        total = written(self.receipt.total)
        size = fitting_size(total, BOLD, 15, _WIDTH * 0.7)
        paper.text(_LEFT, self.y - 19, _(N_("Total")), BOLD, 12.5)
        paper.text(_RIGHT, self.y - 19.5, total, BOLD, size, Align.RIGHT)
        self.y -= _TOTAL
        paper.rule(_LEFT, _RIGHT, self.y, 0.5, STRONG)
        paper.rule(_LEFT, _RIGHT, self.y - 2, 0.5, STRONG)

    def _words(self) -> None:
        """Write the total in words on a quiet ground, so that no figure can be added."""
        lines, size = _fitted(f"({self.receipt.amount_in_words})", BOLD, 12, _WIDTH - 16, 2)
        pitch = size * _LEADING
        self.y -= 10
        height = len(lines) * pitch + 8
        with self.paper.placed() as canvas:
            canvas.setFillColorRGB(*_GROUND)
            canvas.rect(_LEFT, self.y - height, _WIDTH, height, stroke=0, fill=1)
        for number, line in enumerate(lines, 1):
            y = self.y - 4 - number * pitch + size * 0.4
            self.paper.text((_LEFT + _RIGHT) / 2, y, line, BOLD, size, Align.CENTRE)

    def _signatures(self) -> None:
        """Leave lines to sign on, over the printed names, and say which entry the receipt belongs to."""
        receipt = self.receipt
        people = [(_(N_("Payer")), receipt.payer), (_(N_("Receiver")), receipt.receiver_name)]
        people += [(_(N_("Head of the fund")), receipt.head_name)] if receipt.head_name else []
        width = _WIDTH / len(people)
        for place, (what, name) in enumerate(people):
            left, right = _LEFT + place * width + 6, _LEFT + (place + 1) * width - 6
            middle, y = (left + right) / 2, _BOTTOM + 56
            self.paper.rule(left, right, y, 0.6, STRONG)
            self.paper.text(middle, y - 14, what, REGULAR, 10, Align.CENTRE, MUTED)
            lines, size = _fitted(f"({name})" if name else "", REGULAR, 10, right - left, 3)
            for down, line in enumerate(lines, 1):
                self.paper.text(middle, y - 15 - down * size * 1.3, line, REGULAR, size, Align.CENTRE)
        if receipt.voucher:
            words = _(N_("Voucher {number}")).format(number=receipt.voucher)
            self.paper.text(_RIGHT, _BOTTOM, words, REGULAR, 9, Align.RIGHT, MUTED)


def _fitted(text: str, font: PaperFont, size: float, width: float, most: int) -> tuple[list[str], float]:
    """Break a text into at most so many lines, and choose the size at which it fits; one line is best."""
    single = fitting_size(text, font, size, width)
    if single >= size * _STILL_FINE:
        return [text], single
    lines = wrap_lines(text, font, size, width)
    while len(lines) > most:
        size *= 0.94
        lines = wrap_lines(text, font, size, width)
    return lines, size
