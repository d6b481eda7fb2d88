export async function up(knex) {
  await knex.schema.createSchema('storage');
  await knex.schema.withSchema('storage').createTable('files', (table) => {
    table.uuid('id').primary().defaultTo(knex.fn.uuid());
    table.text('user_id').notNullable();
    table.string('name', 500).notNullable();
    table.timestamps(true, true);
    table.index('user_id', 'idx_files_user_id');
  });
}

export async function down(knex) {
  await knex.schema.withSchema('storage').dropTable('files');
  await knex.schema.dropSchema('storage');
}
