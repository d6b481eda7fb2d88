const files = { schema: 'storage', name: 'files' };
const index = { name: 'idx_files_created_at', concurrently: true };

export const up = (pgm) => {
  pgm.noTransaction();
  pgm.createIndex(files, 'created_at', index);
};

export const down = (pgm) => {
  pgm.noTransaction();
  pgm.dropIndex(files, 'created_at', index);
};
