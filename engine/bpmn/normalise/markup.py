"""Names that carry the formatting of a drawing tool (<b>, <br>, &nbsp;) become plain words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn.edit.draft import Draft
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.text import Text

CODE: Final = "plain_names"
_TAG: Final = re.compile(r"</?(?:b|i|u|s|em|strong|font|span|div|p|br|h[1-6]|sub|sup|ul|ol|li)\b[^<>]*>", re.IGNORECASE)


def _find(draft: Draft) -> Iterator[Offer]:
    named = [one.get("name", "") for one in _formatted(draft)]
    if named:
        first = named[0]
        yield Offer(
            CODE,
            "",
            Text(f"Bỏ định dạng trong {len(named)} tên", f"Take formatting out of {len(named)} names"),
            Text(
                f"“{first}” → “{plain(first)}”. Chữ giữ nguyên, chỉ bỏ dấu định dạng của công cụ vẽ.",
                f"“{first}” → “{plain(first)}”. The words stay; only the tool's formatting goes.",
            ),
        )


def _carry_out(draft: Draft, element: str) -> None:
    for one in _formatted(draft):
        one.set("name", plain(one.get("name", "")))
    draft.changed()


def _formatted(draft: Draft) -> list[etree._Element]:
    return [one for one in draft.root.iter(etree.Element) if _TAG.search(one.get("name", ""))]


def plain(name: str) -> str:
    """The words of a formatted name."""
    return " ".join(html.unescape(_TAG.sub(" ", name)).split())


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
