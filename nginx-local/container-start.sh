#!/bin/sh
# The official image runs this before Nginx, which then takes this process's parent's id: 1.
set -eu

/opt/nginx-local/render /tmp/nginx
mkdir -p /var/cache/nginx/linnet
/opt/nginx-local/watch /tmp/nginx 1 &
