/**
 * @typedef {import('typeorm').MigrationInterface} MigrationInterface
 * @typedef {import('typeorm').QueryRunner} QueryRunner
 */

/**
 * @class
 * @implements {MigrationInterface}
 */
export class FilesByTheirTime1795605950110 {
    name = 'FilesByTheirTime1795605950110'
    transaction = false

    /**
     * @param {QueryRunner} queryRunner
     */
    async up(queryRunner) {
        await queryRunner.query(`CREATE INDEX CONCURRENTLY "idx_files_created_at" ON "storage"."files" ("created_at") `);
    }

    /**
     * @param {QueryRunner} queryRunner
     */
    async down(queryRunner) {
        await queryRunner.query(`DROP INDEX CONCURRENTLY "storage"."idx_files_created_at"`);
    }
}
