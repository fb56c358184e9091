// Monitor mode: what would have been refused, per origin, and the step from there to registering it.
import { chip, el, empty, link, time } from './dom.js';
import { head, ownerOf, pagedTable } from './parts.js';

export async function monitoring(context) {
  const owner = ownerOf(context);
  const path = `${owner.api}/monitoring`;
  const { body } = await context.api.get(`${path}?limit=1`);
  const until = body.monitorUntil;
  const isOn = until !== undefined && Date.parse(until) > Date.now();
  const table = await pagedTable(context.api, path, {
    caption: 'Origins that would have been refused',
    columns: ['Origin', 'Answers', 'First', 'Last', ...(owner.tenant && context.me.mayWrite ? [''] : [])],
    row: (item) => [
      item.origin.includes('://') ? el('code', {}, item.origin) : 'All others together',
      String(item.count),
      time(item.first),
      time(item.last),
      ...(owner.tenant && context.me.mayWrite ? [item.origin.includes('://')
        ? link(`${owner.page}/origins/new?pattern=${encodeURIComponent(item.origin)}`, 'Register', { class: 'button', 'aria-label': `Register ${item.origin}` }) : ''] : []),
    ],
    none: () => empty('Nothing was counted', isOn
      ? 'No page of an unregistered origin has called yet.'
      : `While monitor mode is on, origins that nobody registered are answered as * would, and counted.${owner.tenant ? ' Where an origin names its tenant, the platform counts them for all.' : ''}`),
  });
  return {
    title: `Monitoring · ${owner.name}`,
    body: [
      head('Monitoring', 'Moving off * without an outage: which origins would have been refused, and how often.'),
      el('p', { class: 'actions under' }, isOn ? [chip('warn', 'on'), el('span', { class: 'soft' }, 'until ', time(until))] : [chip('good', 'off'), el('span', { class: 'soft' }, owner.tenant ? 'Not on for this tenant by itself.' : 'Unregistered origins are refused.')],
        context.me.isPlatform ? link(`${owner.page}/settings`, isOn ? 'Change the end' : 'Turn it on in the settings') : null),
      table,
      el('p', { class: 'note more' }, 'An origin that stands here is not thereby yours: look whose it is before you register it. What was not seen for 90 days is forgotten.'),
    ],
  };
}
