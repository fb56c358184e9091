// Ties the page together: reads what the server says about this front end, runs rows, and judges what came back.

import { rowsOf } from '/rows.js';
import { asCurl, byFetch, bySandbox, mint, onTheWire } from '/wire.js';
import { showFrontEnd, showRows, showResult, showRunning, showSummary } from '/view.js';

const config = await (await fetch('/config.json')).json();
const rows = rowsOf(config);
const verdicts = new Map();

showFrontEnd(config);
showRows(rows, runOne);
document.getElementById('run-all').addEventListener('click', runAll);
showSummary(rows, verdicts);

async function runAll() {
  const button = document.getElementById('run-all');
  button.disabled = true;
  for (const row of rows) {
    await runOne(row, false);
  }
  button.disabled = false;
}

async function runOne(row, open = true) {
  showRunning(row);
  let result;
  try {
    result = await run(row);
  } catch (error) {
    // Not an answer of the API: the demo's own server could not do its part.
    result = { failure: error.message, problems: [error.message] };
  }
  verdicts.set(row, result.problems.length === 0);
  showResult(row, result, open);
  showSummary(rows, verdicts);
}

async function run(row) {
  const request = { ...row.request, headers: await headersOf(row) };
  const api = row.api ?? 'main';
  const path = (row.pathPrefix ?? config.pathPrefix) + request.path;
  const origin = row.noOrigin ? undefined : row.origin ?? config.origin;
  const script = await askAsScript(row, config.apis[api] + path, request);
  const steps = await onTheWire(api, path, request, origin, row.noPreflight);
  steps.filter((step) => step.request).forEach((step) => {
    step.curl = asCurl(config.apis[api], step.request);
  });
  return { script, steps, problems: problemsOf(row.expect, script, steps) };
}

async function headersOf(row) {
  const headers = row.request.headers ?? [];
  if (row.token === undefined) {
    return headers;
  }
  const token = row.token.literal ?? (await mint({ tenant: config.calledTenant, ...row.token }));
  return [['Authorization', `Bearer ${token}`], ...headers];
}

function askAsScript(row, url, request) {
  switch (row.sends) {
    case 'browser':
      return byFetch(url, request);
    case 'sandbox':
      return bySandbox(document.getElementById('sandbox'), url, request);
    default:
      return { impossible: row.cannotBecause, readable: false };
  }
}

/** Where what came back is not what the decision table says; nothing if it is. */
function problemsOf(expect, script, steps) {
  const problems = [];
  const check = (what, wanted, got) => {
    if (wanted !== got) {
      problems.push(`${what}: the table says ${wanted}, it was ${got}.`);
    }
  };
  const last = steps.at(-1);
  const answered = steps.filter((step) => step.answer).at(-1);
  if (expect.preflight !== undefined) {
    check('Preflight status', expect.preflight, steps.find((step) => step.title === 'Preflight')?.answer.status ?? 'none');
  }
  check('Request sent after the preflight', !expect.notSent, last.notSent === undefined);
  if (expect.status !== undefined && last.answer) {
    check('Status', expect.status, last.answer.status);
  }
  if (expect.error !== undefined) {
    check('Error code', expect.error, errorOf(answered.answer.body));
  }
  if (script.impossible === undefined) {
    check('The script can read the answer', expect.readable, script.readable);
    if (script.readable && last.answer) {
      check('Status that the script sees', last.answer.status, script.status);
    }
  } else if (last.answer) {
    const allowed = last.answer.headers.some(([name]) => name.toLowerCase() === 'access-control-allow-origin');
    check('Access-Control-Allow-Origin is there', expect.readable, allowed);
  }
  return problems;
}

function errorOf(body) {
  try {
    return JSON.parse(body).error ?? 'none';
  } catch {
    return 'none';
  }
}
