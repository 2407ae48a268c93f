"""The words across every sheet of a paper that is none: put into the header of each section of a Word file."""

from __future__ import annotations

import io
from html import escape
from typing import Final

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm

TRIAL: Final = "BẢN CHẠY THỬ"
_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_PLACE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_EMU_A_POINT: Final = 12700
_SHARE: Final = 0.95
"""How long the words are, of the shorter side of the sheet; they stand aslant."""


def marked(word: bytes, words: str = TRIAL) -> bytes:
    """The same Word file with ``words`` across every page, behind the text."""
    document = Document(io.BytesIO(word))
    for number, section in enumerate(document.sections):
        shorter = min(section.page_width or Mm(148), section.page_height or Mm(210))
        width = int(shorter * _SHARE / _EMU_A_POINT)
        for header in (section.header, section.first_page_header, section.even_page_header):
            if number == 0 or not header.is_linked_to_previous:
                paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
                paragraph._p.append(parse_xml(_shape(words, width, f"chay-thu-{number}")))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _shape(words: str, width: int, name: str) -> str:
    style = _PLACE.format(width=width, height=width // 6)
    return (
        f"<w:r {_SPACES}><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="{name}" o:spid="_x0000_s2049" type="#_x0000_t136" style="{style}" fillcolor="#808080" '
        'stroked="f"><v:fill opacity=".35"/>'
        f'<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" string="{escape(words)}"/>'
        "</v:shape></w:pict></w:r>"
    )
