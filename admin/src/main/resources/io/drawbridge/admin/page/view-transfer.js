// A whole tenant into a file, and out of one: nothing counts before its difference was looked at.
import { button, chip, clock, confirm, el, newId, notify } from './dom.js';
import { saveFile } from './forms.js';
import { NoSuchFile, readFile } from './import-file.js';
import { isNothing, shown } from './import-difference.js';
import { ImportJob } from './import-job.js';
import { head, ownerOf } from './parts.js';
import { problemBox, problemText } from './problems.js';
import { choose, saved, withoutStamps } from './saving.js';

/** Of ten thousand problems, these are enough to begin with. */
const SHOWN_PROBLEMS = 100;

export async function transfer(context) {
  const owner = ownerOf(context);
  const running = await ImportJob.running(context.api, owner);
  const desk = context.me.mayWrite ? new Desk(context, owner) : undefined;
  if (desk && running) {
    desk.found(running);
  } else {
    desk?.ask();
  }
  return {
    title: `Import and export · ${owner.name}`,
    body: [
      head('Import and export', 'A whole tenant as one file: its settings, issuers, routes and origins. Revocations and approvals stay where they are.'),
      exportCard(context, owner),
      desk?.node ?? (running ? el('p', { class: 'note' }, 'An import of this tenant is under way, until ', clock(running.document.expiresAt), ' at most.') : null),
    ],
  };
}

function exportCard(context, owner) {
  const said = el('p', { class: 'note', role: 'status' });
  const press = button('Export to a file', async () => {
    press.disabled = true;
    try {
      await exported(context, owner, said);
    } catch (error) {
      said.textContent = '';
      context.failed(error);
    } finally {
      press.disabled = false;
      press.focus();
    }
  });
  return el('section', { class: 'card stack', 'aria-labelledby': 'export-title' },
    el('h2', { id: 'export-title' }, 'Export'),
    el('p', {}, 'To keep, to compare, or to change and import again. The usage-plan key is masked.'),
    el('p', {}, press), said);
}

async function exported(context, owner, said) {
  const whole = { tenant: undefined, origins: [] };
  for await (const { tenant, origins } of context.api.pages(`${owner.api}/export`, 0)) {
    whole.tenant ??= tenant;
    whole.origins.push(...origins);
    said.textContent = `${whole.origins.length} origins read…`;
  }
  saveFile(`${owner.tenant}.json`, JSON.stringify(whole, null, 2));
  said.textContent = `${whole.origins.length} ${whole.origins.length === 1 ? 'origin is' : 'origins are'} in ${owner.tenant}.json.`;
}

/** Where an import is made: one card, which shows where it has got to. */
class Desk {
  #context;
  #owner;
  #title = el('h2', { id: 'import-title', tabindex: '-1' });
  #content = el('div', { class: 'stack' });
  #isBusy = false;

  constructor(context, owner) {
    this.#context = context;
    this.#owner = owner;
    this.node = el('section', { class: 'card stack', 'aria-labelledby': 'import-title' }, this.#title, this.#content);
  }

  #show(title, ...content) {
    const moves = this.node.isConnected;
    this.#title.textContent = title;
    this.#content.replaceChildren(...content.flat(3).filter(Boolean));
    if (moves) {
      this.#title.focus({ preventScroll: true });
      this.#title.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Does one thing at a time: a second click is none. What fails is said above what was there. */
  async #once(action) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    this.#content.querySelectorAll('button').forEach((each) => each.setAttribute('aria-disabled', 'true'));
    this.#content.querySelectorAll('.problem.failed').forEach((each) => each.remove());
    try {
      await action();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isBusy = false;
      this.#content.querySelectorAll('button').forEach((each) => each.removeAttribute('aria-disabled'));
    }
  }

  #button(text, action, attributes) {
    return button(text, () => this.#once(action), attributes);
  }

  #failed(error) {
    if (this.#context.left.aborted) {
      this.#context.failed(error);
      return;
    }
    const box = problemBox(error);
    box.classList.add('failed');
    this.#content.prepend(box);
    box.scrollIntoView({ block: 'nearest' });
  }

