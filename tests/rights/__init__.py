"""Who may what, over every address of the desk and every verb: the tables, and that they are whole.

Each line is tried as every kind of person (see ``tests/scenes.py``), with input that would work
for whoever may. A person in neither ``may`` nor ``told`` is kept out: sent to the sign-in page,
answered 403 or 404, or refused by the verb with ``PermissionDenied``. ``told`` are those who have
the right as such, but not on this claim, and are told why.
"""
