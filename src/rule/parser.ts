import { createRequire } from 'node:module';
import { analyze } from 'eslint-scope';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Parse } from '../project/modules.js';
import type { Scope, SourceCode } from '../syntax/ast.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What parsers for ESLint have: one of two functions (https://eslint.org/docs/latest/extend/custom-parsers). */
interface Parser {
  parse?(text: string, options: object): TSESTree.Program;
  parseForESLint?(text: string, options: object): Parsed;
}
interface Parsed {
  readonly ast: TSESTree.Program;
  readonly scopeManager?: { readonly scopes: readonly Scope[] } | null;
  readonly visitorKeys?: SourceCode['visitorKeys'];
}

const parses = new WeakMap<Parser, Map<string, Parse>>();

/** Reads other files as the file of this context was read; null where its parser is not known. */
export function parseLike(context: Context): Parse | null {
  const parser = parserOf(context);
  if (!parser) return null;
  const { sourceType = 'module', ecmaVersion = 'latest', parserOptions = {} } = optionsOf(context);
  const bySourceType = parses.get(parser) ?? new Map<string, Parse>();
  parses.set(parser, bySourceType);
  const known = bySourceType.get(sourceType);
  if (known) return known;
  const { visitorKeys } = context.sourceCode;
  const parse: Parse = (text, filePath) => {
    // Types are not needed, and would take a program of their own.
    const options = { ...parserOptions, ...EVERYTHING, sourceType, ecmaVersion, filePath };
    try {
      const { ast, scopeManager, visitorKeys: keys = visitorKeys } = parsed(parser, text, options);
      const scopes = scopeManager?.scopes ?? scopesOf(ast, sourceType, keys);
      return { ast, scopes, visitorKeys: keys };
    } catch {
      return null;
    }
  };
  bySourceType.set(sourceType, parse);
  return parse;
}

const EVERYTHING = {
  ...{ loc: true, range: true, tokens: true, comment: true, raw: true },
  ...{ project: undefined, projectService: undefined, programs: undefined },
} as const;

function parsed(parser: Parser, text: string, options: object): Parsed {
  if (parser.parseForESLint) return parser.parseForESLint(text, options);
  if (parser.parse) return { ast: parser.parse(text, options) };
  throw new Error('This parser has no function that parses.');
}

function scopesOf(ast: TSESTree.Program, sourceType: string, visitorKeys: SourceCode['visitorKeys']): readonly Scope[] {
  const options = { ecmaVersion: 2026, sourceType, childVisitorKeys: visitorKeys, ignoreEval: true };
  // Its types are those of ESTree, which know no TypeScript; what it makes are the scopes that ESLint has.
  return analyze(ast as never, options as never).scopes as unknown as readonly Scope[];
}

interface Options {
  readonly sourceType?: string;
  readonly ecmaVersion?: unknown;
  readonly parserOptions?: object;
}

function optionsOf(context: Context): Options {
  const { languageOptions, parserOptions } = context as { languageOptions?: Options; parserOptions?: Options };
  // In `.eslintrc` files the options of the language are those of the parser.
  return {
    ...parserOptions,
    ...languageOptions,
    parserOptions: { ...parserOptions, ...languageOptions?.parserOptions },
  };
}

function parserOf(context: Context): Parser | null {
  const { languageOptions, parserPath } = context as { languageOptions?: { parser?: Parser }; parserPath?: string };
  if (languageOptions?.parser) return languageOptions.parser;
  if (typeof parserPath !== 'string') return null;
  try {
    // ESLint has loaded it already, so this gives what it has.
    return createRequire(parserPath)(parserPath) as Parser;
  } catch {
    return null;
  }
}
