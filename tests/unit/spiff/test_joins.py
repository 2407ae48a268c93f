"""Joins count tokens per incoming flow: history, loops and the order of completion do not matter."""

from itertools import permutations, product

import pytest
from process_diagrams import Diagram
from process_worlds import Dossier

from engine.spiff import NotOpen, Retry


def again(kind: str) -> bytes:
    """loop( split(a | b) -> d -> again? ), the counter-example that opens d too early on the bare library."""
    loop = Diagram().start().gateway("exclusive", "vao").gateway(kind, "tach").user("a").user("b").gateway(kind, "gop")
    loop.user("d").gateway("exclusive", "hoi").end("xong", "granted").path("start", "vao", "tach")
    condition = {"parallel": "", "inclusive": "true"}[kind]
    loop.flow("tach", "a", condition).flow("tach", "b", condition).flow("a", "gop").flow("b", "gop").path(
        "gop", "d", "hoi"
    )
    return loop.flow("hoi", "vao", "d.lai = true").flow("hoi", "xong", default=True).xml()


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
@pytest.mark.parametrize("orders", list(product(permutations("ab"), repeat=3)))
def test_a_join_in_a_loop_waits_for_both_branches_on_every_pass(kind: str, orders: tuple[tuple[str, str], ...]) -> None:
    dossier = Dossier(again(kind))
    for number, (first, second) in enumerate(orders):
        assert dossier.open == ["a", "b"]
        dossier.complete(first)
        assert dossier.open == [second]
        dossier.complete(second)
        assert dossier.open == ["d"]
        dossier.complete("d", lai=number < 2)
    assert dossier.ended == "granted"


def garden(kind: str = "inclusive") -> Diagram:
    """ask -> split -> soil? water? light? -> join -> plant"""
    plot = Diagram().start().user("hoi").gateway(kind, "tach").gateway(kind, "gop").user("trong").end()
    plot.path("start", "hoi", "tach").path("gop", "trong", "end")
    for branch in ("dat", "nuoc", "nang"):
        plot.user(branch).flow("tach", branch, f"hoi.{branch} = true").flow(branch, "gop")
    return plot


@pytest.mark.parametrize("chosen", [c for n in (1, 2, 3) for c in permutations(("dat", "nuoc", "nang"), n)])
def test_an_inclusive_join_waits_for_the_chosen_branches_only(chosen: tuple[str, ...]) -> None:
    dossier = Dossier(garden().xml())
    dossier.complete(
        "hoi", **dict.fromkeys(chosen, True), **{b: False for b in ("dat", "nuoc", "nang") if b not in chosen}
    )
    assert dossier.open == sorted(chosen)
    for branch in chosen:
        assert "trong" not in dossier.open
        dossier.complete(branch)
    assert dossier.open == ["trong"]


def test_an_inclusive_split_without_a_true_condition_takes_the_default() -> None:
    plot = garden().user("khac").flow("tach", "khac", default=True).flow("khac", "gop")
    dossier = Dossier(plot.xml())
    dossier.complete("hoi", dat=False, nuoc=False, nang=False)
    assert dossier.open == ["khac"]


def test_a_branch_without_steps_does_not_make_an_inclusive_join_hasty() -> None:
    plot = garden().flow("tach", "gop", "true")
    dossier = Dossier(plot.xml())
    dossier.complete("hoi", dat=True, nuoc=False, nang=False)
    assert dossier.open == ["dat"]
    dossier.complete("dat")
    assert dossier.open == ["trong"]


def test_two_empty_branches_of_a_parallel_block_are_two_tokens() -> None:
    plot = Diagram().start().gateway("parallel", "t").gateway("parallel", "g").user("a").user("b").end()
    plot.path("start", "t", "a", "g", "b", "end").flow("t", "g").flow("t", "g")
    dossier = Dossier(plot.xml())
    assert dossier.open == ["a"]
    dossier.complete("a")
    assert dossier.open == ["b"]


def test_a_second_token_on_the_same_flow_stays_for_the_next_time() -> None:
    """Two tokens pass step a, one passes b: the join goes on once and keeps the other token of a."""
    plot = (
        Diagram()
        .start()
        .gateway("parallel", "t")
        .gateway("exclusive", "m")
        .user("a")
        .user("b")
        .gateway("parallel", "g")
    )
    plot.user("c").end().path("start", "t", "m", "a", "g", "c", "end").flow("t", "m").path("t", "b", "g")
    dossier = Dossier(plot.xml())
    assert dossier.open == ["a", "a", "b"]
    dossier.complete("a")
    dossier.complete("a")
    assert dossier.open == ["b"]
    dossier.complete("b")
    assert dossier.open == ["c"]
    assert dossier.standing.tokens == 2


def test_a_join_that_can_never_be_reached_is_an_incident_not_silence() -> None:
    """A branch of the parallel block was led away: the join would wait for ever."""
    plot = (
        Diagram()
        .start()
        .gateway("parallel", "t")
        .user("a")
        .user("b")
        .gateway("exclusive", "x")
        .gateway("parallel", "g")
    )
    plot.end().end("ra_ngoai").path("start", "t", "a", "g", "end").path("t", "b", "x").flow("x", "g", "b.di = true")
    dossier = Dossier(plot.flow("x", "ra_ngoai", default=True).xml())
    dossier.complete("b", di=False)
    assert not dossier.result.incidents
    dossier.complete("a")
    (incident,) = dossier.result.incidents
    assert (incident.element, incident.code) == ("g", "stuck")
    assert dossier.result.ended is None
    assert [one.code for one in dossier.do(Retry(incident.task)).incidents] == ["stuck"]


def test_only_what_failed_or_lacks_a_unit_can_be_retried() -> None:
    dossier = Dossier(Diagram().start().receive("a").end().path("start", "a", "end").xml())
    with pytest.raises(NotOpen):
        dossier.do(Retry(dossier.task("a")))


def test_a_parallel_gateway_joins_and_splits_at_once() -> None:
    plot = Diagram().start().gateway("parallel", "t").user("a").user("b").gateway("parallel", "g").user("c").user("d")
    plot.gateway("parallel", "h").user("e").end().path("start", "t", "a", "g", "c", "h", "e", "end")
    dossier = Dossier(plot.path("t", "b", "g", "d", "h").xml())
    dossier.complete("b")
    dossier.complete("a")
    assert dossier.open == ["c", "d"]
    dossier.complete("d")
    dossier.complete("c")
    assert dossier.open == ["e"]
