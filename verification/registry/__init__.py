"""The source registry's machines: domains, languages, likeness of names, tables of sources."""
