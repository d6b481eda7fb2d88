#!/usr/bin/env bash
# The HTML report in a browser: narrow and wide, light and dark, by keyboard, without script, on paper, and when it is long.
. "$(dirname "$0")/lib.sh"
. "$root/scripts/lib.sh"
need_npm
need chromium

export PGDATABASE=html
"$bindir/createdb" html
sql -c 'CREATE EXTENSION mana_guard'
sql <<'SQL'
SET mana_guard.max_severity = 'log';
CREATE SCHEMA "</script>";
CREATE TABLE public."<img src=x onerror=alert(1)>" (id int);
CREATE TABLE "</script>".U&"\202Ea_name_of_63_bytes_that_has_no_place_where_it_could_be_broken" (user_id uuid);
SQL
guard audit --format html=report.html
check 'a report' exits 1
sql <<'SQL'
SET mana_guard.enabled = off;
DO $$ BEGIN FOR i IN 1..1500 LOOP EXECUTE format('CREATE TABLE public.t_%s (user_id uuid)', i); END LOOP; END $$;
SQL
guard audit --format html=long.html
check 'a long one' exits 1

folder=$root/build/html
mkdir -p "$folder" && exec {npm_lock}>"$folder/.lock" && flock "$npm_lock"
cp "$here"/html/*.* "$folder"
install_npm "$folder"
node "$folder/browser.mjs" "$(command -v chromium)" report.html long.html "${SCREENSHOTS:-}" >"$out/stdout" 2>"$out/stderr"
check 'the browser ran to its end' [ $? -eq 0 ]
while IFS= read -r line; do
    case $line in
    ok\ *) passed=$((passed + 1)) ;;
    not\ ok\ *) failed=$((failed + 1)) && echo "not ok: html:${line#not ok}" ;;
    *) echo "$line" ;;
    esac
done <"$out/stdout"
finish
