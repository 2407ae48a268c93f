"""Procedures and dossiers: everything Quy Trình decides and remembers, without HTTP and without HTML."""
