/**
 * @typedef {import('typeorm').MigrationInterface} MigrationInterface
 * @typedef {import('typeorm').QueryRunner} QueryRunner
 */

/**
 * @class
 * @implements {MigrationInterface}
 */
export class Files1795605928574 {
    name = 'Files1795605928574'

    /**
     * @param {QueryRunner} queryRunner
     */
    async up(queryRunner) {
        await queryRunner.query(`CREATE SCHEMA "storage"`);
        await queryRunner.query(`CREATE TABLE "storage"."files" ("id" uuid NOT NULL DEFAULT gen_random_uuid(), "user_id" text NOT NULL, "name" character varying(500) NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_6c16b9093a142e0e7613b04a3d9" PRIMARY KEY ("id"))`);
        await queryRunner.query(`CREATE INDEX "idx_files_user_id" ON "storage"."files" ("user_id") `);
    }

    /**
     * @param {QueryRunner} queryRunner
     */
    async down(queryRunner) {
        await queryRunner.query(`DROP INDEX "storage"."idx_files_user_id"`);
        await queryRunner.query(`DROP TABLE "storage"."files"`);
        await queryRunner.query(`DROP SCHEMA "storage"`);
    }
}
