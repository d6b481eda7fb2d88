-- (p) as (d), where the library is loaded when a session begins.
\ir d.sql
SELECT format('ALTER DATABASE %I SET session_preload_libraries = mana_guard', current_database())
\gexec
