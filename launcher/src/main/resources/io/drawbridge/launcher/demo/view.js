// Everything that is seen. Text goes in as text nodes only, so that nothing an API answers can become markup.

const STATES = { none: 'not run', running: 'running', good: 'as the table says', bad: 'differs from the table' };
const CORS_HEADERS = ['access-control-', 'vary', 'www-authenticate', 'retry-after', 'cache-control'];

/** An element with attributes, and children that are elements or texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value !== undefined) {
      made.setAttribute(key, value);
    }
  });
  made.append(...children.flat().filter((child) => child !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);
const idOf = (row) => `row-${row.row}${row.part ?? ''}`;
const labelOf = (row) => `${row.row}${row.part ?? ''}`;

/** Says whose front end this is and what to expect on it. */
export function showFrontEnd(config) {
  document.documentElement.dataset.tenant = config.tenant ?? 'nobody';
  document.title = `${config.tenant ?? 'nobody'} · Drawbridge demo`;
  byId('who-title').textContent = config.origin.replace('http://', '');
  byId('who-eyebrow').textContent = config.tenant
    ? `You are on the front end of tenant ${config.tenant}`
    : 'You are on a front end that nobody registered';
  byId('who-text').textContent = describe(config);
  byId('api').textContent = config.apis.main + config.pathPrefix;
  byId('fronts').replaceChildren(
    ...config.frontEnds.map((front) =>
      element('a', { href: front.origin, 'aria-current': front.origin === config.origin ? 'page' : undefined },
        element('span', { class: `dot ${front.tenant ?? 'nobody'}` }), front.tenant ?? 'nobody')));
}

function describe({ tenant, origin }) {
  const texts = {
    acme: 'Acme registered this origin and grants it credentials, every method of the API and its response headers. Expect readable answers, refusals included: a 401 arrives as a 401.',
    globex: 'Globex registered this origin and grants less: no credentials and no DELETE. Expect readable answers where it is granted, and the browser’s own refusal where it is not.',
  };
  return texts[tenant]
    ?? `No tenant registered ${origin}. Expect “TypeError” everywhere: the network answers 403, and the browser shows nothing of it to the script.`;
}

/** Lists the rows, each with its button, and the strip of numbers above them. */
export function showRows(rows, run) {
  byId('rows').replaceChildren(...rows.map((row) => card(row, run)));
  byId('strip').replaceChildren(
    ...rows.map((row) =>
      element('li', {}, element('a', { href: `#${idOf(row)}`, id: `chip-${idOf(row)}`, 'data-state': 'none' }, labelOf(row)))));
}

function card(row, run) {
  return element('article', { class: 'card', id: idOf(row), 'data-state': 'none', 'aria-labelledby': `${idOf(row)}-title` },
    element('div', { class: 'card-head' },
      element('span', { class: 'number', 'aria-hidden': 'true' }, labelOf(row)),
      element('div', { class: 'card-title' },
        element('h3', { id: `${idOf(row)}-title` }, element('span', { class: 'hidden' }, `Row ${labelOf(row)}: `), row.title),
        element('p', { class: 'line' }, element('code', {}, `${row.request.method} ${row.request.path}`),
          element('span', { class: 'outcome', id: `${idOf(row)}-outcome` }, sentBy(row)))),
      element('button', { type: 'button', 'aria-describedby': `${idOf(row)}-title`, click: () => run(row) }, 'Run')),
    element('details', { class: 'result', id: `${idOf(row)}-result`, hidden: '' }));
}

function sentBy(row) {
  return { browser: '', sandbox: 'from a sandboxed frame', server: 'not from a browser' }[row.sends];
}

/** Marks a row as being run. */
export function showRunning(row) {
  setState(row, 'running');
  byId(idOf(row)).querySelector('button').disabled = true;
}

/** Shows what a row came to; open says whether the details are unfolded, which they are anyway where they differ. */
export function showResult(row, result, open) {
  const good = result.problems.length === 0;
  setState(row, good ? 'good' : 'bad');
  byId(idOf(row)).querySelector('button').disabled = false;
  byId(`${idOf(row)}-outcome`).replaceChildren(...outcome(result));
  const place = byId(`${idOf(row)}-result`);
  place.hidden = false;
  place.open = open || !good;
  place.replaceChildren(
    element('summary', { class: `verdict ${good ? 'good' : 'bad'}` },
      good ? '✓ As the decision table says' : '✗ Not as the decision table says'),
    element('div', { class: 'result-body' },
      ...result.problems.map((problem) => element('p', { class: 'verdict bad' }, problem)),
      element('p', { class: 'why' }, row.why),
      ...(result.failure ? [] : [columns(result)])));
}

