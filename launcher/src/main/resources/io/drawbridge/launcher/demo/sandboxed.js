// Runs in a sandboxed frame, so every request it makes says "Origin: null": anybody can make such a page.
// Does one fetch for the page around it and tells that page what a script could read.
'use strict';

addEventListener('message', async (event) => {
  if (event.source !== parent) {
    return;
  }
  const { url, options, id } = event.data;
  let result;
  try {
    const response = await fetch(url, options);
    result = { readable: true, status: response.status, headers: [...response.headers], body: await response.text() };
  } catch (error) {
    result = { readable: false, error: `${error.name}: ${error.message}` };
  }
  parent.postMessage({ id, result }, event.origin);
});
