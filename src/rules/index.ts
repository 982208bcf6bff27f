import type { HttpRule } from '../rule/create-rule.js';
import requireCreatedLocation from './require-created-location.js';

/** Every rule under its name, in the order of the README. */
export const rules = {
  'require-created-location': requireCreatedLocation,
} satisfies Record<string, HttpRule>;
