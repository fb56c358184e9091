// What would become of a request, why, and what to do about it. Nothing is sent anywhere but the question.
import { chip, el, link, time } from './dom.js';
import { checkField, compose, form, listField, selectField, textField } from './forms.js';
import { head, ownerOf } from './parts.js';
import { problemText } from './problems.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const TOKENS = [['scopes', 'A good one, with these scopes'], ['token', 'This one'], ['none', 'None']];

export async function dryRun(context) {
  const owner = ownerOf(context);
  const fields = questions(context.query.get('origin') ?? '');
  const node = (pointer) => fields.find((each) => each.pointer === pointer).node;
  const result = el('section', { 'aria-labelledby': 'result-title', tabindex: '-1', hidden: true });
  return {
    title: `Dry run · ${owner.name}`,
    body: [
      head('Dry run', 'Ask what would become of a request before a browser sends it: the decision, why, and the exact headers. Nothing is changed.'),
      el('div', { class: 'card' }, form({
        fields: fields.filter(({ pointer }) => pointer !== undefined),
        content: [
          el('div', { class: 'columns' }, ['/origin', '/method', '/resource'].map(node)),
          el('div', { class: 'columns' }, fields[0].node, node('/scopes'), node('/token'), node('/requestHeaders')),
          el('details', {}, el('summary', {}, 'Path, cookies and preflight'),
            el('div', { class: 'columns' }, node('/path')), node('/credentials'), node('/preflight')),
          el('p'),
        ],
        submit: 'Ask',
        send: async () => {
          const { body } = await context.api.post(`${owner.api}/decisions`, compose(fields.slice(1)));
          result.replaceChildren(...answer(body, owner));
          result.hidden = false;
          result.focus({ preventScroll: true });
          result.scrollIntoView({ block: 'nearest' });
        },
      })),
      result,
    ],
  };
}

/** The fields; the first one says which of the two for a token counts, and is no part of the question. */
function questions(origin) {
  const kind = selectField(undefined, 'Token', 'scopes', TOKENS, { hint: 'A page that calls without one is refused wherever a route needs one.' });
  const scopes = listField('/scopes', 'Its scopes', [], { placeholder: 'orders:read', hint: 'As if this tenant’s issuer had granted them.' });
  const token = textField('/token', 'Access token', '', { mono: true, type: 'password', hint: 'It is checked as a real one is, and not kept.' });
  const preflight = checkField('/preflight', 'The preflight before it', false, { hint: 'What the OPTIONS request is answered that a browser sends first, always without a token.' });
  const choose = () => {
    kind.node.hidden = preflight.input.checked;
    [scopes, token].forEach(({ pointer, node }) => { node.hidden = preflight.input.checked || pointer !== `/${kind.input.value}`; });
  };
  [kind, preflight].forEach(({ input }) => input.addEventListener('change', choose));
  choose();
  const chosen = (each, read) => ({ ...each, read: () => (each.node.hidden ? undefined : read()) });
  const checked = (each) => ({ ...each, read: () => each.input.checked || undefined });
  return [
    kind,
    chosen(scopes, () => scopes.read() ?? []),
    chosen(token, token.read),
    textField('/origin', 'Origin of the page', origin, { mono: true, inputmode: 'url', placeholder: 'https://app.example.com', hint: 'As the browser sends it. Empty: no browser, such as a server.' }),
    selectField('/method', 'Method', 'GET', METHODS.map((method) => [method, method])),
    textField('/resource', 'Resource', '/orders', { mono: true, hint: ['The template in API Gateway, such as ', el('code', {}, '/orders/{id}'), '.'] }),
    listField('/requestHeaders', 'Headers that the script sets', [], { placeholder: 'authorization, content-type' }),
    textField('/path', 'Path as sent', '', { mono: true, hint: ['Needed below a greedy resource such as ', el('code', {}, '/{proxy+}'), '.'] }),
    checked(checkField('/credentials', 'With cookies', false, { hint: 'The page fetches with credentials: "include".' })),
    checked(preflight),
  ];
}

function verdict(body) {
  if (body.decision === 'allow') {
    return (body.blocked ?? []).length === 0 ? chip('good', 'allowed') : chip('bad', 'allowed, but the browser would block it');
  }
  return chip('bad', body.decision === 'unauthorized' ? 'not authorized' : 'refused');
}

function answer(body, owner) {
  return [
    el('div', { class: 'card stack' },
      el('h2', { id: 'result-title' }, 'What would happen'),
      el('p', { class: 'actions' },
        el('span', { class: 'big' }, body.status === undefined ? 'Your backend answers' : String(body.status)),
        verdict(body),
        body.monitored ? chip('warn', 'let through by monitor mode') : null,
        el('span', { class: 'soft small' }, `row ${body.row} of the decision table`)),
      el('p', {}, body.monitored ? 'Nobody registered this origin. Monitor mode lets it through as * would, and counts it; after its end it is refused.' : body.explanation),
      body.error ? el('p', {}, 'The caller reads ', el('code', {}, body.error), `: ${body.message ?? ''}`) : null,
      body.detail ? el('p', { class: 'note' }, `To the platform alone: ${body.detail}`) : null,
      body.heldBy ? el('p', { class: 'note' }, 'To the platform alone: ', el('code', {}, body.heldBy.pattern), ' of ',
        link(`/t/${encodeURIComponent(body.heldBy.tenant)}/origins`, body.heldBy.tenant), ' has it.') : null,
      problems('What the browser would block', body.blocked),
      problems('The origin is not one that a browser sends', body.form),
      nearest(body.nearest, owner)),
    el('div', { class: 'card' },
      el('h2', {}, 'Exactly these headers'),
      el('pre', { class: 'code', tabindex: '0', 'aria-label': 'Headers of the answer' },
        Object.entries(body.headers).flatMap(([name, value]) => [el('b', {}, name), `: ${value}\n`])),
      body.answeredBy === 'backend' ? el('p', { class: 'hint' }, 'And those of your backend.') : null),
  ];
}

function problems(title, list = []) {
  return list.length === 0 ? null : el('div', {}, el('h3', {}, title), el('ul', {}, list.map((problem) => el('li', {}, problemText(problem)))));
}

function nearest(found, owner) {
  return found ? el('div', {},
    el('h3', {}, 'The nearest origin that is registered'),
    el('p', { class: 'actions' }, link(`${owner.page}/origins/${encodeURIComponent(found.id)}`, found.pattern, { class: 'row-link' }),
      chip('quiet', found.status),
      found.expiresAt ? el('span', { class: 'soft small' }, 'expires ', time(found.expiresAt)) : null),
    el('ul', {}, found.why.map((problem) => el('li', {}, problemText(problem))))) : null;
}