function outcome(result) {
  if (result.failure) {
    return [chip('bad', 'the demo server failed')];
  }
  const last = result.steps.filter((step) => step.answer).at(-1);
  const { script } = result;
  const read = script.impossible ? chip('quiet', 'no script') : script.readable ? chip('good', `script reads ${script.status}`) : chip('bad', 'script: TypeError');
  return [read, chip('quiet', `network ${last.title === 'Preflight' ? 'preflight ' : ''}${last.answer.status}`)];
}

function chip(kind, text) {
  return element('span', { class: `chip ${kind}` }, text);
}

function columns({ script, steps }) {
  return element('div', { class: 'columns' },
    element('section', {}, element('h4', {}, 'The request'), steps.map(sent)),
    element('section', {}, element('h4', {}, 'What the script could read'), readByScript(script)),
    element('section', {}, element('h4', {}, 'What the network really answered'), steps.map(answered)));
}

function sent(step) {
  if (step.notSent) {
    return element('p', { class: 'note' }, `The request itself was never sent: ${step.notSent}.`);
  }
  const { request } = step;
  const size = request.bodyBytes ? [`${(request.bodyBytes / 1024 / 1024).toFixed(0)} MB of x`] : request.body ? [request.body] : [];
  return element('div', { class: 'step' },
    element('p', { class: 'step-title' }, step.title),
    block(`${request.method} ${request.path}`, request.headers.map(shorten), size),
    element('button', { type: 'button', class: 'small', click: (event) => copy(event.target, step.curl) }, 'Copy as curl'));
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Cannot copy here';
  }
}

function shorten([name, value]) {
  return [name, value.length > 60 ? `${value.slice(0, 28)}… (${value.length} characters)` : value];
}

function readByScript(script) {
  if (script.impossible) {
    return element('p', { class: 'note' }, `There is no script to read it. ${script.impossible}`);
  }
  if (!script.readable) {
    return element('div', {},
      element('p', { class: 'big bad' }, 'Nothing'),
      block(script.error, [], []),
      element('p', { class: 'note' }, 'No status, no headers, no body. The browser’s console says why; no script can.'));
  }
  return element('div', {}, element('p', { class: 'big good' }, String(script.status)), block(undefined, script.headers, [script.body]));
}

function answered(step) {
  if (step.notSent) {
    return undefined;
  }
  const { answer } = step;
  const isCors = ([name]) => CORS_HEADERS.some((start) => name.toLowerCase().startsWith(start));
  const rest = answer.headers.filter((header) => !isCors(header));
  return element('div', { class: 'step' },
    element('p', { class: 'step-title' }, step.title),
    element('p', { class: 'big' }, String(answer.status)),
    block(undefined, answer.headers.filter(isCors), [answer.body]),
    element('details', {}, element('summary', {}, `${rest.length} more headers`), block(undefined, rest, [])));
}

function block(first, headers, texts) {
  const lines = headers.map(([name, value]) =>
    element('span', { class: 'header' }, element('b', {}, name), `: ${value}\n`));
  const body = texts.filter((text) => text).map((text) => element('span', { class: 'body' }, `\n${pretty(text)}`));
  return element('pre', { tabindex: '0' }, first ? `${first}\n` : undefined, lines, body);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function setState(row, state) {
  byId(idOf(row)).dataset.state = state;
  const chipOf = byId(`chip-${idOf(row)}`);
  chipOf.dataset.state = state;
  chipOf.setAttribute('aria-label', `Row ${labelOf(row)}, ${STATES[state]}`);
}

/** Says how far things are. */
export function showSummary(rows, verdicts) {
  const good = [...verdicts.values()].filter(Boolean).length;
  const bad = verdicts.size - good;
  const text = verdicts.size === 0
    ? `${rows.length} requests, each with what must come back. Nothing has been run yet.`
    : `${verdicts.size} of ${rows.length} run: ${good} as the table says, ${bad === 0 ? 'none' : bad} differing.`;
  byId('summary').textContent = text;
}
