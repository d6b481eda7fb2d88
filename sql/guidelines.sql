\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- The guidelines' own tables under the policy as it is by default. What the guard told the client would stand in the output;
-- what it tells the log alone is in mana_guard.log.
SELECT plan(9);
SELECT is((SELECT count(*)::int FROM mana_guard.policy), 0, 'the policy is as by default');

-- "Table Definition Pattern", as drizzle-kit writes it.
SELECT $sql$
CREATE SCHEMA "storage";
CREATE TABLE "storage"."folders" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
    "user_id" text NOT NULL,
    "parent_folder_id" uuid,
    "name" varchar(500) NOT NULL,
    "created_at" timestamp with time zone DEFAULT now() NOT NULL,
    "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE "storage"."files" (
    "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
    "user_id" text NOT NULL,
    "parent_folder_id" uuid,
    "name" varchar(500) NOT NULL,
    "mime_type" varchar(255) NOT NULL,
    "size" bigint NOT NULL,
    "storage_path" varchar(1000) NOT NULL,
    "storage_key" varchar(500) NOT NULL,
    "description" text,
    "is_favorite" boolean DEFAULT false NOT NULL,
    "is_public" boolean DEFAULT false NOT NULL,
    "is_deleted" boolean DEFAULT false NOT NULL,
    "deleted_at" timestamp with time zone,
    "created_at" timestamp with time zone DEFAULT now() NOT NULL,
    "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT "files_storage_key_unique" UNIQUE("storage_key")
);
ALTER TABLE "storage"."folders" ADD CONSTRAINT "folders_parent_folder_id_folders_id_fk" FOREIGN KEY ("parent_folder_id")
    REFERENCES "storage"."folders"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "storage"."files" ADD CONSTRAINT "files_parent_folder_id_folders_id_fk" FOREIGN KEY ("parent_folder_id")
    REFERENCES "storage"."folders"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "idx_folders_user_id" ON "storage"."folders" USING btree ("user_id");
CREATE INDEX "idx_folders_parent_folder" ON "storage"."folders" USING btree ("parent_folder_id");
CREATE INDEX "idx_files_user_id" ON "storage"."files" USING btree ("user_id");
CREATE INDEX "idx_files_parent_folder" ON "storage"."files" USING btree ("parent_folder_id");
CREATE INDEX "idx_files_created_at" ON "storage"."files" USING btree ("created_at");
$sql$ AS files \gset

-- Each statement by itself: the client is told nothing, and the log of the table that has no index yet alone.
:files
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 0, 'files and folders, each statement by itself');
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', code, told)) FROM mana_guard.log), '{MG503 log,MG504 log}', 'only the log is told that the indexes are still to come');
DELETE FROM mana_guard.log;
SET client_min_messages = warning;
SET mana_guard.enabled = off;
DROP SCHEMA storage CASCADE;
RESET mana_guard.enabled;
RESET client_min_messages;

BEGIN;
:files
SELECT lives_ok('SELECT mana_guard.check_now()', 'files and folders in one transaction');

-- "Naming Conventions" and "Common Patterns": each name of theirs.
CREATE TYPE storage.transaction_type AS ENUM ('purchase', 'usage', 'refund', 'bonus', 'adjustment');
CREATE TABLE storage.users (
    id text PRIMARY KEY,
    email text UNIQUE NOT NULL,
    has_password boolean DEFAULT false NOT NULL,
    metadata jsonb,
    settings jsonb DEFAULT '{}',
    tags jsonb DEFAULT '[]',
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE TABLE storage.user_sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL REFERENCES storage.users (id) ON DELETE CASCADE,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE INDEX idx_user_sessions_user_id ON storage.user_sessions (user_id);
CREATE TABLE storage.user_settings (
    user_id text PRIMARY KEY,
    theme text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE TABLE storage.file_versions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    file_id uuid NOT NULL REFERENCES storage.files (id) ON DELETE CASCADE,
    folder_id uuid REFERENCES storage.folders (id) ON DELETE SET NULL,
    version_number integer NOT NULL,
    current_version integer DEFAULT 1 NOT NULL,
    download_count integer DEFAULT 0 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE INDEX idx_file_versions_file_id ON storage.file_versions (file_id);
CREATE INDEX idx_file_versions_folder_id ON storage.file_versions (folder_id);
CREATE TABLE storage.tags (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE TABLE storage.file_tags (
    file_id uuid NOT NULL REFERENCES storage.files (id) ON DELETE CASCADE,
    tag_id uuid NOT NULL REFERENCES storage.tags (id) ON DELETE CASCADE,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    PRIMARY KEY (file_id, tag_id)
);
CREATE INDEX idx_file_tags_tag_id ON storage.file_tags (tag_id);
CREATE TABLE storage.roles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE TABLE storage.user_roles (
    user_id text NOT NULL REFERENCES storage.users (id) ON DELETE CASCADE,
    role_id uuid NOT NULL REFERENCES storage.roles (id) ON DELETE CASCADE,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL,
    PRIMARY KEY (user_id, role_id)
);
CREATE INDEX idx_user_roles_role_id ON storage.user_roles (role_id);
CREATE TABLE storage.balances (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL,
    amount numeric NOT NULL,
    type storage.transaction_type NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE INDEX idx_balances_user_id ON storage.balances (user_id);
CREATE TABLE storage.conversations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE TABLE storage.messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES storage.conversations (id) ON DELETE CASCADE,
    created_at timestamptz DEFAULT now() NOT NULL,
    updated_at timestamptz DEFAULT now() NOT NULL
);
CREATE INDEX idx_messages_conversation_created ON storage.messages (conversation_id, created_at);
SELECT lives_ok('SELECT mana_guard.check_now()', 'the conventions'' tables, columns and indexes');
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 0, 'an audit finds nothing either');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'and nothing is logged');

-- What the guidelines show and the rules refuse on purpose: each contradicts another section.
CREATE SCHEMA auth;
SELECT throws_ok($$CREATE TABLE auth.users (id text PRIMARY KEY, email text UNIQUE NOT NULL, created_at timestamptz DEFAULT now() NOT NULL)$$,
    'MG301', 'table auth.users has no column updated_at', '"Schema Isolation" shows a table without updated_at');
SELECT mana_guard.set_rule('MG102', 'error');
SELECT throws_ok($$CREATE TYPE transaction_type AS ENUM ('purchase', 'usage', 'refund', 'bonus', 'adjustment')$$,
    'MG102', 'type public.transaction_type is in the shared schema "public"', '"Enums" shows a pgEnum, which is in public');

SELECT * FROM finish();
ROLLBACK;
