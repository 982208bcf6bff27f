import { unwrapped, type Node } from '../../syntax/ast.js';
import { initializerOf, variableOf } from '../../syntax/bindings.js';
import { staticValueOf } from '../../syntax/static-value.js';
import type { Deployment } from '../model.js';
import type { FileWalk } from '../walking/walk.js';

/** Names whose truth means a developer's machine, and names whose truth means the opposite. */
const DEVELOPMENT =
  /^_*(?:is|in|for|use|show|include|expose)?_?(?:dev|develop|development|debug|local|localhost|test|testing)_?(?:mode|env|environment|stack|errors?|ing)?_*$/i;
const PRODUCTION = /^_*(?:is|in)?_?(?:prod|production|live)_?(?:mode|env|environment)?_*$/i;
const STAGE = /^(?:node_?env|env|environment|app_?env|stage|mode|deployment)$/i;
const DEVELOPMENT_STAGES = /^(?:dev|develop|development|debug|local|localhost|test|testing)$/i;
const PRODUCTION_STAGES = /^(?:prod|production|live|staging|preview)$/i;

/** What a test says about where the program runs, when it comes out that way. */
export function deploymentOf(test: Node, outcome: boolean, file: FileWalk): Deployment {
  const meaning = meaningOf(test, file, 0);
  if (meaning === null || outcome) return meaning;
  return meaning === 'production' ? 'development' : 'production';
}

function meaningOf(written: Node, file: FileWalk, depth: number): Deployment {
  if (depth > 6) return null;
  const node = unwrapped(written);
  if (file.hints.developmentConditions.includes(file.sourceCode.getText(node))) return 'development';
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? opposite(meaningOf(node.argument, file, depth + 1)) : null;
    case 'BinaryExpression':
      return meaningOfComparison(node.operator, node.left, node.right, file);
    case 'LogicalExpression': {
      const [left, right] = [meaningOf(node.left, file, depth + 1), meaningOf(node.right, file, depth + 1)];
      // `isDev && x` can only be true on a developer's machine; `isDev || x` says so only when both sides do.
      return node.operator === '&&' ? (left ?? right) : left === right ? left : null;
    }
    case 'CallExpression':
      return (
        meaningOf(node.callee, file, depth + 1) ??
        (isBoolean(node) ? meaningOf(node.arguments[0] ?? node.callee, file, depth + 1) : null)
      );
    case 'Identifier': {
      const variable = variableOf(node, file.sourceCode);
      const value = variable && initializerOf(variable);
      return (value && meaningOf(value.node, file, depth + 1)) ?? meaningOfName(node.name);
    }
    case 'MemberExpression':
      return meaningOfName(nameOf(node));
    default:
      return null;
  }
}

function isBoolean(node: { readonly callee: Node }): boolean {
  return node.callee.type === 'Identifier' && node.callee.name === 'Boolean';
}

function meaningOfComparison(operator: string, left: Node, right: Node, file: FileWalk): Deployment {
  const isEqual = operator === '===' || operator === '==';
  if (!isEqual && operator !== '!==' && operator !== '!=') return null;
  const [subject, literal] = staticValueOf(right, file.sourceCode) ? [left, right] : [right, left];
  const value = staticValueOf(literal, file.sourceCode)?.value;
  if (typeof value !== 'string' || !isStage(unwrapped(subject))) return null;
  const stage = DEVELOPMENT_STAGES.test(value) ? 'development' : PRODUCTION_STAGES.test(value) ? 'production' : null;
  return isEqual ? stage : opposite(stage);
}

/** `process.env.NODE_ENV`, `config.env`, `app.get('env')`. */
function isStage(node: Node): boolean {
  if (node.type === 'CallExpression') {
    const [argument] = node.arguments;
    return argument?.type === 'Literal' && STAGE.test(String(argument.value));
  }
  return STAGE.test(nameOf(node));
}

function meaningOfName(name: string): Deployment {
  if (DEVELOPMENT.test(name)) return 'development';
  return PRODUCTION.test(name) ? 'production' : null;
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return '';
  return node.property.type === 'Literal'
    ? String(node.property.value)
    : node.property.type === 'Identifier'
      ? node.property.name
      : '';
}

function opposite(deployment: Deployment): Deployment {
  return deployment === null ? null : deployment === 'production' ? 'development' : 'production';
}
