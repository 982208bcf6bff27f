import type { TSESLint } from '@typescript-eslint/utils';
import { walkHandlers } from '../exchange/handlers.js';
import type { HandlerSite } from '../exchange/effects.js';
import type { Handler } from '../exchange/model.js';
import { FRAMEWORKS } from '../frameworks/index.js';
import type { SourceFile, Version } from '../frameworks/framework.js';
import { majorOf } from '../project/package-json.js';
import { isTestFile } from '../project/test-files.js';
import type { FunctionNode, SourceCode } from '../syntax/ast.js';
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
  const handlers = readHandlers(sourceCode, { filename: context.filename, cwd: context.cwd }, settings);
  bySettings.set(settings, handlers);
  return handlers;
}

/** The same, read anew: finds the handlers of all adapters that the settings allow, and walks them. */
export function readHandlers(sourceCode: SourceCode, { filename, cwd }: Place, settings: Settings): readonly Handler[] {
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
  return walkHandlers([...found.values()], sourceCode, settings);
}

function versionOf(id: string, packageName: string, filename: string, settings: Settings): Version | null {
  const set = Object.hasOwn(settings.frameworkVersions, id) ? settings.frameworkVersions[id] : undefined;
  return set === undefined ? majorOf(packageName, filename) : { major: set, certain: true };
}
