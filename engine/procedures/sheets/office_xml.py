"""The door through which the XML of office files becomes a tree: as strict as the diagrams' door, with wider limits.

The diagrams' door allows 2 MB and 5,000 elements; a decision of sixty pages has a hundred times as many.
"""

from __future__ import annotations

import io
import re
from typing import Final

from lxml import etree

from engine.procedures.sheets.errors import UnreadableSheet
from engine.text import Text

MAX_ELEMENTS: Final = 2_000_000
MAX_DEPTH: Final = 120
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>)*<!DOCTYPE", re.S | re.I)


def parse_part(data: bytes) -> etree._Element:
    """Parse one XML part. No DOCTYPE, no entities, no network. Raises UnreadableSheet."""
    if b"\0" in data[:64] or _PROLOG.match(data):
        raise _refusal()
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    count = depth = 0
    try:
        for event, _ in events:
            depth += 1 if event == "start" else -1
            count += event == "start"
            if count > MAX_ELEMENTS or depth > MAX_DEPTH:
                raise _refusal()
    except etree.XMLSyntaxError:
        raise _refusal() from None
    root: etree._Element | None = events.root
    if root is None:
        raise _refusal()
    return root


def parse_html(text: str) -> etree._Element:
    """Parse a piece of HTML as browsers would: nothing is fetched, comments go. Raises UnreadableSheet."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise _refusal()
    return root


def _refusal() -> UnreadableSheet:
    return UnreadableSheet(
        Text(
            "Nội dung XML trong tệp Word/Excel bị hỏng, quá lớn hoặc không an toàn.",
            "The XML inside the Word or Excel file is damaged, too big or unsafe.",
        )
    )
