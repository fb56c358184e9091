// What an import would change, before it does: the counts, the tenant itself, and each origin with both versions side by side.
import { button, chip, el } from './dom.js';
import { sideBySide } from './diff.js';
import { problemBox, problemText } from './problems.js';
import { withoutStamps } from './saving.js';

const KINDS = { added: 'good', changed: 'warn', removed: 'bad' };
const SIDES = { left: 'There now', right: 'In the file', leftNothing: 'It is not there.', rightNothing: 'It is not in the file.' };

/** Whether committing it would change anything at all. */
export const isNothing = ({ added, removed, changed, profile }) => added + removed + changed === 0 && same(profile.before, profile.after);

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

/** The difference as elements: its first page, and the pages that bring the rest. */
export function shown(first, pages) {
  const { added, removed, changed, unchanged, pending, profile, problems } = first;
  const after = added + changed + unchanged;
  return [
    el('p', { class: 'actions' },
      chip(added ? 'good' : 'quiet', `${added} added`), chip(changed ? 'warn' : 'quiet', `${changed} changed`),
      chip(removed ? 'bad' : 'quiet', `${removed} removed`), chip('quiet', `${unchanged} as they are`)),
    el('p', {}, `Afterwards the tenant has exactly ${many(after, 'origin', 'origins')}.`,
      pending ? ` ${many(pending, 'waits', 'wait')} until the platform approves the domain.` : null),
    problems.length ? el('section', { class: 'problem' },
      el('h3', {}, 'It cannot be imported as it is'),
      el('ul', {}, problems.map((problem) => el('li', {}, problem.pointer ? [el('code', {}, problem.pointer), ' '] : null, problemText(problem))))) : null,
    same(profile.before, profile.after)
      ? el('p', { class: 'soft' }, 'The tenant’s own settings, issuers and routes stay as they are.')
      : el('details', { open: true },
        el('summary', {}, 'Settings, issuers and routes change'),
        el('div', { class: 'inside' }, sideBySide(withoutStamps(profile.before), withoutStamps(profile.after), SIDES))),
    added + removed + changed ? changes(first, pages) : null,
  ];
}

function changes(first, pages) {
  const list = el('ul', { class: 'timeline bordered' });
  const status = el('span', { role: 'status' });
  const total = first.added + first.removed + first.changed;
  let count = 0;
  const more = button('Show more', async () => {
    more.setAttribute('aria-disabled', 'true');
    try {
      add((await pages.next()).value).querySelector('summary').focus();
    } catch (error) {
      list.after(problemBox(error));
    } finally {
      more.removeAttribute('aria-disabled');
    }
  });
  function add(page) {
    const rows = page.items.map(row);
    list.append(...rows);
    count += rows.length;
    status.textContent = page.next ? `The first ${count} of ${total}` : many(total, 'origin in all', 'origins in all');
    more.hidden = !page.next;
    return rows[0];
  }
  add(first);
  return el('div', {}, el('h3', {}, 'Origins that change'), list, el('div', { class: 'more' }, status, more));
}

/** One origin; its two versions are made when somebody wants to see them, because there can be very many. */
function row({ change, before, after }) {
  const pattern = (after ?? before).pattern;
  const inside = el('div', { class: 'inside' });
  const details = el('details', {
    toggle: () => {
      if (details.open && !inside.hasChildNodes()) {
        inside.append(sideBySide(withoutStamps(before), withoutStamps(after), SIDES));
      }
    },
  }, el('summary', {}, chip(KINDS[change], change), ' ', el('strong', { class: 'mono' }, pattern),
    change === 'changed' ? el('span', { class: 'soft small' }, ` ${fields(before, after).join(', ')}`) : null), inside);
  return el('li', {}, details);
}

/** Which fields of the two are not the same. */
function fields(before, after) {
  const [a, b] = [withoutStamps(before), withoutStamps(after)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !same(a[name], b[name]));
}
