# A clone whose branch adds a migration, and a database with those of the main branch.
git checkout -q main && git mv db/migrations migrations && git commit -q -m two && git checkout -q -B branch &&
    git add . && git commit -q -m three && git remote add origin . && git update-ref refs/remotes/origin/main main &&
    sql -f migrations/0001_users.sql -f migrations/0002_orders.sql
