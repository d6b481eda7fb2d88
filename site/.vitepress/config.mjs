// The manual as a site. The pages are docs/ as it lies.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { writeFiles } from './files.mjs';
import { emptyHeadings, treeLinks } from './links.mjs';
import { anchor, sidebar } from './sidebar.mjs';

const site = fileURLToPath(new URL('..', import.meta.url));
// The suite builds a copy of this folder.
const tree = resolve(process.env.MANUAL_TREE ?? resolve(site, '..'));
const docs = resolve(tree, 'docs');
const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2f6f4f" d="M8 1 2 3v5c0 3.5 2.5 6 6 7 3.5-1 6-3.5 6-7V3z"/></svg>';

// The pages lie beside the packages and not below them, so what a page imports is looked for from here.
const packages = {
  name: 'packages',
  enforce: 'pre',
  resolveId(id, importer, options) {
    if (/^vue(\/|$)/.test(id) && importer?.startsWith(docs)) return this.resolve(id, resolve(site, 'package.json'), { ...options, skipSelf: true });
    return null;
  },
};

export default defineConfig({
  srcDir: docs,
  base: process.env.MANUAL_BASE ?? '/',
  lang: 'en',
  title: 'mana_guard',
  description: "A PostgreSQL extension that refuses schema changes that violate your team's rules.",
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  rewrites: {
    'README.md': 'index.md',
    'clients/README.md': 'clients/index.md',
    'rules/README.md': 'rules/index.md',
  },
  markdown: {
    config: (md) => md.use(emptyHeadings).use(treeLinks, { tree, docs, repository: process.env.MANUAL_REPOSITORY }),
    // So that a link to a heading works here and on a forge.
    anchor: { slugify: anchor },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: { plugins: [packages] },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Refused?', link: '/refused' },
      { text: 'Rules', link: '/rules/' },
      { text: 'Reference', link: '/reference' },
    ],
    sidebar: sidebar(docs),
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: {
            // A code is meant as it is: MG601 is not MG602.
            fuzzy: (term) => (/^mg/i.test(term) ? false : 0.2),
            prefix: true,
            combineWith: 'AND',
            boost: { title: 4, text: 2, titles: 1 },
          },
        },
      },
    },
  },
  buildEnd: (config) => writeFiles(config, docs),
});
