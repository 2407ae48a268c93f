"""Conditions as rows "subject – comparison – value" joined by all or any: from an expression and back."""

from engine.feel.rows.model import ALL, ANY, Group, Row, Value
from engine.feel.rows.rate import Rate, rate_of
from engine.feel.rows.reading import rows_of, rows_of_tree
from engine.feel.rows.writing import expression_of

__all__ = ["ALL", "ANY", "Group", "Rate", "Row", "Value", "expression_of", "rate_of", "rows_of", "rows_of_tree"]
