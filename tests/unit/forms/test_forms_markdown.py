"""The safe subset of Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forms.markdown import to_html


def test_paragraphs_lists_headings_and_emphasis():
    text = "# Lưu ý\n\nMang **bản chính** và *bản sao*:\n- Giấy chứng sinh\n- `CCCD`\n\n1. một\n2. hai"
    assert to_html(text) == (
        "<h3>Lưu ý</h3>\n"
        "<p>Mang <strong>bản chính</strong> và <em>bản sao</em>:</p>"
        "<ul><li>Giấy chứng sinh</li><li><code>CCCD</code></li></ul>\n"
        "<ol><li>một</li><li>hai</li></ol>"
    )


def test_links_go_only_to_safe_places():
    assert to_html("[Cổng](https://dichvucong.gov.vn/a?b=1&c=2)") == (
        '<p><a href="https://dichvucong.gov.vn/a?b=1&amp;c=2">Cổng</a></p>'
    )
    assert to_html("[Nội bộ](/thu-tuc)") == '<p><a href="/thu-tuc">Nội bộ</a></p>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x", "http://x", "JaVaScRiPt:x"],
)
def test_other_links_become_plain_words(address):
    assert "<a" not in to_html(f"[bấm]({address})")


@given(st.text(alphabet="<>&\"'*_`[]()#-1. \nabh:/tp", max_size=60))
def test_whatever_is_written_only_our_own_tags_appear(text):
    html = str(to_html(text))
    tags = re.findall(r"<[^>]*>", html)
    allowed = re.compile(r"</?(p|ul|ol|li|h3|h4|strong|em|code|br|a)>|<a href=\"[^\"<>]*\">")
    assert all(allowed.fullmatch(tag) for tag in tags)
    assert "<" not in re.sub(r"<[^>]*>", "", html)
    opened = []
    for tag in tags:
        name = re.match(r"</?(\w+)", tag)[1]
        if tag.startswith("</"):
            assert opened.pop() == name
        elif name != "br":
            opened.append(name)
    assert opened == []
