"""Comparing books with partners: what we asked for on a day beside what they say they did."""
