"""A safe subset of Markdown for display texts: paragraphs, headings, lists, bold, italic, code and links.

Everything is escaped first; only our own tags are ever written, and links go only to https, mailto, tel or our own
pages.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_HEADING: Final = re.compile(r"(#{1,4})\s+(.*)\Z")
_BULLET: Final = re.compile(r"[-*+]\s+(.*)\Z")
_NUMBER: Final = re.compile(r"\d{1,3}[.)]\s+(.*)\Z")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})\)")
_ADDRESS: Final = re.compile(r"(?:https://|mailto:|tel:)[^\s\"'<>]+\Z|/(?![/\\])[^\s\"'<>]*\Z")
_SPANS: Final = (
    (re.compile(r"\*\*([^*\n]{1,500})\*\*"), "strong"),
    (re.compile(r"(?<![\w*])[*_]([^*_<>\n]{1,500})[*_](?![\w*])"), "em"),
    (re.compile(r"`([^`<>\n]{1,200})`"), "code"),
)


def to_html(text: str) -> Markup:
    """The text as HTML that is safe whatever was written."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip())
    return Markup("\n").join(block for block in map(_block, blocks) if block)


def _block(block: str) -> Markup:
    html = Markup("")
    paragraph: list[str] = []
    items: list[str] = []
    list_tag = ""
    for line in [*block.split("\n"), ""]:
        tag, content = _item(line.strip())
        if tag != list_tag and items:
            html += _list(list_tag, items)
            items = []
        heading = _HEADING.match(line.strip())
        if (tag or heading or not line.strip()) and paragraph:
            html += Markup("<p>{}</p>").format(Markup("<br>").join(_inline(part) for part in paragraph))
            paragraph = []
        list_tag = tag
        if tag:
            items.append(content)
        elif heading:
            html += Markup("<h4>{}</h4>" if len(heading[1]) > 2 else "<h3>{}</h3>").format(_inline(heading[2]))
        elif line.strip():
            paragraph.append(line.strip())
    return html


def _item(line: str) -> tuple[str, str]:
    for tag, pattern in (("ul", _BULLET), ("ol", _NUMBER)):
        found = pattern.match(line)
        if found:
            return tag, found[1]
    return "", ""


def _list(tag: str, items: list[str]) -> Markup:
    inner = Markup("").join(Markup("<li>{}</li>").format(_inline(item)) for item in items)
    return Markup("<ol>{}</ol>" if tag == "ol" else "<ul>{}</ul>").format(inner)


def _inline(text: str) -> Markup:
    html, rest = Markup(""), 0
    for found in _LINK.finditer(text):
        html += _spans(text[rest : found.start()])
        label = _spans(found[1])
        html += Markup('<a href="{}">{}</a>').format(found[2], label) if _ADDRESS.match(found[2]) else label
        rest = found.end()
    return html + _spans(text[rest:])


def _spans(text: str) -> Markup:
    html = str(escape(text))
    for pattern, tag in _SPANS:
        html = pattern.sub(rf"<{tag}>\1</{tag}>", html)
    return Markup(html)
