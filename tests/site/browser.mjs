// The built site in Chromium, served below a path: node browser.mjs CHROMIUM DIST BASE [SCREENSHOTS]. Prints "ok NAME" or "not ok NAME: what is wrong" for each
// check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import puppeteer from 'puppeteer-core';

const [chromium, dist, base, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname)).replace(/\/$/, '/index.html');
  try {
    const body = readFileSync(join(dist, path.startsWith(base) ? path.slice(base.length) : 'nothing below the base'));
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const home = `http://127.0.0.1:${server.address().port}${base}`;
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });

async function check(name, path, body, { width = 1280, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => request.url().startsWith(home) || request.url().startsWith('data:') || wrong.push(`a request to ${request.url()}`));
  try {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(home + path, { waitUntil: 'networkidle0' });
    await body(page);
    assert.deepEqual(wrong, []);
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${error.message.replaceAll('\n', '\n    ')}`);
  }
  if (screenshots) await page.screenshot({ path: `${screenshots}/${name.replaceAll(/\W+/g, '-')}.png` });
  await page.close();
}

const six = ['', 'start.html', 'refused.html', 'policy.html', 'reference.html', 'rules/migrations/index_concurrently.html'];
for (const path of six) {
  for (const [width, scheme] of [[360, 'light'], [1280, 'light'], [1280, 'dark']]) {
    await check(`${path || 'index.html'}, ${width} pixels, ${scheme}`, path, async (page) => {
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} pixels wide`);
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`), []);
      assert.ok(passes.some((one) => one.id === 'color-contrast'));
    }, { width, scheme });
  }
}

// found(PAGE, WORDS): the links that the search offers, best first.
async function found(page, words) {
  await page.keyboard.press('/');
  await page.waitForSelector('#localsearch-input', { timeout: 10_000 });
  await page.focus('#localsearch-input');
  // At once: what a part of the words finds may be there before the rest is typed.
  await page.keyboard.sendCharacter(words);
  await page.waitForSelector('#localsearch-list a', { timeout: 10_000 });
  return page.$$eval('#localsearch-list a', (links) => links.map((one) => one.pathname));
}
const rule = `${base}rules/migrations/index_concurrently.html`;
for (const words of ['MG601', 'index_concurrently']) {
  await check(`the search finds the page of ${words} first, and Enter opens it`, '', async (page) => {
    assert.equal((await found(page, words))[0], rule);
    await page.keyboard.press('Enter');
    await page.waitForFunction((path) => location.pathname === path, { timeout: 10_000 }, rule);
    await page.waitForFunction(() => document.querySelector('h1')?.textContent.includes('index_concurrently'), { timeout: 10_000 });
  });
}
await check('the search finds "create index"', 'start.html', async (page) => {
  const links = await found(page, 'create index');
  assert.ok(links.includes(rule), links.join(' '));
});
await check('a link of a page leads to another without a new load', '', async (page) => {
  await page.evaluate(() => { window.sameDocument = true; });
  await page.click('main a[href$="refused.html"]');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent.includes('My migration was refused'), { timeout: 10_000 });
  assert.ok(await page.evaluate(() => window.sameDocument));
});
await check('the menu of a narrow page opens', 'start.html', async (page) => {
  await page.click('.VPLocalNav .menu');
  await page.waitForSelector('.VPSidebar.open', { visible: true, timeout: 5000 });
}, { width: 360 });

await browser.close();
server.close();
