"""The names of a province's communes, for suggestions while an address is typed."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from engine.forms import places

_A_DAY = 24 * 3600


def register(blueprint: Blueprint) -> None:
    """Add the address the script of the forms asks."""
    blueprint.add_url_rule("/dia-danh/xa", "communes", _communes)


def _communes() -> Response:
    answer = jsonify(places.commune_names(request.args.get("province", "")[:8]))
    answer.headers["Cache-Control"] = f"public, max-age={_A_DAY}"
    return answer
