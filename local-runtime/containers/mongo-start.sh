#!/bin/bash
# mongod wants its key file to itself; a secret is everybody's to read.
set -euo pipefail
install -m 400 /run/secrets/mongo_keyfile /tmp/keyfile
exec docker-entrypoint.sh mongod --replSet linnet --keyFile /tmp/keyfile --bind_ip_all --wiredTigerCacheSizeGB 0.25
