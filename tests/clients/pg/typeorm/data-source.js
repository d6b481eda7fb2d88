// pg takes host, port and user from PGHOST, PGPORT and PGUSER.
import { AdvancedConsoleLogger, DataSource } from 'typeorm';
import { File, Folder, Upload } from './entities.js';

// Shows the server's warnings, which the command line would leave out.
class Warnings extends AdvancedConsoleLogger {
  log(level, message) {
    console.warn(message);
  }
}

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
  logNotifications: true,
  logger: new Warnings(['error']),
});
