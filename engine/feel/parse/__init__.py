"""From text to a typed tree: tokens, names with spaces, and the grammar of DMN 1.5 (10.3.1.2)."""
