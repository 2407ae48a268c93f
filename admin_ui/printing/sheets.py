"""Drawing a paper as a sheet: always in Vietnamese, whatever language the reader works in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, render_template
from markupsafe import Markup

from admin_ui.components import code128
from admin_ui.web import context
from engine.documents.codes import qr_svg
from engine.dossiers.papers import showing
from engine.dossiers.papers.showing import Shown


def drawn(paper: Shown) -> Markup:
    """The sheet of a paper."""
    address = look_up_address(paper)
    with in_vietnamese():
        return Markup(
            render_template(
                f"printing/sheets/{paper.role.code}.html",
                f=paper.fields,
                code=paper.code,
                qr=Markup(qr_svg(address, size=3)) if paper.code else "",
                bars=code128.svg(paper.code) if paper.code else "",
            )
        )


def look_up_address(paper: Shown) -> str:
    """Where the QR code of a paper leads."""
    return showing.look_up_address(context.settings().base_url, paper.code, paper.key)


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """Official papers are Vietnamese, whatever language the clerk reads."""
    kept = g.get("language", "vi")
    g.language = "vi"
    try:
        yield
    finally:
        g.language = kept
