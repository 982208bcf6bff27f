import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter, type ESLint, type Rule } from 'eslint';
import { rules } from '../../src/rules/index.js';
import type { HttpRule } from '../../src/rule/create-rule.js';

/** A text to lint, under a name that says what it is. */
export interface Source {
  readonly name: string;
  readonly code: string;
  readonly sourceType: 'script' | 'commonjs' | 'module';
}

/** What became of a source. Milliseconds are processor time, of the rules alone. */
export type Outcome =
  | { readonly is: 'linted'; readonly reports: readonly Linter.LintMessage[]; readonly milliseconds: number }
  /** The parser refused it, so that no rule has seen it. */
  | { readonly is: 'refused'; readonly message: string; readonly line: number }
  | { readonly is: 'crashed'; readonly error: string }
  | { readonly is: 'hung' };

export type ParserName = 'espree' | 'typescript' | 'babel';
export const PARSERS: readonly ParserName[] = ['espree', 'typescript', 'babel'];

/** How long one rule may take for one source before it counts as hung, on a machine that may be busy with other things. */
const PATIENCE = 60_000;

const require = createRequire(import.meta.url);
const newest = new Linter({ configType: 'flat' });
// Version 7 of Babel's parser makes scopes that ESLint 10 cannot use. ESLint 9 brings no types; its `Linter` takes the same calls.
const older = new (require('eslint9') as { Linter: typeof Linter }).Linter({ configType: 'flat' });

const isTypeScript = (name: string) => /\.[cm]?tsx?$/.test(name);

function languageOf(parser: ParserName, { name, sourceType }: Source): Linter.LanguageOptions {
  const jsx = !name.endsWith('.ts');
  switch (parser) {
    case 'espree':
      return { sourceType, parserOptions: { ecmaFeatures: { jsx } } };
    case 'typescript':
      return { sourceType, parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx } } };
    case 'babel':
      return {
        sourceType,
        parser: require('@babel/eslint-parser') as Linter.Parser,
        parserOptions: {
          requireConfigFile: false,
          babelOptions: {
            babelrc: false,
            configFile: false,
            parserOpts: {
              plugins: [
                ...(jsx ? ['jsx'] : []),
                ...(isTypeScript(name)
                  ? [['typescript', { dts: name.endsWith('.d.ts') }], 'decorators-legacy']
                  : ['flow', 'decorators']),
              ],
            },
          },
        },
      };
  }
}

/** The milliseconds of processor time that rules have taken since somebody last asked. */
let taken = 0;

/** The rule as it is, but for a clock. */
function timed(rule: HttpRule): Rule.RuleModule {
  // The types of typescript-eslint and of ESLint describe the same objects.
  const module = rule as unknown as Rule.RuleModule;
  return {
    ...module,
    create(context) {
      const { Program: program, ...others } = module.create(context);
      if (!program || Object.keys(others).length > 0) throw new Error('A rule listens to more than the program');
      return {
        Program(node) {
          const before = process.cpuUsage();
          stoppable(() => {
            program(node);
          });
          const { user, system } = process.cpuUsage(before);
          taken += (user + system) / 1000;
        },
      };
    },
  };
}

const plugin: ESLint.Plugin = {
  rules: Object.fromEntries(Object.values(rules).map((rule) => [rule.name, timed(rule)])),
};
const everyRule: Linter.RulesRecord = Object.fromEntries(
  Object.keys(rules).map((name) => [`http-status/${name}`, 'error']),
);

/** Runs every rule over a source. It stops what does not end. */
export function lint(source: Source, parser: ParserName, settings: object = {}): Outcome {
  const linter = parser === 'babel' ? older : newest;
  const config: Linter.Config = {
    files: ['**'],
    plugins: { 'http-status': plugin },
    rules: everyRule,
    // What a source says about rules is about rules that are not here.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: languageOf(parser, source),
    settings: { 'http-status': settings },
  };
  taken = 0;
  try {
    const messages = linter.verify(source.code, config, source.name);
    const fatal = messages.find((each) => each.fatal === true);
    if (fatal) return { is: 'refused', message: fatal.message, line: fatal.line };
    return { is: 'linted', reports: messages.filter(({ ruleId }) => ruleId !== null), milliseconds: taken };
  } catch (error) {
    if (hasCode(error, 'ERR_SCRIPT_EXECUTION_TIMEOUT')) return { is: 'hung' };
    // ESLint hangs the syntax tree on its errors, and a test runner would try to print it.
    return { is: 'crashed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const stage = createContext({ work: () => {} });
const script = new Script('work()');

/** Does some work, and throws when it takes too long: a script can be stopped from outside, whatever it calls. */
function stoppable(work: () => void): void {
  stage['work'] = work;
  script.runInContext(stage, { timeout: PATIENCE });
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
