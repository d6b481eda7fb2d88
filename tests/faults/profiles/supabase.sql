--- log MG503: 0001 unindexed_foreign_keys
ALTER TABLE app.ch ADD CONSTRAINT fk FOREIGN KEY(tid) REFERENCES app.t(id);
--- none: 0001 the key's columns in the other order
BEGIN;
CREATE TABLE app.pair(a bigint, b bigint, PRIMARY KEY (a, b));
CREATE TABLE app.n(id bigint PRIMARY KEY, a bigint, b bigint, FOREIGN KEY (a, b) REFERENCES app.pair);
CREATE INDEX ON app.n(b, a);
COMMIT;
--- warn MG802 MG809: 0003 before row level security
CREATE POLICY p ON public.pt USING (user_id = auth.uid());
--- warn MG809: 0003 auth_rls_initplan
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt USING (user_id = auth.uid());
--- none: 0003 wrapped
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt USING (user_id = (SELECT auth.uid()));
--- log MG501: 0004 no_primary_key
CREATE TABLE public.nopk(x bigint);
ALTER TABLE public.nopk ENABLE ROW LEVEL SECURITY;
--- warn MG815: 0006 multiple_permissive_policies
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt FOR SELECT USING (id>0);
CREATE POLICY q ON public.pt FOR SELECT USING (id>1);
--- warn MG802: 0007 policy_exists_rls_disabled
CREATE POLICY p ON public.pt USING (id>0);
--- warn MG802: 0008 rls_enabled_no_policy that a role may read
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON public.pt TO anon;
--- none: 0008 rls_enabled_no_policy that nobody may read
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
--- warn MG505: 0009 duplicate_index
CREATE INDEX i1 ON public.pt(name);
CREATE INDEX i2 ON public.pt(name);
--- error MG805: 0010 security_definer_view over RLS table
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE VIEW public.v AS SELECT * FROM public.pt;
GRANT SELECT ON public.v TO anon;
--- error MG805: 0010 security_definer_view over plain table
CREATE VIEW public.v AS SELECT * FROM app.t;
GRANT SELECT ON public.v TO PUBLIC;
--- none: 0010 security_definer_view that nobody may read
CREATE VIEW public.v AS SELECT * FROM app.t;
--- warn MG803: 0011 function_search_path_mutable definer
CREATE FUNCTION app.f() RETURNS int LANGUAGE SQL SECURITY DEFINER AS 'select 1';
--- warn MG803: 0011 function_search_path_mutable invoker
CREATE FUNCTION app.f() RETURNS int LANGUAGE SQL AS 'select 1';
--- warn MG801: 0013 rls_disabled_in_public
CREATE TABLE public.n(id bigint PRIMARY KEY);
GRANT SELECT ON public.n TO anon;
--- none: 0013 rls_disabled_in_public that nobody may read
CREATE TABLE public.n(id bigint PRIMARY KEY);
--- warn MG806: 0014 extension_in_public
CREATE EXTENSION pg_trgm SCHEMA public;
--- warn MG101: 0016 materialized_view_in_api
CREATE MATERIALIZED VIEW public.m AS SELECT 1 AS x;
GRANT SELECT ON public.m TO anon;
--- none: 0016 materialized_view_in_api that nobody may read
CREATE MATERIALIZED VIEW public.m AS SELECT 1 AS x;
--- warn MG101: 0017 foreign_table_in_api
CREATE EXTENSION postgres_fdw SCHEMA app;
CREATE SERVER s FOREIGN data WRAPPER postgres_fdw;
CREATE FOREIGN TABLE public.ft(x int) SERVER s;
GRANT SELECT ON public.ft TO anon;
--- warn MG212: 0018 unsupported_reg_types
CREATE TABLE app.n(id bigint PRIMARY KEY, x regproc);
--- log MG503: 0021 fkey_to_auth_unique
CREATE TABLE app.n(id bigint PRIMARY KEY, e text REFERENCES auth.users(email));
--- warn MG811: 0024 rls_policy_always_true (insert)
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt FOR INSERT WITH CHECK (true);
--- none: 0024 select using(true)
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt FOR SELECT USING (true);
--- warn MG811: 0024 1=1
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.pt FOR UPDATE USING (1=1);
--- warn MG814: 0028 anon_security_definer_function_executable by a grant
BEGIN;
CREATE FUNCTION public.f() RETURNS int LANGUAGE SQL SET search_path='' AS 'select 1';
REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC;
ALTER FUNCTION public.f() SECURITY DEFINER;
GRANT EXECUTE ON FUNCTION public.f() TO anon;
COMMIT;
--- warn MG814: 0028 anon_security_definer_function_executable
CREATE FUNCTION public.f() RETURNS int LANGUAGE SQL SECURITY DEFINER SET search_path='' AS 'select 1';
