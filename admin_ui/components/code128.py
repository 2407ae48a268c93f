"""Code 128 as an SVG picture: what the hand scanners of a counter read off a receipt."""

from __future__ import annotations

from markupsafe import Markup

from engine.documents.code128 import QUIET, widths

__all__ = ["svg", "widths"]


def svg(content: str, *, height: int = 40) -> Markup:
    """The bars as an SVG element whose module is one unit wide, with the quiet zone around them."""
    at, bars = QUIET, []
    for place, width in enumerate(map(int, widths(content))):
        if place % 2 == 0:
            bars.append(f"M{at} 0h{width}v{height}h-{width}z")
        at += width
    box = f"0 0 {at + QUIET} {height}"
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bars" viewBox="{}" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><path d="{}"/></svg>'
    ).format(box, content, "".join(bars))
