"""Where evidence comes from and whether it still stands: lineage, origins, shields."""
