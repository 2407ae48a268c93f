"""Running what only exists as a coroutine to its end, whatever loop the calling thread may have of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """What ``work`` returns, within ``seconds``; raises what it raises, or TimeoutError."""
    with ThreadPoolExecutor(1, thread_name_prefix="awaiting") as pool:
        return pool.submit(asyncio.run, _within(work, seconds)).result()


async def _within(work: Coroutine[Any, Any, T], seconds: float) -> T:
    return await asyncio.wait_for(work, seconds)
