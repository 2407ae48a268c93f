"""Word templates: what is taken, and how a refusal names the trouble."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from engine.documents.printing.checking import check, example
from engine.documents.printing.drawing.forms import FORMS
from engine.documents.printing.drawing.sheet import Sheet
from engine.documents.printing.filling import fill
from engine.documents.printing.pictures import sample
from engine.documents.printing.roles import ROLES
from engine.documents.printing.templates import shipped
from engine.platform.errors import Invalid

PICTURES = {"ma_qr": sample(), "ma_vach": sample()}


def with_line(words: str, role: str = "receipt") -> bytes:
    """The shipped template with one more line."""
    document = Document(io.BytesIO(shipped(role)))
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, replacing: tuple[str, bytes, bytes] = ("", b"", b"")) -> bytes:
    """The shipped receipt with one more part, and one part changed."""
    out = io.BytesIO()
    part, old, new = replacing
    with (
        zipfile.ZipFile(io.BytesIO(shipped("receipt"))) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for entry in made.namelist():
            data = made.read(entry)
            kept.writestr(entry, data.replace(old, new) if entry == part else data)
        if name:
            kept.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes) -> str:
    """What is said about a file that is not taken."""
    with pytest.raises(Invalid) as error:
        check("receipt", "mau.docx", data)
    return error.value.what.vi


@pytest.mark.parametrize("role", ROLES)
def test_every_shipped_template_passes_its_own_check(role: str) -> None:
    check(role, f"{role}.docx", shipped(role))


@pytest.mark.parametrize("role", ROLES)
def test_the_shipped_templates_are_what_the_script_draws(role: str) -> None:
    sheet = Sheet(ROLES[role].paper)
    FORMS[role](sheet)
    assert sheet.data() == shipped(role)


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    said = refusal(with_line("{{ hen_traa }} {{ la_lam }}"))
    assert "Không có trường «hen_traa». Có phải «hen_tra»?" in said
    assert "Không có trường «la_lam»." in said


def test_an_unknown_part_of_a_line_is_named() -> None:
    words = "{% for dong in thanh_phan %}{{ dong.tenn }}{% endfor %}"
    assert "Không có trường «dong.tenn». Có phải «dong.ten»?" in refusal(with_line(words))


def test_a_list_written_as_a_word_is_refused() -> None:
    assert "«thanh_phan» là danh sách" in refusal(with_line("{{ thanh_phan }}"))


@pytest.mark.parametrize(
    "words",
    [
        "{{ ''.__class__ }}",
        "{{ don_vi.upper() }}",
        "{% set x = 1 %}",
        "{{ 9 ** 9 }}",
        "{% for a in thanh_phan %}{% for b in thanh_phan %}x{% endfor %}{% endfor %}",
        "{% for x in [1] * 10 %}{% endfor %}",
        "{{ cycler }}",
        "{{ don_vi|upper }}",
        "{% include 'x' %}",
    ],
)
def test_a_template_can_call_nothing_and_loop_in_no_loop(words: str) -> None:
    refusal(with_line(words))


def test_a_broken_mark_is_told() -> None:
    assert "Không đọc được mẫu" in refusal(with_line("{% if don_vi %}"))


def test_macros_embedded_objects_and_links_outside_are_refused() -> None:
    assert "macro hoặc đối tượng nhúng" in refusal(with_part("word/vbaProject.bin", b"x"))
    assert "macro hoặc đối tượng nhúng" in refusal(with_part("word/embeddings/a.docx", b"x"))
    outside = b'<Relationship Id="rX" Type="t" Target="http://x.vn/t.dotx" TargetMode="External"/></Relationships>'
    linked = with_part("", b"", ("word/_rels/document.xml.rels", b"</Relationships>", outside))
    assert "liên kết ra ngoài: http://x.vn/t.dotx" in refusal(linked)


def test_a_field_that_fetches_files_is_refused() -> None:
    fetching = b'<w:fldSimple w:instr="INCLUDETEXT &quot;/etc/passwd&quot;"/></w:p>'
    data = with_part("", b"", ("word/document.xml", b"</w:p>", fetching))
    assert "INCLUDETEXT" in refusal(data)


def test_what_is_no_word_file_and_what_unpacks_to_too_much_is_refused() -> None:
    refusal(b"%PDF-1.4")
    refusal(b"")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"0" * 40_000_000)
    refusal(bomb.getvalue())
    assert "DOCTYPE" not in refusal(with_part("word/x.xml", b"<!DOCTYPE a><a/>"))


def test_what_people_wrote_cannot_become_a_mark_or_markup() -> None:
    said = {**example("receipt"), "ten_nguoi_nop": "{{ khoa_tra_cuu }} <w:p/> & Con"}
    words = [one.text for one in Document(io.BytesIO(fill(shipped("receipt"), said, PICTURES))).paragraphs]
    assert any("{{ khoa_tra_cuu }} <w:p/> & Con" in line for line in words)
