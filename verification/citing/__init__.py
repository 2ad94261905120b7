"""What can be cited of a saved copy, and what a selection in it says."""
