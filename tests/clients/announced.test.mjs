// drizzle-kit migrate prints nothing of an ERROR, but prints warnings: with mana_guard.announce = warning the developer
// reads in the terminal which rule, where, and what to write instead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaches } from './breaches.mjs';
import { database } from './database.mjs';
import { kitMigrate } from './tools.mjs';

const ways = [
  { name: 'by ALTER DATABASE', database: () => database({ 'mana_guard.announce': 'warning' }) },
  {
    name: "by the developer's own DATABASE_URL",
    async database() {
      const guarded = await database();
      return { ...guarded, url: `${guarded.url}&mana_guard.announce=warning` };
    },
  },
];

for (const way of ways) {
  for (const { name, schema, fields, reads } of breaches) {
    test(`announced ${way.name}, drizzle-kit migrate says why it refuses ${name}`, async () => {
      const guarded = await way.database();
      const { exit, output } = kitMigrate.apply(guarded, schema);
      assert.equal(exit, 1);
      assert.deepEqual(guarded.verdicts(), [`WARNING ${fields.code}`, `ERROR ${fields.code}`]);
      for (const part of ['WARNING', fields.code, fields.constraint_name, ...reads]) {
        assert.ok(output.includes(part), `"${part}" is not in:\n${output}`);
      }
    });
  }
}
