exports.up = (pgm) => {
  const id = { type: 'uuid', primaryKey: true, default: pgm.func('gen_random_uuid()') };
  const time = { type: 'timestamptz', notNull: true, default: pgm.func('now()') };
  const userId = { type: 'text', notNull: true };

  pgm.createTable({ schema: 'storage', name: 'folders' }, { id, user_id: userId, created_at: time, updated_at: time });
  pgm.createIndex({ schema: 'storage', name: 'folders' }, 'user_id', { name: 'idx_folders_user_id' });
  // Without timestamps.
  pgm.createTable({ schema: 'storage', name: 'uploads' }, { id, user_id: userId });
};

exports.down = (pgm) => {
  pgm.dropTable({ schema: 'storage', name: 'uploads' });
  pgm.dropTable({ schema: 'storage', name: 'folders' });
};
