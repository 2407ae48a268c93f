"""XML becomes a tree in three places only: diagrams, decision tables in the layer below, and office files."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOORS = {"engine/bpmn/xml.py", "engine/decisions/xml.py", "engine/procedures/sheets/office_xml.py"}
CONFORMANCE = "engine/decisions/conformance/"
"""Reads the cases of a test suite from a folder the developer names; never an upload."""
PARSERS = re.compile(
    r"etree\.(parse|fromstring|fromstringlist|XML|XMLID|HTML|iterparse|XMLParser|XMLPullParser|HTMLParser)\b"
    r"|\bxml\.(etree|dom|sax)\b|minidom|lxml\.html|lxml\.objectify|expat"
)


def test_no_module_parses_xml_by_itself() -> None:
    found = set()
    for folder in ("engine", "admin_ui", "demo"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(CONFORMANCE) and "node_modules" not in name and PARSERS.search(path.read_text()):
                found.add(name)
    assert found <= DOORS
