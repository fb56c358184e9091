// Which view the address names, and what stands around it: who is signed in, whose things are shown, the way to the others.
import { button, el, link, loading, notify } from './dom.js';
import { problemBox } from './problems.js';
import { sectionsOf, views } from './views.js';

export class Router {
  #api;
  #session;
  #me;
  #running = 0;
  #left = new AbortController();

  constructor(api, session) {
    this.#api = api;
    this.#session = session;
  }

  async start() {
    document.getElementById('who').replaceChildren(
      el('span', {}, this.#session.name), button('Sign out', () => this.#session.signOut(), { class: 'plain' }));
    // A skip link is no view.
    document.querySelector('.skip').addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById('main').focus();
    });
    addEventListener('hashchange', () => this.#show(true));
    await this.#show(false);
  }

  /** What the token may do, as the API says it: asked once. What a tenant's token may do is known from its scopes; the API decides. */
  async #who() {
    const [{ body: list }, isPlatform] = await Promise.all([
      this.#api.get('tenants?limit=1'),
      this.#session.mayHave('registry:admin') ? this.#isPlatform() : false,
    ]);
    return { isPlatform, own: list.items[0]?.id, mayWrite: isPlatform || this.#session.mayHave('registry:write') };
  }

  #isPlatform() {
    return this.#api.get('platform').then(() => true, (error) => {
      if (error.status === 403) {
        return false;
      }
      throw error;
    });
  }

  async #show(moved) {
    const run = ++this.#running;
    this.#left.abort();
    this.#left = new AbortController();
    const left = this.#left.signal;
    const main = document.getElementById('main');
    const waiting = setTimeout(() => run === this.#running && main.replaceChildren(loading('this view')), this.#me ? 400 : 0);
    main.setAttribute('aria-busy', 'true');
    let content;
    const address = parse(location.hash);
    try {
      this.#me ??= await this.#who();
      if (address.path.length === 0) {
        location.replace(this.#me.isPlatform || this.#me.own === undefined ? '#/tenants' : `#/t/${encodeURIComponent(this.#me.own)}/origins`);
        return;
      }
      const view = views.find(({ path }) => matches(path, address.path));
      const parameters = view ? parametersOf(view.path, address.path) : {};
      this.#around(parameters.tenant, address.path);
      content = view ? await view.show(this.#context(address, parameters, left)) : notFound();
    } catch (error) {
      content = failure(error, () => this.#show(false));
    } finally {
      clearTimeout(waiting);
    }
    if (run === this.#running) {
      this.#put(main, content, moved);
    }
  }

  /** What a view is given; left is aborted when another one takes its place. */
  #context(address, parameters, left) {
    return {
      api: this.#api,
      me: this.#me,
      path: address.path,
      query: address.query,
      parameters,
      left,
      reload: () => this.#show(false),
      failed: (error) => notify(problemBox(error)),
    };
  }

  #put(main, content, moved) {
    document.title = `${content.title} · Drawbridge`;
    main.replaceChildren(...[content.body].flat(3).filter(Boolean));
    main.removeAttribute('aria-busy');
    if (moved) {
      const heading = main.querySelector('h1') ?? main;
      heading.setAttribute('tabindex', '-1');
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  #around(tenant, path) {
    const isPlatform = path[0] === 'platform';
    const here = { 'aria-current': 'page' };
    document.getElementById('where').replaceChildren(...[
      this.#me.isPlatform ? link('/tenants', 'Tenants', path[0] === 'tenants' ? here : {}) : null,
      tenant === undefined ? null : [el('span', { 'aria-hidden': 'true' }, '/'), link(`/t/${encodeURIComponent(tenant)}/origins`, tenant, here)],
      this.#me.isPlatform ? link('/platform/settings', 'Platform', isPlatform ? { ...here, class: 'aside' } : { class: 'aside' }) : null,
    ].flat().filter(Boolean));
    const nav = document.getElementById('nav');
    const sections = sectionsOf(tenant, isPlatform, this.#me);
    nav.hidden = sections.length === 0;
    nav.setAttribute('aria-label', tenant === undefined ? 'The platform' : `Tenant ${tenant}`);
    const current = path.slice(0, tenant === undefined ? 2 : 3).map(encodeURIComponent).join('/');
    nav.replaceChildren(el('ul', {}, sections.map(({ to, text }) => el('li', {}, link(to, text, to === `/${current}` ? here : {})))));
    nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
}

function failure(error, again) {
  const gone = error.status === 404;
  return {
    title: gone ? 'Not found' : 'Not shown',
    body: [
      el('h1', {}, gone ? 'There is nothing here' : 'This could not be shown'),
      gone ? el('p', { class: 'note' }, 'It was removed, or it is not yours to see.') : problemBox(error),
      el('p', { class: 'actions' }, button('Try again', again), link('/', 'Go to the start')),
    ],
  };
}

function notFound() {
  return { title: 'Not found', body: [el('h1', {}, 'There is no such view'), el('p', {}, link('/', 'Go to the start'))] };
}

function parse(hash) {
  const [path, query] = hash.replace(/^#/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query ?? '') };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function matches(pattern, path) {
  const parts = pattern.split('/').filter(Boolean);
  return parts.length === path.length && parts.every((part, i) => part.startsWith(':') || part === path[i]);
}

function parametersOf(pattern, path) {
  const entries = pattern.split('/').filter(Boolean).map((part, i) => [part, path[i]]);
  return Object.fromEntries(entries.filter(([part]) => part.startsWith(':')).map(([part, value]) => [part.slice(1), value]));
}
