// The built site, which is served below a path, without a browser: node links.mjs DIST BASE. Prints "ok NAME" or "not ok NAME: what is wrong" for each check.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const [dist, base] = process.argv.slice(2);
const files = readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile());
const pages = files.filter((name) => name.endsWith('.html'));
const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

// say(NAME, WRONG): a check, and up to twenty of what is wrong.
function say(name, wrong) {
  console.log(wrong.length === 0 ? `ok ${name}` : `not ok ${name}: ${wrong.length}\n    ${wrong.slice(0, 20).join('\n    ')}`);
}

const html = new Map(pages.map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
const anchors = new Map([...html].map(([name, text]) => [name, new Set([...text.matchAll(/ id="([^"]*)"/g)].map((one) => decode(one[1])))]));
const dead = [];
const outside = [];
let followed = 0;
for (const [name, text] of html) {
  // Not what a code block shows.
  for (const [, tag, attributes] of text.matchAll(/<(a|link|script|img|source|iframe)\b([^>]*)>/g)) {
    for (const [, value] of attributes.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      const link = decode(value);
      if (link.startsWith('data:') || link.startsWith('mailto:')) continue;
      const url = new URL(link, `http://site${base}${name}`);
      if (url.host !== 'site') {
        if (tag !== 'a') outside.push(`${name}: <${tag}> ${link}`);
        continue;
      }
      followed += 1;
      if (!url.pathname.startsWith(base)) {
        dead.push(`${name}: ${link} (outside ${base})`);
        continue;
      }
      const path = decodeURIComponent(url.pathname).slice(base.length);
      const found = [path, `${path}index.html`, `${path}.html`].find((one) => one && existsSync(join(dist, one)) && statSync(join(dist, one)).isFile());
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!found) dead.push(`${name}: ${link}`);
      else if (anchor && anchors.has(found) && !anchors.get(found).has(anchor)) dead.push(`${name}: ${link} (no such heading)`);
    }
  }
}
for (const name of files.filter((one) => one.endsWith('.css'))) {
  for (const [, link] of readFileSync(join(dist, name), 'utf8').matchAll(/url\(["']?((?:https?:)?\/\/[^)]*)\)/g)) outside.push(`${name}: ${link}`);
}
const sources = files.filter((name) => name.endsWith('.md'));
say('each page is there, with its Markdown beside it', sources.length > 150 ? sources.filter((name) => !html.has(name.replace(/md$/, 'html'))) : [`${sources.length} pages`]);
say('each link and each heading that is linked to is there', followed > 1000 ? dead : [`only ${followed} links were followed`]);
const listed = [...readFileSync(join(dist, 'llms.txt'), 'utf8').matchAll(/\]\(([^)]*)\)/g)].map((one) => one[1].replace(base, ''));
say('llms.txt lists each page', [...sources.filter((name) => !listed.includes(name)), ...listed.filter((name) => !sources.includes(name))]);
say('nothing is loaded from elsewhere', outside);
say('each page has one title', [...html].filter(([name, text]) => name !== '404.html' && text.match(/<h1\b/g)?.length !== 1).map(([name]) => relative('.', name)));
