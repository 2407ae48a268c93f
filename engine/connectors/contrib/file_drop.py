"""A file left for a partner in a folder or on its SFTP server; its answer may be a file too."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from engine.connectors.awaiting import finished
from engine.connectors.base import Accepted, Blocked, Call, Connector, Declined, Done, Outcome, Reply, Unreachable, Wire
from engine.connectors.contrib.rest import family, read
from engine.connectors.descriptor import (
    PARTNER,
    Answered,
    Choice,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.drops import sftp
from engine.connectors.drops.local import LocalStore
from engine.connectors.drops.store import Store, bounded
from engine.connectors.fields import WRONG
from engine.connectors.plain import parsed
from engine.connectors.words import trouble
from engine.text import Text

TO, ANSWERS = "drop_to", "drop_answers"
_DATA = "data_"
_FILE = "file"
_BEGINNING = re.compile(r"[A-Za-z0-9_-]{1,60}")
_FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def check_folder(text: str) -> object:
    """Whether this is a folder below the partner's own. Raises ``WrongSetting``."""
    if not _FOLDER.fullmatch(text):
        said = Text("Thư mục con, ví dụ gui-di hoặc 2026/gui-di.", "A folder below, such as outbox or 2026/outbox.")
        raise WrongSetting(said)
    return text


class FileDrop(Connector):
    """The file's name ends in the call's key: however often it is sent, there is one file."""

    descriptor = Descriptor(
        id="file",
        version="1",
        title=Text("Gửi tệp (SFTP hoặc thư mục)", "Leave a file (SFTP or folder)"),
        summary=Text(
            "Đặt một tệp vào thư mục hoặc máy chủ SFTP của đối tác; có thể chờ tệp trả lời.",
            "Leaves a file in a folder or on the partner's SFTP server; may wait for a file that answers.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác", "Partner code"), example="luu-tru"),
            Parameter(
                "name",
                Text("Đầu tên tệp", "Beginning of the file's name"),
                help=Text("Chữ không dấu, số, gạch nối", "Letters, digits, hyphens"),
                example="ho-so",
            ),
            Parameter(
                "text",
                Text("Nội dung tệp", "The file's text"),
                required=False,
                help=Text("Để trống: tệp JSON gồm các giá trị data_…", "Empty: a JSON file of the data_… values"),
                private=True,
            ),
            Parameter(
                "answer",
                Text("Trả lời", "Answer"),
                required=False,
                choices=(
                    Choice("none", Text("Không chờ", "None")),
                    Choice(_FILE, Text("Chờ tệp trả lời", "Wait for a file")),
                ),
                example="none",
            ),
        ),
        families=(_DATA,),
        results=(
            Answered("file", Text("Tên tệp đã gửi", "Name of the file"), example="ho-so-1f2e.json"),
            Answered("value", Text("Nội dung tệp trả lời", "What the answer says"), kind="any", example="…"),
        ),
        errors=(
            ErrorCode(WRONG, Text("Tên tệp không hợp lệ", "The file's name is not valid")),
            ErrorCode("refused", Text("Tệp trả lời báo từ chối", "The answer is a refusal")),
        ),
        secrets=(
            Secret(sftp.PASSWORD, Text("Mật khẩu SFTP", "SFTP password")),
            Secret(sftp.PRIVATE_KEY, Text("Khóa riêng SFTP (PEM)", "SFTP private key (PEM)"), lines=True),
        ),
        settings=(
            Setting(
                sftp.HOST_KEY,
                Text("Khóa máy chủ SFTP", "SFTP host key"),
                Text("Dòng do ssh-keyscan in ra; bắt buộc với sftp://", "As ssh-keyscan prints it; needed for sftp://"),
                check=sftp.host_keys,
            ),
            Setting(sftp.USER, Text("Tên đăng nhập SFTP", "SFTP user name")),
            Setting(TO, Text("Thư mục con để gửi", "Folder for what is sent"), check=check_folder),
            Setting(ANSWERS, Text("Thư mục con có tệp trả lời", "Folder with the answers"), check=check_folder),
        ),
        schemes=("sftp", "file"),
        idempotency=Text(
            "Tên tệp có khóa của lần gọi; tên đã có thì không ghi lại.",
            "The file's name has the call's key; a name that is there is not written again.",
        ),
        timeout=timedelta(seconds=60),
        deadline=timedelta(days=5),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Leave the file, unless it is there; look for the answer, when one is waited for."""
        try:
            return finished(_exchanged(call, wire), wire.left())
        except (OSError, TimeoutError) as error:
            raise Unreachable(trouble(error)) from error


async def _exchanged(call: Call, wire: Wire) -> Outcome:
    name, data = _file(call)
    waits = call.params.get("answer") == _FILE
    answer = f"{name.rpartition('.')[0]}.answer.json"
    async with _store(wire) as store:
        if waits:
            got = await store.read(wire.setting(ANSWERS), answer)
            if got is not None:
                wire.note("READ", answer, None, None, {"bytes": len(got)})
                return _read(got)
            if call.receipt:
                return Accepted(call.receipt)
        left = await store.leave(wire.setting(TO), name, data)
        wire.note("WRITE" if left else "PRESENT", name, {"bytes": len(data)})
    return Accepted(name) if waits else Done({"file": name}, name)


@asynccontextmanager
async def _store(wire: Wire) -> AsyncIterator[Store]:
    if wire.address.scheme == "sftp":
        async with sftp.opened(wire) as there:
            yield there
    elif wire.address.scheme == "file":
        yield LocalStore(wire.folder())
    else:
        raise Blocked("the partner's address is neither sftp:// nor file://")


def _file(call: Call) -> tuple[str, bytes]:
    beginning = str(call.params.get("name") or "")
    if not _BEGINNING.fullmatch(beginning):
        raise Declined(WRONG, "name: chữ không dấu, số, gạch nối / letters, digits, hyphens")
    text = call.params.get("text")
    if text:
        return f"{beginning}-{call.key}.txt", bounded(str(text).encode())
    content: dict[str, Any] = {"id": call.key, "dossier": call.dossier, "data": family(call.params, _DATA)}
    return f"{beginning}-{call.key}.json", bounded(json.dumps(content, ensure_ascii=False).encode())


def _read(data: bytes) -> Outcome:
    """An answer is a JSON object; ``status`` (as in HTTP) 400 and above is a refusal."""
    try:
        told = parsed(data)
    except ValueError as error:
        raise Unreachable("the file that answers is not JSON") from error
    if not isinstance(told, dict):
        raise Unreachable("the file that answers is not a JSON object")
    status = told.get("status")
    try:
        return read(Reply(status if isinstance(status, int) and status >= 400 else 200, told))
    except Declined as error:
        raise Declined("refused", f"{error.code}: {error}") from error
