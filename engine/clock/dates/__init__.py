"""Date rules: one file for each way of turning a term into a due date."""
