import { testFrameworks } from '../../judging.js';
import { astro } from './astro5.js';
import { sveltekit } from './sveltekit2.js';

testFrameworks([astro, sveltekit], {
  'SvelteKit 2: fields twice': 'setHeaders throws where a field is set for the second time',
});
