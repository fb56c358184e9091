// The admin API over HTTP. Every answer that is no success is a Problem; nothing else is thrown but SignInNeeded.
import { SignInNeeded } from './session.js';

/** A problem document (RFC 9457), or what stands for one where none came. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.title);
    this.status = status;
    this.title = document.title;
    this.detail = document.detail ?? '';
    this.kind = (document.type ?? '').split('/').at(-1);
    this.problems = Array.isArray(document.problems) ? document.problems : [];
    this.document = document;
  }
}

export class Api {
  #base;
  #session;
  #renew;

  /** @param base the URL that resources are below; @param renew signs in again, or rejects */
  constructor(base, session, renew) {
    this.#base = base;
    this.#session = session;
    this.#renew = renew;
  }

  get(path) {
    return this.send('GET', path);
  }

  post(path, body, headers = {}) {
    return this.send('POST', path, body, headers);
  }

  put(path, body, etag) {
    return this.send('PUT', path, body, etag ? { 'If-Match': etag } : {});
  }

  delete(path, etag) {
    return this.send('DELETE', path, undefined, { 'If-Match': etag });
  }

  /** Creates something so that sending it again, which a bad line may do, creates nothing twice. */
  create(path, body, key = crypto.randomUUID()) {
    return this.post(path, body, { 'Idempotency-Key': key });
  }

  /** Sends a request, with a document or, as a Blob, its text; resolves to { body, etag, headers, status }. */
  async send(method, path, body, headers = {}, signal = undefined) {
    for (;;) {
      let token;
      try {
        token = this.#session.token();
      } catch (error) {
        if (!(error instanceof SignInNeeded)) {
          throw error;
        }
        await this.#renew();
        continue;
      }
      const response = await this.#fetch(method, path, body, { ...headers, Authorization: `Bearer ${token}` }, signal);
      if (response.status === 401) {
        this.#session.reject();
        await this.#renew();
        continue;
      }
      return this.#read(response);
    }
  }

  async #fetch(method, path, body, headers, signal) {
    try {
      return await fetch(new URL(path, this.#base), {
        method,
        headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
        body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal,
      });
    } catch (error) {
      if (error.name === 'AbortError') {
        throw error;
      }
      throw new Problem(0, { title: 'The API could not be reached.', detail: 'Look at your connection and try again.' });
    }
  }

  async #read(response) {
    const text = await response.text();
    let body;
    try {
      body = text === '' ? undefined : JSON.parse(text);
    } catch {
      body = undefined;
    }
    if (!response.ok) {
      throw new Problem(response.status, this.#problem(response, body));
    }
    return { body, etag: response.headers.get('ETag') ?? '', headers: response.headers, status: response.status };
  }

  #problem(response, body) {
    if (body?.title) {
      return body;
    }
    // API Gateway's own answers and the authorizer's: {error, message, requestId}.
    return {
      title: body?.message ?? `The API answered ${response.status}.`,
      detail: body?.requestId ? `Request ${body.requestId}.` : '',
      type: body?.error,
    };
  }

  /** Every page of a list, one after the other; stops when whoever reads does. A limit of 0 is for lists that have no pages. */
  async* pages(path, limit = 100) {
    let next = '';
    do {
      const query = `${limit ? `limit=${limit}` : ''}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`;
      const { body } = await this.get(query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path);
      yield body;
      next = body.next;
    } while (next);
  }
}
