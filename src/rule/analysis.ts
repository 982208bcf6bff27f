import type { TSESLint } from '@typescript-eslint/utils';
import { walkHandlers } from '../exchange/handlers.js';
import type { HandlerSite } from '../exchange/effects.js';
import type { Handler } from '../exchange/model.js';
import { FRAMEWORKS } from '../frameworks/index.js';
import type { SourceFile, Version } from '../frameworks/framework.js';
import { joinedSource } from '../project/joined-source.js';
import type { Parse } from '../project/modules.js';
import { majorOf } from '../project/package-json.js';
import { isTestFile } from '../project/test-files.js';
import type { FunctionNode, SourceCode } from '../syntax/ast.js';
import { parseLike } from './parser.js';
import type { Settings } from './settings.js';

/** Where a file stands. */
interface Place {
  readonly filename: string;
  readonly cwd: string;
}

const analysed = new WeakMap<SourceCode, WeakMap<Settings, readonly Handler[]>>();

/** The handlers of the file that is being linted, read once and shared by all rules. */
export function handlersOf(
  context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>,
  settings: Settings,
): readonly Handler[] {
  const { sourceCode } = context;
  const bySettings = analysed.get(sourceCode) ?? new WeakMap<Settings, readonly Handler[]>();
  analysed.set(sourceCode, bySettings);
  const known = bySettings.get(settings);
  if (known) return known;
  const handlers = readHandlers(sourceCode, context, settings, settings.crossFile ? parseLike(context) : null);
  bySettings.set(settings, handlers);
  return handlers;
}

/** The same, read anew: finds the handlers of all adapters that the settings allow, and walks them; `parse` reads what they import. */
export function readHandlers(
  sourceCode: SourceCode,
  { filename, cwd }: Place,
  settings: Settings,
  parse: Parse | null = null,
): readonly Handler[] {
  if (!settings.testFiles && isTestFile(filename, cwd)) return [];
  const file: SourceFile = {
    sourceCode,
    filename,
    isNamed: (id) => settings.frameworks?.includes(id) === true,
    versionOf: (id, name) => versionOf(id, name, filename, settings),
  };
  const found = new Map<FunctionNode, HandlerSite>();
  for (const framework of FRAMEWORKS) {
    if (settings.frameworks && !settings.frameworks.includes(framework.id)) continue;
    if (!framework.trace.test(sourceCode.text)) continue;
    for (const site of framework.handlers(file)) if (!found.has(site.node)) found.set(site.node, site);
  }
  const joined = found.size > 0 && parse ? joinedSource(sourceCode, filename, parse) : sourceCode;
  return walkHandlers([...found.values()], joined, settings);
}

function versionOf(id: string, packageName: string, filename: string, settings: Settings): Version | null {
  const set = Object.hasOwn(settings.frameworkVersions, id) ? settings.frameworkVersions[id] : undefined;
  return set === undefined ? majorOf(packageName, filename) : { major: set, certain: true };
}
