// A tenant's origins: the list, and one of them.
import { button, chip, confirm, el, empty, link, notify, time } from './dom.js';
import { checkField, compose, corsFields, effective, form, instantField, place, selectField, textField } from './forms.js';
import { head, ownerOf, pagedTable } from './parts.js';
import { guarded, replace, saved, withQuery } from './saving.js';
import { problemText } from './problems.js';

/** Long enough that nobody is asked in the middle of a word. */
const DEBOUNCE_MS = 350;

export async function origins(context) {
  const owner = ownerOf(context);
  const filters = ['status', 'domain'].filter((name) => context.query.get(name));
  const query = filters.map((name) => `${name}=${encodeURIComponent(context.query.get(name))}`).join('&');
  const domain = el('input', { id: 'filter-domain', type: 'search', value: context.query.get('domain') ?? '', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder: 'example.com' });
  const status = el('select', { id: 'filter-status' }, [['', 'Any'], ['active', 'Active'], ['disabled', 'Disabled'], ['pending', 'Pending']]
    .map(([value, text]) => el('option', { value, selected: value === (context.query.get('status') ?? '') }, text)));
  const apply = (event) => {
    event.preventDefault();
    const wanted = new URLSearchParams(Object.entries({ status: status.value, domain: domain.value.trim() }).filter(([, value]) => value));
    location.hash = `#${owner.page}/origins${wanted.size ? `?${wanted}` : ''}`;
  };
  const table = await pagedTable(context.api, withQuery(`${owner.api}/origins`, query), {
    caption: `Origins of ${owner.name}`,
    columns: ['Origin', 'State', 'Description', 'Expires', 'Changed'],
    row: (origin) => [
      link(`${owner.page}/origins/${encodeURIComponent(origin.id)}`, origin.pattern, { class: 'row-link' }),
      state(origin),
      origin.description ?? '',
      origin.expiresAt ? time(origin.expiresAt) : '',
      origin.updated ? [time(origin.updated.at), el('span', { class: 'soft small' }, `by ${origin.updated.by?.subject ?? ''}`)] : '',
    ],
    none: () => (filters.length
      ? empty('No origin matches', 'Try another state or domain.', link(`${owner.page}/origins`, 'Show all', { class: 'button' }))
      : empty('No origin yet', 'Pages of no origin may call this API in the name of this tenant. Register where its front end is served from.',
        context.me.mayWrite ? link(`${owner.page}/origins/new`, 'Add the first origin', { class: 'button primary' }) : null)),
  });
  return {
    title: `Origins · ${owner.name}`,
    body: [
      head('Origins', 'Where pages may call the API from in the name of this tenant.',
        context.me.mayWrite ? link(`${owner.page}/origins/new`, 'Add an origin', { class: 'button primary' }) : null),
      el('form', { class: 'filters', role: 'search', submit: apply },
        el('div', { class: 'field' }, el('label', { for: 'filter-domain' }, 'Domain and below'), domain),
        el('div', { class: 'field' }, el('label', { for: 'filter-status' }, 'State'), status),
        el('button', { type: 'submit' }, 'Filter')),
      table,
    ],
  };
}

/** The state in a word, an expiry that is over included. */
export function state({ status, expiresAt }) {
  if (status === 'pending') {
    return chip('warn', 'pending');
  }
  if (status === 'disabled') {
    return chip('bad', 'disabled');
  }
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? chip('warn', 'expired') : chip('good', 'active');
}

