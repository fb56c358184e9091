// The decision table, row by row: what is sent, what must come back, and why.
//
// sends: 'browser' (fetch from this page), 'sandbox' (fetch from a frame whose origin is null) or 'server' (only the
// page's server can send it; cannotBecause says why a browser does not).
// expect: status and error code on the network; readable, whether the script may see it.

const JSON_TYPE = ['Content-Type', 'application/json'];
const NEW_ORDER = JSON.stringify({ item: 'portcullis', quantity: 1 });

/** Every row as this front end must see it. */
export function rowsOf(config) {
  const rows = [...preflights(config), ...allowed(config), ...tokens(config), ...origins(config), ...faults()];
  rows.sort((a, b) => a.row - b.row);
  return config.tenant === null ? rows.map((row) => forNobody(row, config)) : rows;
}

function preflights({ tenant, nobody }) {
  const deletes = tenant !== 'globex';
  return [
    {
      row: 1,
      title: 'Preflight, origin registered',
      sends: 'browser',
      token: {},
      request: { method: 'DELETE', path: '/orders/no-such-order' },
      expect: deletes
        ? { preflight: 204, status: 404, readable: true }
        : { preflight: 204, notSent: true, readable: false },
      why: deletes
        ? 'The browser asks first (OPTIONS, without a token). The answer is 204 with the methods, headers and max age that this tenant granted, so the DELETE follows and the script reads the backend’s 404.'
        : 'The answer is 204 with the tenant’s true lists. Globex does not grant DELETE, so the browser stops there and names exactly that reason in its console.',
    },
    {
      row: 2,
      title: 'Preflight, origin not registered',
      sends: 'server',
      cannotBecause: `A browser sends the origin of the page it is on. Open ${nobody} to see the same from a browser.`,
      origin: nobody,
      token: {},
      request: { method: 'DELETE', path: '/orders/1' },
      expect: { preflight: 403, error: 'origin_not_allowed', notSent: true, readable: false },
      why: 'No header allows the origin, so no browser sends the request. An unknown tenant, a suspended one and an expired pattern answer the same bytes: a stranger learns nothing.',
    },
  ];
}

function allowed({ tenant, apiOrigin }) {
  return [
    {
      row: 3,
      title: 'No Origin, valid token',
      sends: 'server',
      cannotBecause: 'This is server to server: a browser always names its page in a request to another origin.',
      noOrigin: true,
      token: {},
      request: { method: 'GET', path: '/orders' },
      expect: { status: 200, readable: false },
      why: 'The token alone decides. No CORS header is needed, so none is sent; Vary: Origin still is, for caches.',
    },
    {
      row: 4,
      title: 'Registered origin, valid token',
      sends: 'browser',
      token: {},
      request: { method: 'GET', path: '/orders' },
      expect: { status: 200, readable: true },
      why: 'The authorizer hands the tenant’s CORS values to the backend, which copies them. The script reads the body and the headers that the grant exposes.',
    },
    {
      row: 4,
      part: 'b',
      title: 'The same with credentials',
      sends: 'browser',
      token: {},
      request: { method: 'GET', path: '/orders', credentials: 'include' },
      expect: tenant === 'globex'
        ? { preflight: 204, notSent: true, readable: false }
        : { status: 200, readable: true },
      why: tenant === 'globex'
        ? 'Globex does not grant credentials: Access-Control-Allow-Credentials is missing, so the browser stops after the preflight.'
        : 'Acme grants credentials, so Access-Control-Allow-Credentials: true arrives and the browser shares the answer.',
    },
    {
      row: 11,
      title: 'Origin equal to the API’s own',
      sends: 'server',
      cannotBecause: 'Only a page that the API itself serves has this origin. Browsers send Origin with every POST, even to their own.',
      origin: apiOrigin,
      noPreflight: true,
      token: {},
      request: { method: 'POST', path: '/orders', headers: [JSON_TYPE], body: NEW_ORDER },
      expect: { status: 201, readable: false },
      why: 'This is not a cross-origin request, so it is treated as one without Origin, and no CORS header is sent.',
    },
  ];
}

