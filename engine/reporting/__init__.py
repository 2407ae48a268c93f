"""What leaders, administrators and auditors look at: reads only, each bounded, each allowed by the policy."""
