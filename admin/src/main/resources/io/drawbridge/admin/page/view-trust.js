// Whose tokens are believed (issuers), and which are not any more (revocations): of a tenant or of the platform.
import { button, chip, confirm, el, empty, link, notify, time } from './dom.js';
import { areaField, compose, form, instantField, listField, selectField, textField } from './forms.js';
import { guarded, replace, saved, withQuery } from './saving.js';
import { head, listOf, ownerOf } from './parts.js';
import { problemText } from './problems.js';

const PROVIDERS = [['', 'Another one'], ['auth0', 'Auth0'], ['cognito', 'Amazon Cognito'], ['entra', 'Microsoft Entra ID'], ['google', 'Google'], ['keycloak', 'Keycloak'], ['okta', 'Okta']];

export async function issuers(context) {
  const owner = ownerOf(context);
  const { body } = await context.api.get(`${owner.api}/issuers`);
  const list = listOf(body, 'issuers');
  return {
    title: `Issuers · ${owner.name}`,
    body: [
      head('Issuers', owner.tenant
        ? 'The identity providers of this tenant. Their tokens can only ever name this tenant.'
        : 'The identity providers that all tenants share. A claim of their tokens names the tenant, and only their tokens make platform administrators.',
      link(`${owner.page}/issuers/new`, 'Add an issuer', { class: 'button primary' })),
      list.length === 0
        ? empty('No issuer of its own', owner.tenant ? 'Tokens of the platform’s issuers count for this tenant, too.' : 'Without one nobody’s tokens are believed.')
        : el('table', { class: 'table' },
          el('thead', {}, el('tr', {}, ['Id', 'Issuer', 'Audiences', 'State'].map((text) => el('th', { scope: 'col' }, text)))),
          el('tbody', {}, list.map((issuer) => el('tr', {},
            el('td', {}, link(`${owner.page}/issuers/${encodeURIComponent(issuer.id)}`, issuer.id, { class: 'row-link' })),
            el('td', { 'data-label': 'Issuer' }, el('code', {}, issuer.iss)),
            el('td', { 'data-label': 'Audiences' }, (issuer.audiences ?? []).join(', ')),
            el('td', { 'data-label': 'State' }, issuer.enabled === false ? chip('bad', 'disabled') : chip('good', 'believed')))))),
    ],
  };
}

export async function issuer(context) {
  const owner = ownerOf(context);
  const isNew = context.parameters.id === undefined;
  const path = `${owner.api}/issuers/${encodeURIComponent(context.parameters.id ?? '')}`;
  const current = isNew ? { body: { audiences: [], enabled: true }, etag: '' } : await context.api.get(path);
  const { id: ignored, ...rest } = current.body;
  const list = `#${owner.page}/issuers`;
  const id = textField('/id', 'Id', '', { hint: 'A short name for this list: a-z, 0-9 and hyphen.', mono: true });
  const provider = selectField('/provider', 'Provider', '', PROVIDERS, { hint: 'Fills in what the provider documents; the fields below win.' });
  const basic = [
    textField('/iss', 'Issuer (iss)', rest.iss, { hint: 'Exactly as its tokens name it. Where its keys are is looked up there when you save.', mono: true, type: 'url' }),
    listField('/audiences', 'Audiences', rest.audiences, { hint: 'A token must be for one of them. Separate by commas.', emptyIsList: true }),
    ...(owner.tenant ? [] : [textField('/tenantClaim', 'Claim that names the tenant', rest.tenantClaim ?? (isNew ? 'tenant' : ''), { mono: true })]),
    selectField('/enabled', 'State', String(rest.enabled !== false), [['true', 'Its tokens are believed'], ['false', 'Disabled: every token of it is refused']]),
  ];
  basic.at(-1).read = () => basic.at(-1).input.value === 'true';
  const known = ['/iss', '/audiences', '/tenantClaim', '/enabled'];
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !known.includes(`/${name}`)));
  const more = areaField('', 'Everything else, as JSON', isNew ? '' : JSON.stringify(others, null, 2), { hint: 'jwksUri, algorithms, requiredClaims, scopeClaim, clockSkewSeconds and the like; empty for the defaults.', rows: '9' });
  const fields = isNew ? [id, provider, ...basic, more] : [...basic, more];

  async function send() {
    const document = { ...parsed(more), ...compose(isNew ? [provider, ...basic] : basic) };
    const target = isNew ? `${owner.api}/issuers/${encodeURIComponent(id.read() ?? '')}` : path;
    const answer = isNew
      ? await guarded((query) => context.api.put(withQuery(target, query), document))
      : await replace(context.api, path, document, current.etag);
    if (answer) {
      saved(`Issuer ${answer.body.issuer.id} is saved.`, answer.body.inForce);
      (answer.body.warnings ?? []).forEach((warning) => notify(el('p', {}, problemText(warning))));
    }
    location.hash = list;
  }

  async function remove() {
    const yes = await confirm({ title: `Remove ${context.parameters.id}?`, body: el('p', {}, 'Its tokens are refused from then on. To do that for a while, disable it instead.'), yes: 'Remove it', danger: true });
    const answer = yes && await guarded((query) => context.api.send('DELETE', withQuery(path, query), undefined, { 'If-Match': current.etag }));
    if (answer) {
      saved(`Issuer ${context.parameters.id} is removed.`, answer.body.inForce);
      location.hash = list;
    }
  }

  return {
    title: `${isNew ? 'New issuer' : context.parameters.id} · ${owner.name}`,
    body: [
      head(isNew ? 'Add an issuer' : `Issuer ${context.parameters.id}`),
      el('div', { class: 'card' }, form({
        fields,
        content: [
          isNew ? el('div', { class: 'columns' }, id.node, provider.node) : null,
          basic.map(({ node }) => node),
          el('details', { open: !isNew }, el('summary', {}, 'More settings'), more.node),
        ],
        submit: isNew ? 'Add it' : 'Save',
        send,
        cancel: list,
        actions: isNew ? [] : [button('Remove', remove, { class: 'danger' })],
      })),
    ],
  };
}

