-- (f10) as (f), with 10 rows and 10 exemptions.
\set rows 10
\ir f.sql
