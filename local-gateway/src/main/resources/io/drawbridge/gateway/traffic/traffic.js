// Asks for what is new once a second while somebody looks. Everything that came from outside becomes text, never markup.

const list = document.getElementById("requests");
const state = document.getElementById("state");
const filter = document.getElementById("filter");
const pause = document.getElementById("pause");
const empty = document.getElementById("empty");

const shown = new Map(); // details by number, with the JSON they were made of
let version = -1;

function node(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const header = (headers, name) => (headers.find(([key]) => key.toLowerCase() === name) ?? [, ""])[1];
const colour = status => (status < 400 ? "good" : status < 500 ? "told" : "bad");
const pretty = value => JSON.stringify(value, null, 2);

/** JSON in a body is easier to read with line breaks; what is none stays as it is. */
function readable(text) {
  try { return pretty(JSON.parse(text)); } catch { return text; }
}

/** A printed line without the part that only tells CloudWatch which of its members are metrics. */
function plain({ _aws, ...line }) {
  return pretty(line);
}

/** What the authorizer said of it, in a word: the reason that it printed, else the gate's verdict. */
function verdict(entry) {
  const line = entry.log.map(printed => printed.line).find(printed => printed.reason);
  if (line) return line.tenantId ? `${line.reason} · ${line.tenantId}` : line.reason;
  return entry.authorizer ? entry.authorizer.verdict.toLowerCase().replaceAll("_", " ") : "not asked";
}

function rows(pairs) {
  return node("table", {}, node("tbody", {}, ...pairs.map(([name, value]) =>
    node("tr", /^(access-control-|origin$|vary$)/i.test(name) ? { class: "cors" } : {},
      node("td", {}, name), node("td", {}, String(value))))));
}

function section(title, ...content) {
  return node("section", {}, node("h2", {}, title), ...content);
}

function cameIn(entry) {
  const { request } = entry;
  return section("Came in",
    node("p", {}, node("code", {}, `${request.method} ${request.path}${request.query ? `?${request.query}` : ""}`)),
    rows(request.headers), ...(request.bodyBytes ? [node("p", { class: "quiet" }, `Body: ${request.bodyBytes} bytes`)] : []));
}

function authorizer(entry) {
  const gate = entry.authorizer;
  const printed = entry.log.map(({ function: name, line }) => node("pre", {}, `${name} printed\n${plain(line)}`));
  if (!gate) return section("Authorizer", node("p", {}, "It was not asked."), ...printed);
  const context = Object.entries(gate.context);
  return section("Authorizer answered",
    node("p", {}, `${gate.name}: ${gate.verdict.toLowerCase().replaceAll("_", " ")}${gate.cached ? ", remembered" : `, in ${gate.millis} ms`}`),
    ...(context.length ? [rows(context)] : [node("p", { class: "quiet" }, "It returned no context.")]),
    ...(gate.policy ? [node("pre", {}, pretty(gate.policy))] : []), ...printed);
}

function applied(entry) {
  const found = entry.resource ? `Resource ${entry.resource}` : "No resource has this path and method.";
  const notes = entry.notes.map(note => node("pre", {}, note));
  if (!entry.gatewayResponse) {
    return section("Gateway response", node("p", {}, found), node("p", {}, "None applied: the integration answered."), ...notes);
  }
  const { type, definedBy } = entry.gatewayResponse;
  const where = definedBy === type ? "as the template defines it"
    : definedBy ? `as the template defines ${definedBy}` : "which the template does not define: API Gateway's own";
  return section("Gateway response", node("p", {}, found), node("p", {}, node("code", {}, type), `, ${where}.`), ...notes);
}

function wentOut(entry) {
  const { response } = entry;
  return section("Went out",
    node("p", {}, node("span", { class: `status ${colour(response.status)}` }, String(response.status)), ` after ${entry.tookMillis} ms, ${response.bodyBytes} bytes`),
    rows(response.headers), ...(response.body ? [node("pre", {}, readable(response.body))] : []));
}

function details(entry) {
  const origin = header(entry.request.headers, "origin");
  const element = node("details", {},
    node("summary", {},
      node("span", { class: "quiet" }, new Date(entry.receivedAt).toLocaleTimeString()),
      node("code", {}, `${entry.request.method} ${entry.request.path}`),
      node("span", origin ? {} : { class: "quiet" }, origin || "no Origin"),
      node("span", {}, verdict(entry)),
      node("span", {}, entry.gatewayResponse ? entry.gatewayResponse.type : "–"),
      node("span", { class: `status ${colour(entry.response.status)}` }, String(entry.response.status)),
      node("span", { class: "quiet" }, `${entry.tookMillis} ms`)));
  // Only what is opened is built.
  element.addEventListener("toggle", () => {
    if (element.open && element.children.length === 1) {
      element.append(node("div", { class: "parts" }, cameIn(entry), authorizer(entry), applied(entry), wentOut(entry)));
    }
  });
  return element;
}

function show(requests) {
  const kept = new Set(requests.map(entry => entry.number));
  for (const [number, old] of shown) {
    if (!kept.has(number)) { old.element.remove(); shown.delete(number); }
  }
  for (const entry of requests) {
    const text = JSON.stringify(entry);
    const old = shown.get(entry.number);
    if (old?.text === text) continue;
    const element = details(entry);
    if (old) {
      element.open = old.element.open;
      const focused = old.element.contains(document.activeElement);
      old.element.replaceWith(element);
      if (focused) element.firstElementChild.focus();
    } else {
      list.prepend(element);
    }
    shown.set(entry.number, { element, text });
  }
  empty.hidden = shown.size > 0;
  sift();
}

function sift() {
  const wanted = filter.value.trim().toLowerCase();
  for (const { element, text } of shown.values()) element.hidden = wanted !== "" && !text.toLowerCase().includes(wanted);
}

/** Says it only when it changes, because a screen reader reads it out. */
function say(text) {
  if (state.textContent !== text) state.textContent = text;
}

async function look() {
  if (!document.hidden && pause.getAttribute("aria-pressed") === "false") {
    try {
      const answer = await (await fetch(`/_traffic/requests?version=${version}`)).json();
      if (answer.requests) show(answer.requests);
      version = answer.version;
      say("Live");
    } catch {
      say("The gateway does not answer.");
    }
  }
  setTimeout(look, 1000);
}

filter.addEventListener("input", sift);
pause.addEventListener("click", () => {
  const paused = pause.getAttribute("aria-pressed") === "false";
  pause.setAttribute("aria-pressed", String(paused));
  say(paused ? "Paused" : "Live");
});

look();
