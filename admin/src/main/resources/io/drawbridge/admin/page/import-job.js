// An import as the API knows it: brought together in parts, compared, and committed or dropped.
import { Problem } from './api.js';
import { guarded, withQuery } from './saving.js';

/** What a gateway or a bad line answers where the API may have gone on: nothing came, or not in time. */
const CUT_OFF = [0, 502, 503, 504];
const ATTEMPTS = 8;

/** How the API says that it did what one request has time for. */
const UNFINISHED = 202;
const MOST_REQUESTS = 100;

/** JSON that is text already. */
const json = (text) => new Blob([text], { type: 'application/json' });

export class ImportJob {
  #api;
  #list;
  #document;

  constructor(api, owner, document) {
    this.#api = api;
    this.#list = `${owner.api}/imports`;
    this.#document = document;
  }

  /** Begins one by the profile of a file. From now on single writes of the tenant's origins wait for it. */
  static async begin(api, owner, file) {
    const { body } = await api.create(`${owner.api}/imports`, json(file.tenant.text));
    return new ImportJob(api, owner, body);
  }

  /** The one that is under way, if any is. */
  static async running(api, owner) {
    const { body } = await api.get(`${owner.api}/imports`);
    return body.items.length ? new ImportJob(api, owner, body.items[0]) : undefined;
  }

  /** What the API last said of it. */
  get document() {
    return this.#document;
  }

  get #path() {
    return `${this.#list}/${encodeURIComponent(this.#document.id)}`;
  }

  /** Sends the origins of a file; resolves to the problems of all of them, each with its place in the file. */
  async send(file, { told, signal }) {
    const problems = [];
    for (const [i, [from, to]] of file.parts.entries()) {
      const body = json(`{"origins":[${file.origins.slice(from, to).map(({ text }) => text).join(',')}]}`);
      try {
        const answer = await this.#api.send('PUT', `${this.#path}/parts/${i + 1}`, body, {}, signal);
        this.#document = answer.body;
      } catch (error) {
        if (!(error instanceof Problem) || ![400, 413, 422].includes(error.status)) {
          throw error;
        }
        problems.push(...placed(error, from, file));
      }
      told(to);
    }
    return problems;
  }

  /** The difference, page by page. */
  difference() {
    return this.#api.pages(`${this.#path}/difference`, 50);
  }

  /**
   * Puts it in force, all or nothing; asked for again and again where it is more than one request has time for.
   * Resolves to the answer; to undefined if whoever does it does not want to be locked out.
   */
  commit(etag, told) {
    return guarded(async (query) => {
      for (let [request, lost] = [1, 0]; request < MOST_REQUESTS; request++) {
        try {
          const answer = await this.#api.send('POST', withQuery(`${this.#path}/commit`, query), undefined, { 'If-Match': etag });
          if (answer.status !== UNFINISHED) {
            return answer;
          }
        } catch (error) {
          if (!(error instanceof Problem) || !CUT_OFF.includes(error.status) || ++lost === ATTEMPTS) {
            throw error;
          }
          await new Promise((resolve) => { setTimeout(resolve, 500 * lost); });
        }
        told(request + 1);
      }
      throw new Problem(0, { title: 'It is not finished yet.', detail: 'Import it again: it goes on where it has got to.' });
    });
  }

  /** Ends it with nothing changed. A part that was still on its way can have made another version of it. */
  async drop() {
    for (let attempt = 1; ; attempt++) {
      const { body, etag } = await this.#api.get(this.#path);
      if (!['staging', 'committing'].includes(body.state)) {
        return;
      }
      try {
        await this.#api.delete(this.#path, etag);
        return;
      } catch (error) {
        if (error.status !== 412 || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }
}

/** The problems of a part, which knows its own origins alone, where they are in the file. */
function placed(error, from, file) {
  const found = error.problems.length ? error.problems : [{ pointer: '/origins/0', message: error.title, hint: error.detail }];
  return found.map((problem) => {
    const [, index, rest] = /^\/origins\/([0-9]+)(.*)$/.exec(problem.pointer ?? '') ?? [];
    const origin = index === undefined ? undefined : file.origins[from + Number(index)];
    return origin
      ? { ...problem, pointer: `/origins/${from + Number(index)}${rest}`, line: origin.line, pattern: origin.pattern }
      : problem;
  });
}