function parsed(area) {
  const text = area.input.value.trim();
  if (text === '') {
    return {};
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    area.errors.replaceChildren(el('p', {}, `This is not JSON: ${error.message}`));
    throw new Error('The settings are not JSON. Correct them and save again.');
  }
}

export async function revocations(context) {
  const owner = ownerOf(context);
  const path = `${owner.api}/revocations`;
  const { body } = await context.api.get(path);
  const list = listOf(body, 'revocations');
  const kind = selectField('', 'Refuse', 'subject', [['subject', 'one person’s tokens'], ['tokenId', 'one token'], ['issuedBefore', 'everything issued until a time']]);
  const issuerField = textField('/issuer', 'Issuer (iss)', '', { mono: true });
  const subject = textField('/subject', 'Subject (sub)', '', { mono: true });
  const token = textField('/tokenId', 'Token id (jti)', '', { mono: true });
  const before = instantField('/issuedBefore', 'Issued before', new Date().toISOString());
  const reading = { subject: [issuerField, subject], tokenId: [issuerField, token], issuedBefore: [before] };
  const shown = el('div', { class: 'columns' });
  const update = () => shown.replaceChildren(...reading[kind.input.value].map(({ node }) => node));
  kind.input.addEventListener('change', update);
  update();

  async function add() {
    const document = compose(reading[kind.input.value]);
    const answer = await guarded((query) => context.api.create(withQuery(path, query), document));
    if (answer) {
      saved('It is revoked.', answer.body.inForce);
      context.reload();
    }
  }

  async function lift(revocation) {
    const place = `${path}/${encodeURIComponent(revocation.id)}`;
    const { etag } = await context.api.get(place);
    const answer = await context.api.delete(place, etag);
    saved('The revocation is lifted.', answer.body.inForce);
    context.reload();
  }

  return {
    title: `Revocations · ${owner.name}`,
    body: [
      head('Revocations', 'The kill switch for tokens that are out: a person who left, a token that leaked, or everything at once.'),
      el('div', { class: 'card' }, el('h2', {}, 'Revoke'), form({
        fields: [issuerField, subject, token, before],
        content: [kind.node, shown],
        submit: 'Revoke',
        send: add,
      })),
      list.length === 0 ? empty('Nothing is revoked', 'Revocations stand here until no token that they name can be in use any more.')
        : el('table', { class: 'table' },
          el('thead', {}, el('tr', {}, ['What', 'Until', ''].map((text) => el('th', { scope: 'col' }, text || el('span', { class: 'hidden' }, 'Actions'))))),
          el('tbody', {}, list.map((revocation) => el('tr', {},
            el('td', {}, words(revocation)),
            el('td', { 'data-label': 'Until' }, time(revocation.expiresAt)),
            el('td', { class: 'end' }, button('Lift', () => lift(revocation), { 'aria-label': `Lift the revocation of ${plain(revocation)}` })))))),
    ],
  };
}

function words(revocation) {
  if (revocation.issuedBefore) {
    return ['Everything issued before ', time(revocation.issuedBefore)];
  }
  const [label, value] = revocation.subject !== undefined ? ['Person', revocation.subject] : ['Token', revocation.tokenId];
  return [`${label} `, el('code', {}, value), el('span', { class: 'soft' }, `of ${revocation.issuer}`)];
}

const plain = ({ subject, tokenId, issuedBefore }) => subject ?? tokenId ?? `everything before ${issuedBefore}`;
