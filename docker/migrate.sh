#!/bin/sh
# Refuses the passwords everybody can read in .env.example, then migrates. All else waits for it.
set -eu
case "$SECRET_KEY $DATABASE_URL $DATABASE_OWNER_URL" in
*replace-me*)
    echo "The file .env still has a value replace-me. Nothing is stored yet: give it values of" \
        "your own, then run docker compose down --volumes and docker compose up again." >&2
    exit 1
    ;;
esac
exec python manage.py migrate
