// The file of a whole tenant, cut into pieces of its own text: what goes to the API is what stands in the file, so that the API
// judges that (a name that is there twice among it) and not what a parser made of it.

/** What one request of an import may hold, and how many there may be (docs/admin-api.md, "Import"). */
const PART = { origins: 500, bytes: 290 * 1024 };
const MAX_PARTS = 40;

/** Why a file cannot be sent at all: a sentence each. */
export class NoSuchFile extends Error {
  constructor(...sentences) {
    super(sentences[0]);
    this.sentences = sentences;
  }
}

/** Reads a file: { name, bytes, tenant: { text, id, displayName }, origins: [{ text, line, pattern }], parts: [[from, to]] }. */
export async function readFile(chosen) {
  if (chosen.size > MAX_PARTS * PART.bytes) {
    throw new NoSuchFile(`The file has ${megabytes(chosen.size)}, and an import takes ${megabytes(MAX_PARTS * PART.bytes)} at most.`);
  }
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await chosen.arrayBuffer());
  } catch {
    throw new NoSuchFile('The file is not text in UTF-8, which JSON is (RFC 8259, section 8.1).');
  }
  const found = members(text);
  const [tenant, list] = [found.get('tenant'), found.get('origins')];
  const { id, displayName } = JSON.parse(text.slice(tenant.from, tenant.to));
  const origins = elements(text, list);
  const parts = cut(origins);
  if (parts.length > MAX_PARTS) {
    throw new NoSuchFile(`The file’s ${origins.length} origins need ${parts.length} requests, and an import takes ${MAX_PARTS}, each with at most ${PART.origins} origins and 300 KB.`);
  }
  return { name: chosen.name, bytes: chosen.size, tenant: { text: text.slice(tenant.from, tenant.to), id, displayName }, origins, parts };
}

const megabytes = (bytes) => `${(bytes / (1024 * 1024)).toFixed(1)} MB`;

/** The two members that an export has. Every other one is refused by its name. */
function members(text) {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new NoSuchFile(`The file is not JSON: ${error.message}`);
  }
  const at = blank(text, 0);
  if (text[at] !== '{') {
    throw new NoSuchFile('The file is JSON, but no export: that is an object with “tenant” and “origins”.');
  }
  const all = children(text, at);
  const found = new Map(all.map((member) => [member.name, member]));
  const problems = [
    ...[...found.keys()].filter((name) => all.filter((member) => member.name === name).length > 1).map((name) => `“${name}” is there twice.`),
    ...(found.has('next') ? ['It is one page of an export, and more follow: “next” says where. Export the tenant here, or by “./drawbridge export”, which bring the pages together.'] : []),
    ...[...found.keys()].filter((name) => !['tenant', 'origins', 'next'].includes(name)).map((name) => `It has “${name}”, which no export has.`),
    ...(text[found.get('tenant')?.from] === '{' ? [] : ['It has no “tenant” that is an object.']),
    ...(text[found.get('origins')?.from] === '[' ? [] : ['It has no “origins” that is a list. Write an empty one to remove them all.']),
  ];
  if (problems.length) {
    throw new NoSuchFile('The file is JSON, but no export of a tenant.', ...problems);
  }
  return found;
}

function elements(text, list) {
  let [line, counted] = [1, 0];
  return children(text, list.from).map(({ from, to }) => {
    for (let i = text.indexOf('\n', counted); i !== -1 && i < from; i = text.indexOf('\n', i + 1)) {
      line++;
      counted = i + 1;
    }
    const own = text.slice(from, to);
    return { text: own, line, pattern: patternOf(own) };
  });
}

/** To name an origin by, where one is refused. */
function patternOf(text) {
  const pattern = JSON.parse(text)?.pattern;
  return typeof pattern === 'string' ? pattern : '';
}

/** From where to where each part goes. An origin that is too large for any part is one by itself, and the API says so. */
function cut(origins) {
  const encoder = new TextEncoder();
  const parts = [];
  let [from, bytes] = [0, 0];
  origins.forEach((origin, i) => {
    const size = encoder.encode(origin.text).length + 1;
    if (i > from && (i - from === PART.origins || bytes + size > PART.bytes)) {
      parts.push([from, i]);
      [from, bytes] = [i, 0];
    }
    bytes += size;
  });
  return origins.length ? [...parts, [from, origins.length]] : [];
}

/** The members of the object, or the elements of the list, that begins there: { name, from, to } each. The text is known to be JSON. */
function children(text, at) {
  const close = text[at] === '{' ? '}' : ']';
  const found = [];
  for (let i = blank(text, at + 1); text[i] !== close; i = blank(text, i)) {
    let name;
    if (close === '}') {
      const colon = afterString(text, i);
      name = JSON.parse(text.slice(i, colon));
      i = blank(text, colon);
    }
    const to = afterValue(text, i);
    found.push({ name, from: i, to });
    i = to;
  }
  return found;
}

/** Behind blanks, and what only separates. */
function blank(text, at) {
  const pattern = /[\s,:]*/y;
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

function afterValue(text, at) {
  let [depth, i] = [0, at];
  do {
    const c = text[i];
    if (c === '"') {
      i = afterString(text, i);
    } else if (c === '{' || c === '[') {
      depth++;
      i++;
    } else if (c === '}' || c === ']') {
      depth--;
      i++;
    } else {
      i++;
      while (depth === 0 && !/[\s,\]}]/.test(text[i])) {
        i++;
      }
    }
  } while (depth > 0);
  return i;
}

/** Behind the next quote that an even number of backslashes stands before. */
function afterString(text, at) {
  let quote = at;
  let escapes;
  do {
    quote = text.indexOf('"', quote + 1);
    escapes = 0;
    while (text[quote - 1 - escapes] === '\\') {
      escapes++;
    }
  } while (escapes % 2 === 1);
  return quote + 1;
}
