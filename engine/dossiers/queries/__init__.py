"""What lists and pages show of dossiers: reads only, each bounded, each filtered by the policy."""
