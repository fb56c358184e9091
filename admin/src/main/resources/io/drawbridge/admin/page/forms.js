// Fields that know their place in the document (a JSON pointer), and forms that show each problem where it is.
import { button, el, newId } from './dom.js';
import { problemBox, problemText } from './problems.js';
import { Problem } from './api.js';
import { SignInFailed } from './session.js';

/** A field around an input. read() gives its value for the document; undefined leaves the member out. */
function field(pointer, label, input, { hint, read, below } = {}) {
  const id = newId('field');
  const errors = el('div', { class: 'errors', id: `${id}-errors` });
  input.id = id;
  const described = [hint ? `${id}-hint` : null, `${id}-errors`].filter(Boolean).join(' ');
  input.setAttribute('aria-describedby', described);
  const node = el('div', { class: 'field' },
    el('label', { for: id }, label), input,
    hint ? el('div', { class: 'hint', id: `${id}-hint` }, hint) : null, below, errors);
  return { pointer, node, input, errors, read: read ?? (() => input.value.trim()) };
}

export function textField(pointer, label, value, { hint, mono, below, read, ...attributes } = {}) {
  const input = el('input', { type: 'text', value: value ?? '', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', class: mono ? 'mono' : null, ...attributes });
  return field(pointer, label, input, { hint, below, read: read ?? (() => input.value.trim() || undefined) });
}

export function areaField(pointer, label, value, { hint, read, ...attributes } = {}) {
  const input = el('textarea', { spellcheck: 'false', class: 'mono', rows: '8', ...attributes });
  input.value = value ?? '';
  return field(pointer, label, input, { hint, read: read ?? (() => input.value) });
}

export function selectField(pointer, label, value, options, { hint, read } = {}) {
  const input = el('select', {}, options.map(([key, text]) => el('option', { value: key, selected: key === value }, text)));
  return field(pointer, label, input, { hint, read: read ?? (() => input.value || undefined) });
}

/** Words between commas or spaces; empty leaves the member out. */
export function listField(pointer, label, value, { hint, emptyIsList = false, ...attributes } = {}) {
  const input = el('input', { type: 'text', value: (value ?? []).join(', '), autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', class: 'mono', ...attributes });
  const read = () => {
    const words = input.value.split(/[\s,]+/).filter(Boolean);
    return words.length || emptyIsList ? words : undefined;
  };
  return field(pointer, label, input, { hint, read });
}

export function numberField(pointer, label, value, { hint, ...attributes } = {}) {
  const input = el('input', { type: 'text', inputmode: 'numeric', value: value ?? '', autocomplete: 'off', ...attributes });
  // What is no number goes to the API as it is, which says so in its own words.
  return field(pointer, label, input, { hint, read: () => (input.value.trim() === '' ? undefined : Number.isNaN(Number(input.value)) ? input.value : Number(input.value)) });
}

/** A time where people are; the document has it in UTC. A time that was not touched goes back exactly as it came. */
export function instantField(pointer, label, value, { hint, ...attributes } = {}) {
  const input = el('input', { type: 'datetime-local', step: '1', ...attributes });
  if (value) {
    const date = new Date(value);
    input.value = new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  }
  const shown = input.value;
  const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' }).formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value;
  return field(pointer, `${label}${zone ? ` (${zone})` : ''}`, input, {
    hint,
    read: () => (input.value === '' ? undefined : input.value === shown && value ? value : `${new Date(input.value).toISOString().slice(0, 19)}Z`),
  });
}

export function checkField(pointer, label, value, { hint } = {}) {
  const id = newId('check');
  const input = el('input', { type: 'checkbox', id, checked: value === true, 'aria-describedby': `${id}-errors` });
  const errors = el('div', { class: 'errors', id: `${id}-errors` });
  const node = el('div', { class: 'field' },
    el('div', { class: 'check' }, input, el('div', {}, el('label', { for: id }, label), hint ? el('div', { class: 'hint' }, hint) : null)), errors);
  return { pointer, node, input, errors, read: () => input.checked };
}

/** A value of a document by its pointer set, with the objects in between made. */
export function assign(document, pointer, value) {
  const names = pointer.split('/').slice(1);
  const last = names.pop();
  const holder = names.reduce((object, name) => (object[name] ??= {}), document);
  if (value === undefined) {
    delete holder[last];
  } else {
    holder[last] = value;
  }
  return document;
}

/** The document that fields make of one that was read. */
export function compose(fields, base = {}) {
  const document = structuredClone(base);
  fields.forEach((each) => assign(document, each.pointer, each.read()));
  return document;
}

/** Shows problems at their fields; gives back those that belong to none. */
export function place(fields, problems) {
  fields.forEach(({ errors, input }) => {
    errors.replaceChildren();
    input.removeAttribute('aria-invalid');
  });
  return problems.filter((problem) => {
    const pointer = problem.pointer ?? '';
    const owner = fields
      .filter((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`))
      .sort((a, b) => b.pointer.length - a.pointer.length)[0];
    owner?.errors.append(el('p', {}, problemText(problem)));
    owner?.input.setAttribute('aria-invalid', 'true');
    owner?.input.closest('details')?.setAttribute('open', '');
    return !owner;
  });
}

/** A form; send resolves when it is done, and what it throws is shown where it belongs. */
export function form({ fields, content, submit, send, cancel, actions = [] }) {
  const top = el('div', {});
  const save = el('button', { type: 'submit', class: 'primary' }, submit);
  const made = el('form', {
    novalidate: true,
    submit: async (event) => {
      event.preventDefault();
      if (made.getAttribute('aria-busy')) {
        return;
      }
      made.setAttribute('aria-busy', 'true');
      save.setAttribute('aria-disabled', 'true');
      top.replaceChildren();
      place(fields, []);
      try {
        await send();
      } catch (error) {
        show(error);
      } finally {
        made.removeAttribute('aria-busy');
        save.removeAttribute('aria-disabled');
      }
    },
  }, top, content, el('div', { class: 'actions' }, save, cancel ? el('a', { class: 'button', href: cancel }, 'Cancel') : null, actions));

  function show(error) {
    if (!(error instanceof Problem) && !(error instanceof SignInFailed)) {
      top.replaceChildren(problemBox(error));
      throw error;
    }
    const rest = place(fields, error.problems ?? []);
    top.replaceChildren(problemBox(error, rest));
    (made.querySelector('[aria-invalid]') ?? top).focus?.();
    top.scrollIntoView({ block: 'nearest' });
  }
  return made;
}

/** The grant of an origin or the defaults of a tenant. inherited says what holds where a field is left empty. */
export function corsFields(cors = {}, inherited, { prefix = '/cors', whose } = {}) {
  const held = (text) => `Empty: ${text} (${whose}).`;
  return [
    listField(`${prefix}/methods`, 'Methods', cors.methods, { hint: held(inherited.methods.join(', ')), placeholder: inherited.methods.join(', ') }),
    listField(`${prefix}/requestHeaders`, 'Request headers', cors.requestHeaders, { hint: held(inherited.requestHeaders.join(', ') || 'none'), placeholder: inherited.requestHeaders.join(', ') }),
    listField(`${prefix}/exposedHeaders`, 'Response headers to read', cors.exposedHeaders, { hint: held(inherited.exposedHeaders.join(', ') || 'only the safelisted ones'), placeholder: inherited.exposedHeaders.join(', ') }),
    selectField(`${prefix}/credentials`, 'Cookies', cors.credentials === undefined ? '' : String(cors.credentials),
      [['', `As inherited: ${inherited.credentials ? 'allowed' : 'not allowed'}`], ['true', 'Allowed'], ['false', 'Not allowed']],
      { hint: 'And other credentials that browsers add by themselves. Bearer tokens are none.', read: undefined }),
    numberField(`${prefix}/maxAgeSeconds`, 'Preflight kept for (seconds)', cors.maxAgeSeconds, { hint: held(`${inherited.maxAgeSeconds}`), placeholder: String(inherited.maxAgeSeconds) }),
  ].map((each) => (each.pointer.endsWith('/credentials')
    ? { ...each, read: () => (each.input.value === '' ? undefined : each.input.value === 'true') } : each));
}

/** What a tenant grants that says nothing (docs/registry-format.md, "cors"). */
export const PRODUCT_GRANT = { methods: ['GET', 'HEAD', 'POST'], requestHeaders: ['authorization', 'content-type'], exposedHeaders: [], credentials: false, maxAgeSeconds: 600 };

/** What holds where an origin overrides some of a tenant's. */
export const effective = (...layers) => Object.assign({}, PRODUCT_GRANT, ...layers.map((layer) => layer ?? {}));

/** A button that asks the browser for a file to keep. */
export function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export { button };
