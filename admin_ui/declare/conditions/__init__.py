"""The condition builder, shared by every screen of the declaration.

On a page: ``state = of(expression, names_of(definition, forms), "dk")`` and in the template
``{% from "declare/conditions/_builder.html" import builder %}{{ builder(state, label) }}``. When it is posted:
``state = posted(request.form, "dk", names)``; if ``pressed(request.form)`` a button of the builder was pressed (add or
remove a row …): render the page again with everything typed; else save ``state.expression`` unless ``state.wrong``.
"""

from admin_ui.declare.conditions.posting import posted, pressed
from admin_ui.declare.conditions.state import State, TypedGroup, TypedRow, of
from engine.bpmn.conditions import Names, fitting_rows, names_of, sentence
from engine.feel.rows import expression_of

__all__ = [
    "Names",
    "State",
    "TypedGroup",
    "TypedRow",
    "expression_of",
    "fitting_rows",
    "names_of",
    "of",
    "posted",
    "pressed",
    "sentence",
]
