import type { TSESTree } from '@typescript-eslint/utils';
import { ancestorsOf, isFunction, unwrapped, type Node, type SourceCode, type Variable } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { importOf } from '../../syntax/imports.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { thisMembers } from '../../syntax/this-members.js';
import { typeNamesOf } from '../../syntax/types.js';

type Member = TSESTree.MemberExpression;

/** How a framework's apps and routers come about. Members of modules are written `module#name`, the module itself `module#`. */
export interface AppSpelling {
  /** What makes one when it is called, with or without `new`. */
  readonly makers: ReadonlySet<string>;
  /** The types of one. */
  readonly types: ReadonlySet<string>;
  /** What is imported as one, such as the router that a framework has made. */
  readonly imports?: ReadonlySet<string>;
  /** The methods that give something else back, so that a chain ends there. */
  readonly ends?: ReadonlySet<string>;
  /** Whether a function's parameter is one by the place the function is given to, such as a plugin's. */
  readonly isGiven?: (parameter: Node, sourceCode: SourceCode) => boolean;
  /** Whether a property is one by what is done with it where it is mentioned. */
  readonly isUsedAsOne?: (mention: Member, sourceCode: SourceCode) => boolean;
}

/** How many variables and links of a chain are followed to what made an app. */
const MAX_STEPS = 64;

/** Whether an expression is an app or router: made by the package, typed by it, given by it, or a chain that begins with one. */
export function isApp(expression: Node, apps: AppSpelling, sourceCode: SourceCode, steps = MAX_STEPS): boolean {
  if (steps === 0) return false;
  const node = unwrapped(expression);
  switch (node.type) {
    case 'AwaitExpression':
      return isApp(node.argument, apps, sourceCode, steps - 1);
    case 'CallExpression':
    case 'NewExpression': {
      if (apps.makers.has(importKey(node.callee, sourceCode) ?? '')) return true;
      const callee = unwrapped(node.callee);
      if (callee.type !== 'MemberExpression' || node.type === 'NewExpression') return false;
      const name = callee.property.type === 'Identifier' ? callee.property.name : '';
      return apps.ends?.has(name) !== true && isApp(callee.object, apps, sourceCode, steps - 1);
    }
    case 'Identifier': {
      if (apps.imports?.has(importKey(node, sourceCode) ?? '') === true) return true;
      const variable = variableOf(node, sourceCode);
      return variable !== null && isAppVariable(variable, apps, sourceCode, steps);
    }
    case 'MemberExpression':
      return isAppOfClass(node, apps, sourceCode, steps) || apps.isUsedAsOne?.(node, sourceCode) === true;
    default:
      return false;
  }
}

/** Whether `this.app` is one by its type in the class, or by what the class gives it. */
function isAppOfClass(node: Member, apps: AppSpelling, sourceCode: SourceCode, steps: number): boolean {
  const key = writtenKeyOf(node);
  const body = node.object.type === 'ThisExpression' ? classAround(node) : null;
  if (!body || key === null) return false;
  return foundOnce(apps, body, key, () => isAppProperty(key, body, apps, sourceCode, steps));
}

function isAppProperty(
  key: string,
  body: TSESTree.ClassBody,
  apps: AppSpelling,
  sourceCode: SourceCode,
  steps: number,
): boolean {
  const isIt = (value: Node | null): boolean => value !== null && isApp(value, apps, sourceCode, steps - 1);
  return (
    body.body.some((member) => {
      if (member.type === 'PropertyDefinition' && writtenKeyOf(member) === key)
        return hasType(member, apps.types, sourceCode) || isIt(member.value);
      if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return false;
      return member.value.params.some(
        (each) =>
          each.type === 'TSParameterProperty' &&
          each.parameter.type === 'Identifier' &&
          each.parameter.name === key &&
          hasType(each, apps.types, sourceCode),
      );
    }) ||
    thisMembers(body, sourceCode).some((use) => {
      const { parent } = use;
      return (
        writtenKeyOf(use) === key && parent.type === 'AssignmentExpression' && parent.left === use && isIt(parent.right)
      );
    })
  );
}

function classAround(node: Node): TSESTree.ClassBody | null {
  for (const at of ancestorsOf(node)) if (at.type === 'ClassBody') return at;
  return null;
}

const known = new WeakMap<AppSpelling, WeakMap<Variable | TSESTree.ClassBody, Map<string, boolean>>>();

/** What was found for a variable, or for that property of a class; on the way there, what comes back to itself is no app. */
function foundOnce(apps: AppSpelling, owner: Variable | TSESTree.ClassBody, key: string, find: () => boolean): boolean {
  const byOwner = known.get(apps) ?? new WeakMap<Variable | TSESTree.ClassBody, Map<string, boolean>>();
  known.set(apps, byOwner);
  const answers = byOwner.get(owner) ?? new Map<string, boolean>();
  byOwner.set(owner, answers);
  const answer = answers.get(key);
  if (answer !== undefined) return answer;
  answers.set(key, false);
  const found = find();
  answers.set(key, found);
  return found;
}

function isAppVariable(variable: Variable, apps: AppSpelling, sourceCode: SourceCode, steps: number): boolean {
  return foundOnce(
    apps,
    variable,
    variable.name,
    () =>
      variable.defs.some(({ name }) => hasType(name, apps.types, sourceCode)) ||
      isAppValue(variable, apps, sourceCode, steps) ||
      variable.defs.some(({ type, name }) => type === 'Parameter' && apps.isGiven?.(name, sourceCode) === true),
  );
}

function isAppValue(variable: Variable, apps: AppSpelling, sourceCode: SourceCode, steps: number): boolean {
  const value = initializerOf(variable)?.node;
  if (value && !isFunction(value)) return isApp(value, apps, sourceCode, steps - 1);
  // `let app; beforeAll(() => { app = fastify() })` and the like.
  return variable.references.some(
    ({ writeExpr, init }) => writeExpr && init !== true && isApp(writeExpr, apps, sourceCode, steps - 1),
  );
}

/** Whether a parameter, a variable or a whole function is declared with one of the types, written `module#name`. */
export function hasType(node: Node, types: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  return typeNamesOf(node, sourceCode).some(
    (each) => each.is === 'imported' && types.has(`${each.source}#${each.path.join('.')}`),
  );
}

/** The member of a module that an expression stands for, written `module#name`; null where it is none. */
export function importKey(node: Node, sourceCode: SourceCode): string | null {
  const imported = importOf(node, sourceCode);
  return imported && `${imported.source}#${imported.path.join('.')}`;
}
