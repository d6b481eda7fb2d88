-- What the oracle's rules are said over: the catalogs, less what the guard doesn't judge. Temporary tables, filled when this is read.

-- A type seen through: through domains alone (base), and through arrays too (element).
CREATE TEMP TABLE types AS
WITH RECURSIVE chain AS (
    SELECT oid, oid AS at, 0 AS depth, false AS is_array, -1 AS typmod, false AS not_null, '{}'::name[] AS domains FROM pg_type
    UNION ALL
    SELECT chain.oid, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.typelem END, depth + 1, is_array OR t.typtype <> 'd',
           CASE WHEN t.typtype = 'd' AND typmod = -1 THEN t.typtypmod ELSE typmod END,
           not_null OR t.typtype = 'd' AND t.typnotnull AND NOT is_array,
           CASE t.typtype WHEN 'd' THEN domains || t.typname ELSE domains END
    FROM chain JOIN pg_type AS t ON t.oid = at
    WHERE t.typtype = 'd' OR t.typelem <> 0 AND t.typsubscript = 'array_subscript_handler'::regproc),
bases AS (SELECT DISTINCT ON (oid) oid, at FROM chain WHERE NOT is_array ORDER BY oid, depth DESC)
SELECT DISTINCT ON (chain.oid)
    chain.oid, chain.at AS element, is_array, typmod, not_null, domains, cardinality(domains) > 0 AS has_domain, bases.at AS base,
    pg_get_expr(own.typdefaultbin, 0) AS preset
FROM chain JOIN bases ON bases.oid = chain.oid JOIN pg_type AS own ON own.oid = chain.oid
ORDER BY chain.oid, depth DESC;
CREATE INDEX ON types (oid);

CREATE TEMP VIEW members AS
    SELECT classid, objid FROM pg_depend JOIN pg_extension AS e ON e.oid = refobjid
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND (SELECT rolsuper FROM pg_roles WHERE oid = e.extowner);

CREATE TEMP VIEW schemas AS
    SELECT oid, nspname AS name, nspowner FROM pg_namespace AS n
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_namespace'::regclass AND objid = n.oid);

CREATE TEMP TABLE relations AS
SELECT c.oid, s.name AS schema_name, c.relname AS name, c.relkind AS kind, c.relispartition AS is_partition, c.relpersistence AS persistence,
       c.relowner AS owner, c.relacl AS acl, c.reloftype AS of_type, c.relrowsecurity AS has_rls, c.relforcerowsecurity AS is_forced,
       c.reloptions AS options, toast.reloptions AS toast_options, c.relkind IN ('r', 'p', 'f') AS is_table,
       c.relkind IN ('r', 'p') AND NOT c.relispartition AS has_own_shape
FROM pg_class AS c JOIN schemas AS s ON s.oid = c.relnamespace LEFT JOIN pg_class AS toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't'
  AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_class'::regclass AND objid = c.oid);
CREATE INDEX ON relations (oid);

CREATE TEMP TABLE columns AS
SELECT r.oid, r.schema_name, r.name AS object_name, r.kind, r.is_partition, r.is_table, r.has_own_shape, r.of_type, a.attnum AS number,
    a.attname AS name,
       a.atttypid AS type, coalesce(nullif(a.atttypmod, -1), t.typmod) AS typmod, a.attnotnull OR t.not_null AS not_null,
       CASE WHEN a.attgenerated = '' THEN coalesce(pg_get_expr(d.adbin, r.oid), t.preset) END AS preset, d.oid AS default_oid,
       a.attgenerated <> '' AS is_generated, a.attidentity <> '' AS is_identity, a.attinhcount > 0 AS is_inherited,
       t.base::regtype AS base, t.element::regtype AS element, t.is_array, t.has_domain, t.domains
FROM relations AS r
JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN types AS t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef AS d ON d.adrelid = r.oid AND d.adnum = a.attnum
WHERE r.kind <> 'S';
CREATE INDEX ON columns (oid, number);

CREATE TEMP TABLE constraints AS
SELECT r.oid AS relation, r.schema_name, r.name AS object_name, r.kind, r.is_partition, c.oid, c.conname AS name, c.contype AS type,
    c.conkey AS key,
       c.confrelid AS target, c.confkey AS target_key, c.confdeltype AS on_delete, c.confupdtype AS on_update, c.confmatchtype AS match,
       c.condeferrable AS is_deferrable, c.convalidated AS is_validated, c.conbin::text AS tree, c.conindid AS index,
       c.conparentid <> 0 OR c.coninhcount > 0 AS is_inherited
