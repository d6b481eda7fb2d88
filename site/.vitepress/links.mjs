// What a link in docs/ means on the site.
import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

// The page that shows CHANGELOG.md, whose links are from the tree's root.
export const changelog = 'changelog.md';

// target(HREF, FILE, OPTIONS): the link as the site has it; null if it leads out of the manual and to nowhere that the site knows.
// Raises if there is no such file.
export function target(href, file, { tree, docs, repository }) {
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) return href;
  if (relative(docs, file) === changelog && href.startsWith('docs/')) return target(href.slice('docs/'.length), file, { tree, docs, repository });
  const [path, anchor] = href.split('#');
  const wanted = resolve(relative(docs, file) === changelog && existsSync(resolve(tree, href)) ? tree : dirname(file), decodeURI(path));
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (!existsSync(wanted)) throw new Error(`${relative(tree, file)}: dead link ${href}`);
  if (relative(docs, wanted).startsWith('..')) {
    return repository ? `${repository.replace(/\/$/, '')}/blob/main/${relative(tree, wanted)}${hash}` : null;
  }
  if (statSync(wanted).isDirectory()) throw new Error(`${relative(tree, file)}: ${href} is a folder, link to a file`);
  return href.replace(/(^|\/)README\.md/, '$1index.md');
}

// A plugin for markdown-it: a column without a heading has an empty cell above it, which is none for those who hear the page.
export function emptyHeadings(md) {
  md.core.ruler.push('empty_headings', ({ tokens }) => {
    for (const [i, token] of tokens.entries()) {
      if (token.type === 'th_open' && tokens[i + 1].content.trim() === '') token.tag = tokens[i + 2].tag = 'td';
    }
  });
}

// A plugin for markdown-it, which goes before VitePress's own for links.
export function treeLinks(md, options) {
  md.core.ruler.push('tree_links', (state) => {
    const file = state.env.realPath ?? state.env.path;
    for (const block of state.tokens.filter((one) => one.type === 'inline')) {
      let dropped = false;
      for (const token of block.children) {
        if (token.type === 'link_open') {
          const link = target(token.attrGet('href'), file, options);
          dropped = link === null;
          if (link !== null) token.attrSet('href', link);
        }
        if (dropped && (token.type === 'link_open' || token.type === 'link_close')) {
          if (token.type === 'link_close') dropped = false;
          Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '', attrs: null });
        }
      }
    }
  });
}
