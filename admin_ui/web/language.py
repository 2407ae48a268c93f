"""Which of the two languages a page is said in, and how a reader changes it: ``?lang=en`` on any address."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import cookies
from engine.text import Text

LANGUAGES = ("vi", "en")
_PARAMETER = "lang"
_KEPT_FOR = timedelta(days=365)


def register(app: Flask) -> None:
    """Read the language before each request and offer ``t``, ``said`` and ``vietnamese`` to templates."""
    app.before_request(_choose)
    app.after_request(_declare)
    app.jinja_env.globals.update(t=t, language=language, other_language_url=other_language_url)
    app.jinja_env.filters.update(said=said, vietnamese=vietnamese)


def language() -> str:
    """Return "vi" or "en" for the current request; Vietnamese outside of one that said otherwise."""
    chosen: str = g.get("language", "vi")
    return chosen


def t(vi: str, en: str) -> str:
    """Return the wording of a template's own words in the current language."""
    return en if language() == "en" else vi


def said(text: Text | str) -> str:
    """Return an engine text in the current language; words that have only one are returned as they are."""
    return text.said_in(language()) if isinstance(text, Text) else text


def vietnamese(words: str) -> Markup:
    """Mark words that exist only in Vietnamese, so that a reader of English hears them pronounced rightly."""
    if language() == "vi":
        return escape(words)
    return Markup('<span lang="vi">{}</span>').format(words)


def other_language_url() -> str:
    """Return the address of this page in the other language; a page that answered a POST leads to its GET twin."""
    other = "vi" if language() == "en" else "en"
    path = request.script_root + (request.path if _answers_get() else "/")
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != _PARAMETER]
    return f"{path}?{urlencode([*kept, (_PARAMETER, other)])}"


def _answers_get() -> bool:
    if request.method in ("GET", "HEAD"):
        return True
    rule = request.url_rule
    return rule is not None and "GET" in (rule.methods or ())


def _choose() -> BaseResponse | None:
    kept = request.cookies.get(cookies.name_of(cookies.LANGUAGE))
    g.language = kept if kept in LANGUAGES else "vi"
    asked = request.args.get(_PARAMETER)
    if asked not in LANGUAGES or request.method != "GET":
        return None
    rest = urlencode([(name, value) for name, value in request.args.items(multi=True) if name != _PARAMETER])
    answer = redirect(request.script_root + request.path + (f"?{rest}" if rest else ""), code=303)
    _keep(answer, asked)
    return answer


def _keep(answer: BaseResponse, chosen: str) -> None:
    assert isinstance(answer, Response)
    cookies.write(answer, cookies.LANGUAGE, chosen, lasts=_KEPT_FOR)


def _declare(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", language())
    return response