FROM relations AS r JOIN pg_constraint AS c ON c.conrelid = r.oid
WHERE c.contype IN ('c', 'f', 'p', 'u', 'x');
CREATE INDEX ON constraints (relation);

-- A foreign key's columns, each with its target.
CREATE TEMP TABLE key_columns AS
SELECT c.*, pair.number, pair.target_number, cardinality(c.key) AS width, target.relname AS target_name, space.nspname AS target_schema
FROM constraints AS c CROSS JOIN unnest(c.key, c.target_key) AS pair (number, target_number)
JOIN pg_class AS target ON target.oid = c.target JOIN pg_namespace AS space ON space.oid = target.relnamespace
WHERE c.type = 'f';
CREATE INDEX ON key_columns (relation, number);

CREATE TEMP TABLE indexes AS
SELECT r.oid AS relation, r.schema_name, r.name AS object_name, r.kind, r.is_partition, i.indexrelid AS oid, c.relname AS name, am.amname AS method,
       i.indisunique AS is_unique, i.indisprimary AS is_primary, i.indisvalid AS is_valid, i.indimmediate AS is_immediate,
           i.indisexclusion AS is_exclusion,
       i.indnullsnotdistinct AS nulls_not_distinct, i.indnkeyatts AS key_width, i.indkey::smallint[] AS key, i.indclass::oid[] AS classes,
       i.indcollation::oid[] AS collations, i.indoption::smallint[] AS directions, i.indpred IS NOT NULL AS is_partial,
       i.indexprs IS NOT NULL AS has_expression, pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indpred::text AS tree,
       pg_get_expr(i.indexprs, i.indrelid) AS expressions, c.relispartition AS is_inherited, c.reloptions AS options,
       con.type AS constraint_type, con.name AS constraint_name
FROM relations AS r JOIN pg_index AS i ON i.indrelid = r.oid JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_am AS am ON am.oid = c.relam
LEFT JOIN constraints AS con ON con.index = i.indexrelid AND con.type IN ('p', 'u', 'x');
CREATE INDEX ON indexes (relation);

-- The sole column of a primary key, of a table whose shape is its own.
CREATE TEMP TABLE sole_keys AS
SELECT c.*, k.oid AS constraint_oid, k.name AS constraint_name,
       EXISTS (SELECT FROM key_columns AS f WHERE f.relation = c.oid AND f.number = c.number) AS is_foreign
FROM constraints AS k JOIN columns AS c ON c.oid = k.relation AND c.number = k.key[1]
WHERE k.type = 'p' AND cardinality(k.key) = 1 AND c.has_own_shape;

ANALYZE types, relations, columns, constraints, key_columns, indexes;

CREATE FUNCTION pg_temp.is_snake_case(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT name ~ '^_*[a-z][a-z0-9]*(_[a-z0-9]+)*$' $$;
CREATE TEMP TABLE reserved_words AS SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T');
CREATE INDEX ON reserved_words (word);
ANALYZE reserved_words;
CREATE FUNCTION pg_temp.is_reserved(name text) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT EXISTS (SELECT FROM reserved_words WHERE word = name) $$;

-- Whether a stored expression calls a function that isn't immutable: its tree names the functions, and has nodes for the likes of now().
CREATE FUNCTION pg_temp.is_mutable(tree text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT tree ~ '\{(SQLVALUEFUNCTION|NEXTVALUEEXPR) '
        OR EXISTS (SELECT FROM regexp_matches(tree, ':(?:funcid|opfuncid) (\d+)', 'g') AS found (id) JOIN pg_proc ON oid = id[1]::oid
                   WHERE provolatile <> 'i')
        -- A conversion by way of text calls the output function of what is converted, and the result's input function.
        OR EXISTS (SELECT FROM regexp_matches(tree, '\{COERCEVIAIO :arg \{[A-Z]+ [^{}]*?:(?:var|const|funcresult|opresult|result)type (\d+) ', 'g')
            AS found (id)
                   JOIN pg_type AS t ON t.oid = id[1]::oid JOIN pg_proc ON pg_proc.oid = t.typoutput WHERE provolatile <> 'i')
        OR EXISTS (SELECT FROM regexp_matches(tree, '\{COERCEVIAIO :arg .*?\} :resulttype (\d+) ', 'g') AS found (id)
                   JOIN pg_type AS t ON t.oid = id[1]::oid JOIN pg_proc ON pg_proc.oid = t.typinput WHERE provolatile <> 'i') $$;
