"""Coroutines are run to their end beside whatever loop the caller's thread has."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.connectors.awaiting import finished


async def _doubled(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def test_it_returns_what_the_work_returns() -> None:
    assert finished(_doubled(21), 5) == 42


def test_a_thread_with_a_loop_of_its_own_may_ask_too() -> None:
    async def caller() -> int:
        return finished(_doubled(4), 5)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, caller()).result() == 8


def test_work_that_takes_too_long_is_a_time_out() -> None:
    with pytest.raises(TimeoutError):
        finished(asyncio.sleep(60), 0.01)
