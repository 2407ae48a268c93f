"""The state: small, of constant size, typed, pinned to its version, and independent of the order of JSON keys."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import orjson
import pytest
from process_diagrams import Diagram, each
from process_worlds import NOON, Dossier

from engine.spiff import BadState, Complete, UnstorableValue, WrongVersion, advance, compile_version
from engine.spiff.upcasters import FORMAT, upcast
from engine.spiff.values import pack, unpack


def twelve_steps() -> Diagram:
    """Twelve steps, three of them side by side, one way back; the size of an ordinary procedure."""
    names = [f"buoc_{number}" for number in range(1, 13)]
    plot = Diagram("vuon_rau").start().gateway("exclusive", "quay_lai").end().gateway("exclusive", "hoi")
    plot.gateway("parallel", "tach").gateway("parallel", "gop")
    for name in names:
        plot.user(name)
    plot.path("start", "quay_lai", *names[:4], "tach", names[4], "gop", *names[7:], "hoi")
    plot.path("tach", names[5], "gop").path("tach", names[6], "gop").flow("hoi", "end", default=True)
    return plot.flow("hoi", "quay_lai", f"{names[-1]}.lai = true")


def play(dossier: Dossier, lai: bool) -> list[int]:
    """One pass; the size of every state on the way."""
    sizes = []
    while dossier.result.ended is None:
        element = dossier.open[0]
        dossier.complete(element, **({"lai": lai} if element == "buoc_12" else {}))
        sizes.append(len(dossier.state or b""))
        if element == "buoc_12":
            break
    return sizes


def test_the_state_of_an_ordinary_procedure_stays_below_two_kilobytes() -> None:
    assert max(play(Dossier(twelve_steps().xml(), ho_so={"case": "thuong", "channel": "desk"}), lai=False)) < 2048


def test_the_three_hundredth_pass_costs_no_more_bytes_than_the_second() -> None:
    dossier = Dossier(twelve_steps().xml())
    play(dossier, lai=True)
    second = play(dossier, lai=True)
    for _ in range(297):
        play(dossier, lai=True)
    last = play(dossier, lai=True)
    assert max(last) <= max(second) + 20


def test_only_live_tokens_are_kept() -> None:
    dossier = Dossier(twelve_steps().xml())
    for number in (1, 2, 3, 4, 6):
        dossier.complete(f"buoc_{number}")
    document = orjson.loads(dossier.state or b"")
    elements = [document["k"][row[2]] for row in document["t"]]
    assert sorted(elements) == ["buoc_5", "buoc_7", "gop"]


def test_what_waits_at_a_join_keeps_the_flow_it_came_by_and_nothing_of_its_branch() -> None:
    dossier = Dossier(twelve_steps().xml())
    for number in (1, 2, 3, 4, 6):
        dossier.complete(f"buoc_{number}")
    (row,) = [row for row in orjson.loads(dossier.state or b"")["t"] if len(row) == 5]
    assert row[4] == {"from": "buoc_6__gop"}


def test_a_guard_keeps_its_activity_and_its_waiting_events() -> None:
    plot = Diagram().start().user("a").timer("t", "P1D", "a").end().end("e2").path("start", "a", "end").path("t", "e2")
    dossier = Dossier(plot.xml())
    document = orjson.loads(dossier.state or b"")
    assert [document["k"][row[2]] for row in document["t"]] == ["a [guard]", "t", "a"]
    assert [row[1] for row in document["t"]] == [-1, 0, 0]


def test_a_repetition_keeps_who_answered_and_only_the_items_still_open() -> None:
    plot = Diagram().start().user("a", loop=each("3")).end().path("start", "a", "end")
    dossier = Dossier(plot.xml())
    dossier.complete("a", item=1)
    container, *items = orjson.loads(dossier.state or b"")["t"]
    assert container[4] == {"total": 3, "next": 3, "answered": [1]}
    assert [item[4] for item in items] == [{"item": 0}, {"item": 2}]


def test_a_sub_process_keeps_its_own_tokens_beside_the_one_outside() -> None:
    plot = Diagram().start().end()
    with plot.inside("con"):
        plot.start("s").user("a").end("e").path("s", "a", "e")
    document = orjson.loads(Dossier(plot.path("start", "con", "end").xml()).state or b"")
    assert len(document["t"]) == 1
    assert [len(rows) for *_, rows in document["s"]] == [1]


def reordered(value: object, backwards: bool) -> object:
    if isinstance(value, dict):
        return {key: reordered(value[key], backwards) for key in sorted(value, reverse=backwards)}
    if isinstance(value, list):
        return [reordered(inner, backwards) for inner in value]
    return value


@pytest.mark.parametrize("backwards", [False, True])
def test_a_store_that_reorders_json_keys_loses_nothing(backwards: bool) -> None:
    dossier = Dossier(twelve_steps().xml(), don={"b": 1, "a": {"z": 1, "y": 2}})
    while dossier.result.ended is None:
        dossier.state = orjson.dumps(reordered(orjson.loads(dossier.state or b""), backwards))
        dossier.complete(dossier.open[0])
    assert dossier.result.variables["don"] == {"b": 1, "a": {"z": 1, "y": 2}}


VALUES = [
    None,
    True,
    5,
    2.5,
    "chữ",
    "\x01d2026-01-01",
    Decimal("1.50"),
    date(2026, 3, 2),
    time(7, 30),
    NOON,
    datetime(2026, 3, 2, 7, 30),
    datetime(2026, 3, 2, 7, tzinfo=timezone(timedelta(hours=7))),
    [1, [Decimal("2")], {"a": date(2026, 1, 1)}],
    {"typename": "datetime", "value": "x", "v": 9, "$": 1, "": None},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_what_it_was(value: object) -> None:
    back = unpack(orjson.loads(orjson.dumps(pack(value))))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "value", [object(), {1: "a"}, {2, 3}, b"x", test_only_live_tokens_are_kept], ids=lambda value: type(value).__name__
)
def test_a_value_a_dossier_cannot_keep_is_refused_before_anything_changes(value: object) -> None:
    dossier = Dossier(twelve_steps().xml())
    with pytest.raises(UnstorableValue):
        dossier.complete("buoc_1", x=value)
    assert dossier.open == ["buoc_1"]


def test_a_state_of_another_version_is_refused() -> None:
    dossier = Dossier(twelve_steps().xml())
    other = compile_version(twelve_steps().user("them").xml())
    with pytest.raises(WrongVersion):
        advance(other, dossier.state, Complete(dossier.task("buoc_1")), dossier.world)


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b"null", b"{}", b"\xff", b'{"v":"x"}', b'{"v":1}'])
def test_bytes_that_are_no_state_are_refused(state: bytes) -> None:
    dossier = Dossier(twelve_steps().xml())
    with pytest.raises((BadState, WrongVersion)):
        advance(dossier.bundle, state, Complete("1"), dossier.world)


def test_a_state_written_by_a_newer_program_is_refused() -> None:
    with pytest.raises(WrongVersion):
        upcast({"v": FORMAT + 1})


def test_an_old_state_is_brought_forward_one_format_at_a_time() -> None:
    steps = {1: lambda old: {**old, "v": 2, "b": 1}, 2: lambda old: {**old, "v": 3, "c": old["b"] + 1}}
    assert upcast({"v": 1}, steps, wanted=3) == {"v": 3, "b": 1, "c": 2}


def test_a_state_names_its_elements_so_their_order_in_the_program_does_not_matter() -> None:
    dossier = Dossier(twelve_steps().xml())
    for number in (1, 2, 3, 4, 6):
        dossier.complete(f"buoc_{number}")
    turned = compile_version(twelve_steps().xml())
    turned.main.task_specs = dict(reversed(turned.main.task_specs.items()))
    dossier.bundle = turned
    assert dossier.open == ["buoc_5", "buoc_7"]
