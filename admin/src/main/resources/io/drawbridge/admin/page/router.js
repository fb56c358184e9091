// Which view the address names, and what stands around it.
import { button, el, link, loading } from './dom.js';
import { problemBox } from './problems.js';
import { views } from './views.js';

export class Router {
  #api;
  #session;
  #me;
  #running = 0;

  constructor(api, session) {
    this.#api = api;
    this.#session = session;
  }

  async start() {
    document.getElementById('who').replaceChildren(
      el('span', {}, this.#session.name), button('Sign out', () => this.#session.signOut(), { class: 'plain' }));
    addEventListener('hashchange', () => this.#show(true));
    await this.#show(false);
  }

  async #show(moved) {
    const run = ++this.#running;
    const main = document.getElementById('main');
    main.replaceChildren(loading('the view'));
    main.setAttribute('aria-busy', 'true');
    let content;
    try {
      const address = parse(location.hash);
      const view = views.find(({ path }) => matches(path, address.path));
      const context = {
        api: this.#api,
        session: this.#session,
        path: address.path,
        query: address.query,
        parameters: view ? parametersOf(view.path, address.path) : {},
        reload: () => this.#show(false),
      };
      content = view ? await view.show(context) : notFound();
    } catch (error) {
      content = { title: 'Not shown', body: [el('h1', {}, 'This could not be shown'), problemBox(error), button('Try again', () => this.#show(false))] };
    }
    if (run !== this.#running) {
      return;
    }
    document.title = `${content.title} · Drawbridge`;
    main.replaceChildren(...[content.body].flat(2).filter(Boolean));
    main.removeAttribute('aria-busy');
    if (moved) {
      const heading = main.querySelector('h1') ?? main;
      heading.setAttribute('tabindex', '-1');
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }
}

function notFound() {
  return { title: 'Not found', body: [el('h1', {}, 'There is no such view'), el('p', {}, link('/', 'Go to the start'))] };
}

function parse(hash) {
  const [path, query] = hash.replace(/^#/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query ?? '') };
}

function matches(pattern, path) {
  const parts = pattern.split('/').filter(Boolean);
  return parts.length === path.length && parts.every((part, i) => part.startsWith(':') || part === path[i]);
}

function parametersOf(pattern, path) {
  const entries = pattern.split('/').filter(Boolean).map((part, i) => [part, path[i]]);
  return Object.fromEntries(entries.filter(([part]) => part.startsWith(':')).map(([part, value]) => [part.slice(1), value]));
}
