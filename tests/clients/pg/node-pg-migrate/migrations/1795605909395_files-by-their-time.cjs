const files = { schema: 'storage', name: 'files' };
const index = { name: 'idx_files_created_at', concurrently: true };

exports.up = (pgm) => {
  pgm.noTransaction();
  pgm.createIndex(files, 'created_at', index);
};

exports.down = (pgm) => {
  pgm.noTransaction();
  pgm.dropIndex(files, 'created_at', index);
};
