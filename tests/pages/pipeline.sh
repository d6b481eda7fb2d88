# A clone whose branch adds a migration, and a database with those of the main branch.
git mv -q db/migrations migrations && mv db/migrations/0007_users.sql migrations && git add . && git commit -q -m two &&
    git remote add origin . && git fetch -q origin && git update-ref refs/remotes/origin/main main^0 &&
    sql -f migrations/0001_users.sql -f migrations/0002_orders.sql
