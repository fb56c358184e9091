// Errors as people can use them: what is wrong, the rule, what to do, at the place where it is.
import { el, link, newId } from './dom.js';
import { Problem } from './api.js';

/** One problem of a document: the message (with the value and the rule) and the fix. */
export function problemText({ message, hint }) {
  return [el('span', {}, message), hint ? el('span', { class: 'fix' }, ` ${hint}`) : null];
}

/** A whole error, for where no form shows it. */
export function problemBox(error, problems = error.problems ?? []) {
  const id = newId('problem');
  const known = error instanceof Problem;
  return el('section', { class: 'problem', role: 'alert', 'aria-labelledby': id },
    el('h2', { id }, known ? error.title : 'Something went wrong'),
    el('p', {}, known ? error.detail : error.message),
    problems.length ? el('ul', {}, problems.map((problem) => el('li', {},
      problem.pointer ? [el('code', {}, problem.pointer), ' '] : null, problemText(problem)))) : null,
    known && error.kind === 'admin-importing' ? el('p', {}, link(`${location.hash.split('/').slice(0, 3).join('/').slice(1)}/transfer`, 'Look at the import')) : null,
    known && error.document.help ? el('p', { class: 'small soft' }, 'See ', el('code', {}, error.document.help)) : null);
}
