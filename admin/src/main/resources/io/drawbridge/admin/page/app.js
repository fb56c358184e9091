// The page: signs in, then shows the view that the address names.
import { Api } from './api.js';
import { button, el } from './dom.js';
import { Session, SignInFailed } from './session.js';
import { problemBox } from './problems.js';
import { Router } from './router.js';

/** Files are at …/admin/assets/VERSION/, whatever stands before: a stage, a base path, nothing. */
const home = new URL('../..', import.meta.url);
const main = document.getElementById('main');

function show(...content) {
  main.replaceChildren(...content);
}

/** Asks for a press of a button before the window to sign in opens: browsers open none otherwise. One question for all who wait. */
let renewal;
function renew(session) {
  renewal ??= ask(session).finally(() => { renewal = undefined; });
  return renewal;
}

function ask(session) {
  return new Promise((resolve, reject) => {
    const problem = el('p', { class: 'errors', role: 'alert' });
    const again = button('Sign in again', async () => {
      again.disabled = true;
      problem.textContent = 'Waiting for the other window…';
      try {
        await session.renew();
        dialog.returnValue = 'done';
        dialog.close();
      } catch (error) {
        problem.textContent = error.message;
        again.disabled = false;
      }
    }, { class: 'primary', autofocus: true });
    const dialog = el('dialog', {
      'aria-labelledby': 'renew-title',
      close: () => {
        dialog.remove();
        if (dialog.returnValue === 'done') {
          resolve();
        } else {
          reject(new SignInFailed('You are not signed in any more. What you typed is still here; send it again to sign in.'));
        }
      },
    },
    el('h2', { id: 'renew-title' }, 'Your sign-in has ended'),
    el('div', { class: 'dialog-body' },
      el('p', {}, 'Tokens last only minutes, and yours has expired or was revoked. Sign in again in a small window: what you typed here stays, and your request is sent afterwards.'),
      problem),
    el('div', { class: 'actions' }, again, button('Cancel', () => dialog.close())));
    document.body.append(dialog);
    dialog.showModal();
  });
}

function signedOut(session, hash, problem) {
  document.title = 'Sign in · Drawbridge';
  const sign = button('Sign in', async () => {
    sign.disabled = true;
    try {
      await session.leave({ hash });
    } catch (error) {
      signedOut(session, hash, error.message);
    }
  }, { class: 'primary' });
  show(el('div', { class: 'card center stack' },
    el('h1', {}, 'Who may call your API from a browser?'),
    el('p', {}, 'Register front-end origins for each tenant, see what a request of theirs would be answered, and what changed when.'),
    problem ? el('div', { class: 'problem', role: 'alert' }, el('p', {}, problem)) : null,
    el('p', {}, sign),
    el('p', { class: 'note' }, 'With ', el('code', {}, session.issuer), '. This page keeps your token in memory only.')));
}

function notSetUp(session) {
  document.title = 'Set up · Drawbridge';
  show(el('div', { class: 'card center stack' },
    el('h1', {}, 'Nobody can sign in here yet'),
    el('p', {}, 'This page signs administrators in with the platform’s own identity provider. It has not been told which one.'),
    el('ol', { class: 'steps' },
      el('li', {}, 'At your provider, register a public client (a single-page application: no secret, PKCE with S256) with the redirect URI ',
        el('code', {}, session.redirectUri), ', and give administrators the scope ', el('code', {}, 'registry:admin'), '.'),
      el('li', {}, 'Deploy the stack with the parameters ', el('code', {}, 'AdminPageIssuer'), ' and ', el('code', {}, 'AdminPageClientId'),
        ' (and ', el('code', {}, 'AdminPageAudience'), ' where the provider wants one).'),
      el('li', {}, 'Make sure that the registry’s platform settings have the same issuer: its tokens are what this API believes.'))));
}

async function start() {
  const config = await (await fetch(new URL('config.json', home), { cache: 'no-store' })).json();
  const session = new Session(config, home.href.slice(0, -1));
  if (!session.isSetUp) {
    notSetUp(session);
    return;
  }
  let arrival;
  try {
    arrival = await session.arrive();
  } catch (error) {
    if (!(error instanceof SignInFailed)) {
      throw error;
    }
    signedOut(session, location.hash, error.message);
    return;
  }
  if (arrival.popup) {
    document.title = 'Signed in · Drawbridge';
    show(el('div', { class: 'card center' }, el('h1', {}, 'You are signed in'), el('p', {}, 'Close this window and go on where you were.')));
  } else if (arrival.signedIn) {
    const api = new Api(home, session, () => renew(session));
    await new Router(api, session).start();
  } else if (!arrival.leaving) {
    signedOut(session, arrival.hash);
  }
}

start().catch((error) => show(el('h1', {}, 'Drawbridge'), problemBox(error)));
