import {
  isFunction,
  unwrapped,
  type Call,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { childrenOf } from '../../syntax/children.js';
import { importedSources } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { lastNameOf, namesOf, wayOf } from './way.js';
import {
  CONVERSIONS,
  CREDENTIALS,
  IDENTITIES,
  IDENTITY_READERS,
  INPUT_DECORATORS,
  INPUT_PARTS,
  INPUT_READERS,
  LOOKUPS,
  REQUESTS,
  VALIDATIONS,
} from './vocabulary.js';

type InputPart = (typeof INPUT_PARTS)[string];

/**
 * Where a value comes from: from the part of the request that its sender writes; who sends it; a credential in it; what a
 * lookup has found; what a check of a value has found, or something read from that. `path`: what is read of it.
 */
export type Source =
  | { readonly is: 'input'; readonly part: InputPart; readonly path: readonly string[] }
  | { readonly is: 'identity'; readonly path: readonly string[] }
  | { readonly is: 'credential' }
  | { readonly is: 'lookup'; readonly call: Call }
  | { readonly is: 'validation'; readonly call: Call; readonly path: readonly string[] };

const DEPTH = 8;

/** Where the value of an expression comes from; null where that cannot be said. */
export function sourceOf(written: Node, sourceCode: SourceCode, depth = 0): Source | null {
  const node = unwrapped(written);
  if (depth > DEPTH) return null;
  const next = (inner: Node): Source | null => sourceOf(inner, sourceCode, depth + 1);
  switch (node.type) {
    case 'AwaitExpression':
      return next(node.argument);
    case 'LogicalExpression': {
      // What is fallen back on says nothing about the value in front of it.
      return node.operator === '&&' ? next(node.right) : next(node.left);
    }
    case 'Identifier':
      return ofRequest(node, sourceCode) ?? ofVariable(variableOf(node, sourceCode), sourceCode, depth);
    case 'MemberExpression': {
      const own = ofRequest(node, sourceCode);
      if (own) return own;
      const key = writtenKeyOf(node);
      return memberOf(next(node.object), key);
    }
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(node, sourceCode, depth);
    default:
      return null;
  }
}

function memberOf(owner: Source | null, key: string | null): Source | null {
  switch (owner?.is) {
    case 'input':
      return credentialIn(owner.part, key) ?? { ...owner, path: [...owner.path, key ?? '*'] };
    case 'identity':
    case 'validation':
      return { ...owner, path: [...owner.path, key ?? '*'] };
    case 'credential':
      return owner;
    default:
      return null;
  }
}

/** A credential that stands in a field or a cookie. */
function credentialIn(part: InputPart, key: string | null): Source | null {
  return (part === 'headers' || part === 'cookies') && key !== null && CREDENTIALS.test(key)
    ? { is: 'credential' }
    : null;
}

/** Whether a file is for hapi, which alone calls the body `payload`: others keep under that name what they have made of the request. */
function isForHapi(sourceCode: SourceCode): boolean {
  return [...importedSources(sourceCode)].some((source) => /^@?hapi(?:\/|$)/.test(source));
}

/**
 * A part of the request by the way that leads there: `req.body`, `ctx.request.query`, `c.req`, `req.user`, `ctx.state.user`,
 * and `user` after `const { user } = req`.
 */
function ofRequest(node: Node, sourceCode: SourceCode): Source | null {
  return ofWay(namesOf(node), sourceCode) ?? ofWay(wayOf(node, sourceCode), sourceCode);
}

function ofWay(way: readonly string[] | null, sourceCode: SourceCode): Source | null {
  if (!way || !REQUESTS.has(way[0] ?? '')) return null;
  const [first, ...path] = way
    .slice(1)
    .filter((key) => !['req', 'request', 'state', 'locals', 'nextUrl', 'url', 'context', 'raw'].includes(key));
  if (first === undefined) return null;
  if (IDENTITIES.has(first)) return { is: 'identity', path };
  const part = Object.hasOwn(INPUT_PARTS, first) ? INPUT_PARTS[first] : undefined;
  if (!part || (first === 'payload' && !isForHapi(sourceCode))) return null;
  return credentialIn(part, path[0] ?? null) ?? { is: 'input', part, path };
}

function ofCall(node: Call, sourceCode: SourceCode, depth: number): Source | null {
  const callee = unwrapped(node.callee);
  const name = lastNameOf(callee);
  const [first] = node.arguments;
  const ofFirst = (): Source | null => (first ? sourceOf(first, sourceCode, depth + 1) : null);
  if (Object.hasOwn(INPUT_READERS, name)) return { is: 'input', part: INPUT_READERS[name] ?? 'body', path: [] };
  if (IDENTITY_READERS.test(name)) return { is: 'identity', path: [] };
  if (callee.type === 'MemberExpression') {
    const key = first?.type === 'Literal' ? String(first.value) : null;
    // `c.get('user')` and `c.var.user` in one family of frameworks, `req.get('authorization')` in another.
    if (name === 'get' && key !== null && IDENTITIES.has(key)) return { is: 'identity', path: [] };
    const part = ofRequest(callee, sourceCode);
    if (part?.is === 'input') return credentialIn(part.part, key) ?? { ...part, path: [key ?? '*'] };
  }
  if (LOOKUPS.test(name) || (name === 'find' && isFunction(first))) return { is: 'lookup', call: node };
  if (VALIDATIONS.test(name)) return { is: 'validation', call: node, path: [] };
  if (CONVERSIONS.test(name)) {
    return callee.type === 'MemberExpression'
      ? (sourceOf(callee.object, sourceCode, depth + 1) ?? ofFirst())
      : ofFirst();
  }
  if (callee.type !== 'MemberExpression') return null;
  // What is chained to a lookup, as `.lean()` and `.populate('a')`, and what is read from a part, as `.get('q')`.
  const owner = sourceOf(callee.object, sourceCode, depth + 1);
  if (owner?.is === 'lookup') return owner;
  return owner?.is === 'input' && name === 'get' ? owner : null;
}

function ofVariable(variable: Variable | null, sourceCode: SourceCode, depth: number): Source | null {
  if (!variable) return null;
  const sources = variable.defs.map((definition): Source | null | 'nothing' => {
    if (definition.type === 'Parameter')
      return ofParameter(definition.name, definition.node as FunctionNode, sourceCode, depth);
    if (definition.node.type !== 'VariableDeclarator') return null;
    if (!definition.node.init) return 'nothing';
    return throughPattern(definition.node.id, definition.name, sourceOf(definition.node.init, sourceCode, depth + 1));
  });
  const writes = variable.references.filter((use) => use.isWrite() && !use.init);
  for (const { writeExpr } of writes) {
    if (writeExpr && !isNothing(writeExpr)) sources.push(sourceOf(writeExpr, sourceCode, depth + 1));
  }
  const [first, ...others] = sources.filter((source) => source !== 'nothing');
  return first && others.every((other) => other?.is === first.is) ? first : null;
}

function isNothing(node: Node): boolean {
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** What a destructuring pattern takes from a source. */
function throughPattern(pattern: Node, name: Node, source: Source | null): Source | null {
  if (pattern === name) return source;
  if (pattern.type === 'ArrayPattern') return source?.is === 'lookup' || source?.is === 'input' ? source : null;
  if (pattern.type !== 'ObjectPattern') return null;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    if (!encloses(value, name)) continue;
    return throughPattern(value, name, memberOf(source, writtenKeyOf(property)));
  }
  return null;
}

function encloses(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** A parameter: of a handler that takes the request apart, with a decorator, or of a callback that gets what was found. */
function ofParameter(name: Node, owner: FunctionNode, sourceCode: SourceCode, depth: number): Source | null {
  const index = owner.params.findIndex((each) => encloses(each, name));
  const parameter = owner.params[index];
  if (!parameter) return null;
  const decorators = 'decorators' in parameter ? parameter.decorators : [];
  for (const { expression } of decorators) {
    const decorator = expression.type === 'CallExpression' ? lastNameOf(expression.callee) : '';
    if (Object.hasOwn(INPUT_DECORATORS, decorator))
      return { is: 'input', part: INPUT_DECORATORS[decorator] ?? 'body', path: [] };
  }
  const { parent } = owner;
  if (parent.type !== 'CallExpression') return null;
  const given = parent.arguments.findIndex((each) => each === owner);
  if (given < 0 || parameter.type !== 'Identifier') return null;
  const callee = unwrapped(parent.callee);
  if (callee.type === 'MemberExpression' && given === 0 && index === 0 && lastNameOf(callee) === 'then')
    return sourceOf(callee.object, sourceCode, depth + 1);
  // `find(key, (error, found) => …)`
  return index === 1 && given === parent.arguments.length - 1 && LOOKUPS.test(lastNameOf(callee))
    ? { is: 'lookup', call: parent }
    : null;
}

/** The parts of the request that what a call is given comes from; `identity` where it is looked for by who asks. */
export function keysOf(
  { arguments: given }: Call,
  sourceCode: SourceCode,
): ReadonlySet<InputPart | 'identity' | 'credential'> {
  return new Set(given.flatMap((each) => keysIn(each, sourceCode)));
}

function keysIn(node: Node, sourceCode: SourceCode): readonly (InputPart | 'identity' | 'credential')[] {
  const source = sourceOf(node, sourceCode);
  if (source?.is === 'input') return [source.part];
  if (source?.is === 'identity' || source?.is === 'credential') return [source.is];
  return childrenOf(node, sourceCode).flatMap((child) => (isName(child) ? [] : keysIn(child, sourceCode)));
}

/** Whether the node only names a property. */
function isName(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'Property') return parent.key === node && !parent.computed && !parent.shorthand;
  return parent?.type === 'MemberExpression' && parent.property === node && !parent.computed;
}
