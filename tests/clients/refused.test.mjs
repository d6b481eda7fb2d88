// Each breach is refused by every tool; nothing of the refused statement stays, and where the tool has a transaction,
// nothing of the migration.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaches } from './breaches.mjs';
import { database } from './database.mjs';
import { kitMigrate, ormMigrate, push, tools } from './tools.mjs';

// What a developer is told by each tool.
const tells = new Map([
  [
    push,
    ({ exit, output }, { fields, reads }) => {
      // drizzle-kit 0.31 prints the error and says that all went well.
      assert.equal(exit, 0);
      for (const [field, value] of Object.entries(fields)) assert.ok(output.includes(`${field}: '${value}'`), field);
      assertReads(output, reads);
    },
  ],
  [
    kitMigrate,
    ({ exit, output }) => {
      // drizzle-kit 0.31 swallows the error: see announced.test.mjs.
      assert.equal(exit, 1);
      assert.doesNotMatch(output, /MG\d{3}/);
    },
  ],
  [
    ormMigrate,
    ({ error }, { fields, reads }) => {
      assert.match(error.message, /^Failed query: /);
      const { severity, code, detail, hint, schema_name, table_name, column_name, constraint_name } = error.cause;
      assert.deepEqual(
        { severity, code, schema_name, table_name, column_name, constraint_name },
        { severity: 'ERROR', column_name: undefined, ...fields }
      );
      assert.ok(detail.startsWith(`${fields.code} ${fields.constraint_name}: `), detail);
      assertReads(`${detail}\n${hint}`, reads);
    },
  ],
]);

function assertReads(text, parts) {
  for (const part of parts) assert.ok(text.includes(part), `"${part}" is not in:\n${text}`);
}

const cases = tools.flatMap((tool) => tool.profiles.map((profile) => ({ tool, profile })));
for (const { tool, profile } of cases) {
  for (const breach of breaches) {
    test(`${breach.name} is refused by ${tool.name} under ${profile}`, async () => {
      const guarded = await database({}, profile);
      const result = await tool.apply(guarded, breach.schema);

      assert.deepEqual(guarded.verdicts(), [`ERROR ${breach.fields.code}`]);
      tells.get(tool)(result, breach);

      const left = (await guarded.relations()).filter((object) => /^(schema|table) /.test(object));
      if (tool.isTransactional) {
        // drizzle makes its own table before the transaction of the migrations.
        assert.deepEqual(left, ['schema drizzle', 'table drizzle.__drizzle_migrations']);
        assert.equal((await guarded.migrations()).length, 0);
      } else {
        assert.deepEqual(left, ['schema storage', 'table storage.files', 'table storage.folders']);
      }
    });
  }
}
