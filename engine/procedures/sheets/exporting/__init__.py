"""Prints a declared procedure as the office's own sheet, in Word or Excel: ``export_sheet`` in ``exporting.export``.

A definition becomes neutral blocks (lines, grids, a picture), and two small writers put them into the two formats; no
office program and no library is needed (see decision 0095).
"""
