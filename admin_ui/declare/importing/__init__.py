"""Importing the office's own sheet: sending it, original beside understood, accepting, printing it back."""

from __future__ import annotations

from flask import Blueprint

from admin_ui.declare.importing import found_acts, found_page, import_page, printing, send_page, words_page


def register(blueprint: Blueprint) -> None:
    """Add every page of importing and printing."""
    for part in (send_page, words_page, import_page, found_page, found_acts, printing):
        part.register(blueprint)