export async function newOrigin(context) {
  const owner = ownerOf(context);
  const { body: profile } = await context.api.get(owner.api);
  const pattern = textField('/pattern', 'Origin or pattern', context.query.get('pattern') ?? '', {
    mono: true,
    type: 'text',
    inputmode: 'url',
    placeholder: 'https://app.example.com',
    hint: ['Exact: ', el('code', {}, 'https://app.example.com'), ' · every sub-domain: ', el('code', {}, 'https://*.example.com'), ' · previews: ', el('code', {}, 'https://pr-*--app.example.com')],
  });
  const fields = [pattern, ...common({}, profile, context)];
  const verdict = el('div', { class: 'verdict', role: 'status', 'aria-live': 'polite' });
  pattern.node.append(verdict);
  const key = crypto.randomUUID();
  const list = `#${owner.page}/origins`;
  const made = form({
    fields,
    content: [pattern.node, content(fields.slice(1))],
    submit: 'Add it',
    cancel: list,
    send: async () => {
      const { body } = await context.api.create(`${owner.api}/origins`, compose(fields), key);
      const { origin } = body;
      const place = `${owner.api}/origins/${encodeURIComponent(origin.id)}`;
      saved(`${origin.pattern} ${origin.status === 'pending' ? 'waits for the platform to approve its domain.' : 'is registered.'}`, body.inForce, {
        undo: async () => {
          const undone = await guarded((query) => context.api.send('DELETE', withQuery(place, query), undefined, { 'If-Match': origin.etag }));
          if (undone) {
            saved(`${origin.pattern} is gone again.`, undone.body.inForce);
            context.reload();
          }
        },
      });
      (body.overlaps ?? []).forEach((overlap) => notify(el('p', {}, 'It overlaps with ', el('code', {}, overlap.pattern ?? overlap), ': the more specific one decides.')));
      location.hash = list;
    },
  });
  check(context, owner, fields, verdict, made);
  return { title: `New origin · ${owner.name}`, body: [head('Add an origin'), el('div', { class: 'card' }, made)] };
}

/** Asks the API about what is typed, by the rules that it writes by, and says so without interrupting. */
function check(context, owner, fields, verdict, made) {
  let timer;
  let running;
  let touched = false;
  const run = async () => {
    const document = compose(fields);
    if (!document.pattern) {
      place(fields, []);
      verdict.replaceChildren();
      return;
    }
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const { body } = await context.api.send('POST', `${owner.api}/origin-checks`, document, {}, signal);
      if (signal.aborted) {
        return;
      }
      const rest = place(fields, body.problems ?? []);
      verdict.className = `verdict ${!body.valid ? '' : body.exists || body.status === 'pending' ? 'warn' : 'good'}`;
      verdict.replaceChildren(...words(body, rest));
    } catch (error) {
      if (error.name !== 'AbortError') {
        verdict.className = 'verdict';
        verdict.replaceChildren(error.title ?? error.message);
      }
    }
  };
  made.addEventListener('input', () => {
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(run, DEBOUNCE_MS);
  });
  if (!touched && fields[0].input.value) {
    run();
  }
}

function words(body, rest) {
  if (!body.valid) {
    const count = body.problems.length;
    return [el('span', { class: 'hidden' }, `${count} ${count === 1 ? 'problem' : 'problems'}. `), ...rest.map((problem) => el('span', {}, problemText(problem)))];
  }
  if (body.exists) {
    return ['It is registered already; adding it again is refused.'];
  }
  return [body.status === 'pending'
    ? '✓ Well formed. It will wait until the platform has approved its domain.'
    : '✓ Well formed. It is in force as soon as it is added.'];
}

