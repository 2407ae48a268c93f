"""Filling a Word template with fields: the only place that knows the template library.

A template may name fields, repeat lines of a list and leave parts out; it can call nothing and loop in no loop.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.documents.printing.pictures import Picture

_ALSO_EVALUATED = ("/docProps/core.xml", "/word/footnotes.xml")


def environment() -> ImmutableSandboxedEnvironment:
    """An environment without filters, tests or functions, in which every value is escaped."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, cache_size=0)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def source_of(template: bytes) -> str:
    """Everything of a template that is evaluated: its body, headers and footers, as one template text."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    parts = [document.patch_xml(document.get_xml())]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += [document.patch_xml(document.get_part_xml(part)) for _, part in document.get_headers_footers(uri)]
    for part in document.docx.part.package.iter_parts():
        if str(part.partname) in _ALSO_EVALUATED:
            parts.append(document.patch_xml(part.blob.decode("utf-8", "replace")))
    return "\n".join(parts)


def fill(template: bytes, fields: Mapping[str, Any], pictures: Mapping[str, Picture]) -> bytes:
    """The Word file with the fields in place."""
    document = DocxTemplate(io.BytesIO(template))
    drawn = {name: InlineImage(document, io.BytesIO(one.png), width=Mm(one.width_mm)) for name, one in pictures.items()}
    document.render({**fields, **drawn}, jinja_env=environment())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
