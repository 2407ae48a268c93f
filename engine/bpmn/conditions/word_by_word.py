"""An expression that is no set of rows, told word by word: names by what they are called, signs by words."""

from __future__ import annotations

import re
from typing import Final

from engine.bpmn.conditions.comparisons import UNITS, ago
from engine.bpmn.conditions.names import Field, Names
from engine.feel.errors import FeelError
from engine.feel.parse.tokens import END, MARK, NAME, STRING, Token, tokens_of
from engine.text import Text

_WORDS: Final = {
    "and": Text("và", "and"),
    "or": Text("hoặc", "or"),
    "not": Text("không phải", "not"),
    "if": Text("nếu", "if"),
    "then": Text("thì", "then"),
    "else": Text("ngược lại thì", "otherwise"),
    "in": Text("thuộc", "in"),
    "between": Text("trong khoảng", "between"),
    "null": Text("để trống", "blank"),
    "true": Text("đúng", "true"),
    "false": Text("sai", "false"),
    "some": Text("có một", "some"),
    "every": Text("mọi", "every"),
    "satisfies": Text("thỏa mãn", "satisfies"),
    "count": Text("số mục của", "number of"),
    "sum": Text("tổng", "sum of"),
    "today": Text("hôm nay", "today"),
    "date": Text("ngày", "day"),
    "for": Text("với mỗi", "for each"),
    "return": Text("lấy", "take"),
    "max": Text("số lớn nhất của", "largest of"),
    "min": Text("số nhỏ nhất của", "smallest of"),
}
_SIGNS: Final = {
    "=": Text("là", "is"),
    "!=": Text("khác", "is not"),
    ">=": Text("≥", "≥"),
    "<=": Text("≤", "≤"),
    "*": Text("×", "×"),
    "-": Text("−", "−"),
}
_DAY_OF_MOMENT: Final = re.compile(r"date\(substring\(string\(([\w.]+)\), 1, 10\)\)")
_DAY_OF_NAME: Final = re.compile(r"date\(([^\W\d][\w.]*)\)")
_BLANK: Final = {"=": Text("để trống", "is blank"), "!=": Text("đã có", "is filled in")}
_TIGHT_BEFORE: Final = frozenset(")],")
_TIGHT_AFTER: Final = frozenset("([")


def word_by_word(expression: str, names: Names, language: str) -> str:
    """The words; the expression itself when it cannot even be cut into words."""
    try:
        tokens = tokens_of(_DAY_OF_NAME.sub(r"\1", _DAY_OF_MOMENT.sub(r"\1", expression.strip())))
    except FeelError:
        return expression.strip()
    said: list[str] = []
    at = 0
    while tokens[at].kind != END:
        word, at = _next(tokens, at, names, language)
        said.append(word)
    return _spaced(said)


def _next(tokens: list[Token], at: int, names: Names, language: str) -> tuple[str, int]:
    token = tokens[at]
    if token.kind != NAME:
        if token.text in _BLANK and tokens[at + 1].text == "null":
            return _BLANK[token.text].said_in(language), at + 2
        sign = _SIGNS.get(token.text)
        if token.kind == STRING:
            return f"“{_option(tokens, at, names, language) or token.value}”", at + 1
        return (sign.said_in(language) if sign else token.text), at + 1
    path, end = _path(tokens, at)
    if path in names:
        return _called(names[path], language), end
    if tokens[at].text == "today" and [one.text for one in tokens[at + 1 : at + 3]] == ["(", ")"]:
        return _WORDS["today"].said_in(language), at + 3
    if token.text == "duration" and [one.kind for one in tokens[at + 1 : at + 4]] == [MARK, STRING, MARK]:
        length = ago(tokens[at + 2].value)
        if length:
            return f"{length[0]} {UNITS[length[1]].said_in(language)}", at + 4
    word = _WORDS.get(token.text)
    return (word.said_in(language), at + 1) if word else (path, end)


def _called(field: Field, language: str) -> str:
    return field.alone.said_in(language) if field.alone else f"“{field.label.said_in(language)}”"


def _path(tokens: list[Token], at: int) -> tuple[str, int]:
    parts, end = [tokens[at].text], at + 1
    while tokens[end].text == "." and tokens[end + 1].kind == NAME:
        parts.append(tokens[end + 1].text)
        end += 2
    return ".".join(parts), end


def _option(tokens: list[Token], at: int, names: Names, language: str) -> str | None:
    """What the text right behind ``name =`` is called among the options of the name."""
    if at < 2 or tokens[at - 1].text not in ("=", "!="):
        return None
    start = at - 2
    while start >= 2 and tokens[start - 1].text == ".":
        start -= 2
    field = names.get(_path(tokens, start)[0])
    return field.option(tokens[at].value).said_in(language) if field else None


def _spaced(said: list[str]) -> str:
    whole = ""
    for word in said:
        tight = not whole or word[0] in _TIGHT_BEFORE or whole[-1] in _TIGHT_AFTER
        whole += word if tight else f" {word}"
    return whole
