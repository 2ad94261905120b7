#!/usr/bin/env python3
"""Plumbline's one door: ``python3 manage.py up`` runs it, ``python3 manage.py test`` proves it.

Everything up to the re-execution inside ``.venv`` is standard library only, and this file is
written so that a Python far too old can still read it and say so.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Plumbline needs Python 3.11 or newer, and this is Python %d.%d. Install a newer one "
        "(Debian 12 brings 3.11 as python3) and run the same command with it."
        % sys.version_info[:2]
    )

from config.embedded.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
