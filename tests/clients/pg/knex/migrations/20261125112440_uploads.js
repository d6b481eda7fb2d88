export async function up(knex) {
  await knex.schema.withSchema('storage').createTable('folders', (table) => {
    table.uuid('id').primary().defaultTo(knex.fn.uuid());
    table.text('user_id').notNullable();
    table.timestamps(true, true);
    table.index('user_id', 'idx_folders_user_id');
  });
  // In public, for want of withSchema().
  await knex.schema.createTable('uploads', (table) => {
    table.uuid('id').primary().defaultTo(knex.fn.uuid());
    table.text('user_id').notNullable();
    table.timestamps(true, true);
    table.index('user_id', 'idx_uploads_user_id');
  });
}

export async function down(knex) {
  await knex.schema.dropTable('uploads');
  await knex.schema.withSchema('storage').dropTable('folders');
}
