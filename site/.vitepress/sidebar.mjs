// The navigation beside each page. The pages of rules, tools and profiles are those that lie in docs/.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const pages = (folder) => readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
const title = (file) => readFileSync(file, 'utf8').match(/^# (.*)$/m)[1].replaceAll('`', '');

// list(FOLDER, LINK): an entry for each page of a folder, by its title.
function list(folder, link) {
  return pages(folder)
    .map((name) => ({ text: title(join(folder, name)), link: `${link}${basename(name, '.md')}` }))
    .sort((a, b) => a.text.localeCompare(b.text, 'en'));
}

// The anchor of a heading, as forges make it.
export const anchor = (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

// categories(DOCS): the headings of the table of rules, in their order, with the pages that each lists.
function categories(docs) {
  const groups = [];
  for (const line of readFileSync(join(docs, 'rules/README.md'), 'utf8').split('\n')) {
    const heading = line.match(/^## (.*)$/);
    if (heading) groups.push({ text: heading[1], link: `/rules/#${anchor(heading[1])}`, collapsed: true, items: [] });
    const rule = line.match(/^\| (MG\d+) \| \[(\w+)\]\(([\w/]+)\.md\)/);
    if (rule) groups.at(-1).items.push({ text: `${rule[1]} ${rule[2]}`, link: `/rules/${rule[3]}` });
  }
  return groups;
}

export function sidebar(docs) {
  const page = (text, link) => ({ text, link });
  // What folds has a link, since without one the theme makes a button of it with another inside.
  return [
    { items: [page('Start in five minutes', '/start'), page('My migration was refused', '/refused')] },
    {
      text: "The DBA's guide",
      items: [
        page('The policy', '/policy'),
        page('Rules of your own', '/own-rules'),
        page('The audit', '/audit'),
        page('Other extensions', '/extensions'),
        page('Packages', '/packages'),
        page('Upgrading', '/upgrading'),
        page('What is new', '/changelog'),
      ],
    },
    {
      text: 'Before production',
      items: [
        page('The command-line tool', '/command-line'),
        page('In your pipeline', '/pipeline'),
        page('On a server', '/lint'),
        page('Changing a database in use', '/migrations'),
      ],
    },
    { text: 'Profiles', link: '/profiles/general', collapsed: true, items: list(join(docs, 'profiles'), '/profiles/') },
    { text: 'Agents with a role', link: '/profiles/agents' },
    { text: 'Migration tools', link: '/clients/', collapsed: true, items: list(join(docs, 'clients'), '/clients/') },
    { text: 'Rules', link: '/rules/', collapsed: false, items: categories(docs) },
    {
      text: 'Reference',
      items: [page('Settings, functions, tables', '/reference'), page('What is guaranteed', '/guarantees'), page('How it works', '/how-it-works')],
    },
    {
      text: 'Results of test runs',
      link: '/tried',
      collapsed: true,
      items: ['tried', 'versions', 'fresh', 'stress', 'agreement', 'core-suite', 'assertions', 'fuzzing'].map((name) => page(title(join(docs, `${name}.md`)), `/${name}`)),
    },
  ];
}
