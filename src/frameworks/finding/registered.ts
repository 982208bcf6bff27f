import { isMethod, type Method } from '../../http/methods.js';
import {
  unwrapped,
  type Call,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from '../../syntax/ast.js';
import { variableOf } from '../../syntax/bindings.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { staticValueOf } from '../../syntax/static-value.js';
import { importKey, isApp, type AppSpelling } from './apps.js';
import { functionsOf, usagesOf, type Usage } from './usages.js';

/** A place where a handler is given to an app or a router. */
export interface Registration {
  readonly call: Call;
  readonly argument: Node;
  /** The method of the registration, such as `post` or `use`. */
  readonly verb: string;
  readonly route: string | null;
  /** The app or router, where it is a variable. */
  readonly owner: Owner | null;
  /** Whether the app or router is known to come from the framework. */
  readonly certain: boolean;
}

/** A function that was given to an app or router of a framework, and where. */
export interface Registered {
  readonly node: FunctionNode;
  readonly registrations: readonly (Registration & Pick<Usage, 'key'>)[];
}

/**
 * The functions of a file that are given to methods of an app: as an argument of their own, or in an object of options,
 * in which case `key` is the property that holds them.
 */
export function registeredOn(apps: AppSpelling, sourceCode: SourceCode): readonly Registered[] {
  return functionsOf(sourceCode).flatMap((node): readonly Registered[] => {
    const registrations = usagesOf(node, sourceCode).flatMap((usage) => {
      const registration = registrationOn(apps, usage, sourceCode);
      return registration ? [{ ...registration, key: usage.key }] : [];
    });
    return registrations.length > 0 ? [{ node, registrations }] : [];
  });
}

function registrationOn(apps: AppSpelling, { call, argument }: Usage, sourceCode: SourceCode): Registration | null {
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || !isApp(callee.object, apps, sourceCode)) return null;
  const verb = writtenKeyOf(callee);
  if (verb === null) return null;
  const [first] = call.arguments;
  const path = first && first !== argument ? staticValueOf(first, sourceCode)?.value : undefined;
  const route = typeof path === 'string' ? path : routeBehind(callee.object, sourceCode);
  return { call, argument, verb, route, owner: ownerOf(callee.object, sourceCode), certain: true };
}

/** The functions that are given to a function of a package, written `module#name`, and the property of its options that holds them. */
export function givenTo(
  makers: ReadonlySet<string>,
  sourceCode: SourceCode,
): readonly { readonly node: FunctionNode; readonly call: Call; readonly key: string | null }[] {
  return functionsOf(sourceCode).flatMap((node) =>
    usagesOf(node, sourceCode).flatMap(({ call, key }) =>
      makers.has(importKey(call.callee, sourceCode) ?? '') ? [{ node, call, key }] : [],
    ),
  );
}

/** The methods of all registrations, by their verbs; null when one takes any method. */
export function methodsOfVerbs(verbs: readonly string[]): ReadonlySet<Method> | null {
  const known = verbs.flatMap((verb): readonly Method[] => {
    const method = verb === 'del' ? 'DELETE' : verb.toUpperCase();
    return isMethod(method) ? [method] : [];
  });
  return verbs.length > 0 && known.length === verbs.length ? new Set(known) : null;
}

/** The path of `app.route('/path')` at the start of a chain. */
export function routeBehind(receiver: Node, sourceCode: SourceCode): string | null {
  const node = unwrapped(receiver);
  if (node.type !== 'CallExpression') return null;
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  if (writtenKeyOf(callee) !== 'route') return routeBehind(callee.object, sourceCode);
  const path = node.arguments[0] && staticValueOf(node.arguments[0], sourceCode)?.value;
  return typeof path === 'string' ? path : null;
}

/** An app or router: the variable that holds it, or what makes it where none does. */
export type Owner = Variable | Node;

/** The app or router of a registration. */
export function ownerOf(receiver: Node, sourceCode: SourceCode): Owner | null {
  let node = unwrapped(receiver);
  while (node.type === 'CallExpression') {
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression') break;
    node = unwrapped(callee.object);
  }
  if (node.type === 'Identifier') return variableOf(node, sourceCode);
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? heldBy(node, sourceCode) : null;
}

/** The variable that holds what a chain of calls comes to, as in `const app = make().use(…)`; the beginning of the chain where none does. */
function heldBy(root: Node, sourceCode: SourceCode): Owner {
  for (let below: Node = root, at = root.parent; at; below = at, at = at.parent) {
    if (at.type === 'VariableDeclarator') return (at.init === below && variableOf(at.id, sourceCode)) || root;
    const goesOn =
      at.type === 'MemberExpression' ? at.object === below : at.type === 'CallExpression' && at.callee === below;
    if (!goesOn) return root;
  }
  return root;
}
