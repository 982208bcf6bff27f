import type { TSESTree } from '@typescript-eslint/utils';
import type { Contract } from '../../exchange/model.js';
import { unwrapped, type Call, type Node, type SourceCode, type Variable } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { isApp } from '../finding/apps.js';
import { contractOf, declaredIn, shared, type Declared } from '../finding/contracts.js';
import { valueBehind } from '../finding/options.js';
import { APPS } from './apps.js';

/** The options that are Elysia's own (`LocalHook` and `GuardLocalHook` of 1.4.30). Any other is a macro, and may describe responses. */
const OPTIONS =
  /^(?:body|headers|query|params|cookie|response|detail|parse|type|transform|beforeHandle|afterHandle|mapResponse|afterResponse|trace|error|tags|resolve|as|schema|config)$/;

/** What makes schemas: `t` of Elysia, and libraries of Standard Schema. */
const SCHEMAS = /^(?:elysia|@sinclair\/typebox|typebox|zod(?:\/\w+)?|valibot|arktype|effect)$/;

/** How many variables, and links of a chain, are followed. */
const MAX_STEPS = 64;

const UNREAD: Declared = [null];

/**
 * What the `response` of a route declares, with that of the guards and groups around it: all of them stand in its
 * description (measured with `@elysiajs/openapi` 1.4.16). Null: there is none, or not all of it can be read.
 */
export function contractOfRoute(call: Call, options: Node | undefined, sourceCode: SourceCode): Contract | null {
  const own = options ? declaredBy(options, sourceCode) : [];
  const callee = unwrapped(call.callee);
  if (own.length === 0 || callee.type !== 'MemberExpression') return null;
  const declared = [...own, ...shared(declaredOn(callee.object, sourceCode, MAX_STEPS))];
  // Where no success is declared, it is what the handler returns (by the types of 1.4.30).
  const hasSuccess = declared.some((each) => each === null || /^(?:2|default)/.test(each.status));
  return contractOf(hasSuccess ? declared : [...declared, { status: '200', node: null }], 'response');
}

/** Whether a route may declare a 200 alone. */
export function mayDeclare200Alone(options: Node | undefined, sourceCode: SourceCode): boolean {
  const own = options ? declaredBy(options, sourceCode) : [];
  return own.length > 0 && own.every((each) => each === null || each.status === '200');
}

/** What the options of a route, a group or a guard declare: nothing where they have no `response`. */
function declaredBy(options: Node, sourceCode: SourceCode): Declared {
  const object = valueBehind(options, sourceCode);
  if (object.type !== 'ObjectExpression') return UNREAD;
  return object.properties.flatMap((each): Declared => {
    const key = each.type === 'Property' ? writtenKeyOf(each) : null;
    if (each.type !== 'Property' || key === null || !OPTIONS.test(key)) return UNREAD;
    return key === 'response' ? declaredIn200OrAll(each, sourceCode) : [];
  });
}

/** A schema, or the name of one, is that of a 200; an object has one for each status. */
function declaredIn200OrAll({ value }: TSESTree.Property, sourceCode: SourceCode): Declared {
  const written = valueBehind(value, sourceCode);
  if (written.type === 'ObjectExpression') return declaredIn(written, sourceCode);
  const isName = written.type === 'Literal' && typeof written.value === 'string';
  return isName || isSchema(written, sourceCode, MAX_STEPS) ? [{ status: '200', node: value }] : UNREAD;
}

function isSchema(written: Node, sourceCode: SourceCode, steps: number): boolean {
  const node = valueBehind(written, sourceCode);
  const source = importOf(node, sourceCode)?.source;
  if (source !== undefined || steps === 0) return source !== undefined && SCHEMAS.test(source);
  if (node.type === 'CallExpression') return isSchema(node.callee, sourceCode, steps - 1);
  return node.type === 'MemberExpression' && isSchema(node.object, sourceCode, steps - 1);
}

/** What the guards and plugins of an app declare for the routes behind them, and those of the apps around it. */
function declaredOn(app: Node, sourceCode: SourceCode, steps: number): Declared {
  const node = unwrapped(app);
  if (steps === 0) return UNREAD;
  if (node.type === 'Identifier') {
    const variable = variableOf(node, sourceCode);
    return variable ? declaredOnVariable(variable, sourceCode, steps) : UNREAD;
  }
  const callee = node.type === 'CallExpression' ? unwrapped(node.callee) : null;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return [];
  return [...declaredOn(callee.object, sourceCode, steps - 1), ...declaredByCall(node, callee, sourceCode, steps)];
}

const onVariables = new WeakMap<Variable, Declared>();

/** The guards count wherever they stand: a status too many that is taken for declared is no report. */
function declaredOnVariable(variable: Variable, sourceCode: SourceCode, steps: number): Declared {
  const known = onVariables.get(variable);
  if (known) return known;
  // An app that uses itself is at its end here.
  onVariables.set(variable, []);
  const value = initializerOf(variable)?.node;
  const found = [
    ...(value ? declaredOn(value, sourceCode, steps - 1) : []),
    ...variable.references.flatMap(({ identifier }) => declaredByChain(identifier, sourceCode, steps)),
    ...variable.defs.flatMap(({ type, name }) => (type === 'Parameter' ? declaredAround(name, sourceCode, steps) : [])),
  ];
  onVariables.set(variable, found);
  return found;
}

/** What the calls of a chain that begins there declare. */
function declaredByChain(start: Node, sourceCode: SourceCode, steps: number): Declared {
  const found: Declared[number][] = [];
  let node = start;
  for (let left = steps; left > 0; left -= 1) {
    const callee = node.parent;
    const call = callee?.parent;
    if (callee?.type !== 'MemberExpression' || callee.object !== node) break;
    if (call?.type !== 'CallExpression' || call.callee !== callee) break;
    found.push(...declaredByCall(call, callee, sourceCode, steps));
    node = call;
  }
  return found;
}

function declaredByCall(
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  sourceCode: SourceCode,
  steps: number,
): Declared {
  const name = writtenKeyOf(callee);
  if (name === 'use') return call.arguments.flatMap((each) => declaredByPlugin(each, sourceCode, steps));
  const [options, run] = call.arguments;
  return name === 'guard' && options && !run ? declaredBy(options, sourceCode) : [];
}

/** Plugins that are published for Elysia describe none; those of the project's own are read where they stand in this file. */
function declaredByPlugin(plugin: Node, sourceCode: SourceCode, steps: number): Declared {
  const node = unwrapped(plugin);
  if (isApp(node, APPS, sourceCode)) return declaredOn(node, sourceCode, steps - 1);
  const source = importOf(node.type === 'CallExpression' ? node.callee : node, sourceCode)?.source;
  return source !== undefined && /^[@\w][^/]*lysia/.test(source) ? [] : UNREAD;
}

/** What the guard or group that gives an app to a function declares, and the app on which it is called. */
function declaredAround(parameter: Node, sourceCode: SourceCode, steps: number): Declared {
  const call = parameter.parent?.parent;
  const callee = call?.type === 'CallExpression' ? unwrapped(call.callee) : null;
  if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return [];
  const options = call.arguments.length > 1 ? call.arguments.at(-2) : undefined;
  const isPath = writtenKeyOf(callee) === 'group' && call.arguments.length < 3;
  return [
    ...(options && !isPath ? declaredBy(options, sourceCode) : []),
    ...declaredOn(callee.object, sourceCode, steps - 1),
  ];
}
