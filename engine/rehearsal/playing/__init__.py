"""Playing: a story of the rehearsal, or a way of one's own, gone step by step with the real forms."""
