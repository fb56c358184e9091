// What several views have in common.
import { button, el } from './dom.js';
import { problemBox } from './problems.js';

/** The head of a view. */
export function head(title, text, ...actions) {
  return el('div', { class: 'page-head' },
    el('div', {}, el('h1', {}, title), text ? el('p', {}, text) : null),
    actions.length ? el('div', { class: 'actions' }, actions) : null);
}

/** Whose resources a view is about: { tenant, name, api, page }. */
export function ownerOf({ parameters }) {
  const { tenant } = parameters;
  return tenant === undefined
    ? { name: 'Platform', api: 'platform', page: '/platform' }
    : { tenant, name: tenant, api: `tenants/${encodeURIComponent(tenant)}`, page: `/t/${encodeURIComponent(tenant)}` };
}

/** The items of a list. */
export const listOf = (body, name) => body.items ?? body[name] ?? [];

/** A table of a list that comes in pages: the first now, each further one by a button, however many there are. A whole list comes at once. */
export async function pagedTable(api, path, { caption, columns, row, none, isWhole = false }) {
  const pages = api.pages(path, isWhole ? 0 : 50);
  const first = (await pages.next()).value;
  if (first.items.length === 0) {
    return none();
  }
  const body = el('tbody');
  const status = el('span', { role: 'status' });
  const more = button('Show more', show);
  const foot = el('div', { class: 'more' }, status, more);
  let shown = 0;

  function add(page) {
    const rows = page.items.map((item) => el('tr', {}, row(item).map((cell, i) => el('td', { 'data-label': i === 0 ? null : columns[i] }, cell))));
    body.append(...rows);
    shown += rows.length;
    const isLast = !page.next;
    status.textContent = isLast ? `${shown} in all` : `The first ${shown}`;
    more.hidden = isLast;
    return rows[0];
  }

  async function show() {
    more.setAttribute('aria-disabled', 'true');
    try {
      const rest = add((await pages.next()).value);
      rest?.querySelector('a, button')?.focus();
    } catch (error) {
      foot.after(problemBox(error));
    } finally {
      more.removeAttribute('aria-disabled');
    }
  }

  add(first);
  return el('div', {},
    el('table', { class: 'table' },
      el('caption', { class: 'hidden' }, caption),
      el('thead', {}, el('tr', {}, columns.map((text) => el('th', { scope: 'col' }, text || el('span', { class: 'hidden' }, 'Actions'))))),
      body),
    foot);
}
