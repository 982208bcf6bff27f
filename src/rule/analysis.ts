import type { TSESLint } from '@typescript-eslint/utils';
import type { Handler } from '../exchange/model.js';
import type { Settings } from './settings.js';

/** The handlers of the file that is being linted, read once and shared by all rules. */
export function handlersOf(
  _context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>,
  _settings: Settings,
): readonly Handler[] {
  return [];
}
