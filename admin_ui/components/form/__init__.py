"""Draws a declared form: ``page_of`` prepares it, the macros of form.html print it; ``answers_of`` for reading only."""

from admin_ui.components.form.answers import Answered, answers_of
from admin_ui.components.form.build import page_of
from admin_ui.components.form.page import FormPage, KeptFile

__all__ = ["Answered", "FormPage", "KeptFile", "answers_of", "page_of"]
