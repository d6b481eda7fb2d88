import { EntitySchema } from 'typeorm';

const id = { type: 'uuid', primary: true, generated: 'uuid' };
const userId = { name: 'user_id', type: 'text' };
const createdAt = { name: 'created_at', type: 'timestamptz', createDate: true };
const updatedAt = { name: 'updated_at', type: 'timestamptz', updateDate: true };

export const File = new EntitySchema({
  name: 'File',
  schema: 'storage',
  tableName: 'files',
  columns: { id, userId, name: { type: 'varchar', length: 500 }, createdAt, updatedAt },
  indices: [
    { name: 'idx_files_user_id', columns: ['userId'] },
    { name: 'idx_files_created_at', columns: ['createdAt'] },
  ],
});

export const Folder = new EntitySchema({
  name: 'Folder',
  schema: 'storage',
  tableName: 'folders',
  columns: { id, userId, createdAt, updatedAt },
  indices: [{ name: 'idx_folders_user_id', columns: ['userId'] }],
});

export const Upload = new EntitySchema({
  name: 'Upload',
  schema: 'storage',
  tableName: 'uploads',
  // What the guard is to refuse.
  columns: { id, userId: { ...userId, type: 'uuid' }, createdAt, updatedAt },
});
