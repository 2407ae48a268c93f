"""The text of Word paragraphs as a reader sees it: inserted text in, deleted text out, automatic numbers in front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.procedures.sheets.docx_numbering import Numbering
from engine.procedures.sheets.tree import attribute, child, children, local, number

_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "footnoteReference"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


@dataclass(frozen=True)
class Style:
    """What a paragraph style says of numbers and outline; ``based_on`` is the style it inherits from."""

    based_on: str | None = None
    list_id: str | None = None
    level: int = 0
    outline: int | None = None


@dataclass
class Reading:
    """What reading a document carries along: its styles and how far its lists are counted."""

    numbering: Numbering
    styles: dict[str, Style] = field(default_factory=dict)

    def paragraph(self, element: etree._Element) -> str:
        """The visible text of one paragraph, its automatic number in front."""
        text = "".join(_pieces(element)).strip()
        list_id, level = self._list_of(element)
        label = self.numbering.label(list_id, level) if list_id else ""
        return f"{label} {text}".strip() if label else text

    def outline(self, element: etree._Element) -> int | None:
        """The heading level (1 …) of a paragraph, None for body text."""
        direct = child(element, "pPr", "outlineLvl")
        found = number(direct, "val", 9) if direct is not None else self._styled(element).outline
        return found + 1 if found is not None and found < 9 else None

    def _list_of(self, element: etree._Element) -> tuple[str | None, int]:
        direct = child(element, "pPr", "numPr")
        style = self._styled(element)
        if direct is None:
            return (None if style.list_id == "0" else style.list_id), style.level
        list_id = attribute(child(direct, "numId"), "val") or style.list_id
        level = child(direct, "ilvl")
        return (None if list_id == "0" else list_id), (number(level, "val") if level is not None else style.level)

    def _styled(self, element: etree._Element) -> Style:
        name = attribute(child(element, "pPr", "pStyle"), "val")
        list_id: str | None = None
        level, outline = 0, None
        for _ in range(12):
            style = self.styles.get(name or "")
            if style is None:
                break
            if list_id is None and style.list_id:
                list_id, level = style.list_id, style.level
            outline = style.outline if outline is None else outline
            name = style.based_on
        return Style(None, list_id, level, outline)


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The paragraph styles of ``styles.xml`` by id."""
    found = {}
    for one in children(root, "style"):
        properties = child(one, "pPr")
        outline = child(properties, "outlineLvl")
        found[attribute(one, "styleId") or ""] = Style(
            attribute(child(one, "basedOn"), "val"),
            attribute(child(properties, "numPr", "numId"), "val"),
            number(child(properties, "numPr", "ilvl"), "val"),
            number(outline, "val", 9) if outline is not None else None,
        )
    return found


def _pieces(element: etree._Element) -> Iterator[str]:
    for one in element:
        name = local(one)
        if name in _UNSEEN:
            continue
        if name == "t":
            yield one.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "sym":
            yield _symbol(one)
        elif name == "p":
            yield "\n"
            yield from _pieces(one)
        else:
            yield from _pieces(one)


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16)) if len(code) <= 4 else ""
    except ValueError:
        return ""
