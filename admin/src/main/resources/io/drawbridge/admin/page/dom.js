// Elements out of data. Text goes in as text nodes and attributes as values, so that nothing an API answers can become markup.

/** They make a text seem to be another one, or reach beyond it (Unicode Technical Report 36, section 2.1.1). No name needs them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

const plain = (child) => (typeof child === 'string' ? child.replace(TURNING, '\ufffd') : child);

/** An element with attributes (functions are listeners), and children that are elements or texts; what is undefined or null is left out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false).map(plain));
  return made;
}

let ids = 0;

/** A new id for an element. */
export const newId = (prefix) => `${prefix}-${++ids}`;

/** A link within the page. */
export const link = (hash, text, attributes = {}) => el('a', { href: `#${hash}`, ...attributes }, text);

/** A button that does something when it is pressed. */
export function button(text, action, attributes = {}) {
  return el('button', { type: 'button', click: action, ...attributes }, text);
}

/** A time as people read it where they are, and exactly for machines. */
export function time(text, options = { dateStyle: 'medium', timeStyle: 'short' }) {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? el('span', {}, String(text))
    : el('time', { datetime: date.toISOString(), title: date.toISOString() }, new Intl.DateTimeFormat(undefined, options).format(date));
}

/** The hour of a time, with seconds. */
export const clock = (text) => time(text, { timeStyle: 'medium' });

/** A short label with a colour; the words say it alone. */
export const chip = (kind, text) => el('span', { class: `chip ${kind}` }, text);

/** What a list shows where there is nothing. */
export function empty(title, text, ...actions) {
  return el('div', { class: 'empty' }, el('p', { class: 'empty-title' }, title), el('p', {}, text), actions.length ? el('p', {}, actions) : null);
}

/** What is shown while something is on its way; it appears late enough that a quick answer never flickers. */
export const loading = (what) => el('p', { class: 'loading', role: 'status' }, `Loading ${what}…`);

/** How long a message stays, unless somebody is at it (WCAG 2.2, success criterion 2.2.1). What went wrong stays until it is dismissed. */
const NOTICE_MS = 20000;

/** Says something to everybody, those who do not look included, and takes it away after a while. */
export function notify(...content) {
  const place = document.getElementById('notices');
  const notice = el('div', { class: 'notice' }, el('div', {}, content),
    button('×', () => dismiss(notice), { class: 'plain', 'aria-label': 'Dismiss this message' }));
  place.append(notice);
  while (place.children.length > 3) {
    dismiss(place.firstElementChild);
  }
  const wait = () => setTimeout(() => {
    if (notice.matches(':hover, :focus-within')) {
      wait();
    } else if (!notice.querySelector('[role=alert]')) {
      notice.remove();
    }
  }, NOTICE_MS);
  wait();
  return notice;
}

/** Takes a message away; whoever was in it goes on at the head of the view. */
export function dismiss(notice) {
  const wasInside = notice.contains(document.activeElement);
  notice.remove();
  if (wasInside) {
    const heading = document.querySelector('main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }
}

/** Asks a question in a dialog; resolves to whether the answer was yes. */
export function confirm({ title, body, yes, danger = false }) {
  return new Promise((resolve) => {
    const id = newId('dialog');
    let answer = false;
    const dialog = el('dialog', { 'aria-labelledby': id, close: () => { dialog.remove(); resolve(answer); } },
      el('h2', { id }, title),
      el('div', { class: 'dialog-body' }, body),
      el('div', { class: 'actions' },
        button(yes, () => { answer = true; dialog.close(); }, { class: danger ? 'danger' : 'primary' }),
        button('Cancel', () => dialog.close(), { autofocus: true })));
    document.body.append(dialog);
    dialog.showModal();
  });
}
