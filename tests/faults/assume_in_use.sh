# A copy of a schema without its rows is judged as the database with them: what stood before is taken as in use, a file's transactions are
# judged as one, and sizes come from elsewhere.
theme=assume_in_use

sql <<SQL >/dev/null
SELECT mana_guard.set_rule('fk_index', 'error'), mana_guard.set_rule('index_name', 'off'), mana_guard.set_rule('lock_timeout_set', 'off'), mana_guard.set_rule('long_ddl', 'off');
CREATE TABLE app.olds ($clean, a int, b text);
CREATE TABLE app.parts ($clean) PARTITION BY RANGE (id);
SQL
begin='SELECT FROM mana_guard.collected_reset(); SET mana_guard.collect = on; SET mana_guard.assume_in_use = on;'
found="SELECT 'found ' || coalesce(string_agg(concat_ws(' ', code, during, statement), ', '), 'nothing') FROM mana_guard.collected() WHERE would <> 'log';"
five='CREATE INDEX idx_a ON app.olds (a); ALTER TABLE app.olds ADD COLUMN n int NOT NULL; ALTER TABLE app.olds ALTER COLUMN b SET NOT NULL; ALTER TABLE app.olds RENAME COLUMN b TO c;'
undo='SET mana_guard.enabled = off; DROP INDEX app.idx_a; ALTER TABLE app.olds DROP COLUMN n; ALTER TABLE app.olds RENAME COLUMN c TO b; ALTER TABLE app.olds ALTER COLUMN b DROP NOT NULL; RESET mana_guard.enabled;'
# finds NAME SQL FINDINGS
finds() { is "$1" "$(sql <<<"$begin $2 $found" | grep '^found')" "found $3"; }
file() { echo "SELECT FROM mana_guard.file_begins('a.sql'); $1 SELECT FROM mana_guard.file_ends();"; }

finds 'an empty table that stood before' "$five" 'MG601 start 2, MG604 start 3, MG605 start 4, MG703 commit 5'
sql <<<"$undo" >/dev/null
finds 'as rows would have it' "RESET mana_guard.assume_in_use; INSERT INTO app.olds (b) VALUES ('x'); ${five/n int NOT NULL/n int NOT NULL DEFAULT 0}" 'MG601 start 4, MG605 start 6, MG703 commit 7'
sql <<<"$undo TRUNCATE app.olds;" >/dev/null
finds 'without the setting nothing is told of it' "RESET mana_guard.assume_in_use; $five" nothing
sql <<<"$undo" >/dev/null
like 'the message says what decided' "$(sql <<<'SET mana_guard.assume_in_use = on; CREATE INDEX idx_a ON app.olds (a);')" 'DETAIL:.* The table is taken as in use\.$'
sql <<<"SET mana_guard.enabled = off; DROP INDEX app.idx_a;" >/dev/null
finds 'a partitioned table without partitions' 'CREATE INDEX idx_parts ON app.parts (created_at); DROP INDEX app.idx_parts;' 'MG601 start 2'

# Sizes.
sql <<<"SELECT mana_guard.set_rule('index_concurrently', NULL, params => '{\"min_size_bytes\": 1000000}');" >/dev/null
index='BEGIN; CREATE INDEX idx_a ON app.olds (a); ROLLBACK;'
finds 'a size that is not known is large' "$index" 'MG601 start 3'
sql <<<"INSERT INTO mana_guard.assumed_size VALUES ('app', 'olds', 10, 999999);"
finds 'a table that is known to be small' "$index" nothing
sql <<<'UPDATE mana_guard.assumed_size SET bytes = 1000000;'
finds 'or large' "$index" 'MG601 start 3'
sql <<<'UPDATE mana_guard.assumed_size SET rows = 0;'
finds 'or empty' "$index ALTER TABLE app.olds ADD COLUMN m int NOT NULL; ALTER TABLE app.olds DROP COLUMN m;" nothing
is 'the sizes are dumped' "$("$bindir/pg_dump" --table 'mana_guard.assumed_size' --data-only | grep -c '^app')" 1
refused 'only a superuser may change them' "$(sql <<<"CREATE ROLE sizer; SET ROLE sizer; INSERT INTO mana_guard.assumed_size VALUES ('app', 'olds', 0, 0);")" 42501
refused 'or switch it on' "$(sql <<<"SET ROLE sizer; SELECT FROM mana_guard.status(); SET mana_guard.assume_in_use = on;")" 42501
refused 'or open a file' "$(sql <<<"SET ROLE sizer; SELECT mana_guard.file_begins('x');")" 42501
sql <<<"DROP ROLE sizer; DELETE FROM mana_guard.assumed_size; SELECT mana_guard.set_rule('index_concurrently', NULL, params => '{}');" >/dev/null

