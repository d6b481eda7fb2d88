// pg takes host, port and user from PGHOST, PGPORT and PGUSER.
export default {
  client: 'pg',
  connection: { database: process.env.PGDATABASE },
  migrations: { schemaName: process.env.LOG_SCHEMA },
  pool: {
    // knex shows no error's hint and no warning, so what would pass is announced, and printed here.
    afterCreate(connection, done) {
      connection.on('notice', ({ severity, message, detail, hint }) => {
        console.warn([`${severity}: ${message}`, detail, hint].filter(Boolean).join('\n'));
      });
      connection.query('SET mana_guard.announce = warning', (error) => done(error, connection));
    },
  },
};
