// Extensions that make tables of their own, from Debian's packages, on a server that preloads nothing and on two that preload
// the guard before the others and after them: what their functions do passes without a word, and what is no business of
// theirs is judged. EXTENSION_HOSTS says where those two are, as "name=folder of the socket".
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { run } from './run.mjs';

const clean = `id uuid NOT NULL DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const servers = [
  { name: 'nothing is preloaded', host: process.env.PGHOST, database: `extensions_${process.pid}` },
  ...(process.env.EXTENSION_HOSTS ?? '').split(' ').filter(Boolean).map((entry) => {
    const [name, host] = entry.split('=');
    return { name: `${name.replaceAll('_', ' ')}`, host, database: 'postgres', isPreloaded: true };
  }),
];

for (const server of servers) {
  describe(`where ${server.name}`, () => {
    let sql;
    let told = [];
    const env = { PGHOST: server.host, PGUSER: 'postgres', PGDATABASE: server.database };
    const onnotice = ({ severity, code }) => severity === 'WARNING' && told.push(code);
    const connect = (database) => postgres({ host: server.host, port: 5432, user: 'postgres', database, max: 1, onnotice });

    // Runs it, and gives back which warnings were told of it.
    async function warningsOf(text) {
      told = [];
      await sql.unsafe(text);
      return told;
    }
    const isRefused = (text, code) => assert.rejects(sql.unsafe(text), { code });
    const has = async (extension) => (await sql`SELECT FROM pg_available_extensions WHERE name = ${extension}`).count > 0;

    before(async () => {
      if (!server.isPreloaded) {
        const any = connect('postgres');
        await any.unsafe(`CREATE DATABASE ${server.database}`);
        await any.end();
      }
      sql = connect(server.database);
      await sql.unsafe('CREATE EXTENSION IF NOT EXISTS mana_guard; CREATE SCHEMA IF NOT EXISTS app');
      if (process.env.CLIENTS_GUARD === 'off') await sql.unsafe('SET mana_guard.enabled = off');
    });
    after(() => sql.end());

    test('PostGIS makes its topologies', async (t) => {
      if (!(await has('postgis_topology'))) return t.skip('no PostGIS');
      assert.deepEqual(await warningsOf('CREATE EXTENSION postgis; CREATE EXTENSION postgis_topology'), []);
      assert.deepEqual(await warningsOf("SELECT topology.CreateTopology('city_data', 4326)"), []);
      await sql.unsafe(`CREATE TABLE app.parcels (${clean}, PRIMARY KEY (id))`);
      assert.deepEqual(
        await warningsOf("SELECT topology.AddTopoGeometryColumn('city_data', 'app', 'parcels', 'shape', 'POLYGON')"), []);
      await isRefused('CREATE TABLE city_data.notes (user_id uuid)', 'MG201');
      await isRefused('ALTER TABLE city_data.node ADD COLUMN user_id uuid', 'MG201');
      await isRefused('CREATE TABLE topology.notes (user_id uuid)', 'MG201');
      await isRefused("SELECT topology.DropTopology('city_data')", 'MG705');
    });

    test('pgq makes, rotates and drops its queues', async (t) => {
      if (!(await has('pgq'))) return t.skip('no pgq');
      assert.deepEqual(await warningsOf('CREATE EXTENSION pgq'), []);
      assert.deepEqual(
        await warningsOf(`SELECT pgq.create_queue('orders'); SELECT pgq.register_consumer('orders', 'shop');
          SELECT pgq.insert_event('orders', 'made', '1'); SELECT pgq.ticker(); SELECT pgq.maint_rotate_tables_step1('orders');
          SELECT pgq.unregister_consumer('orders', 'shop'); SELECT pgq.create_queue('letters')`), []);
      assert.deepEqual(await warningsOf("SELECT pgq.drop_queue('orders')"), []);
    });

    test('pg_partman makes its templates and partitions', async (t) => {
      if (!(await has('pg_partman'))) return t.skip('no pg_partman');
      await sql.unsafe(`SET mana_guard.enabled = off; CREATE TABLE app.visits (id uuid, user_id uuid, seen timestamp NOT NULL)
        PARTITION BY RANGE (seen); RESET mana_guard.enabled; SELECT mana_guard.baseline('of old')`);
      if (process.env.CLIENTS_GUARD === 'off') await sql.unsafe('SET mana_guard.enabled = off');
      assert.deepEqual(await warningsOf('CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman'), []);
      await sql.unsafe(`CREATE TABLE app.events (${clean}, PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at)`);
      assert.deepEqual(
        await warningsOf("SELECT partman.create_parent('app.events', 'created_at', 'native', 'daily', p_premake => 2)"), []);
      assert.deepEqual(
        await warningsOf("SELECT partman.create_parent('app.visits', 'seen', 'native', 'daily', p_premake => 2)"), []);
      const count = async () =>
        (await sql`SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'app.visits'::regclass`)[0].count;
      const first = await count();
      await sql`UPDATE partman.part_config SET premake = 6, infinite_time_partitions = true`;
      // By its background worker, where there is one.
      for (let i = 0; server.isPreloaded && i < 600 && (await count()) === first; ++i) await setTimeout(100);
      if ((await count()) === first) {
        // A worker that could not be started waits ten minutes. The guard has refused it nothing.
        const log = server.isPreloaded ? readFileSync(`${server.host}/data/log`, 'utf8') : '';
        assert.doesNotMatch(log, /mana_guard (refuses .*app\.(visits|events)_p|can't check)/);
        assert.deepEqual(await warningsOf('SELECT partman.run_maintenance()'), []);
      }
      // How many it makes ahead depends on the time of the day.
      assert.ok((await count()) > first);
      await isRefused('CREATE TABLE partman.notes (user_id uuid)', 'MG201');
      await isRefused('CREATE TABLE app.visits_copy (LIKE app.visits)', 'MG201');
    });

    test('pg_repack packs a table', async (t) => {
      if (!(await has('pg_repack'))) return t.skip('no pg_repack');
      assert.deepEqual(await warningsOf('CREATE EXTENSION pg_repack'), []);
      await sql.unsafe(`CREATE TABLE app.files (${clean}, PRIMARY KEY (id));
        INSERT INTO app.files SELECT FROM generate_series(1, 100)`);
      const file = async () => (await sql`SELECT pg_relation_filenode('app.files') AS file`)[0].file;
      const first = await file();
      await sql.unsafe(`SELECT mana_guard.set_rule(code, 'error') FROM mana_guard.rules
        WHERE code ~ '^MG(60|7)' AND code <> 'MG709'`);
      const { exit, output } = run(['pg_repack', '--table', 'app.files'], env);
      assert.equal(exit, 0, output);
      assert.doesNotMatch(output, /MG\d{3}|WARNING|ERROR/);
      assert.notEqual(await file(), first);
      await sql.unsafe('DELETE FROM mana_guard.policy');
      // The name of an index for as long as it is built.
      const indexes = run(['pg_repack', '--table', 'app.files', '--only-indexes'], env);
      assert.equal(indexes.exit, 0, indexes.output);
    });

    test("pg_cron's jobs are judged", async (t) => {
      if (!server.isPreloaded || !(await has('pg_cron'))) return t.skip('pg_cron wants to be preloaded');
      const results = () => sql`SELECT jobname, status, return_message FROM cron.job_run_details JOIN cron.job USING (jobid)
        WHERE status IN ('succeeded', 'failed') ORDER BY jobname`;
      for (let i = 0; i < 100 && (await results()).length < 2; ++i) await setTimeout(100);
      const [bad, good] = await results();
      assert.deepEqual([bad.status, good.status], ['failed', 'succeeded']);
      assert.match(bad.return_message, /table app.drafts has no column created_at/);
    });

    test('an audit finds nothing of theirs', async () => {
      const found = await sql`SELECT code, identity FROM mana_guard.audit()
        WHERE NOT exempt AND severity > 'log'`;
      assert.deepEqual([...found], []);
    });
  });
}