# The file.
new="CREATE TABLE app.news ($clean, a int, news_id uuid REFERENCES app.news); CREATE INDEX idx_news_a ON app.news (a);
ALTER TABLE app.news ADD COLUMN n int NOT NULL; ALTER TABLE app.news RENAME COLUMN a TO b; ALTER TABLE app.news ALTER COLUMN b SET NOT NULL;"
key='CREATE INDEX idx_news_news_id ON app.news (news_id);'
drop='SET mana_guard.enabled = off; DROP TABLE app.news; RESET mana_guard.enabled;'
finds 'what the file makes is new until its end' "$(file "$new $key")" nothing
sql <<<"$drop" >/dev/null
finds 'in a transaction or not' "$(file "BEGIN; $new COMMIT; $key")" nothing
sql <<<"$drop" >/dev/null
finds 'what still stands at its end is found in full, at the statement that left it' "$(file "$new")" 'MG503 commit 7'
sql <<<"$drop" >/dev/null
finds 'without a file each transaction is its own' "CREATE TABLE app.news ($clean, a int); CREATE INDEX idx_news_a ON app.news (a);" 'MG601 start 3'
finds 'the next file finds it standing' "$(file 'CREATE INDEX idx_b ON app.news (created_at);')" 'MG601 start 3'
sql <<<"$drop" >/dev/null
made="CREATE TABLE app.news ($clean, a int, b text, c int CHECK (c > 0));"
finds 'also within one transaction' "BEGIN; $(file "$made") $(file "CREATE INDEX idx_a ON app.news (a); ALTER TABLE app.news ADD COLUMN n int NOT NULL;
ALTER TABLE app.news ALTER COLUMN b SET NOT NULL; ALTER TABLE app.news RENAME COLUMN b TO d; ALTER TABLE app.news DROP COLUMN c;") COMMIT;" \
    'MG601 start 7, MG604 start 8, MG605 start 9, MG701 start 11, MG703 commit 10'
sql <<<"$drop" >/dev/null
finds 'where what the second file makes is new to it' "BEGIN; $(file 'SELECT 1;') $(file "$new $key") COMMIT;" nothing
sql <<<"$drop" >/dev/null
finds 'and the transaction after it begins anew' "BEGIN; $(file "$made") SELECT FROM mana_guard.file_begins('b.sql'); CREATE TABLE app.later ($clean, a int); COMMIT;
CREATE INDEX idx_later_a ON app.later (a); CREATE INDEX idx_news_a ON app.news (a); SELECT FROM mana_guard.file_ends();" 'MG601 start 10'
sql <<<"$drop SET mana_guard.enabled = off; DROP TABLE app.later;" >/dev/null
finds 'what is rolled back was not made' "$(file "BEGIN; $new ROLLBACK; CREATE INDEX idx_a ON app.olds (a); DROP INDEX app.idx_a;")" 'MG601 start 10, MG602 start 11'
answer=$(sql <<<"$begin SELECT FROM mana_guard.file_begins('a.sql');
BEGIN; CREATE TABLE app.kept ($clean, a int); SAVEPOINT s; ALTER TABLE app.olds ADD COLUMN later int; ROLLBACK TO s; ALTER TABLE app.olds ADD COLUMN later int; COMMIT;
ALTER TABLE app.olds RENAME COLUMN later TO soon; ALTER TABLE app.kept RENAME COLUMN a TO b; ALTER TABLE app.olds RENAME COLUMN b TO c;
SELECT FROM mana_guard.file_ends(); $found")
like 'a column of the file is new, one that stood is not' "$answer" '^found MG703 commit 12$'
sql <<<'SET mana_guard.enabled = off; ALTER TABLE app.olds RENAME COLUMN c TO b; ALTER TABLE app.olds DROP COLUMN soon; DROP TABLE app.kept;' >/dev/null
finds 'a view that answers to the old name in a later transaction' "$(file 'ALTER TABLE app.olds RENAME TO elders; CREATE VIEW app.olds AS SELECT * FROM app.elders;')" nothing
sql <<<'SET mana_guard.enabled = off; DROP VIEW app.olds; ALTER TABLE app.elders RENAME TO olds;' >/dev/null
finds 'and none' "$(file 'ALTER TABLE app.olds RENAME TO elders; ALTER TABLE app.elders ADD COLUMN x int;')" 'MG704 commit 3'
sql <<<'SET mana_guard.enabled = off; ALTER TABLE app.elders RENAME TO olds; ALTER TABLE app.olds ADD COLUMN old_id uuid REFERENCES app.olds;' >/dev/null
finds 'what stood before the file is not held against it' "$(file 'ALTER TABLE app.olds ADD COLUMN y int; ALTER TABLE app.olds ADD COLUMN z int;')" nothing
finds 'what it adds is' "$(file 'ALTER TABLE app.olds ADD COLUMN two_id uuid REFERENCES app.olds; ALTER TABLE app.olds ADD COLUMN w int;')" 'MG503 commit 3'

# Without a collection the file's end refuses.
answer=$(sql <<<"SELECT FROM mana_guard.file_begins('a.sql'); CREATE TABLE app.news ($clean, news_id uuid REFERENCES app.news); SELECT FROM mana_guard.file_ends();
SELECT mana_guard.file_ends();")
like 'the end refuses' "$answer" 'ERROR:  MG503'
like 'and closes the file' "$answer" 'ERROR:  55000: no file is open'
sql <<<"$drop" >/dev/null
refused 'files do not nest' "$(sql <<<"SELECT FROM mana_guard.file_begins('a.sql'); SELECT FROM mana_guard.file_begins('b.sql');")" 55000
