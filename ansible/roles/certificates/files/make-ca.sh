#!/bin/sh
# Makes the deployment's own certificate authority in a folder.
set -eu
umask 077
mkdir -p "$1"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Linnet" \
  -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
  -keyout "$1/ca.key" -out "$1/ca.crt.part" 2>/dev/null
mv "$1/ca.crt.part" "$1/ca.crt"
