"""The forms tab itself: the list of forms, or one form with its fields, rules, uses or preview."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import frame
from admin_ui.declare.working.forms import acts, compared, copying, look, trying, typed, words
from admin_ui.declare.working.forms.given import Given, asked
from admin_ui.declare.working.forms.look import Opened
from admin_ui.web.language import language
from engine.bpmn.edit import EditRefused
from engine.forms.edit import FormEditRefused, facts_of
from engine.forms.edit.kinds import ALL
from engine.forms.edit.showing import shown_of
from engine.platform.errors import AppError
from engine.publication.form_edits import TEMPLATES, places
from engine.publication.working.queries import WorkingCopy


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/soan/<int:copy_id>/bieu-mau", "working_forms", _page, methods=["GET", "POST"])


def _page(copy_id: int) -> Response:
    given = asked(copy_id)
    copy = frame.load(copy_id)
    if request.method == "GET" or given.view == "thu":
        return _shown(copy, given)
    if conditions.pressed(request.form):
        return _shown(copy, _as_typed(copy, given))
    try:
        goes_on = acts.carry_out(copy, given)
    except (EditRefused, FormEditRefused, AppError) as refusal:
        return _shown(frame.load(copy_id), _refused(copy, given, refusal))
    return redirect(goes_on, code=303)


def _refused(copy: WorkingCopy, given: Given, refusal: EditRefused | FormEditRefused | AppError) -> Given:
    verb, _, target = request.form.get("viec", "").partition(":")
    kept = _as_typed(copy, given)
    offer = target if verb == "xoa" and isinstance(refusal, FormEditRefused) else ""
    return dataclasses.replace(kept, refused=refusal, offer=offer)


def _as_typed(copy: WorkingCopy, given: Given) -> Given:
    """The page with everything as it was sent."""
    found = look.opened(shown.of(copy.sources), copy.sources, given.form)
    more = {name: value for name, value in request.form.items() if name not in ("csrf_token", frame.SEEN)}
    more["cho"] = "\n".join(request.form.getlist("cho"))
    given = dataclasses.replace(given, more=more, into=request.form.get("vao", given.into))
    if found is None:
        return given
    spot = found.spot(given.component)
    if spot is not None and "f.kind" in request.form:
        before = facts_of(spot.component, spot.kind.code)
        given = dataclasses.replace(given, typed=typed.posted(before, given.component))
    if f"{typed.CONDITION}.was" in request.form:
        names = _names(copy, found, given)
        given = dataclasses.replace(given, condition=conditions.posted(request.form, typed.CONDITION, names))
    return given


def _names(copy: WorkingCopy, found: Opened, given: Given) -> conditions.Names:
    seen = shown.of(copy.sources)
    if given.view == "quy-tac":
        rows = tuple(given.more.get("noi", "").split(".")[:-1])
        return look.names_at(seen, found.name, found.form, rows)
    spot = found.spot(given.component)
    if spot is None:
        return found.names
    return look.names_at(seen, found.name, found.form, look.rows_of(spot))


def _shown(copy: WorkingCopy, given: Given) -> Response:
    seen = shown.of(copy.sources)
    found = look.opened(seen, copy.sources, given.form)
    common: dict[str, Any] = {"given": given, "words": words, "kinds": ALL}
    if found is None:
        return frame.page(
            "declare/working/forms_list.html",
            copy,
            look=seen,
            error=given.error,
            forms=look.listed(seen, copy.sources),
            templates=TEMPLATES,
            copying=copying.asked(),
            unreadable=given.form if given.form in copy.sources.forms else "",
            **common,
        )
    templates = {
        "o": "forms_fields",
        "quy-tac": "forms_rules",
        "dung": "forms_uses",
        "thu": "forms_try",
        "ve": "forms_drawing",
    }
    return frame.page(
        f"declare/working/{templates[given.view]}.html",
        copy,
        look=seen,
        error=given.error,
        opened=found,
        blocks=[one for one in TEMPLATES if one.block],
        **common,
        **_of_view(copy, seen, found, given),
    )


def _of_view(copy: WorkingCopy, seen: Shown, found: Opened, given: Given) -> dict[str, Any]:
    if given.view == "thu":
        return {"tried": trying.of(found)}
    if given.view == "ve":
        return {"document": given.more.get("tai_lieu") or copy.sources.forms[found.name].decode("utf-8-sig")}
    if given.view == "dung":
        return {
            "places": list(places(seen.definition)),
            "titles": {f.name: f.title for f in look.listed(seen, copy.sources)},
        }
    if given.view == "quy-tac":
        return _of_rules(copy, seen, found, given)
    spot = found.spot(given.component)
    if spot is None:
        return {"panel": None, "condition": None}
    panel = given.typed or typed.shown(facts_of(spot.component, spot.kind.code))
    names = look.names_at(seen, found.name, found.form, look.rows_of(spot))
    builder = given.condition or conditions.of(shown_of(panel.facts.hide), names, typed.CONDITION)
    return {"panel": panel, "condition": builder, "line": found.line(spot.id)}


def _of_rules(copy: WorkingCopy, seen: Shown, found: Opened, given: Given) -> dict[str, Any]:
    number = int(given.component) if given.component.isdigit() else None
    rule = found.rules[number] if number is not None and number < len(found.rules) else {}
    where = given.more.get("noi", str(rule.get("field") or ""))
    names = look.names_at(seen, found.name, found.form, tuple(where.split(".")[:-1]))
    source = str(rule.get("expr") or "").removeprefix("=").strip()
    return {
        "number": number if rule else None,
        "rule": {
            "message": given.more.get("loi", rule.get("message", "")),
            "en": given.more.get("en", rule.get("en", "")),
        },
        "where": where,
        "condition": given.condition or conditions.of(source, names, typed.CONDITION),
        "sentences": [_sentence(seen, found, one) for one in found.rules],
        "paths": look.paths(found),
        "signs": compared.SIGNS,
    }


def _sentence(seen: Shown, found: Opened, rule: Any) -> str:
    rows = tuple(str(rule.get("field") or "").split(".")[:-1])
    source = str(rule.get("expr") or "").removeprefix("=").strip()
    names = look.names_at(seen, found.name, found.form, rows)
    return conditions.sentence(source, names, language()) or source
