// The guidelines' configuration, for the schema and the database of one case. schemaFilter is added because push looks at
// public alone without it, and finds nothing to do for a pgSchema.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  schema: process.env.CASE_SCHEMA!.split(' '),
  out: process.env.CASE_MIGRATIONS!,
  dialect: 'postgresql',
  schemaFilter: ['public', 'storage'],
  dbCredentials: {
    url: process.env.DATABASE_URL!,
  },
  verbose: true,
  strict: true,
});
