"""Reads the sheets on which offices print their processes (Word, Excel) and turns them into drafts.

Pure functions over bytes: no database, no web, no clock. Nothing is approximated silently: what is not understood
becomes an open point at the cell it stands in.
"""
