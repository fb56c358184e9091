// Who changed what, newest first, with both versions side by side; and taking a change back.
import { button, chip, el, empty, time } from './dom.js';
import { sideBySide } from './diff.js';
import { Problem } from './api.js';
import { guarded, saved, withoutStamps, withQuery } from './saving.js';
import { head, ownerOf } from './parts.js';
import { problemBox } from './problems.js';

const VERBS = { create: 'added', replace: 'changed', delete: 'removed', import: 'imported', approve: 'approved' };

export async function audit(context) {
  const owner = ownerOf(context);
  const pages = context.api.pages(`${owner.api}/audit`, 25);
  const first = (await pages.next()).value;
  const list = el('ul', { class: 'timeline card' });
  const more = button('Show older ones', async () => {
    more.setAttribute('aria-disabled', 'true');
    try {
      add((await pages.next()).value)?.querySelector('summary')?.focus();
    } catch (error) {
      list.after(problemBox(error));
    } finally {
      more.removeAttribute('aria-disabled');
    }
  });
  const newest = new Set();
  function add(page) {
    const rows = page.items.map((entry) => row(entry));
    list.append(...rows);
    more.hidden = !page.next;
    return rows[0];
  }
  function row(entry) {
    // Only the latest change of a thing can be taken back: an older one would take back what came after it, too.
    const isLatest = !newest.has(entry.resource);
    newest.add(entry.resource);
    return el('li', {},
      el('div', { class: 'line-one' },
        chip(entry.action === 'delete' ? 'bad' : entry.action === 'create' ? 'good' : 'quiet', VERBS[entry.action] ?? entry.action),
        el('strong', { class: 'mono' }, name(entry)),
        el('span', { class: 'soft small' }, time(entry.at), ` by ${entry.by?.subject ?? 'somebody'}`)),
      el('div', { class: 'line-two' }, el('details', {},
        el('summary', { 'aria-label': `Before and after: ${name(entry)}` }, 'Before and after'),
        el('div', { class: 'stack' },
          el('p', { class: 'small soft' }, el('code', {}, entry.by?.issuer ?? ''), ' · request ', el('code', {}, entry.requestId)),
          sideBySide(withoutStamps(entry.before), withoutStamps(entry.after), { leftNothing: 'It was not there.', rightNothing: 'It was removed.' }))),
      isLatest && context.me.mayWrite && undoOf(owner, entry)
        ? button('Undo', (event) => undo(context, owner, entry, event.target), { class: 'plain', 'aria-label': `Undo: ${name(entry)} ${VERBS[entry.action] ?? entry.action}` })
        : null));
  }
  if (first.items.length > 0) {
    add(first);
  }
  return {
    title: `Changes · ${owner.name}`,
    body: [
      head('Changes', 'Who changed what and when. Nothing can be changed without standing here.'),
      first.items.length === 0 ? empty('Nothing has been changed yet', 'Every change will stand here with its before and after.') : [list, el('div', { class: 'more' }, more)],
    ],
  };
}

function name({ resource, before, after }) {
  const thing = after ?? before ?? {};
  const named = thing.pattern ?? thing.subject ?? thing.tokenId ?? thing.iss;
  return named ?? (resource === '' ? after?.displayName ?? 'Settings' : resource);
}

/** How a change is taken back: { method, path, body }; nothing where it cannot be. */
function undoOf(owner, { action, resource, before, after }) {
  const [list, id] = resource.split('/');
  const path = resource === '' ? owner.api : `${owner.api}/${resource}`;
  if (before?.omittedBytes !== undefined) {
    return undefined;
  }
  if (action === 'replace' && before) {
    return { method: 'PUT', path, body: before };
  }
  if (action === 'create' && id !== undefined) {
    return { method: 'DELETE', path };
  }
  if (action === 'delete' && before && id !== undefined) {
    return list === 'issuers' ? { method: 'PUT', path, body: withoutStamps(before) } : { method: 'POST', path: `${owner.api}/${list}`, body: withoutStamps(before) };
  }
  return undefined;
}

async function undo(context, owner, entry, pressed) {
  pressed.disabled = true;
  const { method, path, body } = undoOf(owner, entry);
  const headers = method === 'POST' || entry.action === 'delete' ? {} : { 'If-Match': entry.etag };
  try {
    const answer = await guarded((query) => context.api.send(method, withQuery(path, query), body, headers));
    if (answer) {
      saved(`${name(entry)} is as it was before.`, answer.body.inForce);
    }
    context.reload();
  } catch (error) {
    pressed.disabled = false;
    context.failed(error instanceof Problem && error.status === 412
      ? new Problem(412, { title: 'It was changed again since.', detail: 'Look at the newer change first: undoing this one would take that one back, too.' }) : error);
  }
}
