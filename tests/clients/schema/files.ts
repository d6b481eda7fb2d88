// The guidelines' storage.files as they print it (Table Definition Pattern), and the folders that it refers to.
import {
  pgSchema,
  uuid,
  varchar,
  text,
  boolean,
  timestamp,
  bigint,
  index,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';

export const storageSchema = pgSchema('storage');

export const folders = storageSchema.table(
  'folders',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: text('user_id').notNull(),
    parentFolderId: uuid('parent_folder_id').references((): AnyPgColumn => folders.id, { onDelete: 'set null' }),
    name: varchar('name', { length: 500 }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => ({
    userIdIdx: index('idx_folders_user_id').on(table.userId),
    parentFolderIdx: index('idx_folders_parent_folder').on(table.parentFolderId),
  })
);

export const files = storageSchema.table(
  'files',
  {
    // Primary key - always UUID with auto-generation
    id: uuid('id').primaryKey().defaultRandom(),
    // User ID - always TEXT (Better Auth uses non-UUID format)
    userId: text('user_id').notNull(),
    // Foreign keys to other tables (UUIDs are fine)
    parentFolderId: uuid('parent_folder_id').references(() => folders.id, { onDelete: 'set null' }),
    // Required fields
    name: varchar('name', { length: 500 }).notNull(),
    mimeType: varchar('mime_type', { length: 255 }).notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storagePath: varchar('storage_path', { length: 1000 }).notNull(),
    storageKey: varchar('storage_key', { length: 500 }).notNull().unique(),
    // Optional fields
    description: text('description'),
    // Boolean flags with defaults
    isFavorite: boolean('is_favorite').default(false).notNull(),
    isPublic: boolean('is_public').default(false).notNull(),
    // Soft delete
    isDeleted: boolean('is_deleted').default(false).notNull(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    // Timestamps - ALWAYS include these
    createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => ({
    // Indexes for common queries
    userIdIdx: index('idx_files_user_id').on(table.userId),
    parentFolderIdx: index('idx_files_parent_folder').on(table.parentFolderId),
    createdAtIdx: index('idx_files_created_at').on(table.createdAt),
  })
);