  /** Asks for a file, beneath what was wrong with the one before. */
  ask(problem) {
    const summary = el('div', { class: 'stack', role: 'status' });
    const id = newId('file');
    const input = el('input', {
      type: 'file', id, accept: 'application/json,.json', 'aria-describedby': `${id}-hint`,
      change: () => input.files.length && this.#once(() => this.#read(input.files[0], summary)),
    });
    this.#show('Import', problem,
      el('p', {}, 'It replaces what the tenant has: origins that are not in the file are removed. You see the difference before anything counts, and it is all or nothing.'),
      el('div', { class: 'field' }, el('label', { for: id }, 'File of an export'), input,
        el('div', { class: 'hint', id: `${id}-hint` }, 'From here or from ', el('code', {}, './drawbridge export'), '.')),
      summary);
  }

  /** Says what is in the file and whose it is, before anything of it is sent. */
  async #read(chosen, summary) {
    summary.replaceChildren();
    this.#content.querySelectorAll(':scope > .problem, :scope > .empty').forEach((each) => each.remove());
    let file;
    try {
      file = await readFile(chosen);
    } catch (error) {
      if (!(error instanceof NoSuchFile)) {
        throw error;
      }
      summary.replaceChildren(el('div', { class: 'problem' }, el('h3', {}, error.message),
        error.sentences.length > 1 ? el('ul', {}, error.sentences.slice(1).map((sentence) => el('li', {}, sentence))) : null));
      return;
    }
    const isOwn = file.tenant.id === this.#owner.tenant;
    const { id, displayName } = file.tenant;
    summary.replaceChildren(
      el('p', {}, el('strong', {}, file.name), ` holds ${file.origins.length} ${file.origins.length === 1 ? 'origin' : 'origins'} of the tenant `,
        el('strong', {}, short(id)), displayName === undefined ? '' : [' (', short(displayName), ')'], '.'),
      isOwn ? '' : el('p', { class: 'actions' }, chip('warn', 'another tenant’s file'), `You are about to put it into ${this.#owner.tenant}.`),
      el('p', {}, this.#button('Show the difference', () => this.#send(file), { class: 'primary' })));
  }

  async #send(file) {
    const stopping = new AbortController();
    this.#context.left.addEventListener('abort', () => stopping.abort());
    const bar = el('progress', { max: String(file.origins.length || 1), value: '0', 'aria-label': 'Origins checked' });
    const said = el('p', { role: 'status' }, 'Sending the settings, issuers and routes…');
    this.#show('Checking the file', said, bar, el('p', {}, button('Stop', () => stopping.abort())),
      el('p', { class: 'note' }, 'Nothing of it counts yet. If you leave this view now, the import is dropped.'));
    const warn = (event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    let job;
    try {
      job = await ImportJob.begin(this.#context.api, this.#owner, file);
      const problems = await job.send(file, { told: (count) => tell(bar, said, count, file.origins.length), signal: stopping.signal });
      if (problems.length === 0) {
        await this.#compare(job);
        return;
      }
      await job.drop();
      this.ask(problemsOf(file, problems));
    } catch (error) {
      await this.#stopped(error, job, file);
    } finally {
      removeEventListener('beforeunload', warn);
    }
  }

  async #stopped(error, job, file) {
    await job?.drop();
    if (error.name === 'AbortError') {
      this.ask();
      notify(el('p', {}, `The import of ${file.name} is dropped; nothing was changed.`));
    } else if (error.kind === 'admin-importing') {
      this.found(await ImportJob.running(this.#context.api, this.#owner), 'It was begun before yours, so yours was not. ');
    } else if (!job && error.problems?.length) {
      // The tenant of the file is a document of its own to the API.
      this.ask(problemsOf(file, error.problems.map((problem) => ({ ...problem, pointer: `/tenant${problem.pointer ?? ''}` })), 'Its origins were not looked at yet.'));
    } else {
      this.ask();
      throw error;
    }
  }

  /** An import that somebody, perhaps oneself, began and left. */
  found(job, note = '') {
    if (!job) {
      this.ask();
      return;
    }
    const { state, origins, parts, expiresAt, byPlatform } = job.document;
    this.#show('An import is under way',
      el('p', {}, note, `${origins} ${origins === 1 ? 'origin' : 'origins'} in ${parts} ${parts === 1 ? 'part' : 'parts'} came so far${byPlatform ? ', from the platform' : ''}. `,
        state === 'committing' ? 'Putting it in force has begun and was not finished; go on with it or drop it. ' : 'Nothing of it counts yet. ',
        'Until it is imported or dropped, or until ', clock(expiresAt), ', the tenant’s origins cannot be changed one by one.'),
      el('p', { class: 'actions' },
        this.#button('Show its difference', () => this.#compare(job, true), { class: 'primary' }),
        this.#button('Drop it', () => this.#drop(job))));
  }

  async #drop(job) {
    await job.drop();
    this.ask();
    notify(el('p', {}, 'The import is dropped; nothing was changed.'));
  }

  /** The difference. Whoever takes an import up that was left cannot know whether all of its file came. */
  async #compare(job, isTakenUp = false) {
    const pages = job.difference();
    const first = (await pages.next()).value;
    if (isNothing(first) && !isTakenUp) {
      await job.drop();
      this.ask(el('p', { class: 'empty' }, 'The file says exactly what is there already: there is nothing to import.'));
      return;
    }
    const kept = el('p', { class: 'note', role: 'status' });
    this.#show('What would change',
      isTakenUp ? el('p', { class: 'actions' }, chip('warn', 'begun elsewhere'), 'Compare the number of origins with the file’s: whoever began it may not have sent all.') : null,
      shown(first, pages),
      el('p', { class: 'actions' },
        first.problems.length ? null : this.#button('Import it', () => this.#commit(job, first, isTakenUp), { class: 'primary' }),
        this.#button('Drop it', () => this.#drop(job)),
        this.#button('Keep what is there now as a file', () => exported(this.#context, this.#owner, kept))),
      kept,
      el('p', { class: 'note' }, 'It waits until ', clock(job.document.expiresAt), ', also if you leave this view. Until then the tenant’s origins cannot be changed one by one.'));
  }

  async #commit(job, difference, isTakenUp) {
    const after = difference.added + difference.changed + difference.unchanged;
    if (isTakenUp && !await confirm({
      title: `Exactly ${after} origins?`,
      body: el('p', {}, 'This import was begun elsewhere. What had not come when it was left is removed with all the rest.'),
      yes: 'Import it',
    })) {
      return;
    }
    const said = el('p', { role: 'status' }, 'Putting it in force…');
    this.#content.append(said);
    try {
      const answer = await job.commit(difference.profile.etag, (request) => {
        said.textContent = `It takes longer than one request may; going on with request ${request}…`;
      });
      if (answer) {
        this.#done(answer.body);
      }
    } catch (error) {
      await this.#refused(error, job, isTakenUp);
    } finally {
      said.remove();
    }
  }

  #done({ added, changed, removed, pending, inForce }) {
    saved(`Imported: ${added} added, ${changed} changed, ${removed} removed${pending ? `, ${pending} waiting` : ''}.`, inForce);
    if (!this.#context.left.aborted) {
      location.hash = `#${this.#owner.page}/origins`;
    }
  }

  /** Somebody else changed the tenant since its difference was shown: both versions, and then the choice. */
  async #refused(error, job, isTakenUp) {
    if (error.kind === 'admin-import-ended' || error.status === 404) {
      this.ask();
      throw error;
    }
    if (error.status !== 412) {
      throw error;
    }
    const now = (await job.difference().next()).value;
    if (await choose(withoutStamps(now.profile.before), withoutStamps(now.profile.after))) {
      await this.#commit(job, now, isTakenUp);
    } else {
      await this.#compare(job, isTakenUp);
    }
  }
}

/** What a file says by itself, of whatever type and length that is. */
const short = (value) => el('bdi', {}, String(value).slice(0, 200));

/** Says how far it is, at each quarter to those who listen. */
function tell(bar, said, count, total) {
  const before = Math.floor((bar.value * 4) / total);
  bar.value = count;
  if (Math.floor((count * 4) / total) > before) {
    said.textContent = `${count} of ${total} origins are checked…`;
  }
}

/** What is wrong with a file, each with its place there. */
function problemsOf(file, problems, note) {
  const id = newId('problem');
  return el('section', { class: 'problem', role: 'alert', 'aria-labelledby': id },
    el('h3', { id }, `${file.name} has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. Nothing was changed.`),
    el('ul', {}, problems.slice(0, SHOWN_PROBLEMS).map((problem) => el('li', {},
      problem.line ? [`Line ${problem.line}`, problem.pattern ? [', ', el('span', { class: 'mono' }, short(problem.pattern))] : null, ', '] : null,
      el('code', {}, problem.pointer ?? ''), ': ', problemText(problem)))),
    problems.length > SHOWN_PROBLEMS ? el('p', {}, `And ${problems.length - SHOWN_PROBLEMS} more.`) : null,
    note ? el('p', {}, note) : null);
}
