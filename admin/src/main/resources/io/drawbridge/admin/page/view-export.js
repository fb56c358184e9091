// A whole tenant as one file.
import { button, el } from './dom.js';
import { saveFile } from './forms.js';
import { head, ownerOf } from './parts.js';

export async function exported(context) {
  const owner = ownerOf(context);
  const progress = el('p', { class: 'note', role: 'status' });

  async function save() {
    const whole = { tenant: undefined, origins: [] };
    let next;
    do {
      const { body } = await context.api.get(`${owner.api}/export${next ? `?cursor=${encodeURIComponent(next)}` : ''}`);
      whole.tenant ??= body.tenant;
      whole.origins.push(...body.origins);
      next = body.next;
      progress.textContent = `${whole.origins.length} origins read…`;
    } while (next);
    saveFile(`${owner.tenant}.json`, JSON.stringify(whole, null, 2));
    progress.textContent = `${whole.origins.length} ${whole.origins.length === 1 ? 'origin is' : 'origins are'} in ${owner.tenant}.json.`;
  }

  const press = button('Export to a file', async () => {
    press.disabled = true;
    try {
      await save();
    } catch (error) {
      progress.textContent = '';
      context.failed(error);
    } finally {
      press.disabled = false;
    }
  }, { class: 'primary' });
  return {
    title: `Export · ${owner.name}`,
    body: [
      head('Export', 'A whole tenant as one file: its settings, issuers, routes and origins.'),
      el('div', { class: 'card stack' },
        el('p', {}, 'Everything but revocations and approvals; the usage-plan key is masked.'),
        el('p', {}, press),
        progress),
    ],
  };
}
