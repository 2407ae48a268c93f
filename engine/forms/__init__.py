"""JSON forms: read a form-js document, check what a person typed, keep only what the form declares."""

from engine.forms.acts import FormAct, act_of
from engine.forms.checks import check
from engine.forms.choices import options_of
from engine.forms.field import Field
from engine.forms.form import Form, Rule
from engine.forms.initial import initial
from engine.forms.kinds.option import Option, OptionSource
from engine.forms.load import load
from engine.forms.parse import parse
from engine.forms.problems import FormProblems, Problem
from engine.forms.schema import schema_for
from engine.forms.submission import FileNeed, Submission, not_yet_shown
from engine.forms.submit import submit
from engine.forms.visible import visible

__all__ = [
    "Field",
    "FileNeed",
    "Form",
    "FormAct",
    "FormProblems",
    "Option",
    "OptionSource",
    "Problem",
    "Rule",
    "Submission",
    "act_of",
    "check",
    "initial",
    "load",
    "not_yet_shown",
    "options_of",
    "parse",
    "schema_for",
    "submit",
    "visible",
]
