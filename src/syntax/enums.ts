import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, Variable } from './ast.js';

/** A member of a TypeScript enum: the initializer its value is counted from (null: 0), and how many members lie between. */
export interface EnumMember {
  readonly name: string;
  readonly base: Node | null;
  readonly offset: number;
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
  // Before version 8, typescript-eslint had no body between an enum and its members.
  const body: Node = node.parent;
  const declaration = body.type === 'TSEnumBody' ? body.parent : body;
  return declaration.type === 'TSEnumDeclaration' ? (membersIn(declaration).get(nameOf(node)) ?? null) : null;
}

/** See https://www.typescriptlang.org/docs/handbook/enums.html#numeric-enums for how members without initializer count. */
function membersIn(declaration: TSESTree.TSEnumDeclaration): ReadonlyMap<string, EnumMember> {
  const known = members.get(declaration);
  if (known) return known;
  const found = new Map<string, EnumMember>();
  let base: Node | null = null;
  let offset = 0;
  for (const member of (declaration.body as TSESTree.TSEnumBody | undefined)?.members ?? declaration.members) {
    if (member.initializer) [base, offset] = [member.initializer, 0];
    const name = nameOf(member);
    found.set(name, { name, base, offset });
    offset++;
  }
  members.set(declaration, found);
  return found;
}

function nameOf({ id }: TSESTree.TSEnumMember): string {
  if (id.type === 'Identifier') return id.name;
  return id.type === 'Literal' ? id.value : '';
}
