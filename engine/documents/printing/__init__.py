"""Printed forms of Circular 03/2025/TT-VPCP by role: their fields, Word templates, code pictures and PDF."""
