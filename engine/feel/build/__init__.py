"""From a tree to closures: every decision that can be made once is made here, not at each evaluation."""
