-- Types, MG2xx, by docs/rules. Each view is one rule.

CREATE TEMP VIEW user_ids AS
    SELECT 'MG201' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name, oid, number
    FROM columns WHERE is_table AND NOT is_partition AND name = 'user_id' AND base <> 'text'::regtype;

CREATE TEMP VIEW user_references AS
    SELECT 'MG202' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    WHERE is_table AND NOT is_partition
      AND (element = 'uuid'::regtype AND (name LIKE '%\_user\_id' OR name LIKE '%\_by' OR name IN ('owner_id', 'author_id'))
           AND NOT EXISTS (SELECT FROM key_columns AS k WHERE k.relation = c.oid AND k.number = c.number
                           AND (k.target_schema, k.target_name) <> ('auth', 'users'))
           AND NOT EXISTS (SELECT FROM columns AS beside WHERE beside.oid = c.oid AND beside.name = regexp_replace(c.name, '_id$', '') || '_type')
           OR element IN ('uuid'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype)
           AND EXISTS (SELECT FROM key_columns AS k WHERE k.relation = c.oid AND k.number = c.number
                       AND (k.target_schema, k.target_name) = ('auth', 'users')))
      AND NOT EXISTS (SELECT FROM user_ids AS told WHERE told.oid = c.oid AND told.number = c.number);

-- What a rule about a type judges, and of which type it speaks.
CREATE TEMP VIEW typed_columns AS
    SELECT * FROM columns WHERE has_own_shape AND NOT is_inherited;

CREATE TEMP VIEW plain_types AS
    SELECT CASE
               WHEN element IN ('timestamp'::regtype, 'timetz'::regtype) THEN 'MG203'
               WHEN element = 'json'::regtype THEN 'MG204'
               WHEN element IN ('bpchar'::regtype, '"char"'::regtype) THEN 'MG205'
               WHEN element = 'money'::regtype THEN 'MG206'
               WHEN element IN ('float4'::regtype, 'float8'::regtype) AND name ~ '(^|_)(amount|price|balance|cost)$' THEN 'MG210'
               WHEN element IN ('oid'::regtype, 'regclass'::regtype, 'regcollation'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype,
                                'regnamespace'::regtype, 'regoper'::regtype, 'regoperator'::regtype, 'regproc'::regtype, 'regprocedure'::regtype,
                                'regrole'::regtype, 'regtype'::regtype) AND domains[1] IS DISTINCT FROM 'lo' THEN 'MG212'
               WHEN element IN ('xml'::regtype, 'bit'::regtype, 'name'::regtype, 'aclitem'::regtype, 'txid_snapshot'::regtype)
                 OR element = 'timestamptz'::regtype AND typmod = 0 AND NOT has_domain THEN 'MG214'
           END AS code,
           schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM typed_columns;

-- A column that owns the sequence that its default calls.
CREATE TEMP VIEW serials AS
    SELECT 'MG207' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    WHERE c.kind = 'r' AND NOT c.is_partition AND c.of_type = 0 AND NOT c.is_inherited
      AND c.type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
      AND EXISTS (SELECT FROM pg_depend AS owns JOIN pg_depend AS calls ON calls.refobjid = owns.objid AND calls.refclassid = 'pg_class'::regclass
                  WHERE owns.classid = 'pg_class'::regclass AND owns.refclassid = 'pg_class'::regclass AND owns.deptype = 'a'
                    AND owns.refobjid = c.oid AND owns.refobjsubid = c.number
                    AND calls.classid = 'pg_attrdef'::regclass AND calls.objid = c.default_oid);

CREATE TEMP VIEW small_keys AS
    SELECT 'MG208' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM typed_columns AS c
    WHERE base IN ('int2'::regtype, 'int4'::regtype)
      AND (is_identity OR preset ~ '\mnextval\('
           OR EXISTS (SELECT FROM sole_keys AS k WHERE k.oid = c.oid AND k.number = c.number AND NOT k.is_foreign));

-- Two keys over one column to one target are one fault.
CREATE TEMP VIEW key_types AS
    SELECT 'MG211' AS code, k.schema_name, k.object_name, c.name AS column_name, NULL::name AS part_name
    FROM key_columns AS k
    JOIN columns AS c ON c.oid = k.relation AND c.number = k.number
    JOIN pg_attribute AS a ON a.attrelid = k.target AND a.attnum = k.target_number
    JOIN types AS t ON t.oid = a.atttypid
    WHERE NOT k.is_inherited
      AND CASE c.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE c.base END
          <> CASE t.base WHEN 'varchar'::regtype THEN 'text'::regtype ELSE t.base END
    GROUP BY k.relation, k.schema_name, k.object_name, c.name, k.target, k.target_number;

