import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { calledFunction } from '../../syntax/callees.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A decorator that is made by a call, as Nest's are: `@HttpCode(204)`. */
export interface Decorator {
  readonly call: TSESTree.CallExpression;
  /** The package it comes from; null for one of the project's own. */
  readonly source: string | null;
  readonly name: string;
}

/** Whether a decorator is the one of that name from one of the packages. */
export function isOf({ source, name }: Decorator, packages: readonly string[], wanted: string): boolean {
  return name === wanted && source !== null && packages.includes(source);
}

/** The decorators of a method, in the order in which they are applied, and those of its parameters by position. */
export interface Decorators {
  readonly method: readonly Decorator[];
  readonly parameters: readonly (readonly Decorator[])[];
}

/** The functions into which TypeScript, SWC and esbuild compile decorators of classes and methods, and of parameters. */
const DECORATE = /^_*(?:ts_)?decorate(?:Class)?$/;
const DECORATE_PARAMETER = /^_*(?:ts_)?(?:param|decorateParam)$/;

/** How deep decorators that apply others are followed. */
const MAX_DEPTH = 4;

/** The decorators of a method, written as such or compiled. */
export function decoratorsOf(node: FunctionNode, sourceCode: SourceCode): Decorators {
  const method = node.parent;
  const compiled = compiledIn(sourceCode).get(node);
  const written = decoratorsOn(method);
  return {
    // The lowest is applied first, and what is applied later holds.
    method: [...written, ...(compiled?.method ?? [])].reverse().flatMap((each) => read(each, sourceCode)),
    parameters: node.params.map((parameter, at) => [
      ...decoratorsOn(parameter).flatMap((each) => read(each, sourceCode)),
      ...(compiled?.parameters.get(at) ?? []).flatMap((each) => read(each, sourceCode)),
    ]),
  };
}

/** The decorators of a class, written as such or compiled. */
export function decoratorsOfClass(node: ClassNode, sourceCode: SourceCode): readonly Decorator[] {
  const compiled = compiledIn(sourceCode).get(node)?.method ?? [];
  return [...decoratorsOn(node), ...compiled].flatMap((each) => read(each, sourceCode));
}

/** The class whose method a function is. */
export function classOf(node: FunctionNode): ClassNode | null {
  const body = node.parent.type === 'MethodDefinition' ? node.parent.parent : null;
  return body?.parent ?? null;
}

/** Parsers that know no decorators leave the property out. */
function decoratorsOn(node: Node): readonly Node[] {
  return 'decorators' in node ? node.decorators.map(({ expression }) => expression) : [];
}

/** A decorator, or those that it applies. */
function read(written: Node, sourceCode: SourceCode, depth = 0): readonly Decorator[] {
  const node = unwrapped(written);
  if (node.type !== 'CallExpression' || depth > MAX_DEPTH) return [];
  const imported = importOf(node.callee, sourceCode);
  const name = imported?.path.at(-1) ?? nameIn(node.callee) ?? '';
  if (imported?.source === '@nestjs/common' && name === 'applyDecorators')
    return node.arguments.flatMap((each) => read(each, sourceCode, depth + 1));
  const made = imported ? null : resultOf(calledFunction(node.callee, sourceCode));
  if (made) return read(made, sourceCode, depth + 1);
  return [{ call: node, source: imported && isPackage(imported.source) ? imported.source : null, name }];
}

function isPackage(source: string): boolean {
  return /^(?:@[\w-]+\/)?[\w-]/.test(source);
}

/** The one expression that a function gives back. */
function resultOf(node: FunctionNode | null): Node | null {
  if (!node) return null;
  if (node.body.type !== 'BlockStatement') return node.body;
  const [only, ...others] = node.body.body;
  return only?.type === 'ReturnStatement' && others.length === 0 ? only.argument : null;
}

interface Compiled {
  readonly method: readonly Node[];
  readonly parameters: ReadonlyMap<number, readonly Node[]>;
}

const compiled = new WeakMap<SourceCode, ReadonlyMap<Node, Compiled>>();

/** What `__decorate([…], Class.prototype, 'method', null)` and `Class = __decorate([…], Class)` say, by method and class. */
function compiledIn(sourceCode: SourceCode): ReadonlyMap<Node, Compiled> {
  const known = compiled.get(sourceCode);
  if (known) return known;
  const found = new Map<Node, Compiled>();
  compiled.set(sourceCode, found);
  if (!/decorate(?:Class)?\)?\(/.test(sourceCode.text)) return found;
  for (const statement of sourceCode.ast.body) {
    let node = statement.type === 'ExpressionStatement' ? statement.expression : null;
    while (node?.type === 'AssignmentExpression') node = node.right;
    if (node?.type !== 'CallExpression' || !DECORATE.test(nameIn(node.callee) ?? '')) continue;
    const [list, target, key] = node.arguments;
    const decorated = target && decoratedBy(target, key, sourceCode);
    if (decorated && list?.type === 'ArrayExpression') found.set(decorated, sorted(list));
  }
  return found;
}

/** The class or the method that a call of `__decorate` is about. */
function decoratedBy(target: Node, key: Node | undefined, sourceCode: SourceCode): Node | null {
  if (key?.type !== 'Literal') return classNamed(target, sourceCode);
  const owner = target.type === 'MemberExpression' && writtenKeyOf(target) === 'prototype' ? target.object : null;
  const members = (owner && classNamed(owner, sourceCode)?.body.body) ?? [];
  const method = members.find((each) => each.type === 'MethodDefinition' && writtenKeyOf(each) === key.value);
  return method?.type === 'MethodDefinition' && isFunction(method.value) ? method.value : null;
}

/** Compiled classes are kept in a variable that is assigned again. */
function classNamed(name: Node, sourceCode: SourceCode): ClassNode | null {
  const variable = name.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  for (const { node } of variable?.defs ?? []) {
    const value = node.type === 'VariableDeclarator' ? node.init : node;
    if (value?.type === 'ClassExpression' || value?.type === 'ClassDeclaration') return value;
  }
  return null;
}

/** The decorators in a compiled list: those of parameters are marked with their position. */
function sorted({ elements }: TSESTree.ArrayExpression): Compiled {
  const method: Node[] = [];
  const parameters = new Map<number, Node[]>();
  for (const each of elements) {
    if (!each) continue;
    const [position, decorator] = each.type === 'CallExpression' ? each.arguments : [];
    const isOfParameter = each.type === 'CallExpression' && DECORATE_PARAMETER.test(nameIn(each.callee) ?? '');
    if (!isOfParameter) method.push(each);
    else if (position?.type === 'Literal' && decorator) {
      const at = Number(position.value);
      parameters.set(at, [...(parameters.get(at) ?? []), decorator]);
    }
  }
  return { method, parameters };
}

/** `b` for `b`, `a.b` and `(0, a.b)`. */
function nameIn(written: Node): string | null {
  const node = unwrapped(written);
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return writtenKeyOf(node);
  const last = node.type === 'SequenceExpression' ? node.expressions.at(-1) : null;
  return last ? nameIn(last) : null;
}
