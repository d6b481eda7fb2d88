// What is refused: a schema of schema/ that adds one bad table, uploads, to the guidelines' good ones; the fields that the
// refusal carries; what a developer must be able to read in it.
export const breaches = [
  {
    name: 'pgTable in public',
    schema: 'table_in_public',
    fields: { code: 'MG101', schema_name: 'public', table_name: 'uploads', constraint_name: 'no_table_in_public' },
    reads: ['public.uploads', 'CREATE TABLE ', "pgSchema('", "').table('uploads', ...)"],
  },
  {
    name: "uuid('user_id')",
    schema: 'user_id_uuid',
    fields: {
      code: 'MG201',
      schema_name: 'storage',
      table_name: 'uploads',
      column_name: 'user_id',
      constraint_name: 'user_id_text',
    },
    reads: ['column user_id of table storage.uploads', 'user_id text NOT NULL', "text('user_id').notNull()"],
  },
  {
    name: 'a table without timestamps',
    schema: 'no_timestamps',
    fields: { code: 'MG301', schema_name: 'storage', table_name: 'uploads', constraint_name: 'require_timestamps' },
    reads: [
      'storage.uploads has no column created_at',
      'storage.uploads has no column updated_at',
      'created_at timestamptz NOT NULL DEFAULT now()',
      "timestamp('created_at', { withTimezone: true })",
    ],
  },
];
