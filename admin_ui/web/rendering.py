"""How templates are found and what all of them may use besides their own words."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined

from admin_ui.web import context, language, numbers, times
from engine.bpmn import vocabulary

_HERE = Path(__file__).resolve().parent.parent


def register(app: Flask) -> None:
    """Shells from templates/, macros from components/, and each blueprint's own pages from its folder."""
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(_HERE / "templates"),
            PrefixLoader({"components": FileSystemLoader(_HERE / "components")}),
        ]
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        ngay=times.day,
        gio=times.hour,
        ngay_gio=times.day_hour,
        thu=times.weekday,
        hen=times.appointment,
        may=times.machine,
        so=numbers.number,
        tien=numbers.money,
        post_name=post_name,
    )
    app.jinja_env.globals.update(now=context.now, settings=context.settings)


def post_name(code: str) -> str:
    """Return what a post is called in the current language; an unknown code speaks for itself."""
    post = vocabulary.shipped().posts.get(code)
    return language.said(post.name) if post else code
