import { isFunction, type Node, type SourceCode } from '../../syntax/ast.js';
import { childrenOf } from '../../syntax/children.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { thisMembers } from '../../syntax/this-members.js';
import type { HandlerSite } from '../effects.js';

/** How tables of functions write a method that the handler's own object has from its framework, as `this#setStatus`. */
const PREFIX = 'this#';

/** A call of a method on the object that the handler is a method of, as tables of functions write it; null where it is none. */
export function ownKey(callee: Node): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression') return null;
  const key = writtenKeyOf(callee);
  return key !== null && isOfClass(callee) ? `${PREFIX}${key}` : null;
}

/** Whether `this` is there what a class makes, and not what calls a function inside. */
function isOfClass(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression') return at.parent.type === 'MethodDefinition';
    if (at.type === 'PropertyDefinition') return true;
  }
  return false;
}

/** Whether handlers answer through methods of their own object, so that who gets that can answer too. */
export function answersItself({ table }: HandlerSite): boolean {
  return Object.keys(table.functions).some((each) => each.startsWith(PREFIX));
}

/** The mentions of methods on `this` that can answer: those of the tables, those of the class that come to one, and of `this` as it is given to others. */
export function ownMentions(sites: readonly HandlerSite[], sourceCode: SourceCode): readonly Node[] {
  const classes = new Map<Node, Set<string>>();
  for (const { node, table } of sites) {
    const body = node.parent.type === 'MethodDefinition' ? node.parent.parent : null;
    if (!body) continue;
    const names = classes.get(body) ?? new Set<string>();
    for (const each of Object.keys(table.functions)) if (each.startsWith(PREFIX)) names.add(each.slice(PREFIX.length));
    classes.set(body, names);
  }
  return [...classes].flatMap(([body, names]) => (names.size > 0 ? mentionsIn(body, names, sourceCode) : []));
}

function mentionsIn(body: Node, names: ReadonlySet<string>, sourceCode: SourceCode): readonly Node[] {
  const answering = new Set(names);
  const found = new Set<Node>();
  for (let size = -1; size < answering.size;) {
    size = answering.size;
    for (const mention of thisMembers(body, sourceCode)) {
      if (found.has(mention) || !answering.has(writtenKeyOf(mention) ?? '')) continue;
      found.add(mention);
      const around = memberAround(mention, body);
      if (around !== null) answering.add(around);
    }
  }
  return [...found, ...handedOver(body, sourceCode)];
}

/** Where a class hands `this` to a function. */
function handedOver(node: Node, sourceCode: SourceCode): readonly Node[] {
  const isGiven = node.type === 'ThisExpression' && node.parent.type === 'CallExpression';
  return isGiven ? [node] : childrenOf(node, sourceCode).flatMap((each) => handedOver(each, sourceCode));
}

/** The name of the member of a class in which a node stands. */
function memberAround(node: Node, body: Node): string | null {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.parent === body)
      return at.type === 'MethodDefinition' || at.type === 'PropertyDefinition' ? writtenKeyOf(at) : null;
  }
  return null;
}
