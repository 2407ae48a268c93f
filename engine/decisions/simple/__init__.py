"""Decision tables people can edit without knowing FEEL: one output, inputs that are names, cells in plain signs."""

from engine.decisions.simple.cells import CellWrong, as_cell, as_test
from engine.decisions.simple.model import ANY, Column, Line, SimpleTable
from engine.decisions.simple.reading import simple_table
from engine.decisions.simple.writing import written

__all__ = ["ANY", "CellWrong", "Column", "Line", "SimpleTable", "as_cell", "simple_table", "as_test", "written"]
