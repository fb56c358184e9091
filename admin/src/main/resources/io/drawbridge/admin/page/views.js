// Every view by its address.
import { el } from './dom.js';

export const views = [
  { path: '/', show: async ({ session }) => ({ title: 'Start', body: el('h1', {}, `Signed in as ${session.name}`) }) },
];
