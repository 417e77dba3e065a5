#!/bin/sh
# Signs the request in the variable REQUEST. Arguments: the authority's folder, the host's address, its name, days.
set -eu
extensions=$(mktemp)
trap 'rm -f "$extensions"' EXIT
printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=IP:%s,IP:127.0.0.1,DNS:%s,DNS:localhost\n' \
  "$2" "$3" >"$extensions"
printf '%s\n' "$REQUEST" | openssl x509 -req -CA "$1/ca.crt" -CAkey "$1/ca.key" -days "$4" -extfile "$extensions" 2>/dev/null
