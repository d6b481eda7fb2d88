#!/usr/bin/env bash
# --image, with a stand-in for docker: container/docker starts a server of the suite's installation.
. "$(dirname "$0")/lib.sh"

export containers=$out/containers PATH=$here/container:$bindir:$PATH
mkdir -m 777 "$containers"
left_behind() { ls "$containers"; }
mkdir files && echo 'CREATE TABLE public.bad (id int);' >files/1.sql

guard lint --image mana-guard:15 files
check 'lint judges in a container' eval 'exits 1 && says "files/1.sql:1:1  error  MG101"'
check 'which is removed' [ -z "$(left_behind)" ]
guard run --image mana-guard:15 -- psql -X -q -c 'CREATE TABLE public.bad (id int)'
check 'run does, too' eval 'exits 1 && says MG101'
guard run --image mana-guard:15 -- psql -X -q -c 'CREATE SCHEMA app'
check 'and has an all-clear for what is clean' exits 0
guard run --image mana-guard:15 --fail-on never -- env PGOPTIONS='-c mana_guard.enabled=off' psql -X -q -c 'CREATE SCHEMA app'
check 'and none for a guard that is switched off' exits 2
check 'nothing is left' [ -z "$(left_behind)" ]
guard lint --image nothing:15 files
check 'an image that is not there exits 3' exits 3
check 'and is named' complains nothing:15
PATH=/nonexistent guard lint --image mana-guard:15 files
check 'without docker and podman it exits 3' exits 3
check 'and says so' complains 'needs docker or podman'
finish
