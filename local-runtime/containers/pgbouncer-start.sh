#!/bin/sh
# The password in clear, in memory only: with it PgBouncer can prove itself to both sides by SCRAM.
set -eu
umask 077
password=$(sed 's/"/""/g' /run/secrets/db_password)
printf '"%s" "%s"\n' "$DB_USER" "$password" >/tmp/userlist.txt
{
  printf '[databases]\n%s = host=postgres port=5432 dbname=%s user=%s\n' "$DB_NAME" "$DB_NAME" "$DB_USER"
  cat /etc/linnet/pgbouncer.ini
  printf 'stats_users = %s\n' "$DB_USER"
} >/tmp/pgbouncer.ini
exec pgbouncer /tmp/pgbouncer.ini
