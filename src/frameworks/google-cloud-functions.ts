import type { Dialect } from '../exchange/dialect.js';
import type { HandlerSite } from '../exchange/effects.js';
import { unwrapped, type FunctionNode, type Node, type SourceCode } from '../syntax/ast.js';
import { importOf } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { EXPRESS_TABLE, expressDialect } from './express.js';
import { hasType } from './finding/apps.js';
import { functionsOf, nameOf, usagesOf, type Usage } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';

const PACKAGE = '@google-cloud/functions-framework';

/**
 * The response is Express', and whatever a function throws, now or later, is answered with a 500 (measured on
 * `@google-cloud/functions-framework` 5.0.5 and 3.5.1, which run Express 5 and 4).
 */
function dialectOf(major: 4 | 5, certain: boolean): Dialect {
  const express = expressDialect(major, certain);
  return {
    ...express,
    framework: 'Cloud Functions',
    name: `Cloud Functions (Express ${major})`,
    thrown: { sync: 'handled', async: 'handled' },
    errorStatus: { from: [], otherwise: 500 },
    takes: (value, sink) => {
      if (sink === 'error') return { is: 'replaced', code: 500 };
      const taken = express.takes(value, sink);
      return taken.is === 'throws' ? { ...taken, client: 'error-500' } : taken;
    },
    // The framework also catches what a late write emits.
    secondSend: (call) => (call === 'end' || call === 'write' ? 'ignored' : 'throws'),
  };
}

const HANDLER_TYPES = new Set([`${PACKAGE}#HttpFunction`, `${PACKAGE}/build/src/functions#HttpFunction`]);

/** HTTP functions of Google Cloud and of Firebase. */
export const googleCloudFunctions: Framework = {
  id: 'google-cloud-functions',
  trace: /\bfunctions-framework\b|\bfirebase-functions\b/,
  handlers({ sourceCode, versionOf }: SourceFile): readonly HandlerSite[] {
    const version = versionOf('google-cloud-functions', PACKAGE);
    // Within version 4, 4.0.1 has changed from Express 4 to 5.
    const isCertain = version?.certain === true && version.major !== 4;
    const dialect = dialectOf(version && version.major < 4 ? 4 : 5, isCertain);
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] =>
      isHandler(node, sourceCode) ? [siteOf(node, dialect)] : [],
    );
  },
};

function siteOf(node: FunctionNode, dialect: Dialect): HandlerSite {
  return {
    framework: 'google-cloud-functions',
    dialect,
    table: EXPRESS_TABLE,
    node,
    parameters: ['request', 'response'],
    methods: null,
    route: null,
    role: 'handler',
    name: nameOf(node),
    start: [],
    calledBy: 'framework',
    earlier: [],
  };
}

function isHandler(node: FunctionNode, sourceCode: SourceCode): boolean {
  if (node.generator) return false;
  return (
    hasType(node, HANDLER_TYPES, sourceCode) || usagesOf(node, sourceCode).some((usage) => registers(usage, sourceCode))
  );
}

/** `http(name, handler)` of the framework, and `onRequest([options, ]handler)` of Firebase, in each of its spellings. */
function registers({ call, argument, key }: Usage, sourceCode: SourceCode): boolean {
  if (key !== null || argument !== call.arguments.at(-1)) return false;
  const imported = importOf(call.callee, sourceCode);
  if (imported?.source === PACKAGE) return imported.path.join('.') === 'http';
  const callee = unwrapped(call.callee);
  if (imported) return isFirebase(imported.source) && imported.path.at(-1) === 'onRequest';
  return (
    callee.type === 'MemberExpression' &&
    writtenKeyOf(callee) === 'onRequest' &&
    beginsWithFirebase(callee.object, sourceCode)
  );
}

function isFirebase(source: string): boolean {
  return source === 'firebase-functions' || source.startsWith('firebase-functions/');
}

/** How many links of a chain such as `functions.region(…).runWith(…).https` are followed. */
const MAX_LINKS = 16;

function beginsWithFirebase(written: Node, sourceCode: SourceCode): boolean {
  let node = unwrapped(written);
  for (let links = 0; links < MAX_LINKS; links++) {
    const imported = importOf(node, sourceCode);
    if (imported) return isFirebase(imported.source);
    if (node.type === 'MemberExpression') node = unwrapped(node.object);
    else if (node.type === 'CallExpression') node = unwrapped(node.callee);
    else return false;
  }
  return false;
}
