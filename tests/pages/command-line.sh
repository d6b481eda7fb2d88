# A database that stands for production, and the service by which it is reached.
"$bindir/createdb" shop &&
PGDATABASE=shop sql -c 'CREATE EXTENSION mana_guard' -f db/migrations/0001_users.sql -f db/migrations/0002_orders.sql
printf '[shop]\nhost=%s\nport=%s\nuser=%s\ndbname=shop\n' "$PGHOST" "$PGPORT" "$PGUSER" >services
