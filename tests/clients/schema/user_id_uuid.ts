import { uuid, timestamp } from 'drizzle-orm/pg-core';
import { storageSchema } from './files';

export const uploads = storageSchema.table('uploads', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: uuid('user_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).defaultNow().notNull(),
});
