"""Browsers without pictures: a few threads that post forms and open pages, and note how long each answer took."""

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
    """One form to send, or, without a form, one page to open."""

    path: str
    form: Mapping[str, str] | None = None
    cookie: str = ""

    def send(self, connection: http.client.HTTPConnection) -> None:
        """Send it as a browser would."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if self.form is None:
            connection.request("GET", self.path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", self.path, urlencode(self.form), headers)

    @property
    def expected(self) -> int:
        """The status that means it worked."""
        return 200 if self.form is None else 303


def send_all(port: int, posts: Sequence[Post], clients: int) -> list[float]:
    """Send all once, ``clients`` at a time; return the seconds each took. An unexpected answer stops everything."""
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
            post.send(connection)
            answer = connection.getresponse()
            body = answer.read()
            took.append(time.perf_counter() - began)
            if answer.status != post.expected:
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
