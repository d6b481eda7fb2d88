-- docs/reference.md, from the catalog of a database that has the extension: read by scripts/reference.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
-- The settings are there once the library is loaded.
SELECT version AS version FROM mana_guard.status() \gset

-- Text of a comment as Markdown.
CREATE FUNCTION pg_temp.prose(text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT regexp_replace(replace(replace(replace(coalesce($1, ''), '<', '&lt;'), '|', '\|'), '*', '\*'),
                         '((?:mana_guard\.)?[a-z_]+\(\)|mana_guard\.[a-z_.]*[a-z]|\{"[^}]*\})', '`\1`', 'g') $$;
-- Types without the schema that all of them share.
CREATE FUNCTION pg_temp.type_name(oid, integer) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT replace(format_type($1, $2), 'mana_guard.', '') $$;

\qecho '# Reference'
\qecho
\qecho 'The settings, functions, tables, views and types of mana_guard' :version'. All objects are in the schema `mana_guard`.'
\qecho '[The rules](rules/README.md) have pages of their own, and [the command-line tool](command-line.md) has a chapter.'
\qecho
\qecho 'This file is written by `scripts/reference`, from the catalog.'
\qecho
\qecho '## Settings'
\qecho
\qecho '| setting | values | default | set by | what it does |'
\qecho '| --- | --- | --- | --- | --- |'
SELECT format('| `%s` | %s | %s | %s | %s |', name,
              CASE vartype WHEN 'bool' THEN '`on`, `off`' WHEN 'enum' THEN (SELECT string_agg('`' || one || '`', ', ') FROM unnest(enumvals) AS one) ELSE 'text' END,
              CASE WHEN coalesce(boot_val, '') = '' THEN 'empty' ELSE '`' || boot_val || '`' END,
              CASE context WHEN 'user' THEN 'everybody' WHEN 'superuser' THEN 'a superuser, or a grant' ELSE context END,
              pg_temp.prose(concat_ws(' ', short_desc, extra_desc)))
FROM pg_settings WHERE name LIKE 'mana\_guard.%' ORDER BY name COLLATE "C";
\qecho
\qecho 'A grant is `GRANT SET ON PARAMETER`. `ALTER DATABASE … SET` and `ALTER ROLE … SET` set them for new sessions.'
\qecho
\qecho '## Functions'
\qecho
\qecho 'Everybody may call a function if nothing else is said. They run with the privileges of their caller.'
SELECT format(E'\n### %s()\n\n```text\nmana_guard.%s(%s)\n    RETURNS %s\n```\n\n%s%s', proname, proname,
              replace(pg_get_function_arguments(oid), 'mana_guard.', ''), replace(pg_get_function_result(oid), 'mana_guard.', ''),
              pg_temp.prose(obj_description(oid, 'pg_proc')),
              CASE WHEN has_function_privilege('public', oid, 'EXECUTE') THEN '' ELSE ' Needs a grant of EXECUTE.' END)
FROM pg_proc WHERE pronamespace = 'mana_guard'::regnamespace AND obj_description(oid, 'pg_proc') IS NOT NULL
ORDER BY proname COLLATE "C";
\qecho
\qecho '## Tables and views'
\qecho
\qecho 'Everybody may read what is not marked. [The policy''s chapter](policy.md#who-may-do-what) says which privileges a change needs.'
SELECT format(E'\n### %s\n\n%s %s%s\n\n| column | type | |\n| --- | --- | --- |\n%s', relname,
              CASE relkind WHEN 'v' THEN 'A view.' ELSE 'A table.' END, pg_temp.prose(obj_description(c.oid, 'pg_class')),
              CASE WHEN has_table_privilege('public', c.oid, 'SELECT') THEN '' ELSE ' Reading needs a grant of SELECT.' END,
              (SELECT string_agg(format('| `%s` | `%s` | %s |', attname, pg_temp.type_name(atttypid, atttypmod),
                                        pg_temp.prose(col_description(attrelid, attnum))), E'\n' ORDER BY attnum)
               FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped))
FROM pg_class AS c WHERE relnamespace = 'mana_guard'::regnamespace AND relkind IN ('r', 'v') ORDER BY relname COLLATE "C";
\qecho
\qecho '## Types'
SELECT format(E'\n### %s\n\n%s\n\n%s', typname, pg_temp.prose(obj_description(t.oid, 'pg_type')),
              CASE typtype WHEN 'e' THEN (SELECT 'Values: ' || string_agg('`' || enumlabel || '`', ', ' ORDER BY enumsortorder) || '.' FROM pg_enum WHERE enumtypid = t.oid)
              ELSE E'| attribute | type |\n| --- | --- |\n' ||
                   (SELECT string_agg(format('| `%s` | `%s` |', attname, pg_temp.type_name(atttypid, atttypmod)), E'\n' ORDER BY attnum)
                    FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0 AND NOT attisdropped) END)
FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = typrelid
WHERE typnamespace = 'mana_guard'::regnamespace AND (typtype = 'e' OR typtype = 'c' AND relkind = 'c') ORDER BY typname COLLATE "C";
