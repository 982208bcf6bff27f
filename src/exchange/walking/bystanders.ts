import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import type { HandlerSite, ResponseTable } from '../effects.js';

/** The properties of a response that hold nothing with which one could answer, such as the request, and those of the request that hold it again. */
export interface Bystanders {
  readonly names: ReadonlySet<string>;
  readonly ways: ReadonlySet<string>;
}

/** The bystanders in all frameworks of a file: those of one that no other answers through. */
export function bystandersOf(sites: readonly HandlerSite[]): Bystanders {
  const tables = [...new Set(sites.map(({ table }) => table))];
  const named = new Set(tables.flatMap(({ members }) => Object.keys(members)));
  return {
    names: new Set([...named].filter((name) => tables.every((table) => !isPartyTo(name, table)))),
    ways: new Set(tables.flatMap(({ responseOnRequest }) => responseOnRequest ?? [])),
  };
}

function isPartyTo(name: string, { calls, assignments, members }: ResponseTable): boolean {
  const member = Object.hasOwn(members, name) ? members[name] : undefined;
  if (member) return member === 'response' || member === 'next';
  return [calls, assignments].some((rows) => Object.keys(rows).some((way) => way.split('.')[0] === name));
}

/** Whether a response is mentioned for such a property alone. */
export function isForBystander(response: Node, { names, ways }: Bystanders): boolean {
  const member = memberOn(response);
  if (!member || !names.has(writtenKeyOf(member) ?? '')) return false;
  const further = memberOn(member);
  return further === null || !ways.has(writtenKeyOf(further) ?? '');
}

/** The member expression that takes a property of what stands there. */
function memberOn(object: Node): TSESTree.MemberExpression | null {
  const { parent } = object;
  return parent?.type === 'MemberExpression' && parent.object === object ? parent : null;
}

/** What a pattern takes out of a response, but for such properties. */
export function withoutBystanders(pattern: Node, { names }: Bystanders): readonly Node[] {
  if (pattern.type !== 'ObjectPattern') return [pattern];
  return pattern.properties.filter((each) => each.type !== 'Property' || !names.has(writtenKeyOf(each) ?? ''));
}
