#!/usr/bin/env bash
# The files for pipelines, whose commands are run in a checkout here, not by GitHub, GitLab or pre-commit.
. "$(dirname "$0")/lib.sh"

# pipeline FILE NAME=VALUE...
pipeline() {
    PATH=$(dirname "$tool"):$PATH python3 "$here/pipeline.py" "$root/$1" "${@:2}" >"$out/stdout" 2>"$out/stderr"
    status=$?
}
git init -q checkout && cd checkout || exit 1
git config user.name test && git config user.email test@example.com
mkdir migrations && echo 'CREATE SCHEMA app;' >migrations/1.sql
git add . && git commit -qm one && base=$(git rev-parse HEAD)
echo 'CREATE TABLE public.files (id int);' >migrations/2.sql

pipeline .pre-commit-hooks.yaml
check 'the hook of pre-commit finds what is not committed' exits 1
git add . && git commit -qm two
pipeline .pre-commit-hooks.yaml
check 'and nothing else' exits 0
pipeline action.yml since="$base" sarif=lint.sarif '$GITHUB_STEP_SUMMARY=summary.md' '$GITHUB_ACTIONS=true'
check 'the action fails for an error' exits 1
check 'annotates it' says '::error file=migrations/2.sql'
check 'writes SARIF' grep -q '"ruleId": "MG101"' lint.sarif
check 'and a summary' grep -q MG101 summary.md
pipeline action.yml since="$base" paths='migrations' fail-on=never
check 'it does not if it need not' exits 0
pipeline action.yml since="$base" layout=no-such-layout
check 'a layout is passed on' eval 'exits 2 && complains no-such-layout'
pipeline action.yml since=0000000000000000000000000000000000000000
check 'a base that was not fetched is wrong use' exits 2
check 'and says what to fetch' complains 'fetch-depth: 0'
pipeline templates/lint.yml image=x '$CI_MERGE_REQUEST_DIFF_BASE_SHA='"$base"
check 'the template of GitLab fails for an error' exits 1
check 'writes its reports' eval 'grep -q MG101 mana-guard.json && grep -q MG101 mana-guard.xml'
finish
