# A database that a role restores from a dump with violations.
"$bindir/createdb" dumped && PGDATABASE=dumped sql -c 'CREATE SCHEMA crm; CREATE TABLE crm.customers (id integer PRIMARY KEY, user_id uuid)' &&
    "$bindir/pg_dump" -Fc dumped >crm.dump && "$bindir/createdb" crm &&
    PGDATABASE=crm sql -c 'CREATE EXTENSION mana_guard; GRANT CREATE ON DATABASE crm TO PUBLIC'
