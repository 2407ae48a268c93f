"""Decision tables people can edit without knowing FEEL: one output, inputs that are names, cells in plain signs."""

from engine.decisions.simple.cells import CellWrong, cell_of, test_of
from engine.decisions.simple.model import ANY, Column, Line, SimpleTable
from engine.decisions.simple.reading import simple_table
from engine.decisions.simple.writing import written

__all__ = ["ANY", "CellWrong", "Column", "Line", "SimpleTable", "cell_of", "simple_table", "test_of", "written"]
