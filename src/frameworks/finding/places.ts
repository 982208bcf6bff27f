import { isFunction, unwrapped, type Call, type FunctionNode, type Node, type SourceCode } from '../../syntax/ast.js';
import { isGlobal, variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';

/** A place where a function leaves the code that wrote it: it is given to a call, or is exported. */
export interface Place {
  readonly to: Given | Exported;
  /** The properties that hold it on the way, from the outside in: `routes`, `/users`, `GET`; null for a computed name. */
  readonly path: readonly (string | null)[];
  /** The calls that it goes through, as what wraps it or makes something of it. */
  readonly through: readonly Call[];
}

export interface Given {
  readonly is: 'given';
  readonly call: Call;
  readonly position: number;
}

export interface Exported {
  readonly is: 'exported';
  /** The name of the export, `default` for the default one. */
  readonly name: string;
}

/** How many variables a function is followed through. */
const MAX_VARIABLES = 6;

const known = new WeakMap<FunctionNode, readonly Place[]>();

/** Every place that a function gets to, through variables, objects, classes and calls. */
export function placesOf(node: FunctionNode, sourceCode: SourceCode): readonly Place[] {
  const found = known.get(node) ?? placesFrom(node, sourceCode);
  known.set(node, found);
  return found;
}

/** How a function came to where the climb is: what holds it, and what it went through. */
type Way = Pick<Place, 'path' | 'through'>;

function placesFrom(fn: FunctionNode, sourceCode: SourceCode): readonly Place[] {
  const found: Place[] = [];
  const seen = new Set<Node>();

  /** Climbs from a node that holds the function to all that holds the node. */
  const climb = (start: Node, begin: Way, variables: number): void => {
    if (seen.has(start)) return;
    seen.add(start);
    let { path, through } = begin;
    let below = start;
    for (let at: Node | undefined = start.parent; at; below = at, at = at.parent) {
      switch (at.type) {
        case 'ArrayExpression':
        case 'SpreadElement':
        case 'AwaitExpression':
        case 'ChainExpression':
        case 'TSAsExpression':
        case 'TSSatisfiesExpression':
        case 'TSNonNullExpression':
        case 'TSTypeAssertion':
        case 'LogicalExpression':
        case 'ConditionalExpression':
        case 'ObjectExpression':
        case 'ClassBody':
          break;
        case 'Property':
        case 'MethodDefinition':
        case 'PropertyDefinition':
          if (at.value !== below) return;
          path = [writtenKeyOf(at), ...path];
          break;
        case 'CallExpression':
        case 'NewExpression': {
          const position = at.arguments.findIndex((each) => each === below);
          if (position < 0) return;
          found.push({ to: { is: 'given', call: at, position }, path, through });
          through = [...through, at];
          break;
        }
        case 'MemberExpression':
          // `fn.bind(this)` is the function still, and so is a method of an object that is taken off it.
          if (at.object !== below) return;
          if (writtenKeyOf(at) === 'bind' && path.length === 0) {
            if (at.parent.type !== 'CallExpression' || at.parent.callee !== at) return;
            at = at.parent;
            break;
          }
          if (path.length === 0 || path[0] !== writtenKeyOf(at)) return;
          path = path.slice(1);
          break;
        case 'ExportDefaultDeclaration':
          found.push({ to: { is: 'exported', name: 'default' }, path, through });
          return;
        case 'AssignmentExpression': {
          if (at.right !== below) return;
          const exported = commonExport(at.left, sourceCode);
          if (exported) found.push({ to: { is: 'exported', name: exported }, path, through });
          else if (at.left.type === 'Identifier') mentions(at.left, { path, through }, variables);
          break;
        }
        case 'VariableDeclarator':
          if (at.init === below) declared(at.id, { path, through }, variables);
          return;
        case 'ClassDeclaration':
        case 'ClassExpression':
          if (at.id) declared(at.id, { path, through }, variables);
          if (at.type === 'ClassDeclaration' && at.parent.type !== 'ExportDefaultDeclaration') return;
          break;
        default:
          return;
      }
    }
  };

  const declared = (name: Node, way: Way, variables: number): void => {
    if (name.type !== 'Identifier') return;
    const declaration = name.parent.type === 'VariableDeclarator' ? name.parent.parent : name.parent;
    if (declaration.parent?.type === 'ExportNamedDeclaration')
      found.push({ to: { is: 'exported', name: name.name }, ...way });
    mentions(name, way, variables);
  };

  const mentions = (name: Node, way: Way, variables: number): void => {
    if (variables === 0) return;
    for (const { identifier, init } of variableOf(name, sourceCode)?.references ?? []) {
      if (init === true) continue;
      if (identifier.parent.type === 'ExportSpecifier') {
        const { exported } = identifier.parent;
        const as = exported.type === 'Identifier' ? exported.name : exported.value;
        found.push({ to: { is: 'exported', name: as }, ...way });
      } else climb(identifier, way, variables - 1);
    }
  };

  climb(fn, { path: [], through: [] }, MAX_VARIABLES);
  if (fn.type === 'FunctionDeclaration') {
    if (fn.id) declared(fn.id, { path: [], through: [] }, MAX_VARIABLES);
  }
  return found;
}

/** The name under which CommonJS exports what is assigned: `default` for the whole module; null where nothing is exported. */
function commonExport(target: Node, sourceCode: SourceCode): string | null {
  const node = unwrapped(target);
  if (node.type !== 'MemberExpression') return null;
  const key = writtenKeyOf(node);
  const owner = unwrapped(node.object);
  if (key === 'exports' && isGlobal(owner, 'module', sourceCode)) return 'default';
  if (isGlobal(owner, 'exports', sourceCode)) return key;
  return owner.type === 'MemberExpression' && commonExport(owner, sourceCode) === 'default' ? key : null;
}

/** The function that a node stands in; null at the top of a file. */
export function functionAround(node: Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}
