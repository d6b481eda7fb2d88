import { uuid, text } from 'drizzle-orm/pg-core';
import { storageSchema } from './files';

export const uploads = storageSchema.table('uploads', {
  id: uuid('id').primaryKey().defaultRandom(),
  userId: text('user_id').notNull(),
});
