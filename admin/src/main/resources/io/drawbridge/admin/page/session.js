// Signing in with the platform's issuer: OpenID Connect's authorization code flow with PKCE. The access token lives in this
// module and nowhere else; what a redirect has to survive (verifier, state, nonce) is in sessionStorage until it is back.
import * as oauth from './oauth4webapi.js';

const PENDING = 'drawbridge.sign-in';
/** That somebody was signed in, never as whom: a reload then asks the provider without asking the person. */
const HINT = 'drawbridge.signed-in';
const POPUP = 'popup.';
const CHANNEL = 'drawbridge.sign-in';
/** Renewed a little early, because clocks differ and requests take time. */
const MARGIN_MS = 5000;

/** The token cannot be used any more. */
export class SignInNeeded extends Error {}

/** Nobody was signed in, for a reason that the text says. */
export class SignInFailed extends Error {}

export class Session {
  #config;
  #page;
  #server;
  #token;
  #expires = 0;
  #idToken;
  #claims;
  #scope;

  /** @param config what config.json says; @param page where this page is, without a slash: its redirect URI */
  constructor(config, page) {
    this.#config = config;
    this.#page = page;
  }

  get isSetUp() {
    return Boolean(this.#config.issuer);
  }

  get issuer() {
    return this.#config.issuer;
  }

  get redirectUri() {
    return this.#page;
  }

  /** What to call whoever is signed in. */
  get name() {
    return this.#claims?.name ?? this.#claims?.preferred_username ?? this.#claims?.email ?? this.#claims?.sub ?? '';
  }

  /** Whether a scope was granted as far as anybody said; providers put names of their own before it. The API decides. */
  mayHave(scope) {
    return this.#scope === undefined || this.#scope.split(' ').some((granted) => granted.endsWith(scope));
  }

  /** The token to send. */
  token() {
    if (!this.#token || Date.now() > this.#expires - MARGIN_MS) {
      throw new SignInNeeded();
    }
    return this.#token;
  }

  /** That the API refused the token, whatever its time says. */
  reject() {
    this.#token = undefined;
  }

  /**
   * Takes up what the address says: the way back from the provider, or a plain visit.
   * Resolves to { signedIn, hash } or, in the window that was opened to sign in again, to { popup: true }.
   */
  async arrive() {
    const query = new URLSearchParams(location.search);
    if (!query.has('state')) {
      if (sessionStorage.getItem(HINT)) {
        sessionStorage.removeItem(HINT);
        return { ...(await this.leave({ silent: true })), leaving: true };
      }
      return { signedIn: false, hash: location.hash };
    }
    if (query.get('state').startsWith(POPUP)) {
      const channel = new BroadcastChannel(CHANNEL);
      channel.postMessage(location.search);
      channel.close();
      history.replaceState(null, '', location.pathname);
      window.close();
      return { popup: true };
    }
    const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
    sessionStorage.removeItem(PENDING);
    history.replaceState(null, '', location.pathname + (pending?.hash ?? ''));
    if (!pending) {
      throw new SignInFailed('This address belongs to a sign-in that was begun elsewhere or is over. Sign in again.');
    }
    const error = query.get('error');
    if (pending.silent && ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'].includes(error)) {
      return { signedIn: false, hash: pending.hash };
    }
    await this.#redeem(query, pending);
    return { signedIn: true, hash: pending.hash };
  }

  /** Goes to the provider; the page ends here. */
  async leave({ silent = false, hash = location.hash } = {}) {
    const { url, pending } = await this.#request('', silent);
    sessionStorage.setItem(PENDING, JSON.stringify({ ...pending, silent, hash }));
    location.assign(url);
    return { signedIn: false, hash };
  }

  /** Signs in again in a window of its own, so that what was typed here stays. To be called while a button is being pressed. */
  async renew() {
    const popup = window.open('about:blank', 'drawbridge-sign-in', 'popup,width=480,height=640');
    if (!popup) {
      throw new SignInFailed('The browser did not open a window. Allow this page to open windows, and try again.');
    }
    const { url, pending } = await this.#request(POPUP, false);
    const answer = this.#answerOf(pending.state);
    popup.location.href = url;
    await this.#redeem(await answer, pending);
  }

  #answerOf(state) {
    return new Promise((resolve) => {
      const channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = ({ data }) => {
        const query = new URLSearchParams(typeof data === 'string' ? data : '');
        if (query.get('state') === state) {
          channel.close();
          resolve(query);
        }
      };
    });
  }

  /** Forgets the token, and signs out at the provider where it can be asked to. */
  signOut() {
    this.reject();
    sessionStorage.removeItem(HINT);
    const end = this.#server?.end_session_endpoint;
    if (!end) {
      location.assign(this.#page);
      return;
    }
    const url = new URL(end);
    url.searchParams.set('client_id', this.#config.clientId);
    url.searchParams.set('post_logout_redirect_uri', this.#page);
    url.searchParams.set('id_token_hint', this.#idToken);
    location.assign(url);
  }

  get #options() {
    // The local issuer has no TLS; every other one must.
    return { [oauth.allowInsecureRequests]: this.#config.issuer.startsWith('http://') };
  }

  get #client() {
    return { client_id: this.#config.clientId };
  }

  async #discover() {
    if (!this.#server) {
      const issuer = new URL(this.#config.issuer);
      try {
        this.#server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, this.#options));
      } catch (error) {
        throw new SignInFailed(`The sign-in service ${this.#config.issuer} does not answer as it should (${error.message}).`);
      }
    }
    return this.#server;
  }

  async #request(prefix, silent) {
    const server = await this.#discover();
    const verifier = oauth.generateRandomCodeVerifier();
    const pending = { verifier, state: prefix + oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
    const url = new URL(server.authorization_endpoint);
    const parameters = {
      response_type: 'code',
      client_id: this.#config.clientId,
      redirect_uri: this.#page,
      scope: this.#config.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(this.#config.audience ? { audience: this.#config.audience } : {}),
      ...(silent ? { prompt: 'none' } : {}),
    };
    Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
    return { url, pending };
  }

  async #redeem(query, { verifier, state, nonce }) {
    try {
      const server = await this.#discover();
      const answer = oauth.validateAuthResponse(server, this.#client, query, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server, this.#client, oauth.None(), answer, this.#page, verifier, this.#options);
      const tokens = await oauth.processAuthorizationCodeResponse(
        server, this.#client, response, { expectedNonce: nonce, requireIdToken: true });
      this.#token = tokens.access_token;
      this.#expires = Date.now() + (tokens.expires_in ?? 300) * 1000;
      this.#idToken = tokens.id_token;
      this.#scope = tokens.scope;
      this.#claims = oauth.getValidatedIdTokenClaims(tokens);
      sessionStorage.setItem(HINT, '1');
    } catch (error) {
      throw error instanceof SignInFailed ? error : new SignInFailed(reason(error));
    }
  }
}

function reason(error) {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return `The sign-in service refused: ${error.error_description ?? error.error}.`;
  }
  return `The sign-in could not be completed (${error.message}).`;
}
