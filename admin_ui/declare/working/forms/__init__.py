"""The forms tab of a working copy: which forms there are and what for, a form as a table of fields, its rules, trying
it out, and the drawing editor.
"""

from __future__ import annotations

from flask import Blueprint

from admin_ui.declare.working.forms import page


def register(blueprint: Blueprint) -> None:
    """Add the tab."""
    page.register(blueprint)
