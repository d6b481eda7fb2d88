# A rename or a move is told as new only what it makes wrong: by the oracle's hand-made schemas, in which each rule has something to say. The
# guard is off until they stand. What is told of any of some 1,700 renames and moves of all that has a name is not what stood before.
theme=renamed

for file in "$root"/tests/oracle/handmade.sql "$root"/tests/oracle/handmade_keys.sql; do
    { echo 'SET mana_guard.enabled = off; SET client_min_messages = error;' && cat "$file"; } | sql
done >"$work/renamed.setup"
is 'the schemas stand' "$(cat "$work/renamed.setup")" ''
sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'error');"
answer=$({ echo 'SET mana_guard.enabled = off; SET client_min_messages = error;' && cat "$root/tests/faults/renamed.sql"; } | sql)
unlike 'what stood before is not told' "$answer" '^stood before: '
unlike 'and nothing else is in the way of a rename' "$answer" '(^refused|ERROR): '
like 'of all that has a name' "$answer" '^ran: 1[0-9]{3}$'
