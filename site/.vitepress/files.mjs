// What the site has beside its pages: the files that they link to, their Markdown, and llms.txt, which lists them for programs.
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// A page's Markdown, with the lines of the file that it includes.
function included(page) {
  return readFileSync(page, 'utf8').replace(/<!--@include: (\S+)\{(\d+),\}-->/g, (_, file, first) =>
    readFileSync(join(dirname(page), file), 'utf8').split('\n').slice(first - 1).join('\n').trimEnd());
}

export function writeFiles({ outDir, pages, rewrites, site }, docs) {
  const lines = [`# ${site.title}`, '', `> ${site.description}`, ''];
  for (const page of [...pages].sort()) {
    // Before the build a page has the name that it has in docs/, after it that of the site.
    const source = rewrites.inv[page] ?? page;
    const name = rewrites.map[source] ?? source;
    const copy = join(outDir, name);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, included(join(docs, source)));
    const title = readFileSync(copy, 'utf8').match(/^# (.*)$/m)[1];
    lines.push(`- [${title}](${site.base}${name})`);
  }
  writeFileSync(join(outDir, 'llms.txt'), `${lines.join('\n')}\n`);
  for (const name of readdirSync(docs).filter((one) => one.endsWith('.json'))) copyFileSync(join(docs, name), join(outDir, name));
  cpSync(join(docs, 'schemas'), join(outDir, 'schemas'), { recursive: true });
}
