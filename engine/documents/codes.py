"""Code pictures printed on papers."""

from __future__ import annotations

import io

import segno


def qr_svg(content: str, *, size: int = 4) -> str:
    """A QR code as an SVG element without inline style; ``size`` is the edge of one module in pixels."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        out, kind="svg", scale=size, border=2, xmldecl=False, svgns=True, omitsize=False, nl=False, svgclass="qr"
    )
    return out.getvalue().decode()
