"""Browsers without pictures: a few threads that post forms over kept connections and note how long each took."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import urlencode


@dataclass(frozen=True)
class Post:
    """One form to send."""

    path: str
    form: Mapping[str, str]
    cookie: str = ""


def send_all(port: int, posts: Sequence[Post], clients: int) -> list[float]:
    """Send every form once, ``clients`` at a time; return the seconds each took. Anything but 303 stops everything."""
    waiting: SimpleQueue[Post] = SimpleQueue()
    for post in posts:
        waiting.put(post)
    took: list[float] = []
    wrong: list[str] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not wrong:
            try:
                post = waiting.get_nowait()
            except Empty:
                break
            began = time.perf_counter()
            connection.request("POST", post.path, urlencode(post.form), _headers(post))
            answer = connection.getresponse()
            body = answer.read()
            took.append(time.perf_counter() - began)
            if answer.status != 303:
                wrong.append(f"{post.path} answered {answer.status}: {body[:300]!r}")
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(wrong[0])
    return took


def _headers(post: Post) -> dict[str, str]:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return {**headers, "Cookie": post.cookie} if post.cookie else headers
