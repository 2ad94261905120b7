"""What people type, checked before a verb is called: one file for each kind of work."""
