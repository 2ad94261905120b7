"""What lets a bare machine run Plumbline: the environment, the servers, the supervisor.

``manage.py`` enters through `commands`. Then, from the ground up:

====================  ==========================================================
places                where things lie on the disk
speech                what is said to the person at the terminal, and refusals
locks                 one ``up`` per run-time folder
bootstrap, progress   makes ``.venv`` and installs into it
programs              starts and stops one child process so that none outlives us
orphans               ends what a killed run left behind
supervisor            keeps the children running, stops them in order
stopping              Ctrl-C and its kin
identity              as whom PostgreSQL runs, because it refuses root
postgres, valkey      the two servers from wheels
servers               both servers and the environment that leads to them
workers               web server, worker and scheduler
prepare               runs `preparation`: migrates, loads the demo, collects files
chromium              the browser of the browser tests
up, testing, backup   the commands
====================  ==========================================================

Only `preparation` imports Django, and nothing here is imported by the application.
"""
