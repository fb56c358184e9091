// Prints what the example makes of each event: the files' names are the arguments, the output is one JSON object by name.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [example, ...events] = process.argv.slice(2);
const { corsHeaders } = await import(pathToFileURL(example));
console.log(JSON.stringify(Object.fromEntries(events.map((file) => [file, corsHeaders(JSON.parse(readFileSync(file, "utf8")))]))));
