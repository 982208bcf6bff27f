import plugin from '../src/plugin.js';

/**
 * Rules that ask for a convention of the house, of which most correct code follows none: they have something to say about
 * nearly every error, and it is never about a defect.
 */
const CONVENTIONS = ['require-error-body', 'prefer-problem-details', 'status-code-style'];

/** All rules that judge whether code is right, and that one. */
export function rulesBeside(name: string): Record<string, 'error' | 'warn' | 'off'> {
  const others = CONVENTIONS.filter((one) => one !== name);
  return { ...plugin.configs.all.rules, ...Object.fromEntries(others.map((one) => [`http-status/${one}`, 'off'])) };
}
