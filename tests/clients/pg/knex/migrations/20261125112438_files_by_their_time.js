export const config = { transaction: false };

export async function up(knex) {
  await knex.raw('CREATE INDEX CONCURRENTLY idx_files_created_at ON storage.files (created_at)');
}

export async function down(knex) {
  await knex.raw('DROP INDEX CONCURRENTLY storage.idx_files_created_at');
}
