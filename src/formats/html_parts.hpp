// The style and the script of the HTML report. The page allows exactly these, by their hashes, and nothing else: after
// a change tests/cli/formats.py says what their hashes are now.
#pragma once

#include "core.hpp"

#include <string_view>

namespace mana_guard::html {

constexpr std::string_view style_hash = "sha256-xEqMGivFlFVoDIngjOa+L1UxiOl0qMzLdkjb/4dbCMI=";
constexpr std::string_view script_hash = "sha256-5vbkEaO5Lfnb4Ra5CkCr6JJG1QWpEILeryH/HwFulag=";

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --page: #fff; --box: #f4f5f7; --line: #d0d5db; --text: #1b1f24; --soft: #505963;
  --error: #a8001c; --warn: #784800; --log: #1a4b8c; --mark: #ffe3e6; --link: #0b57a8; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --box: #1e2327; --line: #3c444c; --text: #e8eaed; --soft: #a9b3bd;
  --error: #ff98a2; --warn: #f2c464; --log: #8fbcff; --mark: #572730; --link: #8fbcff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip:not(:focus) { position: absolute; left: -99rem; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; }
h3 { font-size: 1rem; font-family: ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
.table { overflow-x: auto; margin-bottom: 1.5rem; }
table { border-collapse: collapse; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody th { min-width: 12rem; font-weight: normal; } tbody th code { font-weight: 600; }
.number { overflow-wrap: normal; text-align: right; font-variant-numeric: tabular-nums; }
code, pre { font-family: ui-monospace, monospace; font-size: .9375em; }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--box); border: 1px solid var(--line); overflow-x: auto; tab-size: 4; }
pre.cure { white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; text-decoration: underline; text-decoration-thickness: 2px; }
.severity { font-weight: 600; white-space: nowrap; }
.error .severity { color: var(--error); } .warn .severity { color: var(--warn); } .log .severity { color: var(--log); }
.failure { border: 2px solid var(--error); padding: .5rem .75rem; }
.soft { color: var(--soft); }
details { border: 1px solid var(--line); border-left-width: .35rem; margin: .5rem 0; }
details.error { border-left-color: var(--error); } details.warn { border-left-color: var(--warn); }
details.log { border-left-color: var(--log); }
summary { padding: .5rem .75rem; cursor: pointer; }
summary .what { display: block; }
.body { padding: 0 .75rem .5rem; }
.body p { margin: .5rem 0; white-space: pre-line; }
.page { content-visibility: auto; contain-intrinsic-size: auto 100rem; }
.group:not(:has(.finding:not([hidden]))) { display: none; }
.tools { display: none; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .75rem; background: var(--box); border: 1px solid var(--line); }
.scripted .tools { display: flex; }
html:not(.scripted) button { display: none; }
.scripted .without-script { display: none; }
button, input { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: .25rem; padding: .25rem .6rem; }
input[type=search] { width: 16rem; max-width: 100%; }
@media print { .tools, .skip, nav, button { display: none !important; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; } pre { white-space: pre-wrap; } details { break-inside: avoid; } }
)css";

// It only filters, copies and brings in what was left out of the first rendering: everything is readable without it.
constexpr std::string_view script = R"js(
'use strict';
document.documentElement.classList.add('scripted');
const words = document.getElementById('words');
const count = document.getElementById('count');
const boxes = [...document.querySelectorAll('.tools input[type=checkbox]')];
const more = document.getElementById('more');
const findings = () => [...document.querySelectorAll('.finding')];
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severities = boxes.filter((box) => box.checked).map((box) => box.value);
  let shown = 0;
  const all = findings();
  for (const one of all) {
    const text = one.textContent.toLowerCase();
    one.hidden = !severities.includes(one.dataset.severity) || !wanted.every((word) => text.includes(word));
    if (!one.hidden) shown += 1;
  }
  count.textContent = `${shown} of ${all.length} shown`;
}
let waiting;
words.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); });
for (const box of boxes) box.addEventListener('change', filter);
const openAll = (isOpen) => { for (const one of findings()) if (!one.hidden) one.open = isOpen; };
document.getElementById('open').addEventListener('click', () => openAll(true));
document.getElementById('close').addEventListener('click', () => openAll(false));
more?.addEventListener('click', () => {
  const page = document.querySelector('template.page');
  const first = page.content.querySelector('summary');
  page.replaceWith(page.content);
  if (!document.querySelector('template.page')) more.remove();
  filter();
  first.focus();
});
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy');
  if (!button) return;
  const cure = button.previousElementSibling;
  try {
    await navigator.clipboard.writeText(cure.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(cure);
    button.textContent = 'Selected';
  }
});
filter();
)js";

}  // namespace mana_guard::html
