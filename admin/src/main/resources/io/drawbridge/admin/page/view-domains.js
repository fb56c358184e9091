// Which domains the platform has approved for a tenant; and what waits for that, over all tenants.
import { button, chip, confirm, el, empty, link, time } from './dom.js';
import { form, instantField, textField } from './forms.js';
import { head, ownerOf, pagedTable } from './parts.js';
import { saved } from './saving.js';

export async function domains(context) {
  const owner = ownerOf(context);
  const path = `${owner.api}/domains`;
  const domain = textField('/domain', 'Domain', context.query.get('domain') ?? '', { mono: true, placeholder: 'example.com', hint: 'A registrable domain: everything below it is the tenant’s to register.' });
  const expires = instantField('/expiresAt', 'Until', undefined, { hint: 'Empty: for good.' });
  const placeOf = (name) => `${path}/${encodeURIComponent(name)}`;

  async function approve() {
    const name = domain.read() ?? '';
    const current = await known(context.api, placeOf(name));
    const { body } = await context.api.put(placeOf(name), { expiresAt: expires.read() }, current?.etag);
    saved(`${name} is approved. ${(body.activated ?? []).length} waiting registrations are in force, ${(body.conflicts ?? []).length} are another tenant’s.`, body.inForce);
    context.reload();
  }

  async function withdraw(item) {
    const yes = await confirm({ title: `Withdraw ${item.domain}?`, body: el('p', {}, 'Every registration under it goes back to pending and authorises nothing.'), yes: 'Withdraw it', danger: true });
    if (yes) {
      const { body } = await context.api.delete(placeOf(item.domain), item.etag);
      saved(`${item.domain} is withdrawn.`, body?.inForce);
      context.reload();
    }
  }

  return {
    title: `Domains · ${owner.name}`,
    body: [
      head('Domains', 'Under these the tenant’s own registrations are in force at once; under any other they wait.'),
      context.me.isPlatform ? el('div', { class: 'card' }, el('h2', {}, 'Approve a domain'), form({
        fields: [domain, expires], content: el('div', { class: 'columns' }, domain.node, expires.node), submit: 'Approve it', send: approve,
      })) : null,
      await pagedTable(context.api, path, {
        caption: `Domains of ${owner.name}`,
        isWhole: true,
        columns: ['Domain', 'Until', 'Approved', ''],
        row: (item) => [
          el('code', {}, item.domain),
          item.withdrawn ? chip('warn', 'being withdrawn') : item.expiresAt ? time(item.expiresAt) : 'for good',
          item.approved ? [time(item.approved.at), el('span', { class: 'soft small' }, `by ${item.approved.by?.subject ?? ''}`)] : '',
          context.me.isPlatform ? button('Withdraw', () => withdraw(item).catch(context.failed), { 'aria-label': `Withdraw ${item.domain}` }) : '',
        ],
        none: () => empty('No domain is approved', 'Registrations of the tenant’s own wait until the platform approves their domain.'),
      }),
    ],
  };
}

/** What is there, or nothing. */
function known(api, path) {
  return api.get(path).catch((error) => {
    if (error.status === 404) {
      return undefined;
    }
    throw error;
  });
}

export async function pending(context) {
  return {
    title: 'Waiting for approval',
    body: [
      head('Waiting for approval', 'What tenants registered under domains that are not theirs yet, over all tenants.'),
      await pagedTable(context.api, 'platform/pending', {
        caption: 'Registrations that wait',
        columns: ['Origin', 'Tenant', 'Domain', 'Since', ''],
        row: (item) => [
          el('code', {}, item.pattern),
          link(`/t/${encodeURIComponent(item.tenant)}/origins`, item.tenant),
          [el('code', {}, item.domain), item.conflict ? [' ', chip('bad', `held by ${item.conflict}`)] : null],
          time(item.since),
          link(`/t/${encodeURIComponent(item.tenant)}/domains?domain=${encodeURIComponent(item.domain)}`, 'Decide', { class: 'button', 'aria-label': `Decide on ${item.domain} for ${item.tenant}` }),
        ],
        none: () => empty('Nothing waits', 'Tenants’ registrations under unapproved domains will stand here.'),
      }),
    ],
  };
}
