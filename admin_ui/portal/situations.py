"""What happened in somebody's life, in their own words, and the words that find the procedure for it."""

from __future__ import annotations

from typing import NamedTuple

from engine.text import Text


class Situation(NamedTuple):
    """A sentence a citizen would say and what to search the catalogue for."""

    said: Text
    words: str


SITUATIONS = (
    Situation(Text("Tôi mới sinh con", "I have a new baby"), "khai sinh"),
    Situation(Text("Con tôi đi học, gia đình khó khăn", "My child is at school and money is short"), "học phí"),
    Situation(Text("Gia đình tôi có người có công", "A relative served the country"), "trợ cấp"),
    Situation(Text("Tôi mua, bán hoặc được tặng đất", "I buy, sell or was given land"), "đất"),
    Situation(Text("Tôi muốn đầu tư một dự án", "I want to invest in a project"), "đầu tư"),
    Situation(Text("Tôi kết hôn", "I am getting married"), "kết hôn"),
    Situation(Text("Gia đình tôi có người mất", "Somebody in my family died"), "khai tử"),
)
