import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Variable } from './ast.js';

/** A member of a TypeScript enum: the initializer its value is counted from (null: 0), and how many members lie between. */
export interface EnumMember {
  readonly name: string;
  readonly base: Node | null;
  readonly offset: number;
}

/** An enum of any version: typescript-eslint 6 and 7 have no body between it and its members. */
interface AnyEnum {
  readonly body?: TSESTree.TSEnumBody;
  readonly members?: readonly TSESTree.TSEnumMember[];
}

const members = new WeakMap<TSESTree.TSEnumDeclaration, ReadonlyMap<string, EnumMember>>();

/** The members of the enum that the variable stands for, in all of its declarations; null if it is none or more than that. */
export function enumMembersOf(variable: Variable): readonly ReadonlyMap<string, EnumMember>[] | null {
  const declared: ReadonlyMap<string, EnumMember>[] = [];
  for (const { node } of variable.defs) {
    if (node.type !== 'TSEnumDeclaration') return null;
    declared.push(membersIn(node));
  }
  return declared.length > 0 ? declared : null;
}

/** The member that a bare name inside of an enum refers to, as in `enum E { A = 1, B = A }`. */
export function enumMemberOf(variable: Variable): EnumMember | null {
  const node = variable.defs[0]?.node;
  if (node?.type !== 'TSEnumMember') return null;
  // Without the cast the type of today's parent would hide that of older ones.
  const parent = node.parent as Node;
  const declaration = parent.type === 'TSEnumBody' ? parent.parent : parent;
  return declaration.type === 'TSEnumDeclaration' ? (membersIn(declaration).get(nameOf(node)) ?? null) : null;
}

/** See https://www.typescriptlang.org/docs/handbook/enums.html#numeric-enums for how members without initializer count. */
function membersIn(declaration: TSESTree.TSEnumDeclaration): ReadonlyMap<string, EnumMember> {
  const known = members.get(declaration);
  if (known) return known;
  const found = new Map<string, EnumMember>();
  let base: Node | null = null;
  let offset = 0;
  for (const member of written(declaration)) {
    if (member.initializer) [base, offset] = [member.initializer, 0];
    const name = nameOf(member);
    found.set(name, { name, base, offset });
    offset++;
  }
  members.set(declaration, found);
  return found;
}

function written({ body, members: direct = [] }: AnyEnum): readonly TSESTree.TSEnumMember[] {
  return body?.members ?? direct;
}

function nameOf({ id }: TSESTree.TSEnumMember): string {
  return id.type === 'Identifier' ? id.name : id.value;
}
