# The guard's tables: what a role without grants may not do with them, who is written down as who changed them, and what is PUBLIC's.

# Attempts at each table.
each_table() {
    local table
    for table in policy exemptions service_schemas active_profile policy_history deprecations debt log; do
        cat <<SQL
--- 42501: INSERT INTO $table
INSERT INTO mana_guard.$table DEFAULT VALUES;
--- 42501: UPDATE $table
UPDATE mana_guard.$table SET $(sql -c "SELECT attname FROM pg_attribute WHERE attrelid = 'mana_guard.$table'::regclass AND attnum = 1") = DEFAULT;
--- 42501: DELETE FROM $table
DELETE FROM mana_guard.$table;
--- 42501: MERGE INTO $table
MERGE INTO mana_guard.$table AS old USING (VALUES (1)) AS new ON true WHEN MATCHED THEN DELETE;
--- 42501: TRUNCATE $table
TRUNCATE mana_guard.$table;
--- 42501: COPY $table
COPY mana_guard.$table FROM STDIN;
\\.
--- 42501: LOCK $table
LOCK mana_guard.$table;
--- 42501: FOR UPDATE of $table
SELECT FROM mana_guard.$table FOR UPDATE;
--- 42501: the triggers of $table
ALTER TABLE mana_guard.$table DISABLE TRIGGER ALL;
--- 42501: the owner of $table
ALTER TABLE mana_guard.$table OWNER TO bypass_dev;
--- 42501: the name of $table
ALTER TABLE mana_guard.$table RENAME TO gone;
--- 42501: DROP TABLE $table
DROP TABLE mana_guard.$table CASCADE;
--- 42501: a trigger on $table
CREATE TRIGGER attempts BEFORE INSERT ON mana_guard.$table EXECUTE FUNCTION suppress_redundant_updates_trigger();
--- 42501: a rule on $table
CREATE RULE attempts AS ON INSERT TO mana_guard.$table DO INSTEAD NOTHING;
--- 42501: a policy on $table
CREATE POLICY attempts ON mana_guard.$table USING (false);
--- 42501: an index on $table
CREATE INDEX ON mana_guard.$table ((app.breaks()));
--- 42501: a child of $table
CREATE TABLE app.child () INHERITS (mana_guard.$table);
--- 42501: a parent of $table
ALTER TABLE mana_guard.$table INHERIT app.things;
--- 42501: a comment on $table
COMMENT ON TABLE mana_guard.$table IS 'forged';
--- 42501: a view that writes $table
CREATE VIEW app.writes WITH (security_invoker) AS SELECT * FROM mana_guard.$table;
DELETE FROM app.writes;
SQL
    done
}

# Whoever may change them is written down, whatever the row says.
authors_are_true() {
    local answer
    answer=$(PGUSER=bypass_lead sql <<'SQL'
INSERT INTO mana_guard.exemptions (rule, schema_pattern, reason, updated_by, updated_at)
VALUES ('user_id_text', 'app', 'mine', 'postgres', '2001-01-01') RETURNING updated_by, updated_at > '2020-01-01';
UPDATE mana_guard.exemptions SET updated_by = 'bypass_dev', updated_at = '2001-01-01' WHERE reason = 'mine'
RETURNING updated_by, updated_at > '2020-01-01';
SET check_function_bodies = off;
SELECT WHERE set_config('search_path', '', false) IS NULL;
UPDATE mana_guard.exemptions SET updated_by = 'postgres', updated_at = '2001-01-01' WHERE reason = 'mine'
RETURNING updated_by, updated_at > '2020-01-01';
SQL
)
    is "$how: the author of an exemption is who writes it, also with the marks of a restore" "$answer" \
        "$(printf 'bypass_lead|t\nbypass_lead|t\nbypass_lead|t')"
    is "$how: history has each change" "$(sql <<<"SELECT string_agg(action || ' ' || changed_by || ' ' || session_user_name, ', ' ORDER BY changed_at)
        FROM mana_guard.policy_history WHERE table_name = 'exemptions' AND changed_by <> 'postgres'")" \
        'insert bypass_lead bypass_lead, update bypass_lead bypass_lead, update bypass_lead bypass_lead'
    sql <<<"DELETE FROM mana_guard.exemptions WHERE reason = 'mine';
DELETE FROM mana_guard.policy_history WHERE changed_at >= (SELECT min(changed_at) FROM mana_guard.policy_history WHERE changed_by = 'bypass_lead');"
}

# The manual lists what anybody may, by name; nothing else in the schema is PUBLIC's, and of that nothing but to look, to call and to use.
public_has_what_is_documented() {
    local documented
    # shellcheck disable=SC2016 # backquotes are Markdown's
    documented=$(sed -n '/^Every role may$/,/^Everything else/p' "$root/docs/policy.md" | grep -oE '`[a-z_]+(\(\))?`' | tr -d '`' | LC_ALL=C sort)
    like "$how: the manual lists what anybody may" "$documented" '^audit\(\)$'
    is "$how: which is all that PUBLIC may" "$(sql <<'SQL' | LC_ALL=C sort
SELECT relname || CASE privilege_type WHEN 'SELECT' THEN '' ELSE ' ' || privilege_type END
FROM pg_class, aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))
WHERE relnamespace = 'mana_guard'::regnamespace AND relkind NOT IN ('i', 'c') AND grantee = 0
UNION ALL SELECT attrelid::regclass || '.' || attname || ' ' || privilege_type FROM pg_attribute, aclexplode(attacl)
WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace) AND grantee = 0
UNION ALL SELECT proname || '()' FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
WHERE pronamespace = 'mana_guard'::regnamespace AND grantee = 0
UNION ALL SELECT typname FROM pg_type, aclexplode(coalesce(typacl, acldefault('T', typowner)))
WHERE typnamespace = 'mana_guard'::regnamespace AND grantee = 0 AND typelem = 0
    AND (typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c')
SQL
)" "$documented"
    is "$how: of the schema itself only what is in it" "$(sql <<<"SELECT string_agg(privilege_type, ' ')
        FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'mana_guard' AND grantee = 0")" USAGE
    is "$how: of its settings nothing" "$(sql <<<'SELECT count(*) FROM pg_parameter_acl')" 0
    is "$how: no function of it runs as its owner" \
        "$(sql <<<"SELECT count(*) FROM pg_proc WHERE pronamespace = 'mana_guard'::regnamespace AND prosecdef")" 0
}
