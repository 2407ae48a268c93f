"""Edits of the forms of a declaration as a whole: which step uses which form, and who else reads a field that changes.

``change`` carries out an edit of one form and follows it into the other forms and the diagram; ``files`` adds, copies
and removes forms; ``uses`` says and changes what a form is for.
"""

from __future__ import annotations

from engine.publication.form_edits.changing import change
from engine.publication.form_edits.files import add, remove
from engine.publication.form_edits.templates import TEMPLATES, Template
from engine.publication.form_edits.uses import Use, assign, places, uses_of

__all__ = ["TEMPLATES", "Template", "Use", "add", "assign", "change", "places", "remove", "uses_of"]
