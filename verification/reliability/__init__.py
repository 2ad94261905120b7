"""How far blind reviewers agree beyond chance, over time."""
