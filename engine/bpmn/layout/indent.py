"""White space for elements added to a tree, so that the file stays readable and nothing else in it changes."""

from __future__ import annotations

from lxml import etree

_STEP = "  "


def settle(element: etree._Element) -> None:
    """Indent a newly inserted ``element`` and its content like its siblings."""
    parent = element.getparent()
    if parent is None:
        return
    depth = sum(1 for _ in element.iterancestors())
    etree.indent(element, _STEP, level=depth)
    before = element.getprevious()
    if before is not None:
        before.tail = "\n" + _STEP * depth
    else:
        parent.text = "\n" + _STEP * depth
    element.tail = "\n" + _STEP * (depth if element.getnext() is not None else depth - 1)
