"""What a rehearsal finds in small procedures, and what it leaves alone."""

from __future__ import annotations

from plots import GRANTED, START, TERM, codes, end, flow, split, user, wait, walk


def test_a_gateway_without_a_way_is_a_dead_end() -> None:
    result = walk(
        START, user("xem", "a b c"), split("re"), GRANTED, end("thoi", "refused"),
        flow("start>xem"), flow("xem>re"),
        flow("re>xong", 'xem.outcome = "a"'), flow("re>thoi", 'xem.outcome = "b"'),
    )  # fmt: skip
    assert ("dead_end", "re") in codes(result)
    assert "c" in next(one.message.vi for one in result.findings if one.code == "dead_end")


def test_a_join_behind_a_choice_is_a_deadlock() -> None:
    result = walk(
        START, user("xem", "a b"), split("re", "re_x"), user("x"), user("y"), split("hop", kind="parallel"), GRANTED,
        *map(flow, ("start>xem", "xem>re", "re>x", "x>hop", "y>hop", "hop>xong")), flow("re>y", 'xem.outcome = "b"'),
    )  # fmt: skip
    assert ("deadlock", "hop") in codes(result)


def test_a_loop_nobody_leaves_is_named_by_its_first_step() -> None:
    result = walk(
        START, user("xem", "a b"), split("re", "re_xong"), split("gop"), user("lam"), GRANTED,
        *map(flow, ("start>xem", "xem>re", "re>xong", "gop>lam", "lam>gop")), flow("re>gop", 'xem.outcome = "b"'),
    )  # fmt: skip
    assert ("loop_without_exit", "lam") in codes(result)


def test_a_way_longer_than_the_term_is_told_with_its_sum() -> None:
    result = walk(
        START, user("xem", limit="5", no="1"), user("ky", limit="4", no="2", kind="sign"), GRANTED,
        *map(flow, ("start>xem", "xem>ky", "ky>xong")), sheet=TERM.format(8),
    )  # fmt: skip
    said = next(one.message.vi for one in result.findings if one.code == "path_longer_than_term")
    assert "9 giờ, thời hạn là 8 giờ: 5 (1: xem) + 4 (2: ky)" in said


def test_steps_that_share_a_time_count_it_once() -> None:
    result = walk(
        START, user("xem", limit="5", count="shared:G"), user("ky", count="shared:G", kind="sign"), GRANTED,
        *map(flow, ("start>xem", "xem>ky", "ky>xong")), sheet=TERM.format(5),
    )  # fmt: skip
    assert codes(result) == set()


def test_examining_and_signing_by_one_post_of_one_unit_is_told_and_by_two_posts_is_not() -> None:
    def signed_by(post: str) -> set[tuple[str, str]]:
        return codes(
            walk(START, user("xem", kind="appraise"), user("ky", kind="sign", post=post), GRANTED,
                 *map(flow, ("start>xem", "xem>ky", "ky>xong")))
        )  # fmt: skip

    assert signed_by("clerk") == {("same_person_twice", "ky")}
    assert signed_by("leader") == set()


def test_an_outcome_of_its_own_for_every_flow_leaves_nothing_to_say() -> None:
    result = walk(
        START, user("xem", "a b"), split("re", "re_xong"), GRANTED, end("thoi", "refused"),
        *map(flow, ("start>xem", "xem>re", "re>xong")), flow("re>thoi", 'xem.outcome = "b"'),
    )  # fmt: skip
    assert codes(result) == set()


def test_a_request_for_more_may_be_signed_before_it_is_waited_for() -> None:
    def asked(way: str) -> set[tuple[str, str]]:
        return codes(
            walk(
                START, split("gop"), user("xem", "dat bo_sung"), split("re", "re_xong"), user("ky_thu"), GRANTED,
                wait("cho", kind="supplement", autoCloseAfter="5"), end("thoi", "refused"),
                *map(flow, ("start>gop", "gop>xem", "xem>re", "re>xong", way, "cho>gop")),
                flow("re>ky_thu", 'xem.outcome = "bo_sung"'),
            )
        )  # fmt: skip

    assert ("supplement_without_wait", "xem") not in asked("ky_thu>cho")
    assert ("supplement_without_wait", "xem") in asked("ky_thu>thoi")
