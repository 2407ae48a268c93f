"""Numbers and money as Vietnamese and English readers expect them."""

from __future__ import annotations

from decimal import Decimal

from admin_ui.web.language import language


def number(value: Decimal | int | float) -> str:
    """Write a number with its separators: 1.234,5 in Vietnamese, 1,234.5 in English; no trailing zeros."""
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    plain = f"{exact:,.0f}" if whole else f"{exact.normalize():,f}"
    return plain if language() == "en" else plain.translate(_SWAPPED)


def money(dong: Decimal | int) -> str:
    """Write an amount of đồng: 1.500.000 đ, or 1,500,000 VND."""
    unit = "VND" if language() == "en" else "đ"
    return f"{number(dong)}\u00a0{unit}"


_SWAPPED = str.maketrans(",.", ".,")