function tokens({ tenant, otherTenant, unauthenticatedStatus }) {
  const status = unauthenticatedStatus;
  const get = { method: 'GET', path: '/orders' };
  const code = (reason) => (status === 401 ? 'unauthorized' : reason);
  const refused = (row, part, title, token, reason, why) => ({
    row, part, title, sends: 'browser', token, request: get, expect: { status, error: code(reason), readable: true }, why,
  });
  return [
    refused(5, '', 'No token', undefined, 'missing_token',
      'The origin is registered, so the front end may read the refusal: it sees the true 401 instead of a “CORS error”. API Gateway alone would have sent this without CORS headers.'),
    refused(6, '', 'Token malformed', { literal: 'this.is-not.a-token' }, 'invalid_token',
      'Form comes first: three canonical base64url parts. The body is the same constant for every reason; the reason stands in the log.'),
    refused(6, 'b', 'Token signed with another key', { forged: true }, 'invalid_signature',
      'Same issuer, same key id, another private key. The signature does not verify.'),
    refused(6, 'c', 'Token for another API', { audience: 'billing-api' }, 'invalid_claims',
      'Well signed by a trusted issuer, but its audience is not this API.'),
    refused(7, '', 'Token expired', { expiresIn: -3600 }, 'token_expired',
      'The client sees 401 and can renew its token: the point of the whole exercise.'),
    {
      row: 8,
      title: 'Token lacks a scope for this route',
      sends: 'browser',
      token: { scope: 'profile' },
      request: get,
      expect: { status: 403, error: 'insufficient_scope', readable: true },
      why: 'The token is good, but GET /orders needs orders:read. A new token would not help, hence 403.',
    },
    {
      row: 9,
      title: `Token of the shared issuer names ${otherTenant}`,
      sends: 'browser',
      token: { tenant: otherTenant },
      request: get,
      expect: { status: 403, error: 'forbidden', readable: true },
      why: `The origin belongs to ${tenant ?? 'nobody'}, the token to ${otherTenant}. Tenants never cross, however valid the token is.`,
    },
    {
      row: 14,
      title: 'Keys cannot be fetched',
      sends: 'browser',
      token: { issuer: 'offline' },
      request: get,
      expect: { status: 403, error: 'jwks_unavailable', readable: true },
      why: 'The platform also trusts an issuer whose key endpoint answers 503 here, for this row. Nothing can be verified, so the answer is a refusal that says: try again later (Retry-After).',
    },
  ];
}

function origins({ nobody, tenantSource, apiOrigin }) {
  const get = { method: 'GET', path: '/orders' };
  const refused = { status: 403, error: 'origin_not_allowed', readable: false };
  const byHost = tenantSource === 'host';
  const byToken = tenantSource === 'origin';
  return [
    {
      row: 10,
      title: 'Unregistered origin, valid token',
      sends: 'server',
      cannotBecause: `A browser sends the origin of the page it is on. Open ${nobody} to see the same from a browser.`,
      origin: nobody,
      noPreflight: true,
      token: {},
      request: get,
      expect: refused,
      why: 'The origin is checked before the token: a good token does not open the bridge for a foreign page, and a page there learns nothing.',
    },
    {
      row: 10,
      part: 'b',
      title: 'Origin null, from a sandboxed frame',
      sends: 'sandbox',
      origin: 'null',
      request: get,
      expect: refused,
      why: 'Anybody can make a page whose origin is null: a sandboxed frame, a data: URL, a redirect. It is never allowed.',
    },
    {
      row: 10,
      part: 'c',
      title: 'Two Origin lines',
      sends: 'server',
      cannotBecause: 'Browsers send exactly one. Two would let one part of a system check the first and another answer the second.',
      noPreflight: true,
      token: {},
      request: { ...get, headers: [['Origin', nobody]] },
      expect: refused,
      why: 'The registered origin is one of the two, which does not help: several Origin lines are refused, whatever they hold.',
    },
    {
      row: 16,
      title: 'No Origin, tenant unknown',
      sends: 'server',
      cannotBecause: 'Server to server: a browser always names its page in a request to another origin.',
      noOrigin: true,
      token: byToken ? { tenant: 'nobody' } : {},
      request: byHost
        ? { ...get, headers: [['Host', apiOrigin.replace(/^http:\/\/[^.]+/, 'nobody')]] }
        : get,
      pathPrefix: tenantSource === 'path' ? '/nobody' : undefined,
      expect: { status: 403, error: 'forbidden', readable: false },
      why: byToken
        ? 'Without Origin the tenant is the token’s. The platform’s issuer signed it, but nobody of that name is registered.'
        : 'The request names a tenant that does not exist.',
    },
    {
      row: 17,
      title: 'Two Authorization lines',
      sends: 'server',
      cannotBecause: 'A browser joins headers of one name into one line.',
      noPreflight: true,
      token: {},
      request: { ...get, headers: [['Authorization', 'Bearer another']] },
      expect: { status: 403, error: 'bad_request', readable: true },
      why: 'Which of the two would the backend believe? Requests that two parts of a system can read differently are refused.',
    },
    {
      row: 17,
      part: 'b',
      title: 'X-HTTP-Method-Override unlike the method',
      sends: 'server',
      cannotBecause: 'No tenant of this demo grants that request header, so a browser would stop after the preflight.',
      noPreflight: true,
      token: {},
      request: { ...get, headers: [['X-HTTP-Method-Override', 'DELETE']] },
      expect: { status: 403, error: 'bad_request', readable: true },
      why: 'API Gateway honours this header. The authorizer must not allow GET where DELETE is what then runs.',
    },
  ];
}

