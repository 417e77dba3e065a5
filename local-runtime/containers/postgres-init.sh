#!/bin/bash
# The official image runs this once, on an empty volume: the database, and its owner, who is nobody else's superuser.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres \
  -v name="$DB_NAME" -v owner="$DB_USER" -v password="$(cat /run/secrets/db_password)" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"owner";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
