// Two documents side by side, line by line.
import { el } from './dom.js';

/** What cannot be seen, or turns the order of what can, is written out, as JSON may. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const lines = (document) => (document === undefined || document === null ? []
  : JSON.stringify(sorted(document), null, 2).replace(UNSEEN, escaped).split('\n'));

const escaped = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** With names in order, so that an order that does not count is no difference. */
function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
    : value;
}

/** Which lines of each are in the other, too, in order: a longest common subsequence. */
function common(a, b) {
  const length = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const kept = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      kept[0].add(i++);
      kept[1].add(j++);
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return kept;
}

/** The documents with what differs marked by colour, sign and words. */
export function sideBySide(before, after, { left = 'Before', right = 'After', leftNothing = 'Nothing was there.', rightNothing = 'Nothing is left.' } = {}) {
  const [a, b] = [lines(before), lines(after)];
  const [keptA, keptB] = a.length * b.length > 4_000_000 ? [new Set(), new Set()] : common(a, b);
  return el('div', { class: 'diff' }, half(left, a, keptA, 'gone', leftNothing), half(right, b, keptB, 'new', rightNothing));
}

function half(title, texts, kept, kind, nothing) {
  return el('div', {}, el('p', { class: 'half-title' }, title),
    texts.length === 0 ? el('p', { class: 'nothing' }, nothing)
      : el('pre', { tabindex: '0', 'aria-label': title }, texts.map((text, i) => el('span', { class: kept.has(i) ? 'line' : `line ${kind}` }, text))));
}
