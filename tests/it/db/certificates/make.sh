#!/bin/sh
# Makes the certificates of the TLS tests, valid for a hundred years. For tests only.
set -eu
cd "$(dirname "$0")"
days=36500
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
signed() { # name, subject, extensions
    key "$1"
    openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
    printf '%s\n' "$3" > "$1.cnf"
    openssl x509 -req -in "$1.csr" -CA authority.crt -CAkey authority.key -set_serial "0x$(openssl rand -hex 8)" \
        -days "$days" -extfile "$1.cnf" -out "$1.crt"
    rm "$1.csr" "$1.cnf"
}
for name in authority stranger; do
    key "$name"
    openssl req -new -x509 -key "$name.key" -subj "/CN=Test $name" -days "$days" -out "$name.crt"
done
# The host in the subject alternative name, as certificates are made today.
signed server "/CN=test server" "subjectAltName=DNS:localhost"
# The host in the common name alone, as PostgreSQL's manual made them.
signed common-name "/CN=localhost" "basicConstraints=CA:FALSE"
# A client's, for the user ada.
signed client "/CN=ada" "basicConstraints=CA:FALSE"
# One of the first version of X.509, which has no extensions.
key version-1
openssl req -new -key version-1.key -subj "/CN=localhost" -out version-1.csr
openssl x509 -req -in version-1.csr -signkey version-1.key -days "$days" -out version-1.crt
rm version-1.csr
# One that has signed itself.
key self-signed
openssl req -new -x509 -key self-signed.key -subj "/CN=localhost" -days "$days" -out self-signed.crt
rm authority.key stranger.key
# As git keeps them.
chmod 644 ./*.key
