"""What lets a bare machine run Plumbline: the environment, the servers, the supervisor.

``manage.py`` enters through :mod:`commands`. In the order of a first run:

==================  ==============================================================
places              where things lie on the disk
speech              what is said to the person at the terminal, and refusals
bootstrap           makes ``.venv`` and installs into it (standard library only)
locks               one ``up`` per run-time folder
programs            starts and stops one child process so that none outlives us
orphans             ends what a killed run left behind
postgres, valkey    the two servers from wheels
identity            as whom PostgreSQL runs, because it refuses root
servers             both servers and the environment that leads to them
prepare             migrates, loads the demo, collects static files (inside Django)
supervisor          keeps the children running, stops them in order
up, testing         the two commands
chromium            the browser of the browser tests
==================  ==============================================================

Nothing in this package is imported by the application.
"""
