"""Word and Excel become one picture: merged cells, nested tables, automatic numbers, numbers typed as numbers."""

from __future__ import annotations

from made import W, docx, paragraph, table, xlsx

from engine.procedures.sheets.document import Paragraph, Table, Where
from engine.procedures.sheets.opening import open_document

NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="Bước %1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def only_table(data: bytes) -> Table:
    return next(open_document(data).tables())


def test_merged_cells_cover_their_places_and_keep_their_address() -> None:
    grid = only_table(docx([["a", "b", "<"], ["^", "c", "d"]])).grid
    assert [[cell.text if cell else None for cell in row] for row in grid] == [["a", "b", "b"], ["a", "c", "d"]]
    assert grid[1][0] is grid[0][0]
    assert grid[1][2] is not None
    assert grid[1][2].where == Where(0, 1, 2)


def test_text_of_a_continued_cell_is_not_lost() -> None:
    hidden = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>rest</w:t></w:r></w:p></w:tc></w:tr>"
    first = (
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>start</w:t></w:r></w:p></w:tc></w:tr>'
    )
    cell = only_table(docx(f"<w:tbl>{first}{hidden}</w:tbl>")).grid[1][0]
    assert cell is not None
    assert cell.text == "start\nrest"


def test_a_row_that_begins_late_keeps_its_columns() -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>'
    grid = only_table(docx(f"<w:tbl>{table([['a', 'b']])[7:-8]}{late}</w:tbl>")).grid
    assert grid[1][0] is None
    assert grid[1][1] is not None


def test_deleted_text_is_out_and_inserted_text_is_in() -> None:
    said = (
        '<w:p><w:r><w:t xml:space="preserve">giữ </w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>"
    )
    block = open_document(docx(said)).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == "giữ thêm"


def test_automatic_numbers_are_text() -> None:
    def numbered(level: int, text: str) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    blocks = open_document(
        docx(numbered(0, "x"), numbered(1, "y"), numbered(1, "z"), numbered(0, ""), numbering=NUMBERING)
    ).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Bước 1 x", "a) y", "b) z", "Bước 2"]


def test_a_nested_table_is_found_at_its_cell() -> None:
    inner = table([["a", "b"]])
    names = [one.name for one in open_document(docx([["x", inner]])).tables()]
    assert names == [0, "0.0.1.0"]


def test_decomposed_letters_are_composed() -> None:
    block = open_document(docx("Bu\u031bo\u031b\u0301c")).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text == "Bước"


def test_excel_cells_are_named_as_excel_names_them() -> None:
    cell = only_table(xlsx({"QT 1": [["a"], [None, "b"]]})).grid[1][1]
    assert cell is not None
    assert (cell.text, cell.where) == ("b", Where("QT 1", 2, "B"))


def test_numbers_show_a_decimal_comma_and_no_dust() -> None:
    grid = only_table(xlsx({"a": [[0.25, 3, 0.1 + 0.2, 10.0]]})).grid
    assert [cell.text for cell in grid[0] if cell] == ["0,25", "3", "0,3", "10"]


def test_a_date_excel_made_out_of_a_fraction_is_marked() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="16"/></cellXfs></styleSheet>'
    cell = only_table(xlsx({"a": [['<c r="A1" s="1"><v>45689</v></c>']]}, styles=styles)).grid[0][0]
    assert cell is not None
    assert cell.odd == "date"


def test_paragraphs_know_their_place() -> None:
    blocks = open_document(docx("một", [["a"]], paragraph("hai"))).blocks
    assert [block.where.paragraph for block in blocks if isinstance(block, Paragraph)] == [0, 1]
