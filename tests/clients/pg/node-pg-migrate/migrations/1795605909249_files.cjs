exports.up = (pgm) => {
  pgm.createSchema('storage');
  pgm.createTable({ schema: 'storage', name: 'files' }, {
    id: { type: 'uuid', primaryKey: true, default: pgm.func('gen_random_uuid()') },
    user_id: { type: 'text', notNull: true },
    name: { type: 'varchar(500)', notNull: true },
    created_at: { type: 'timestamptz', notNull: true, default: pgm.func('now()') },
    updated_at: { type: 'timestamptz', notNull: true, default: pgm.func('now()') },
  });
  pgm.createIndex({ schema: 'storage', name: 'files' }, 'user_id', { name: 'idx_files_user_id' });
};

exports.down = (pgm) => {
  pgm.dropTable({ schema: 'storage', name: 'files' });
  pgm.dropSchema('storage');
};
