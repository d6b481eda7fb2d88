// The HTML report in Chromium: node browser.mjs CHROMIUM REPORT LONG-REPORT [SCREENSHOTS]. Prints "ok NAME" or "not ok NAME: what is wrong"
// for each check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [chromium, report, longReport, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });

async function check(name, body, { file = report, width = 1280, scheme = 'light', script = true } = {}) {
  const page = await browser.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('dialog', (dialog) => wrong.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on('request', (request) => request.url().startsWith('file:') || wrong.push(`a request to ${request.url()}`));
  try {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setJavaScriptEnabled(script);
    await page.goto(pathToFileURL(file).href);
    await body(page);
    assert.deepEqual(wrong, []);
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${error.message.replaceAll('\n', '\n    ')}`);
  }
  if (screenshots) await page.screenshot({ path: `${screenshots}/${name.replaceAll(/\W+/g, '-')}.png` });
  await page.close();
}

const press = async (page, key, times = 1) => { for (let i = 0; i < times; i += 1) await page.keyboard.press(key); };
const count = (page, selector) => page.$$eval(selector, (found) => found.length);
const isVisible = (page, selector) => page.$eval(selector, (found) => found.checkVisibility());
// Presses Tab until what has the focus fits.
async function tabTo(page, selector) {
  for (let i = 0; i < 100; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab does not reach ${selector}`);
}

for (const width of [360, 1280]) {
  for (const scheme of ['light', 'dark']) {
    await check(`${width} pixels, ${scheme}`, async (page) => {
      await page.$$eval('.finding', (found) => found.slice(0, 3).forEach((one) => { one.open = true; }));
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} pixels wide`);
      // By the debugger, since the page allows no other script than its own.
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`), []);
      assert.ok(passes.some((one) => one.id === 'color-contrast'));
    }, { width, scheme });
  }
}

await check('by keyboard alone', async (page) => {
  await press(page, 'Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await press(page, 'Enter');
  await tabTo(page, 'summary');
  await press(page, 'Enter');
  assert.equal(await count(page, '.finding[open]'), 1);
  await press(page, 'Space');
  assert.equal(await count(page, '.finding[open]'), 0);
});

await check('the filter', async (page) => {
  const all = await count(page, '.finding');
  await page.type('#words', 'MG101');
  await page.waitForFunction((before) => document.querySelectorAll('.finding:not([hidden])').length < before, { timeout: 5000 }, all);
  const shown = await page.$$eval('.finding:not([hidden])', (found) => found.map((one) => one.textContent));
  assert.ok(shown.length > 0 && shown.every((text) => text.includes('MG101')));
  assert.equal(await page.$eval('#count', (found) => found.textContent), `${shown.length} of ${all} shown`);
  await page.click('#open');
  assert.equal(await count(page, '.finding[open]'), shown.length);
  await page.$$eval('.tools input[type=checkbox]', (boxes) => boxes.forEach((box) => box.click()));
  assert.equal(await count(page, '.finding:not([hidden])'), 0);
});

await check('what would pass is copied', async (page) => {
  await page.click('#open');
  const [cure, button] = [await page.$('pre.cure'), await page.$('button.copy')];
  await button.click();
  await page.waitForFunction((one) => one.textContent !== 'Copy', { timeout: 5000 }, button);
  const said = await button.evaluate((one) => one.textContent);
  const selected = await page.evaluate(() => getSelection().toString());
  assert.ok(said === 'Copied' || selected.trim() === (await cure.evaluate((one) => one.textContent)).trim());
});

await check('without script', async (page) => {
  assert.ok((await count(page, '.finding')) > 0);
  assert.equal(await isVisible(page, '.tools'), false);
  assert.equal(await isVisible(page, 'button'), false);
  await tabTo(page, 'summary');
  await press(page, 'Enter');
  assert.ok(await isVisible(page, '.finding[open] .body'));
}, { script: false });

await check('on paper every finding is open', async (page) => {
  await page.emulateMediaType('print');
  assert.equal(await count(page, '.finding[open]'), 0);
  const heights = await page.$$eval('.finding .body', (found) => found.map((one) => one.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height > 0), `heights ${heights}`);
  assert.equal(await isVisible(page, '.tools'), false);
});

await check('a long report is rendered up to its limit, and more on demand', async (page) => {
  const [paint] = await page.evaluate(async () => {
    while (performance.getEntriesByName('first-contentful-paint').length === 0) await new Promise((done) => { setTimeout(done, 50); });
    return performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime);
  });
  assert.ok(paint < 10_000, `the first paint took ${paint} ms`);
  assert.equal(await count(page, '.finding'), 5000);
  await page.focus('#more');
  await press(page, 'Enter');
  assert.ok((await count(page, '.finding')) > 5000);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'summary');
}, { file: longReport });

await browser.close();
