"""A dossier's state as bytes: what is live and nothing else, beside the spec, which stays in the bundle.

The document is ``{v: format, b: bundle, n: counter, x: names, k: words, t: tokens, …}``; a token is a row
``[id, parent row, element, state, own data?]``, where the element is a place among the words, and parents come before
children. Elements go by name, so a program that builds its elements differently still reads the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from engine.spiff.errors import BadState, WrongVersion
from engine.spiff.instance import InnerInstance, Instance
from engine.spiff.names import Names
from engine.spiff.run import Run
from engine.spiff.task import Token
from engine.spiff.upcasters import FORMAT, upcast
from engine.spiff.values import pack, unpack
from engine.text import Text

if TYPE_CHECKING:
    from engine.spiff.bundle import Bundle
    from engine.spiff.world import World

_PRINT_LENGTH = 12


def encode(run: Run) -> bytes:
    """The state after an act."""
    instance = run.instance
    words: dict[str, int] = {}
    document: dict[str, Any] = {
        "v": FORMAT,
        "b": run.bundle.fingerprint[:_PRINT_LENGTH],
        "n": instance.counter,
        "x": run.variables.names.packed(),
        "t": _rows(instance, words),
    }
    if instance.subprocesses:
        document["s"] = [_inner_row(inner, words) for inner in instance.subprocesses.values()]
    document["k"] = list(words)
    if run.last_end is not None:
        document["l"] = run.last_end
    if run.continuations:
        document["c"] = run.continuations
    if run.ended is not None:
        document["e"] = [run.ended.element, run.ended.result]
    return orjson.dumps(document)


def read_document(state: bytes, bundle: Bundle) -> dict[str, Any]:
    """The document in ``state``, brought to the present format. Raises BadState or WrongVersion."""
    try:
        document = orjson.loads(state)
    except orjson.JSONDecodeError:
        raise BadState from None
    if not isinstance(document, dict) or "v" not in document:
        raise BadState
    document = upcast(document)
    if not document.keys() >= {"b", "n", "x", "k", "t"}:
        raise BadState
    if document["b"] != bundle.fingerprint[:_PRINT_LENGTH]:
        raise WrongVersion(
            Text(
                "Trạng thái hồ sơ thuộc một phiên bản quy trình khác.",
                "The dossier's state belongs to another version of the procedure.",
            )
        )
    return document


def decode(state: bytes, bundle: Bundle, world: World) -> Run:
    """A run that continues where ``state`` stopped."""
    return open_document(read_document(state, bundle), bundle, world)


def open_document(document: dict[str, Any], bundle: Bundle, world: World) -> Run:
    """A run from a document of the present format."""
    run = Run(bundle, world, document["n"], Names(document["x"]))
    run.continuations = document.get("c", 0)
    if "l" in document:
        run.last_end = tuple(document["l"])
    if "e" in document:
        run.recall_end(*document["e"])
    words = document["k"]
    _plant_rows(run.instance, document["t"], words)
    for owner_id, process, local, rows in document.get("s", ()):
        owner = run.instance.get_task_from_id(str(owner_id))
        inner = run.instance.open_inner(owner, words[process])
        inner.local = unpack(local)
        _plant_rows(inner, rows, words)
    return run


def _rows(instance: Instance | InnerInstance, words: dict[str, int]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    numbers: dict[str | None, int] = {instance.task_tree.id: -1}
    for token in instance.live():
        numbers[token.id] = len(rows)
        element = words.setdefault(token.task_spec.name, len(words))
        row = [int(token.id), numbers[token._parent], element, token._state]
        rows.append([*row, token.internal_data] if token.internal_data else row)
    return rows


def _inner_row(inner: InnerInstance, words: dict[str, int]) -> list[Any]:
    process = words.setdefault(inner.spec.name, len(words))
    return [int(inner.owner.id), process, pack(inner.local), _rows(inner, words)]


def _plant_rows(instance: Instance | InnerInstance, rows: list[list[Any]], words: list[str]) -> None:
    specs = instance.spec.task_specs
    tokens: list[Token] = []
    for task_id, parent, element, state, *own in rows:
        scope = instance.task_tree if parent < 0 else tokens[parent]
        token = Token(instance, specs[words[element]], scope, state, str(task_id))
        if own:
            token.internal_data = own[0]
        tokens.append(token)
