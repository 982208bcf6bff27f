import type { TSESTree } from '@typescript-eslint/utils';
import { unwrapped, type Node, type SourceCode, type Variable } from './ast.js';
import { isGlobal, originOf, variableOf } from './bindings.js';
import { writtenKeyOf } from './keys.js';

/** A member of another module; the path is empty for the module itself and for its default export. */
export interface Import {
  readonly source: string;
  readonly path: readonly string[];
}

/** How many variables and members are followed from a use to its import. */
const MAX_STEPS = 16;

/** The functions that compilers wrap round `require` so that CommonJS modules have a `default` (TypeScript, Babel, SWC, esbuild). */
const INTEROP = /^_*(?:importDefault|importStar|interop_?(?:require_?)?(?:default|wildcard|namespace)\w*|toESM)$/i;

/** Which member of which module an expression or a type name stands for, through casts, aliases, `require` and compiled output. */
export function importOf(node: Node, sourceCode: SourceCode): Import | null {
  return follow(node, sourceCode, MAX_STEPS);
}

function follow(written: Node, sourceCode: SourceCode, steps: number): Import | null {
  if (steps === 0) return null;
  const node = unwrapped(written);
  switch (node.type) {
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      return variable && importOfVariable(variable, sourceCode, steps);
    }
    case 'MemberExpression':
      return member(follow(node.object, sourceCode, steps - 1), writtenKeyOf(node));
    case 'TSQualifiedName':
      return member(follow(node.left, sourceCode, steps - 1), node.right.name);
    case 'AwaitExpression':
      return node.argument.type === 'ImportExpression' ? moduleOf(node.argument.source) : null;
    case 'SequenceExpression': {
      // `(0, express_1.Router)()` is how compilers call an import without a receiver.
      const last = node.expressions.at(-1);
      return last ? follow(last, sourceCode, steps - 1) : null;
    }
    case 'CallExpression':
      return importOfCall(node, sourceCode, steps);
    default:
      return null;
  }
}

const followed = new WeakMap<Variable, Import | null>();

/** Which member of which module a variable holds. */
export function importOfVariable(variable: Variable, sourceCode: SourceCode, steps = MAX_STEPS): Import | null {
  const known = followed.get(variable);
  if (known !== undefined) return known;
  let found = declaredImport(variable, sourceCode, steps);
  if (!found) {
    const origin = originOf(variable);
    found = origin && extended(follow(origin.node, sourceCode, steps - 1), origin.path);
  }
  // What a walk that ran out of steps did not find, a shorter one may.
  if (found || steps === MAX_STEPS) followed.set(variable, found);
  return found;
}

function declaredImport(variable: Variable, sourceCode: SourceCode, steps: number): Import | null {
  for (const { node, parent } of variable.defs) {
    switch (node.type) {
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        return parent?.type === 'ImportDeclaration' ? moduleOf(parent.source) : null;
      case 'ImportSpecifier': {
        const { imported } = node;
        const name = imported.type === 'Identifier' ? imported.name : imported.value;
        return parent?.type === 'ImportDeclaration' ? member(moduleOf(parent.source), name) : null;
      }
      case 'TSImportEqualsDeclaration': {
        const target = node.moduleReference;
        return target.type === 'TSExternalModuleReference'
          ? moduleOf(target.expression)
          : follow(target, sourceCode, steps - 1);
      }
      default:
    }
  }
  return null;
}

function importOfCall(call: TSESTree.CallExpression, sourceCode: SourceCode, steps: number): Import | null {
  const [argument] = call.arguments;
  if (!argument) return null;
  if (isRequire(call.callee, sourceCode, steps)) return moduleOf(argument);
  return INTEROP.test(lastNameOf(call.callee) ?? '') ? follow(argument, sourceCode, steps - 1) : null;
}

/** `b` for `b`, `a.b`, `(0, a.b)` and, in SWC's output, `b._`. */
function lastNameOf(node: Node): string | null {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'SequenceExpression':
      return lastNameOf(node.expressions.at(-1) ?? node);
    case 'MemberExpression': {
      const key = writtenKeyOf(node);
      return key === '_' ? lastNameOf(node.object) : key;
    }
    default:
      return null;
  }
}

/** Whether the function is CommonJS' `require`, or one made by `createRequire` (https://nodejs.org/api/module.html). */
function isRequire(callee: Node, sourceCode: SourceCode, steps: number): boolean {
  if (isGlobal(callee, 'require', sourceCode)) return true;
  const variable = callee.type === 'Identifier' && callee.name === 'require' && variableOf(callee, sourceCode);
  const origin = variable ? originOf(variable) : null;
  if (origin?.node.type !== 'CallExpression') return false;
  const made = follow(origin.node.callee, sourceCode, steps - 1);
  return made?.source === 'module' && made.path.at(-1) === 'createRequire';
}

function moduleOf(source: Node): Import | null {
  const name = textOf(source);
  return name === null ? null : { source: withoutScheme(name), path: [] };
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return node.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? null)
    : null;
}

/** Node's own modules have two spellings, `http` and `node:http`; the short one is used throughout. */
export function withoutScheme(source: string): string {
  return source.startsWith('node:') ? source.slice('node:'.length) : source;
}

function member(owner: Import | null, key: string | null): Import | null {
  if (!owner || key === null) return null;
  return key === 'default' && owner.path.length === 0 ? owner : { ...owner, path: [...owner.path, key] };
}

function extended(owner: Import | null, path: readonly string[]): Import | null {
  return path.reduce<Import | null>(member, owner);
}

/** The text of a file, and what a parser made of it. */
interface Read {
  readonly ast: Pick<TSESTree.Program, 'body' | 'tokens'>;
  readonly text: string;
}

const sources = new WeakMap<Read, ReadonlySet<string>>();

/** Every module that the file names: in imports and re-exports, `require`, `import()` and import types. */
export function importedSources(sourceCode: Read): ReadonlySet<string> {
  const known = sources.get(sourceCode);
  if (known) return known;
  const found = new Set<string>();
  for (const statement of sourceCode.ast.body) {
    if (
      statement.type === 'ImportDeclaration' ||
      statement.type === 'ExportAllDeclaration' ||
      statement.type === 'ExportNamedDeclaration'
    ) {
      if (statement.source) found.add(withoutScheme(statement.source.value));
    }
  }
  // The tokens tell the rest without a walk of the tree; only files with `require(` or `import(` pay for it.
  if (/\b(?:require|import)\s*\(/.test(sourceCode.text)) addCalled(sourceCode.ast.tokens ?? [], found);
  sources.set(sourceCode, found);
  return found;
}

function addCalled(tokens: readonly TSESTree.Token[], found: Set<string>): void {
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [callee, open, source] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (open?.value !== '(' || (callee?.value !== 'require' && callee?.value !== 'import')) continue;
    if (tokens[at - 1]?.value === '.' || (source?.type !== 'String' && source?.type !== 'Template')) continue;
    const name = source.value.slice(1, -1);
    if (/^[^`$\\]+$/.test(name)) found.add(withoutScheme(name));
  }
}
