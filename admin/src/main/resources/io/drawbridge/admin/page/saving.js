// What every change has in common: the question before one locks oneself out, the conflict that shows both versions, and
// the message that says when the change counts and offers to take it back.
import { button, clock, confirm, dismiss, el, newId, notify } from './dom.js';
import { sideBySide } from './diff.js';
import { Problem } from './api.js';
import { problemText } from './problems.js';

/** Does a write; where it would cut off whoever does it, asks first and then does it all the same. Resolves to undefined if not. */
export async function guarded(send) {
  try {
    return await send('');
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'admin-confirm-self') {
      throw error;
    }
    const yes = await confirm({
      title: 'This may lock you out',
      body: [el('p', {}, error.title), el('p', {}, error.detail), ...error.problems.map((problem) => el('p', {}, problemText(problem)))],
      yes: 'Do it anyway',
      danger: true,
    });
    return yes ? send('confirm=self') : undefined;
  }
}

/** A path with one more query parameter, or none. */
export const withQuery = (path, query) => (query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path);

/**
 * Replaces a document of a known version. If somebody was faster, shows theirs beside this one and asks which shall stand.
 * Resolves to the answer; to undefined if theirs shall.
 */
export async function replace(api, path, document, etag, { read = (body) => body } = {}) {
  try {
    return await guarded((query) => api.put(withQuery(path, query), document, etag));
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 412 && error.kind !== 'admin-changed-meanwhile')) {
      throw error;
    }
    const theirs = await api.get(path);
    const mine = await choose(read(theirs.body), document);
    return mine ? replace(api, path, document, theirs.etag, { read }) : undefined;
  }
}

/** Two versions side by side; resolves to whether one's own shall replace the other. */
export function choose(theirs, mine) {
  return new Promise((resolve) => {
    const id = newId('dialog');
    let answer = false;
    const dialog = el('dialog', { class: 'wide', 'aria-labelledby': id, close: () => { dialog.remove(); resolve(answer); } },
      el('h2', { id }, 'Somebody else changed this while you were at it'),
      el('div', { class: 'dialog-body' },
        el('p', {}, 'Both versions, side by side. Nothing of yours is written yet.'),
        sideBySide(withoutStamps(theirs), withoutStamps(mine), { left: 'There now', right: 'Yours', leftNothing: 'It was removed.' })),
      el('div', { class: 'actions' },
        button('Keep what is there', () => dialog.close(), { class: 'primary', autofocus: true }),
        button('Replace it by mine', () => { answer = true; dialog.close(); }, { class: 'danger' })));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Without what the API writes by itself. */
export function withoutStamps(document) {
  if (!document || typeof document !== 'object') {
    return document;
  }
  const { etag, updated, created, id, ...rest } = document;
  return rest;
}

/** Says that something is written and from when it counts everywhere. undo is what takes it back, if anything can. */
export function saved(text, inForce, { undo } = {}) {
  // What was said before is over, and an older change can no longer be taken back by itself.
  document.querySelectorAll('#notices .saved').forEach(dismiss);
  const notice = notify(
    el('p', {}, el('strong', {}, text)),
    inForce?.everywhereBy ? el('p', {}, 'Everywhere by ', clock(inForce.everywhereBy), '.') : null,
    browsers(inForce?.preflights),
    undo ? el('div', { class: 'actions' }, button('Undo', async (event) => {
      event.target.disabled = true;
      dismiss(notice);
      try {
        await undo();
      } catch (error) {
        notify(el('p', { role: 'alert' }, el('strong', {}, 'It could not be taken back. '), `${error.title ?? error.message} ${error.detail ?? ''}`));
      }
    })) : null);
  notice.classList.add('saved');
  return notice;
}

/** How long each browser may go on with the answer to a preflight that it got before, as the API says it. */
function browsers(preflights) {
  return preflights ? el('p', { class: 'small soft' },
    `Browsers may keep an old preflight for ${minutes(preflights.chromium)} (Chrome, Edge), ${minutes(preflights.firefox)} (Firefox), ${minutes(preflights.webkit)} (Safari). Each request itself is checked all the same.`) : null;
}

const minutes = (seconds) => (seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`);
