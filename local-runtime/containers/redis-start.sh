#!/bin/sh
# A cache: bounded, evicting, nothing on disk. The password comes by standard input, so that no process list shows it.
set -eu
exec redis-server - <<END
requirepass "$(cat /run/secrets/redis_password)"
maxmemory ${REDIS_MAX_MEMORY}
maxmemory-policy allkeys-lru
save ""
appendonly no
timeout 0
tcp-keepalive 60
dir /tmp
END
