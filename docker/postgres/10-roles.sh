#!/bin/bash
# Runs once, when PostgreSQL's volume is new: the role that migrates, the role that runs, their
# database. Neither is a superuser; only the first may change tables.
set -euo pipefail

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$PLUMBLINE_OWNER_PASSWORD" \
    --set running_password="$PLUMBLINE_DB_PASSWORD" <<'SQL'
CREATE ROLE plumbline_owner LOGIN CREATEDB PASSWORD :'owner_password';
CREATE ROLE plumbline LOGIN PASSWORD :'running_password';
GRANT plumbline TO plumbline_owner;
CREATE DATABASE plumbline OWNER plumbline_owner;
\connect plumbline
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;
SQL
