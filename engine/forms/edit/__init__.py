"""Edits a form from its field table: ``apply(document, edit)`` gives the document with that one thing changed.

The edits are in ``engine.forms.edit.edits``; what cannot be done is refused at the component and fact it concerns
(``FormEditRefused``).
"""

from __future__ import annotations

from engine.forms.edit.applying import apply, faults
from engine.forms.edit.draft import Draft
from engine.forms.edit.facts import Facts, OptionFact
from engine.forms.edit.problems import FormEditRefused, Problem
from engine.forms.edit.slots import facts_of

__all__ = ["Draft", "Facts", "FormEditRefused", "OptionFact", "Problem", "apply", "facts_of", "faults"]
