// pg takes host, port and user from PGHOST, PGPORT and PGUSER.
import { DataSource } from 'typeorm';
import { File, Folder, Upload } from './entities.js';

export default new DataSource({
  type: 'postgres',
  database: process.env.PGDATABASE,
  // Of tables that name none, and of TypeORM's own.
  schema: process.env.LOG_SCHEMA,
  // gen_random_uuid() instead of an extension's uuid_generate_v4().
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  entities: [File, Folder, Upload],
  // So that a test can run a part of them; there is no option for that.
  migrations: [`pg/typeorm/migrations/${process.env.MIGRATIONS ?? '*'}.js`],
  migrationsTransactionMode: 'each',
  // The server's warnings.
  logging: ['error', 'info'],
  logNotifications: true,
});
