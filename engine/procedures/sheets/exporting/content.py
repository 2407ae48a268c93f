"""A definition as the blocks of a sheet: cover, revision log, numbered parts, step table, picture, forms, codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.bpmn.definition import Definition
from engine.bpmn.table import Table, read
from engine.bpmn.vocabulary import Vocabulary
from engine.procedures.sheets.document import flat
from engine.procedures.sheets.exporting.blocks import Block, Grid, Line, NewPage
from engine.procedures.sheets.exporting.coding import codes_of
from engine.procedures.sheets.exporting.edition import NOT_IN_FORCE, Edition
from engine.procedures.sheets.exporting.flow_picture import picture_of
from engine.procedures.sheets.exporting.layouts import Layout
from engine.procedures.sheets.exporting.papers import document_grid, fee_lines, grid, revision_grid, term_lines
from engine.procedures.sheets.exporting.steps import Printing, step_grid
from engine.procedures.sheets.own.codes import blocks as code_blocks

_ONLINE: Final = {
    "full": "Trực tiếp, qua bưu chính công ích hoặc trực tuyến toàn trình.",
    "partial": "Trực tiếp, qua bưu chính công ích hoặc trực tuyến một phần.",
}
_CODES: Final = (
    "Bảng này để nạp lại tệp vào hệ thống mà không mất mã bước, mã kết quả và biểu mẫu. "
    "Khi sửa quy trình, chỉ sửa bảng các bước; không cần sửa bảng này."
)


def content_of(
    definition: Definition, edition: Edition, layout: Layout, vocabulary: Vocabulary, form_titles: Mapping[str, str]
) -> list[Block]:
    """All blocks in printed order. ``form_titles`` are the titles of the forms by name."""
    table = read(definition)
    printing = Printing(definition, table, layout, vocabulary, _references(definition, table))
    return [
        *_cover(definition, edition),
        NewPage("Quy trình", wide=True),
        *_parts(definition),
        Line("Quy trình xử lý công việc", "part", "10"),
        step_grid(printing),
        *_behind(definition, form_titles),
        NewPage("Mã"),
        Line("PHỤ LỤC: MÃ DÙNG ĐỂ NẠP LẠI VÀO HỆ THỐNG", "heading"),
        Line(_CODES, "note"),
        *_codes(printing),
    ]


def _references(definition: Definition, table: Table) -> dict[str, str]:
    """Every wait gets a short reference for the lines that lead to it: C1, C2 …"""
    return {one.element: f"C{number}" for number, one in enumerate(table.waits, 1)}


def _cover(definition: Definition, edition: Edition) -> Iterator[Block]:
    yield Line(edition.issued_by or "CƠ QUAN BAN HÀNH", "motto")
    yield Line("QUY TRÌNH NỘI BỘ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", "heading")
    yield Line(definition.name, "title")
    if not edition.in_force:
        yield Line(NOT_IN_FORCE, "warning")
    about = [("Ký hiệu quy trình", definition.symbol), ("Bản", edition.version or edition.state)]
    about += [("Quyết định ban hành", edition.decision), ("Có hiệu lực từ", edition.effective_from)]
    about += [("Tình trạng", "Đang có hiệu lực" if edition.in_force else edition.state)]
    about += [("Mã băm nội dung (SHA-256)", edition.content_hash)]
    yield grid(("Thông tin", "Giá trị"), (34, 66), [(name, value) for name, value in about if value])
    yield Line("Theo dõi sửa đổi", "heading")
    yield revision_grid(edition.revisions)
    yield grid(
        ("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt"),
        (19, 27, 27, 27),
        [("Họ tên, chữ ký", "", "", ""), ("Chức vụ", "", "", "")],
    )


def _parts(definition: Definition) -> Iterator[Block]:
    codes = ", ".join(one.code for one in definition.covers if one.code)
    yield Line(f"Thủ tục: {flat(definition.name)}" + (f" ({codes})" if codes else ""), "heading")
    yield from _part(
        "1", "Căn cứ pháp lý", [_basis(one.ref, one.article) for one in definition.basis] or ["- Chưa có."]
    )
    yield from _part("2", "Điều kiện thực hiện", _cases(definition))
    yield from _part("3", "Thành phần hồ sơ", [] if definition.documents else ["- Không yêu cầu giấy tờ."])
    papers = document_grid(definition)
    if papers is not None:
        yield papers
    yield from _part("4", "Số lượng hồ sơ", ["01 bộ."])
    yield from _part("5", "Thời hạn", term_lines(definition))
    yield from _part(
        "6", "Cách thức, địa điểm", [_ONLINE.get(definition.online or "", "Trực tiếp hoặc qua bưu chính công ích.")]
    )
    yield from _part("7", "Phí, lệ phí", fee_lines(definition))
    yield from _part("8", "Kết quả", [f"- {one.name}." for one in definition.results] or ["- Chưa quy định."])
    level = {"commune": "Cấp xã", "province": "Cấp tỉnh"}.get(definition.level or "", definition.level or "")
    field = f"Lĩnh vực {definition.field}. " if definition.field else ""
    yield from _part("9", "Phạm vi áp dụng", [f"{field}{level}.".replace("..", ".")])


def _part(number: str, name: str, lines: list[str]) -> Iterator[Line]:
    yield Line(name, "part", number)
    yield from (Line(one) for one in lines if one)


def _basis(reference: str, article: str | None) -> str:
    return f"- {reference}" + (f", {article}" if article else "") + "."


def _cases(definition: Definition) -> list[str]:
    if not definition.cases:
        return ["- Theo quy định của pháp luật về lĩnh vực."]
    return [f"- Áp dụng khi: {one.name or one.id}." for one in definition.cases]


def _behind(definition: Definition, form_titles: Mapping[str, str]) -> Iterator[Block]:
    yield Line("Biểu mẫu", "part", "11")
    rows = [(str(number), title, name) for number, (name, title) in enumerate(form_titles.items(), 1)]
    if rows:
        yield grid(("STT", "Tên mẫu", "Ký hiệu mẫu"), (8, 64, 28), rows)
    picture = picture_of(definition)
    if picture is not None:
        yield NewPage("Lưu đồ", wide=True)
        yield Line("Lưu đồ quy trình", "part", "12")
        yield picture


def _codes(printing: Printing) -> Iterator[Grid]:
    for block in code_blocks(codes_of(printing)):
        head, *rows = block
        yield grid(head, tuple(_width(column, block) for column in range(len(head))), rows, small=True)


def _width(column: int, block: list[list[str]]) -> int:
    longest = max(len(line) for row in block for line in row[column].split("\n"))
    word = max(len(word) for word in block[0][column].split())
    return max(word + 3, min(longest, 32))
