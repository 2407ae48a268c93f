"""From what somebody's browser sent to the files of one procedure: a bundle, or a diagram with its forms beside it.

Whatever is broken, too large or built to do harm is refused here with the file named; nothing is written anywhere.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from engine.platform.errors import AppError, Invalid, TooLarge
from engine.procedures import sources
from engine.procedures.sources import DIAGRAM, MAX_BYTES, Sources
from engine.text import Text

MAX_DIAGRAM_BYTES = 2 * 1024 * 1024
MAX_NAME = 100
MAX_DIRECTORY_BYTES = 64 * 1024
"""Of a bundle's own list of contents: 200 entries need a tenth of it."""

_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_BYTES = 22
_LIST_SIZE = slice(12, 16)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_KINDS = (".bpmn", ".json", ".dmn")
_PUT = Text("Chọn một tệp .bpmn, hoặc gói .zip gồm sơ đồ và biểu mẫu.", "Choose a .bpmn file, or a .zip bundle.")
_ONE = Text("Mỗi lần chỉ tải lên một thủ tục.", "Upload one procedure at a time.")


class Sent(NamedTuple):
    """One file as a browser sent it."""

    name: str
    data: bytes


def read(files: Sequence[Sent]) -> Sources:
    """Return the files of the one procedure in an upload. Raises ``Invalid`` or ``TooLarge``."""
    if not files:
        raise Invalid(Text("Chưa chọn tệp nào.", "No file was chosen."), fix=_PUT)
    if sum(len(file.data) for file in files) > MAX_BYTES:
        raise TooLarge(
            Text("Các tệp gửi lên lớn hơn 20 MB.", "The files sent are larger than 20 MB."),
            fix=Text(
                "Chỉ gửi sơ đồ, biểu mẫu và bảng quyết định.", "Send the diagram, forms and decision tables only."
            ),
            where=files[0].name,
        )
    found = _bundle(files[0]) if len(files) == 1 and files[0].data.startswith(_ZIP) else _loose(files)
    _refuse_large_diagram(found.bpmn, files)
    return found


def _bundle(file: Sent) -> Sources:
    try:
        _refuse_long_list(file)
        _refuse_doubles(file)
        return sources.from_upload(file.name, file.data)
    except AppError as error:
        error.where = error.where or file.name
        raise
    except _BROKEN as error:
        raise Invalid(
            Text("Gói nén bị hỏng hoặc có mật khẩu.", "The bundle is damaged or has a password."),
            fix=Text("Nén lại các tệp rồi gửi lại.", "Pack the files again and resend."),
            where=file.name,
        ) from error


def _refuse_long_list(file: Sent) -> None:
    """Look at the end record before anything reads the list itself: a million entries fit into 20 MB."""
    at = file.data.rfind(_END)
    end = file.data[at : at + _END_BYTES] if at >= 0 else b""
    if len(end) < _END_BYTES:
        raise zipfile.BadZipFile
    if int.from_bytes(end[_LIST_SIZE], "little") > MAX_DIRECTORY_BYTES:
        raise TooLarge(Text(f"Gói {file.name} có quá nhiều tệp.", f"The bundle {file.name} holds too many files."))


def _refuse_doubles(file: Sent) -> None:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        _refuse_names([entry.filename for entry in archive.infolist() if not entry.is_dir()], file.name)


def _loose(files: Sequence[Sent]) -> Sources:
    if len(files) > 1:
        _refuse_names([file.name for file in files], files[0].name)
    else:
        _refuse_no_diagram(files[0])
    diagrams = [file for file in files if file.name.lower().endswith(".bpmn")] if len(files) > 1 else list(files)
    if len(diagrams) != 1:
        said = Text(f"Có {len(diagrams)} sơ đồ trong các tệp gửi lên.", f"The files hold {len(diagrams)} diagrams.")
        raise Invalid(said, fix=_ONE if diagrams else _PUT, where=", ".join(file.name for file in files)[:200])
    held = {DIAGRAM: diagrams[0].data}
    for file in files:
        if file is not diagrams[0]:
            held[_place(file)] = file.data
    return Sources(held)


def _refuse_no_diagram(file: Sent) -> None:
    """A file sent alone is a diagram or a bundle; say what else it is."""
    kind = PurePosixPath(file.name.lower()).suffix
    if kind in (".bpmn", ".xml", ".zip", "") or file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return
    if kind in (".json", ".dmn"):
        said = Text("Chỉ có biểu mẫu hoặc bảng quyết định, chưa có sơ đồ.", "A form or table came without a diagram.")
        fix = Text(
            "Chọn cùng lúc sơ đồ .bpmn với các tệp này, hoặc mở bản soạn và thêm ở thẻ Biểu mẫu.",
            "Choose the .bpmn diagram together with it, or add it to a working copy under Forms.",
        )
    elif kind in (".docx", ".xlsx", ".doc", ".xls"):
        said = Text("Đây là tệp Word hoặc Excel, không phải sơ đồ.", "This is a Word or Excel file, not a diagram.")
        fix = Text("Quy trình ISO in bằng Word, Excel: dùng Nhập từ Word, Excel.", "Use Import from Word, Excel.")
    else:
        said = Text(f"Tệp {kind} không phải sơ đồ quy trình.", f"A {kind} file is no process diagram.")
        fix = _PUT
    raise Invalid(said, fix=fix, where=file.name)


def _place(file: Sent) -> str:
    name = PurePosixPath(file.name.replace("\\", "/")).name
    if name == sources.SCENARIOS or name.endswith(f".{sources.SCENARIOS}"):
        return sources.SCENARIOS
    if name.lower().endswith(".json"):
        return f"forms/{name}"
    if name.lower().endswith(".dmn"):
        return name
    raise Invalid(
        Text("Không nhận loại tệp này.", "This kind of file is not taken."),
        fix=Text("Chỉ gửi tệp .bpmn, .json (biểu mẫu), .dmn.", "Send .bpmn, .json (forms) and .dmn files only."),
        where=file.name,
    )


def _refuse_names(names: Sequence[str], where: str) -> None:
    """Two forms of one name would overwrite each other; a name must fit where names are kept."""
    met: set[str] = set()
    for name in (PurePosixPath(path.replace("\\", "/")).name for path in names):
        if not name.lower().endswith(_KINDS):
            continue
        if len(name) > MAX_NAME or not name.isprintable():
            raise Invalid(
                Text(
                    f"Tên tệp “{name[:40]}…” quá dài hoặc có ký tự lạ.", f"The file name “{name[:40]}…” is not usable."
                ),
                fix=Text("Đặt tên tệp ngắn, không dấu.", "Give the file a short plain name."),
                where=where,
            )
        if name in met and not name.endswith(".bpmn"):
            raise Invalid(
                Text(f"Có hai tệp cùng tên “{name}”.", f"Two files are called “{name}”."),
                fix=Text("Mỗi biểu mẫu có một tên riêng.", "Give each form a name of its own."),
                where=where,
            )
        met.add(name)


def _refuse_large_diagram(diagram: bytes, files: Sequence[Sent]) -> None:
    if len(diagram) > MAX_DIAGRAM_BYTES:
        raise TooLarge(
            Text("Sơ đồ lớn hơn 2 MB; sơ đồ quy trình không thể lớn như vậy.", "The diagram is larger than 2 MB."),
            fix=Text("Kiểm tra lại tệp đã chọn.", "Check which file you chose."),
            where=next((file.name for file in files if file.data is diagram), files[0].name),
        )
