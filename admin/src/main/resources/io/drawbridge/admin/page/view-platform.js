// What holds for every tenant; and the rules of routes, the platform's and a tenant's.
import { el } from './dom.js';
import { areaField, compose, form, instantField, selectField } from './forms.js';
import { head, ownerOf } from './parts.js';
import { replace, saved } from './saving.js';

export async function platformSettings(context) {
  const { body: current, etag } = await context.api.get('platform');
  const until = instantField('/monitorUntil', 'Monitor mode until', current.monitorUntil, { hint: 'Until then, origins that nobody registered are answered as * would, without credentials, and counted. For moving off * without an outage; in origin mode only.' });
  const plans = selectField('/usagePlans', 'Usage plans', String(current.usagePlans === true), [['false', 'Off'], ['true', 'On: every tenant needs a key']]);
  plans.read = () => plans.input.value === 'true';
  const fields = [until, plans];
  return {
    title: 'Platform settings',
    body: [
      head('Platform settings', 'What holds for every tenant.'),
      el('div', { class: 'card' }, form({
        fields,
        content: el('div', { class: 'columns' }, fields.map(({ node }) => node)),
        submit: 'Save',
        send: async () => {
          const answer = await replace(context.api, 'platform', compose(fields, current), etag);
          if (answer) {
            saved('The settings are saved.', answer.body.inForce, {
              undo: async () => {
                const undone = await replace(context.api, 'platform', current, answer.etag);
                if (undone) {
                  saved('They are as they were before.', undone.body.inForce);
                }
                context.reload();
              },
            });
          }
          context.reload();
        },
      })),
    ],
  };
}

export async function routePolicy(context) {
  const owner = ownerOf(context);
  const path = `${owner.api}/route-policy`;
  const { body: current, etag } = await context.api.get(path);
  const rules = areaField('/routeRules', 'Rules, as JSON', JSON.stringify(current.routeRules, null, 2), {
    rows: '16',
    hint: 'Each: methods, resource (the template that API Gateway routes to), scopes (all, any). All rules that cover a request must be satisfied.',
    read: () => parsed(rules),
  });
  return {
    title: `Routes · ${owner.name}`,
    body: [
      head('Routes', owner.tenant
        ? 'Which scopes a token needs for which route, beyond what the platform asks for. A tenant can only narrow.'
        : 'Which scopes a token needs for which route. Without any rule, any valid token will do.'),
      current.routeRules.length === 0 ? el('p', { class: 'note' }, owner.tenant ? 'This tenant has no rule of its own: the platform’s hold.' : 'There is no rule: any valid token may use any route.')
        : el('table', { class: 'table' },
          el('thead', {}, el('tr', {}, ['Methods', 'Resource', 'Scopes'].map((text) => el('th', { scope: 'col' }, text)))),
          el('tbody', {}, current.routeRules.map((rule) => el('tr', {},
            el('td', {}, rule.methods.join(', ')),
            el('td', { 'data-label': 'Resource' }, el('code', {}, rule.path ?? rule.resource)),
            el('td', { 'data-label': 'Scopes' }, scopes(rule.scopes)))))),
      el('p'),
      context.me.mayWrite ? el('div', { class: 'card' }, form({
        fields: [rules],
        content: rules.node,
        submit: 'Save',
        send: async () => {
          const answer = await replace(context.api, path, { ...current, routeRules: rules.read() }, etag);
          if (answer) {
            saved('The rules are saved.', answer.body.inForce);
          }
          context.reload();
        },
      })) : null,
    ],
  };
}

function parsed(area) {
  try {
    return JSON.parse(area.input.value || '[]');
  } catch (error) {
    // The API would only say that the body is no JSON; the place in this field is what helps.
    throw new Error(`The rules are not JSON: ${error.message}`);
  }
}

function scopes({ all = [], any = [] } = {}) {
  const parts = [all.length ? `all of ${all.join(', ')}` : '', any.length ? `one of ${any.join(', ')}` : ''].filter(Boolean);
  return parts.join('; ') || 'any valid token';
}
