"""Collects what could be read only in part."""

from __future__ import annotations

from lxml import etree

from engine.bpmn.definition import ReadingProblem
from engine.bpmn.reading.names import local, owner
from engine.bpmn.xml import line_of
from engine.text import Text


class Problems:
    """The list of reading problems of one file, filled while it is read."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: list[ReadingProblem] = []

    def all(self) -> tuple[ReadingProblem, ...]:
        """Everything added so far, in the order of the file."""
        return tuple(self._found)

    def add(self, code: str, element: etree._Element, message: Text, hint: Text) -> None:
        """Remember one problem at ``element``."""
        self._found.append(ReadingProblem(code, owner(element), message, hint, line_of(element)))

    def bad_value(self, element: etree._Element, attribute: str, value: str, expected: Text) -> None:
        """``value`` does not fit the attribute."""
        name, shown = local(element), value if len(value) <= 60 else value[:57] + "…"
        self.add(
            "tthc_value",
            element,
            Text(
                f"Giá trị “{shown}” của thuộc tính {attribute} (phần tử tthc:{name}) không hợp lệ.",
                f"The value “{shown}” of attribute {attribute} (element tthc:{name}) is not valid.",
            ),
            Text(f"Giá trị phải là {expected.vi}.", f"It must be {expected.en}."),
        )

    def missing(self, element: etree._Element, attribute: str) -> None:
        """A required attribute is absent."""
        name = local(element)
        self.add(
            "tthc_missing",
            element,
            Text(
                f"Phần tử tthc:{name} thiếu thuộc tính {attribute}.",
                f"Element tthc:{name} lacks attribute {attribute}.",
            ),
            Text(f"Hãy bổ sung {attribute}.", f"Add {attribute}."),
        )

    def unknown(self, element: etree._Element, what: Text) -> None:
        """An attribute or element of our namespace nobody knows."""
        name = local(element)
        self.add(
            "tthc_unknown",
            element,
            Text(
                f"Không có {what.vi} trong phần tử tthc:{name}; nội dung này bị bỏ qua.",
                f"There is no {what.en} in element tthc:{name}; it is ignored.",
            ),
            Text("Hãy xóa hoặc sửa lại tên cho đúng.", "Remove it or correct its name."),
        )

    def misplaced(self, element: etree._Element, host: str) -> None:
        """An element of our namespace stands in a BPMN element it says nothing about."""
        name = local(element)
        self.add(
            "tthc_misplaced",
            element,
            Text(
                f"Phần tử tthc:{name} không dùng được trong bpmn:{host}; nội dung này bị bỏ qua.",
                f"Element tthc:{name} has no meaning in bpmn:{host}; it is ignored.",
            ),
            Text("Hãy đặt vào đúng loại phần tử BPMN hoặc xóa đi.", "Move it to the right BPMN element or remove it."),
        )
