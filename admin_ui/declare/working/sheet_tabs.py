"""The tabs of the official sheet: its parts, its documents, its fees."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.declare.working import documents_page, fees_page, sheet_page


def register(blueprint: Blueprint) -> None:
    """Add the tabs."""
    for part in (sheet_page, documents_page, fees_page):
        part.register(blueprint)
