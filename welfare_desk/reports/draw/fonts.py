"""The two fonts of the paper: Thai shaped by HarfBuzz, embedded by glyph, readable again by any program."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz
from reportlab.pdfbase import pdfdoc, pdfmetrics

from welfare_desk.resource import resource

hb: Any = uharfbuzz  # a compiled module that tells no types
PER_EM = 1000  # PDF measures a glyph in thousandths of the font size
_HEX_NAME = re.compile(r"uni((?:[0-9A-F]{4})+)")
_RISE = re.compile(r"\{(-?\d+)\}")
_CACHED = 50_000


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shaped piece of text: the operators that show it (size left open), its advance in 1/1000 em, its glyphs."""

    operators: str
    advance: int
    glyphs: frozenset[int]


class PaperFont:
    """A TrueType font as ReportLab meets it: a Type 0 font whose two-byte codes are the glyphs themselves.

    ReportLab's own TrueType font gives the shaped forms of Thai marks private-use codes, so that the text of the
    page is lost; here every glyph is written as itself and says in ToUnicode which letters it stands for.
    """

    _multiByte = 1  # noqa: N815 - ReportLab's own names, which its canvas asks for
    _dynamicFont = 1  # noqa: N815
    shapable = False  # ReportLab shall not shape again

    def __init__(self, name: str, file_name: str) -> None:
        self.fontName = name
        self._face = hb.Face(hb.Blob.from_file_path(str(resource("fonts", "paper", file_name))))
        self._font = hb.Font(self._face)
        self._scale = PER_EM / self._face.upem
        self._letters = self._plain_letters()
        self._hex = {code: f"{self._font.get_nominal_glyph(code) or 0:04X}" for code in self._face.unicodes}
        self._used: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()
        extents: Any = self._font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender * self._scale, extents.descender * self._scale
        self.face = self  # ReportLab asks the face for its name and metrics
        self.name = name
        self.shaped = lru_cache(_CACHED)(self._shape)
        self.plain = lru_cache(_CACHED)(self._plain)

    def advance_of(self, glyph: int) -> int:
        """Tell the advance of a glyph in 1/1000 em."""
        return round(self._font.get_glyph_h_advance(glyph) * self._scale)

    def letters_of(self, glyph: int) -> str:
        """Tell which letters a glyph stands for; a shaped form stands for the letters of its plain one."""
        if glyph not in self._letters:  # a joined mark is named by its parts: uni0E4D0E49.narrow
            name = _HEX_NAME.match(self._font.glyph_to_string(glyph))
            self._letters[glyph] = bytes.fromhex(name[1]).decode("utf-16-be") if name else "\ufffd"
        return self._letters[glyph]

    def _plain_letters(self) -> dict[int, str]:
        """Tell the letter of each glyph that has one, and of the other forms that the font gives it."""
        letters = {self._font.get_nominal_glyph(code) or 0: chr(code) for code in sorted(self._face.unicodes)}
        table = self._face.reference_table("GSUB").data
        lookups = int.from_bytes(table[8:10], "big")
        for lookup in range(int.from_bytes(table[lookups : lookups + 2], "big")):
            for glyph, letter in tuple(letters.items()):
                for form in self._face.get_lookup_glyph_alternates(lookup, glyph):
                    letters.setdefault(form, letter)
        return letters

    def _plain(self, text: str) -> Shaped:
        """Show ASCII text, one glyph for one letter: no marks to place."""
        code = text.translate(self._hex)
        glyphs = [int(code[at : at + 4], 16) for at in range(0, len(code), 4)]
        return Shaped(f"<{code}> Tj", sum(map(self.advance_of, glyphs)), frozenset(glyphs))

    def _shape(self, text: str) -> Shaped:
        """Show any text as HarfBuzz places it: `TJ` moves along the line, `Ts` marks above it."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"liga": False})
        return self._operators(buffer)

    def _operators(self, buffer: Any) -> Shaped:
        """Turn placed glyphs into operators; `{n}` stands for a rise of n/1000 em, which the size decides."""
        done: list[str] = []
        run: list[str] = []
        rise = move = total = 0
        glyphs = [info.codepoint for info in buffer.glyph_infos]
        for glyph, place in zip(glyphs, buffer.glyph_positions, strict=True):
            right, up = round(place.x_offset * self._scale), round(place.y_offset * self._scale)
            advance = round(place.x_advance * self._scale)
            if up != rise:
                done += [f"[{''.join(run)}] TJ"] * bool(run) + [f"{{{up}}} Ts"]
                run, rise = [], up
            move -= right  # TJ moves to the left
            run.append(f"{move or ''}<{glyph:04X}>")
            move = self.advance_of(glyph) + right - advance
            total += advance
        done += [f"[{''.join(run)}{move or ''}] TJ"] + ["{0} Ts"] * bool(rise)
        return Shaped(" ".join(done).replace("><", ""), total, frozenset(glyphs))

    def show(self, shaped: Shaped, size: float) -> str:
        """Choose this font at a size in points and show a shaped piece of text."""
        operators = shaped.operators
        if "{" in operators:
            operators = _RISE.sub(lambda rise: f"{int(rise[1]) * size / PER_EM:.3f}", operators)
        return f"/{self.fontName} {size:g} Tf {operators}"

    def use(self, document: Any, shaped: Shaped) -> None:
        """Note that a document shows a shaped piece of text, so that its glyphs are embedded."""
        used = self._used.get(document)
        if used is None:
            used = self._used[document] = set()
            document.fontMapping[self.fontName] = f"/{self.fontName}"
            document.delayedFonts.append(self)
        used |= shaped.glyphs

    # What ReportLab's canvas asks of a font, so that text drawn by its own drawString is embedded too

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802, ARG002 - ReportLab's
        """Tell the unshaped width of a text in points."""
        return self.plain(text).advance * size / PER_EM

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802, ARG002
        """Encode a text as glyphs, one run."""
        shaped = self.plain(text)
        self.use(doc, shaped)
        return [(0, bytes.fromhex(shaped.operators[1:-4]))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802, ARG002 - ReportLab's
        """Name the font inside a document."""
        return f"/{self.fontName}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's
        """Embed what the document used of this font: outlines, advances and the way back to letters."""
        glyphs = sorted(self._used.pop(doc))
        tag = hashlib.sha256(repr(glyphs).encode()).digest()
        name = pdfdoc.PDFName("".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + self.fontName)
        widths: list[Any] = []
        for glyph in glyphs:
            widths += [glyph, pdfdoc.PDFArray([self.advance_of(glyph)])]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name, glyphs), f"descriptor:{self.fontName}"),
                "W": pdfdoc.PDFArray(widths),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{self.fontName}")]),
                "ToUnicode": doc.Reference(_stream(self._to_unicode(glyphs)), f"unicode:{self.fontName}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.fontName] = doc.Reference(font, f"font:{self.fontName}")

    def _descriptor(self, doc: Any, name: Any, glyphs: list[int]) -> Any:
        subset = hb.SubsetInput()
        subset.glyph_set.update(glyphs)
        subset.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        subset.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF"))
        outlines = hb.subset(self._face, subset).blob.data
        box = [0, round(self.descent), PER_EM, round(self.ascent)]
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,  # symbolic: its codes are glyphs
                "FontBBox": pdfdoc.PDFArray(box),
                "ItalicAngle": 0,
                "Ascent": box[3],
                "Descent": box[1],
                "CapHeight": box[3],
                "StemV": 80,
                "FontFile2": doc.Reference(_stream(outlines, Length1=len(outlines)), f"file:{self.fontName}"),
            }
        )

    def _to_unicode(self, glyphs: list[int]) -> bytes:
        lines = [f"<{glyph:04X}> <{self.letters_of(glyph).encode('utf-16-be').hex().upper()}>" for glyph in glyphs]
        blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]  # a CMap block holds at most 100
        maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            f"/CMapName /{self.fontName} def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{maps}\nendcmap\n"
            "CMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def _stream(content: bytes, **entries: int) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content, [pdfdoc.PDFZCompress])


def _register(font: PaperFont) -> PaperFont:
    pdfmetrics.registerFont(font)
    return font


REGULAR = _register(PaperFont("Sarabun", "Sarabun-Regular.ttf"))
BOLD = _register(PaperFont("Sarabun-Bold", "Sarabun-Bold.ttf"))

# Without shaping, marks collide without any word of warning: ก + ี must not be shown as it stands in the text.
if REGULAR.shaped("ที่").glyphs == REGULAR.plain("ที่").glyphs:
    raise ImportError("Thai shaping is not available: the marks of Thai text would collide")
