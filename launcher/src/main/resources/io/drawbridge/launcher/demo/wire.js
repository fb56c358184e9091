// How requests leave this page: by fetch, as any front end would; by a sandboxed frame; and by the page's own server,
// which sees the bytes that the browser keeps from a script.

const SAFELISTED_METHODS = ['GET', 'HEAD', 'POST'];
const SAFELISTED_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];

async function ask(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

/** A token of the local issuer. */
export async function mint(wish) {
  return (await ask('/demo/token', wish)).token;
}

/** What a script can read: the response, or the TypeError that is all it gets instead. */
export async function byFetch(url, request) {
  try {
    const response = await fetch(url, fetchOptions(request));
    return { readable: true, status: response.status, headers: [...response.headers], body: await response.text() };
  } catch (error) {
    return { readable: false, error: `${error.name}: ${error.message}` };
  }
}

/** The same from the sandboxed frame, whose origin is null. */
export function bySandbox(frame, url, request) {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const listen = (event) => {
      if (event.source === frame.contentWindow && event.data.id === id) {
        removeEventListener('message', listen);
        resolve(event.data.result);
      }
    };
    addEventListener('message', listen);
    // The frame's origin is null, which cannot be named as a target; what is sent is no secret from it.
    frame.contentWindow.postMessage({ id, url, options: fetchOptions(request) }, '*');
  });
}

function fetchOptions(request) {
  return {
    method: request.method,
    headers: request.headers,
    body: request.bodyBytes ? 'x'.repeat(request.bodyBytes) : request.body,
    credentials: request.credentials ?? 'omit',
    cache: 'no-store',
  };
}

/**
 * What the network answers: the preflight first, if a browser at this origin would send one (never with noPreflight), and the request itself, if
 * the preflight's answer lets it through. Each as {title, request, answer}.
 */
export async function onTheWire(api, path, request, origin, noPreflight = false) {
  const steps = [];
  const originLine = origin === undefined ? [] : [['origin', origin]];
  const asked = headersToAskFor(request);
  if (origin !== undefined && !noPreflight && (asked.length > 0 || !SAFELISTED_METHODS.includes(request.method))) {
    const preflight = {
      api,
      method: 'OPTIONS',
      path,
      headers: [
        ...originLine,
        ['access-control-request-method', request.method],
        ...(asked.length > 0 ? [['access-control-request-headers', asked.join(',')]] : []),
      ],
    };
    const answer = await ask('/demo/send', preflight);
    steps.push({ title: 'Preflight', request: preflight, answer });
    const refusal = preflightRefusal(answer, request, asked, origin);
    if (refusal) {
      steps.push({ title: 'Request', notSent: refusal });
      return steps;
    }
  }
  const actual = { ...request, api, path, headers: [...originLine, ...lowerCase(request.headers)] };
  steps.push({ title: 'Request', request: actual, answer: await ask('/demo/send', actual) });
  return steps;
}

function lowerCase(headers = []) {
  return headers.map(([name, value]) => [name.toLowerCase(), value]);
}

/** The header names that a preflight asks for (Fetch standard, "CORS-unsafe request-header names"). */
function headersToAskFor(request) {
  return lowerCase(request.headers)
    .filter(([name, value]) => name !== 'content-type' || !SAFELISTED_TYPES.includes(value))
    .filter(([name]) => !['accept', 'accept-language', 'content-language'].includes(name))
    .map(([name]) => name)
    .sort();
}

/** Why a browser stops after this preflight, in the order of the Fetch standard's checks; undefined if it goes on. */
function preflightRefusal(answer, request, asked, origin) {
  const credentials = request.credentials === 'include';
  const allowOrigin = value(answer, 'access-control-allow-origin');
  if (allowOrigin === undefined) {
    return 'the preflight’s answer allows no origin';
  }
  if (allowOrigin !== origin && (allowOrigin !== '*' || credentials)) {
    return `the preflight’s answer allows ${allowOrigin}, not this origin`;
  }
  if (credentials && value(answer, 'access-control-allow-credentials') !== 'true') {
    return 'the preflight’s answer does not allow credentials';
  }
  if (answer.status < 200 || answer.status > 299) {
    return `the preflight was answered ${answer.status}`;
  }
  const methods = list(value(answer, 'access-control-allow-methods'));
  if (![...methods, ...SAFELISTED_METHODS].includes(request.method)) {
    return `${request.method} is not among the allowed methods (${methods.join(', ')})`;
  }
  const headers = list(value(answer, 'access-control-allow-headers')).map((name) => name.toLowerCase());
  const missing = asked.filter((name) => !headers.includes(name));
  return missing.length > 0 ? `${missing.join(', ')} is not among the allowed headers (${headers.join(', ')})` : undefined;
}

/** The value of a header of an answer, or undefined. */
export function value(answer, name) {
  return answer.headers.find(([other]) => other.toLowerCase() === name)?.[1];
}

function list(text) {
  return (text ?? '').split(',').map((item) => item.trim()).filter((item) => item !== '');
}

/** The request as a curl command, token and all. */
export function asCurl(apiOrigin, request) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = ['curl -i'];
  if (request.method !== 'GET') {
    parts.push(`-X ${request.method}`);
  }
  parts.push(quote(apiOrigin + request.path));
  (request.headers ?? []).forEach(([name, text]) => parts.push(`-H ${quote(`${name}: ${text}`)}`));
  if (request.bodyBytes) {
    parts.unshift(`head -c ${request.bodyBytes} /dev/zero |`);
    parts.push('--data-binary @-');
  } else if (request.body) {
    parts.push(`--data ${quote(request.body)}`);
  }
  return parts.join(' ');
}
