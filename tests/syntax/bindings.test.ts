import { describe, expect, test } from 'vitest';
import { initializerOf, isGlobal, isReassigned, originOf, variableOf } from '../../src/syntax/bindings.js';
import { atMark, atMarks } from './reading.js';

const variableAt = <T>(code: string, read: (variable: NonNullable<ReturnType<typeof variableOf>>) => T): T =>
  atMark(code, (node, sourceCode) => {
    const variable = variableOf(node, sourceCode);
    if (!variable) throw new Error('No variable');
    return read(variable);
  });

const originText = (code: string): [string, readonly string[]] | null =>
  atMark(code, (node, sourceCode) => {
    const variable = variableOf(node, sourceCode);
    const origin = variable && originOf(variable);
    return [origin && ([sourceCode.getText(origin.node), origin.path] as const)];
  })[0] as [string, readonly string[]] | null;

describe('variableOf', () => {
  test('finds the innermost variable of that name', () => {
    const lines = atMarks('const a = 1; $(a); { const a = 2; $(a) } function f(a) { $(a) }', (node, sourceCode) => {
      return variableOf(node, sourceCode)?.defs[0]?.name.loc.start.column;
    });
    expect(lines).toEqual([6, 27, 52]);
  });

  test('is null for globals and for property names', () => {
    expect(atMark('$(process)', (node, sourceCode) => [variableOf(node, sourceCode)])).toEqual([null]);
    const property = atMark('const b = {}; $(a.b)', (node, sourceCode) => [
      node.type === 'MemberExpression' && variableOf(node.property, sourceCode),
    ]);
    expect(property).toEqual([null]);
  });

  test('leads from the name of a class to the variable that the rest of the file uses', () => {
    const shared = atMarks('class A {} $(A); $(class {})', (node, sourceCode) => {
      const declared = sourceCode.ast.body[0];
      const name = declared?.type === 'ClassDeclaration' ? declared.id : null;
      return name && variableOf(name, sourceCode) === variableOf(node, sourceCode);
    });
    expect(shared[0]).toBe(true);
  });
});

describe('isReassigned', () => {
  test.each([
    ['let a = 1; $(a)', false],
    ['let a = 1; a = 2; $(a)', true],
    ['let a = 1; a++; $(a)', true],
    ['let a; if (x) a = 2; $(a)', true],
    ['let a = 1; ({ a } = x); $(a)', true],
    ['let a = 1; for (a of x); $(a)', true],
    ['var a = 1; var a = 2; $(a)', true],
    ['function f(a) { a = 1; $(a) }', true],
    ['function f(a) { $(a) }', false],
    ['function a(x: string): void; function a(x: number): void; function a(x: unknown) {} $(a)', false],
    ['interface a {} const a = 1; $(a)', false],
  ])('%s', (code, expected) => {
    expect(variableAt(code, isReassigned)).toBe(expected);
  });
});

describe('originOf', () => {
  test.each<[string, [string, string[]] | null]>([
    ['const a = f(); $(a)', ['f()', []]],
    ['const { a } = f(); $(a)', ['f()', ['a']]],
    ["const { x: { 'y-z': a } } = f(); $(a)", ['f()', ['x', 'y-z']]],
    ['const { 404: a } = f(); $(a)', ['f()', ['404']]],
    ['class A {} $(A)', ['class A {}', []]],
    ['const { a = 1 } = f(); $(a)', null],
    ['const { ...a } = f(); $(a)', null],
    ['const { [x]: a } = f(); $(a)', null],
    ['const [a] = f(); $(a)', null],
    ['let a = f(); a = g(); $(a)', null],
    ['for (const a of f()) $(a)', null],
    ['(a) => $(a)', null],
    ["import a from 'a'; $(a)", null],
    ['try {} catch (a) { $(a) }', null],
  ])('%s', (code, expected) => {
    expect(originText(code)).toEqual(expected);
  });
});

test('initializerOf is null where only a part of the expression is taken', () => {
  expect(variableAt('const { a } = f(); $(a)', (variable) => [initializerOf(variable)])).toEqual([null]);
  expect(variableAt('function a() {} $(a)', (variable) => initializerOf(variable)?.node.type)).toBe(
    'FunctionDeclaration',
  );
});

test('isGlobal tells a global from a declaration that shadows it', () => {
  const isRequire = (code: string) => atMark(code, (node, sourceCode) => isGlobal(node, 'require', sourceCode), 'cjs');
  expect(isRequire('$(require)')).toBe(true);
  expect(isRequire('function f(require) { $(require) }')).toBe(false);
  expect(isRequire('$(requires)')).toBe(false);
});
