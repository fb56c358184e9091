// Tenants: all of them for the platform, one's own for everybody else; and the settings of one.
import { button, chip, el, empty, link } from './dom.js';
import { assign, compose, corsFields, form, instantField, PRODUCT_GRANT, selectField, textField } from './forms.js';
import { head, pagedTable } from './parts.js';
import { replace, saved } from './saving.js';

export async function tenants(context) {
  const prefix = context.query.get('prefix') ?? '';
  const search = el('input', { type: 'search', id: 'tenant-prefix', value: prefix, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  const path = `tenants${prefix ? `?prefix=${encodeURIComponent(prefix)}` : ''}`;
  const table = await pagedTable(context.api, path, {
    caption: 'Tenants',
    columns: ['Id', 'Name', 'State'],
    row: (tenant) => [
      link(`/t/${encodeURIComponent(tenant.id)}/origins`, tenant.id, { class: 'row-link' }),
      tenant.displayName,
      tenant.status === 'suspended' ? chip('bad', 'suspended') : chip('good', 'active'),
    ],
    none: () => (prefix
      ? empty(`No tenant begins with “${prefix}”`, 'Only the beginning of an id is searched.', link('/tenants', 'Show all', { class: 'button' }))
      : empty('No tenant yet', 'A tenant is whoever brings front ends of their own: a customer, a team, a product.', link('/tenants/new', 'Add the first', { class: 'button primary' }))),
  });
  return {
    title: 'Tenants',
    body: [
      head('Tenants', 'Who brings front ends of their own.', context.me.isPlatform ? link('/tenants/new', 'Add a tenant', { class: 'button primary' }) : null),
      el('form', {
        class: 'filters',
        role: 'search',
        submit: (event) => {
          event.preventDefault();
          location.hash = `#/tenants${search.value.trim() ? `?prefix=${encodeURIComponent(search.value.trim())}` : ''}`;
        },
      },
      el('div', { class: 'field' }, el('label', { for: 'tenant-prefix' }, 'Id begins with'), search),
      el('button', { type: 'submit' }, 'Search')),
      table,
    ],
  };
}

export async function newTenant(context) {
  const id = textField('/id', 'Id', '', { hint: 'For good: 1 to 63 of a-z, 0-9 and hyphen. Requests and tokens name the tenant by it.', mono: true, maxlength: '63' });
  const name = textField('/displayName', 'Name', '', { hint: 'For people; the id if you leave it empty.' });
  const key = crypto.randomUUID();
  return {
    title: 'New tenant',
    body: [
      head('Add a tenant'),
      el('div', { class: 'card' }, form({
        fields: [id, name],
        content: [id.node, name.node],
        submit: 'Add it',
        cancel: '#/tenants',
        send: async () => {
          const answer = await context.api.create('tenants', compose([id, name]), key);
          saved(`Tenant ${answer.body.tenant.id} is there.`, answer.body.inForce);
          location.hash = `#/t/${encodeURIComponent(answer.body.tenant.id)}/origins`;
        },
      })),
    ],
  };
}

export async function settings(context) {
  const { tenant: id } = context.parameters;
  const path = `tenants/${encodeURIComponent(id)}`;
  const { body: profile, etag } = await context.api.get(path);
  const isPlatform = context.me.isPlatform;
  const name = textField('/displayName', 'Name', profile.displayName);
  const grant = corsFields(profile.cors, PRODUCT_GRANT, { whose: 'Drawbridge’s own default' });
  const delegate = selectField('/delegateIssuers', 'Who manages the issuers', String(profile.delegateIssuers === true),
    [['false', 'The platform alone'], ['true', 'The tenant’s own administrators, too']]);
  delegate.read = () => (delegate.input.value === 'true') || (profile.delegateIssuers === undefined ? undefined : false);
  const platform = isPlatform ? [
    instantField('/monitorUntil', 'Monitor mode until', profile.monitorUntil, { hint: 'Until then, origins that nobody registered are answered as * would and counted. Not in origin mode.' }),
    delegate,
    textField('/usageIdentifierKey', 'Key of the usage plan', profile.usageIdentifierKey, { hint: 'Shown masked. Send the mask back to keep the key.', mono: true }),
  ] : [];
  const fields = [name, ...grant, ...platform];

  async function write(document, text) {
    const answer = await replace(context.api, path, document, etag);
    if (answer) {
      saved(text, answer.body.inForce, { undo: () => undo(context, path, profile, answer.etag) });
    }
    context.reload();
  }

  const suspended = profile.status === 'suspended';
  return {
    title: `Settings · ${id}`,
    body: [
      head('Settings', 'What holds for the tenant as a whole.'),
      el('div', { class: 'card' }, form({
        fields,
        content: [
          name.node,
          el('h2', {}, 'What its origins are granted'),
          el('p', { class: 'note' }, 'The defaults of every origin of this tenant; each origin may say otherwise.'),
          el('div', { class: 'columns' }, grant.map(({ node }) => node)),
          isPlatform ? [el('h2', {}, 'For the platform'), el('div', { class: 'columns' }, platform.map(({ node }) => node))] : null,
        ],
        submit: 'Save',
        send: () => write(compose(fields, profile), 'The settings are saved.'),
      })),
      isPlatform ? el('section', { class: 'card stack', 'aria-labelledby': 'state' },
        el('h2', { id: 'state' }, suspended ? 'This tenant is suspended' : 'Suspend this tenant'),
        el('p', {}, suspended
          ? 'Its requests are answered as if it did not exist.'
          : 'Every request of it is then answered as if it did not exist, its administrators’ too. Nothing is deleted.'),
        button(suspended ? 'Resume' : 'Suspend', () => write(assign(structuredClone(profile), '/status', suspended ? 'active' : 'suspended'),
          suspended ? `${id} is served again.` : `${id} is suspended.`).catch(context.failed), { class: suspended ? 'primary' : 'danger' })) : null,
    ],
  };
}

async function undo(context, path, before, etag) {
  const answer = await replace(context.api, path, before, etag);
  if (answer) {
    saved('It is as it was before.', answer.body.inForce);
  }
  context.reload();
}
