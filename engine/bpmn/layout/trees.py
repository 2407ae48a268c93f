"""Inserting and removing XML elements so that white space, and everything else in the file, stays as it was."""

from __future__ import annotations

from lxml import etree

from engine.bpmn.layout.indent import settle


def insert(parent: etree._Element, element: etree._Element, index: int) -> None:
    """Put ``element`` into ``parent`` before its child number ``index``, indented like its neighbours."""
    parent.insert(index, element)
    settle(element)


def insert_after(before: etree._Element, element: etree._Element) -> None:
    """Put ``element`` behind its future sibling ``before``."""
    parent = before.getparent()
    if parent is None:
        raise ValueError("the root has no siblings")
    insert(parent, element, parent.index(before) + 1)


def remove(element: etree._Element) -> None:
    """Take ``element`` out; the white space that closed its parent stays there."""
    parent = element.getparent()
    if parent is None:
        raise ValueError("the root cannot be removed")
    if element.getnext() is None:
        before = element.getprevious()
        if before is not None:
            before.tail = element.tail
        elif len(parent) == 1:
            parent.text = None
    parent.remove(element)