export async function origin(context) {
  const owner = ownerOf(context);
  const path = `${owner.api}/origins/${encodeURIComponent(context.parameters.id)}`;
  const [{ body: current, etag }, { body: profile }] = await Promise.all([context.api.get(path), context.api.get(owner.api)]);
  const fields = common(current, profile, context);
  const list = `#${owner.page}/origins`;
  const grant = effective(profile.cors, current.cors);

  async function write(document, text) {
    const answer = await replace(context.api, path, document, etag);
    if (answer) {
      saved(text, answer.body.inForce, {
        undo: async () => {
          const undone = await replace(context.api, path, current, answer.etag);
          if (undone) {
            saved('It is as it was before.', undone.body.inForce);
          }
          context.reload();
        },
      });
    }
    context.reload();
  }

  async function remove() {
    const yes = await confirm({
      title: 'Remove this origin?',
      body: [el('p', {}, el('code', {}, current.pattern)), el('p', {}, 'Pages served from there can call the API no more.')],
      yes: 'Remove it',
      danger: true,
    });
    const answer = yes && await guarded((query) => context.api.send('DELETE', withQuery(path, query), undefined, { 'If-Match': etag }));
    if (answer) {
      saved(`${current.pattern} is removed.`, answer.body.inForce, {
        undo: async () => {
          const { id, created, updated, etag: ignored, ...again } = current;
          const undone = await context.api.create(`${owner.api}/origins`, again);
          saved(`${current.pattern} is back.`, undone.body.inForce);
          context.reload();
        },
      });
      location.hash = list;
    }
  }

  return {
    title: `${current.pattern} · ${owner.name}`,
    body: [
      head(current.pattern, '', link(`${owner.page}/dry-run?origin=${encodeURIComponent(current.pattern.replace('*', 'example'))}`, 'Try a request from here', { class: 'button' })),
      el('p', { class: 'actions under' }, state(current),
        current.updated ? el('span', { class: 'soft small' }, 'Changed ', time(current.updated.at), ` by ${current.updated.by?.subject ?? 'somebody'}`) : null),
      current.status === 'pending' ? el('p', { class: 'note' }, 'It authorises nothing until the platform has approved its domain for this tenant.') : null,
      el('section', { class: 'card', 'aria-labelledby': 'grant' },
        el('h2', { id: 'grant' }, 'What it is granted'),
        el('dl', { class: 'facts' }, facts(grant))),
      context.me.mayWrite ? el('div', { class: 'card' }, form({
        fields,
        content: content(fields),
        submit: 'Save',
        send: () => write(compose(fields, current), 'The origin is saved.'),
        cancel: list,
        actions: [button('Remove', () => remove().catch(context.failed), { class: 'danger' })],
      })) : null,
    ],
  };
}

function facts(grant) {
  return [
    ['Methods', grant.methods.join(', ')],
    ['Request headers', grant.requestHeaders.join(', ') || 'none'],
    ['Exposed headers', grant.exposedHeaders.join(', ') || 'only the safelisted ones'],
    ['Credentials', grant.credentials ? 'allowed' : 'not allowed'],
    ['Preflight kept for', `${grant.maxAgeSeconds} s at most (Chrome and Edge 7200, Safari 600)`],
  ].map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);
}

/** The fields that a new origin and a known one share. */
function common(current, profile, context) {
  const states = [['active', 'Active'], ['disabled', 'Disabled: refuses, also where a wider pattern would allow']];
  return [
    textField('/description', 'Description', current.description, { hint: 'For people: what it is, who asked for it.', maxlength: '200' }),
    instantField('/expiresAt', 'Expires', current.expiresAt, { hint: 'From then on it counts as absent. For previews and trials.' }),
    ...(current.status === 'pending' ? [] : [selectField('/status', 'State', current.status ?? 'active', states)]),
    ...corsFields(current.cors, effective(profile.cors), { whose: 'the tenant’s default' }),
    checkField('/dangerouslyAllowSharedSuffix', 'Allow a pattern below a shared suffix', current.dangerouslyAllowSharedSuffix, {
      hint: 'Below vercel.app and the like strangers can register the neighbouring name, and a pattern would let them in.',
    }),
  ].map((each) => (each.pointer === '/dangerouslyAllowSharedSuffix' ? { ...each, read: () => each.input.checked || undefined } : each));
}

function content(fields) {
  const of = (...pointers) => fields.filter(({ pointer }) => pointers.some((start) => pointer.startsWith(start))).map(({ node }) => node);
  return [
    el('div', { class: 'columns' }, of('/description', '/expiresAt', '/status')),
    el('details', { open: fields.some(({ pointer, input }) => pointer.startsWith('/cors') && input.value) },
      el('summary', {}, 'Grant something else than the tenant’s default'),
      el('div', { class: 'columns' }, of('/cors'))),
    el('details', {}, el('summary', {}, 'Shared suffixes'), of('/dangerouslyAllowSharedSuffix')),
    el('p'),
  ];
}
