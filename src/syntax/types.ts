import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode, type Node, type SourceCode } from './ast.js';
import { docTagsOf, docTagsOfExpression, namesInDocType, type DocTag } from './jsdoc.js';
import { keyOf } from './static-value.js';
import { namesInType, type TypeName } from './type-names.js';

export type { TypeName } from './type-names.js';

/**
 * The types that a parameter is declared with, or that a function as a whole is: by annotations, by what it initialises,
 * is assigned to or returned as, and by documentation comments.
 */
export function typeNamesOf(node: Node, sourceCode: SourceCode): readonly TypeName[] {
  return isFunction(node) ? typesOfFunction(node, sourceCode) : typesOfParameter(node, sourceCode);
}

function typesOfParameter(parameter: Node, sourceCode: SourceCode): readonly TypeName[] {
  const pattern = patternOf(parameter);
  if (pattern.type === 'Identifier' || pattern.type === 'ObjectPattern') {
    if (pattern.typeAnnotation) return namesInType(pattern.typeAnnotation.typeAnnotation, sourceCode);
  }
  const inline = typeTagOf(docTagsOf(parameter, sourceCode));
  if (inline) return namesInDocType(inline.type, parameter, sourceCode);
  const described =
    parameter.parent && isFunction(parameter.parent) ? paramTagOf(parameter, parameter.parent, sourceCode) : null;
  return described ? namesInDocType(described.type, parameter, sourceCode) : [];
}

function patternOf(parameter: Node): Node {
  if (parameter.type === 'AssignmentPattern') return parameter.left;
  return parameter.type === 'TSParameterProperty' ? patternOf(parameter.parameter) : parameter;
}

/** The `@param` tag of a parameter: by name, or by position where the parameter is a pattern without a name. */
function paramTagOf(parameter: Node, owner: FunctionNode, sourceCode: SourceCode): DocTag | null {
  const tags = [...docTagsOf(describedBy(owner), sourceCode), ...docTagsOfExpression(owner, sourceCode)].filter(
    ({ tag, name }) => tag === 'param' && !name.includes('.'),
  );
  const pattern = patternOf(parameter);
  if (pattern.type === 'Identifier') return tags.find(({ name }) => name === pattern.name) ?? null;
  return tags[owner.params.findIndex((one) => one === parameter)] ?? null;
}

/** The statement, property or class member that the comment about a function stands before. */
function describedBy(node: Node): Node {
  const { parent } = node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === node && parent.parent.declarations[0] === parent ? describedBy(parent.parent) : parent;
    case 'AssignmentExpression':
      return parent.right === node ? describedBy(parent) : node;
    case 'ExpressionStatement':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'ReturnStatement':
      return parent;
    default:
      return node;
  }
}

function typesOfFunction(fn: FunctionNode, sourceCode: SourceCode): readonly TypeName[] {
  const inline = typeTagOf(docTagsOfExpression(fn, sourceCode));
  if (inline) return namesInDocType(inline.type, fn, sourceCode);
  const type = expectedType(fn, sourceCode);
  if (type) return namesInType(type, sourceCode);
  const described = describedBy(fn);
  const tag = typeTagOf(docTagsOf(described, sourceCode)) ?? returnTagFor(fn, sourceCode);
  return tag ? namesInDocType(tag.type, fn, sourceCode) : [];
}

function typeTagOf(tags: readonly DocTag[]): DocTag | null {
  return tags.find(({ tag }) => tag === 'type' || tag === 'satisfies') ?? null;
}

/** The type that the place of an expression asks for: a variable's, a class member's, a cast's, a factory's result. */
function expectedType(node: Node, sourceCode: SourceCode): TSESTree.TypeNode | null {
  const { parent } = node;
  switch (parent?.type) {
    case 'TSSatisfiesExpression':
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return isConst(parent.typeAnnotation) ? expectedType(parent, sourceCode) : parent.typeAnnotation;
    case 'VariableDeclarator':
      return parent.init === node ? (parent.id.typeAnnotation?.typeAnnotation ?? null) : null;
    case 'PropertyDefinition':
      return parent.value === node ? (parent.typeAnnotation?.typeAnnotation ?? null) : null;
    case 'Property': {
      const whole = parent.value === node ? expectedType(parent.parent, sourceCode) : null;
      return whole && memberType(whole, keyOf(parent, sourceCode));
    }
    case 'ReturnStatement': {
      const factory = enclosingFunction(parent);
      return factory?.returnType?.typeAnnotation ?? null;
    }
    case 'ArrowFunctionExpression':
      return parent.body === node ? (parent.returnType?.typeAnnotation ?? null) : null;
    default:
      return null;
  }
}

/** What a record, an index signature or a property of an object type says of a member. */
function memberType(type: TSESTree.TypeNode, key: string | null): TSESTree.TypeNode | null {
  if (type.type === 'TSTypeReference') {
    const isRecord = type.typeName.type === 'Identifier' && type.typeName.name === 'Record';
    return isRecord ? (type.typeArguments?.params[1] ?? null) : null;
  }
  if (type.type !== 'TSTypeLiteral') return null;
  for (const member of type.members) {
    if (member.type === 'TSIndexSignature') return member.typeAnnotation?.typeAnnotation ?? null;
    if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === key) {
      return member.typeAnnotation?.typeAnnotation ?? null;
    }
  }
  return null;
}

function isConst(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}

/** The `@returns` tag of the factory that a function is returned from. */
function returnTagFor(fn: FunctionNode, sourceCode: SourceCode): DocTag | null {
  const { parent } = fn;
  const factory =
    parent.type === 'ReturnStatement'
      ? enclosingFunction(parent)
      : parent.type === 'ArrowFunctionExpression'
        ? parent
        : null;
  return factory ? (docTagsOf(describedBy(factory), sourceCode).find(({ tag }) => tag === 'returns') ?? null) : null;
}

function enclosingFunction(node: Node): FunctionNode | null {
  for (let outer = node.parent; outer; outer = outer.parent) if (isFunction(outer)) return outer;
  return null;
}