-- "x IN ('a', 'b')" and nothing else, as pg_get_constraintdef writes it.
CREATE TEMP VIEW list_checks AS
    SELECT k.*, c.base
    FROM constraints AS k JOIN columns AS c ON c.oid = k.relation AND c.number = k.key[1]
    CROSS JOIN (SELECT $$'([^']|'')*'::[a-z ]+$$ AS constant) AS pattern
    WHERE k.type = 'c' AND NOT k.is_inherited AND cardinality(k.key) = 1
      AND pg_get_constraintdef(k.oid) ~
          ('^CHECK \(\(\(?' || regexp_replace(quote_ident(c.name), '(\W)', '\\\1', 'g')
           || '\)?(::text)? = ANY \((\(?ARRAY\[' || constant || '(, ' || constant
               || ')+\]\)?|''\{[^'']*,[^'']*\}''::[a-z ]+\[\])(::text\[\])?\)\)\)$');

CREATE TEMP VIEW checks_for_enums AS
    SELECT 'MG213' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM list_checks WHERE base IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype);

CREATE TEMP VIEW limited_texts AS
    SELECT 'MG209' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM typed_columns WHERE element = 'varchar'::regtype AND typmod <> -1 AND NOT has_domain;

CREATE TEMP VIEW yielding_identities AS
    SELECT 'MG219' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = c.number WHERE c.has_own_shape AND a.attidentity = 'd';

CREATE TEMP VIEW uuids_as_text AS
    SELECT 'MG220' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM typed_columns AS c
    WHERE element IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype)
      AND (preset ~ '(gen_random_uuid|uuid_generate_v\w+)\(' OR name ~ '_(uuid|guid)$')
      AND name !~ '^(user_id|owner_id|author_id)$|_user_id$|_by$'
      AND NOT EXISTS (SELECT FROM key_columns AS k WHERE k.relation = c.oid AND k.number = c.number);

CREATE TEMP VIEW constrained_domains AS
    SELECT 'MG215' AS code, s.name AS schema_name, t.typname AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace
    WHERE t.typtype = 'd' AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint WHERE contypid = t.oid))
      AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_type'::regclass AND objid = t.oid);

CREATE TEMP VIEW enums AS
    SELECT 'MG223' AS code, s.name AS schema_name, t.typname AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace
    WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_type'::regclass AND objid = t.oid);

-- By how PostgreSQL prints the check; of a limit among others one part has to say it.
CREATE TEMP VIEW unlimited_texts AS
    SELECT 'MG222' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM typed_columns AS c
    WHERE c.type IN ('text'::regtype, 'varchar'::regtype) AND coalesce(c.typmod, -1) = -1
      AND NOT EXISTS (SELECT FROM constraints AS k CROSS JOIN quote_ident(c.name) AS written
                      WHERE k.relation = c.oid AND k.type = 'c' AND c.number = ANY (k.key)
                        AND pg_get_constraintdef(k.oid) ~ ('length\(\(?' || written || '\)?(::text)?\) (<|<=|=) \(?\d|\(' || written || '(\)::text)? = ANY '));

CREATE TEMP VIEW zoned_times AS
    SELECT 'MG224' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM typed_columns WHERE preset ~ '^\(?CURRENT_TIME(\(\d\))?\)?(::[a-z ]+)?$';

CREATE TEMP VIEW type_findings AS
    SELECT code, schema_name, object_name, column_name, part_name FROM user_ids
    UNION ALL SELECT * FROM user_references
    UNION ALL SELECT * FROM plain_types WHERE code <> 'MG203'
    UNION ALL SELECT * FROM plain_types AS p
        WHERE code = 'MG203' AND NOT EXISTS (SELECT FROM timestamp_shapes AS told WHERE (told.schema_name, told.object_name, told.column_name)
                                                                                   = (p.schema_name, p.object_name, p.column_name))
                               AND NOT EXISTS (SELECT FROM soft_deletes AS told WHERE (told.schema_name, told.object_name, told.column_name)
                                                                                   = (p.schema_name, p.object_name, p.column_name))
    UNION ALL SELECT * FROM serials
    UNION ALL SELECT * FROM small_keys
    UNION ALL SELECT * FROM key_types
    UNION ALL SELECT * FROM checks_for_enums
    UNION ALL SELECT * FROM limited_texts
    UNION ALL SELECT * FROM yielding_identities
    UNION ALL SELECT * FROM uuids_as_text
    UNION ALL SELECT * FROM constrained_domains
    UNION ALL SELECT * FROM enums
    UNION ALL SELECT * FROM unlimited_texts
    UNION ALL SELECT * FROM zoned_times;