function faults() {
  return [
    {
      row: 12,
      title: 'Backend too slow',
      sends: 'browser',
      token: {},
      request: { method: 'GET', path: '/orders/slow' },
      expect: { status: 504, readable: true },
      why: 'The backend answers after the integration’s two seconds. API Gateway itself answers 504, with this tenant’s CORS values from the authorizer’s context, so the front end sees what happened.',
    },
    {
      row: 12,
      part: 'b',
      title: 'Backend broken',
      sends: 'browser',
      token: {},
      request: { method: 'GET', path: '/orders/broken' },
      expect: { status: 502, readable: true },
      why: 'The backend’s function throws. The 502 carries the CORS values in the same way.',
    },
    {
      row: 13,
      title: 'Unknown route',
      sends: 'browser',
      token: {},
      request: { method: 'GET', path: '/no/such/route' },
      expect: { status: 404, error: 'not_found', readable: true },
      why: 'A catch-all behind the authorizer answers. Without it API Gateway says 403 “Missing Authentication Token”, which the browser hides as a CORS error.',
    },
    outage(15, 'Registry unavailable, nothing cached', 'registry', 403, 'registry_unavailable',
      'This goes to a second gateway that runs the same template, its registry unplugged. The authorizer cannot know any origin, so it closes. While it has something cached, it goes on with that for a limited time.'),
    outage(18, 'Something unexpected in the authorizer', 'internal', 500, 'internal_error',
      'This goes to a third gateway, whose authorizer was given no table and so refuses to start. Nobody checked the origin, so no page may read the answer. What fails, fails closed.'),
    {
      row: 19,
      title: 'Body over 10 MB',
      sends: 'browser',
      token: {},
      request: { method: 'POST', path: '/orders', headers: [['Content-Type', 'text/plain']], bodyBytes: 11 * 1024 * 1024 },
      expect: { preflight: 204, status: 413, readable: false },
      why: 'API Gateway answers this before any authorizer runs and lets nobody customise it. The truth is 413; a browser can only say “failed”.',
    },
  ];
}

/** A request to a second gateway that runs the same template with one thing broken. */
function outage(row, title, api, status, error, why) {
  const request = { method: 'GET', path: '/orders' };
  return { row, title, sends: 'browser', api, request, expect: { status, error, readable: false }, why };
}

/** The same row where nobody registered the origin: whatever is sent from it, it is refused for that. */
function forNobody(row, config) {
  const withOrigin = row.sends === 'browser' || row.row === 17;
  if (!withOrigin || row.api) {
    return row;
  }
  const error = 'origin_not_allowed';
  const preflighted = row.sends === 'browser' && row.token !== undefined;
  return {
    ...row,
    expect: preflighted
      ? { preflight: 403, error, notSent: true, readable: false }
      : { status: 403, error, readable: false },
    why: nobodyWhy(config),
  };
}

function nobodyWhy({ origin }) {
  return `No tenant registered ${origin}. The origin is checked before anything else, so every row ends here: 403 on the network, and nothing that a script could read.`;
}
