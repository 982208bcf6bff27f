import { describe, expect, test } from 'vitest';
import { isFunction } from '../../src/syntax/ast.js';
import { childrenOf } from '../../src/syntax/children.js';
import { typeNamesOf } from '../../src/syntax/types.js';
import { ofFile, type Language } from './reading.js';
import type { FunctionNode, Node, SourceCode } from '../../src/syntax/ast.js';

/** The function in the file whose first parameter is called `req`, or is a pattern. */
function handlerIn(sourceCode: SourceCode): FunctionNode {
  const stack: Node[] = [sourceCode.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const [first] = isFunction(node) ? node.params : [];
    if (isFunction(node) && (first?.type === 'ObjectPattern' || (first?.type === 'Identifier' && first.name === 'req')))
      return node;
    stack.push(...childrenOf(node, sourceCode));
  }
  throw new Error('No handler');
}

const printed = (node: Node, sourceCode: SourceCode) =>
  typeNamesOf(node, sourceCode).map((type) =>
    type.is === 'named' ? type.name : [type.source, ...type.path].join('#'),
  );

/** The types of the handler's second parameter. */
const response = (code: string, language: Language = 'ts') =>
  ofFile(
    code,
    (sourceCode) => {
      const [, second] = handlerIn(sourceCode).params;
      return second ? printed(second, sourceCode) : ['no parameter'];
    },
    language,
  );

/** The types of the handler as a whole. */
const handler = (code: string, language: Language = 'ts') =>
  ofFile(code, (sourceCode) => printed(handlerIn(sourceCode), sourceCode), language);

describe('annotations of a parameter', () => {
  test.each<[string, string[]]>([
    ["import { Response } from 'express'; (req, res: Response) => {}", ['express#Response']],
    ["import type { Response as Res } from 'express'; (req, res: Res<string>) => {}", ['express#Response']],
    ["import express from 'express'; (req, res: express.Response) => {}", ['express#Response']],
    ["import * as http from 'node:http'; (req, res: http.ServerResponse) => {}", ['http#ServerResponse']],
    ["(req, res: import('express').Response<any>) => {}", ['express#Response']],
    [
      "import { Response } from 'express'; type Res = Response; type R2 = Res; (req, res: R2) => {}",
      ['express#Response'],
    ],
    ["import { Response, Other } from 'm'; (req, res: Response | Other) => {}", ['m#Response', 'm#Other']],
    ["import { Response } from 'm'; (req, res: Response & { user: string }) => {}", ['m#Response']],
    ["import { Response } from 'm'; interface Res extends Response {} (req, res: Res) => {}", ['Res', 'm#Response']],
    ["import m from 'm'; interface Res extends m.Response {} (req, res: Res) => {}", ['Res', 'm#Response']],
    ["import { Response } from 'm'; function f<R extends Response>(req, res: R) {}", ['m#Response']],
    ["import { Response } from 'm'; (req, res: Readonly<Response>) => {}", ['m#Response']],
    ["import { Response } from 'm'; (req, { locals }: Response) => {}", ['m#Response']],
    ["import { Response } from 'm'; (req, res: Response = x) => {}", ['m#Response']],
    ["import { Response } from 'm'; class A { constructor(req, private res: Response) {} }", ['m#Response']],
    ['(req, res: Response) => {}', ['Response']],
    ['(req, res: Express.Response) => {}', ['Express.Response']],
    ['class Response {} (req, res: Response) => {}', ['Response']],
    ['(req, res: string) => {}', []],
    ['(req, res) => {}', []],
    // Aliases that lead in a circle end somewhere, as a name that nobody knows.
    ['type A = B; type B = A; (req, res: A) => {}', ['B']],
  ])('%s', (code, expected) => {
    expect(response(code)).toEqual(expected);
  });
});

describe('documentation comments of a parameter', () => {
  const param =
    "/** Sends.\n * @param {import('express').Request} req the request\n * @param {import('express').Response} res\n */\n";
  test.each<[string, string]>([
    ['a declaration', 'function f(req, res) {}'],
    ['an exported declaration', 'export function f(req, res) {}'],
    ['a default export', 'export default function (req, res) {}'],
    ['a variable', 'const f = (req, res) => {}'],
    ['an exported variable', 'export const f = async (req, res) => {}'],
    ['an assignment', 'exports.f = function (req, res) {}'],
    ['a chain of assignments', 'exports.f = module.exports.f = function (req, res) {}'],
    ['a method', 'class A {\n%f(req, res) {} }'],
    ['a property', 'module.exports = {\n%f: (req, res) => {} }'],
    ['an expression', 'app.get(path, %(req, res) => {})'],
  ])('on %s', (_, code) => {
    const documented = code.includes('%') ? code.replace('%', param) : param + code;
    expect(response(documented, 'esm')).toEqual(['express#Response']);
  });

  test.each<[string, string[]]>([
    [
      "import * as express from 'express';\n/** @param {a} req\n @param {express.Response} res */\nexport function f(req, res) {}",
      ['express#Response'],
    ],
    [
      "/** @typedef {import('express').Response} Res */\n\n/** @param {Res} res */\nfunction f(req, res) {}",
      ['express#Response'],
    ],
    [
      "/** @typedef {import('express')} e */\n\n/** @param {e.Response} res */\nfunction f(req, res) {}",
      ['express#Response'],
    ],
    [
      "/** @import { Request, Response as Res } from 'express' */\n/** @param {Res} res */\nfunction f(req, res) {}",
      ['express#Response'],
    ],
    [
      "/** @import * as e from 'node:http' */\n/** @param {e.ServerResponse} res */\nfunction f(req, res) {}",
      ['http#ServerResponse'],
    ],
    ['/** @param {!Response=} [res] */\nfunction f(req, res) {}', ['Response']],
    ['/** @param {A | (B) | C<D | E>} res */\nfunction f(req, res) {}', ['A', 'B', 'C']],
    [
      "/** @param {import('express').Response<{ a: string }, { b: () => void }>} res */\nfunction f(req, res) {}",
      ['express#Response'],
    ],
    ['/**\n * @param {A |\n *   B} res */\nfunction f(req, res) {}', ['A', 'B']],
    ['/** @param {A} a\n @param {B} b */\nfunction f({ body }, { locals }) {}', ['B']],
    [
      '/** @param {object} req\n @param {string} req.body\n @param {B} b */\nfunction f({ body }, { locals }) {}',
      ['B'],
    ],
    ['function f(req, /** @type {Response} */ res) {}', ['Response']],
    ['/** @param {Other} other */\nfunction f(req, res) {}', []],
    ['// @param {Response} res\nfunction f(req, res) {}', []],
    ['/** @param {Response} res */\nfunction g() {}\nfunction f(req, res) {}', []],
    ['/** @param {Response res */\nfunction f(req, res) {}', []],
    ['/** @param {Array<Response>} res */\nfunction f(req, res) {}', ['Array']],
    ['/** @param {Response[]} res */\nfunction f(req, res) {}', []],
    ['/** @typedef {B} A */ /** @typedef {A} B */ /** @param {A} res */\nfunction f(req, res) {}', []],
  ])('%s', (code, expected) => {
    expect(response(code, 'esm')).toEqual(expected);
  });
});

describe('the type of a function as a whole', () => {
  const imported = "import type { RequestHandler } from 'express'; ";
  test.each([
    'const f: RequestHandler = (req, res) => {}',
    'const f = ((req, res) => {}) satisfies RequestHandler',
    'const f = ((req, res) => {}) as RequestHandler',
    'export default ((req, res) => {}) satisfies RequestHandler',
    'class A { handle: RequestHandler = (req, res) => {} }',
    'function make(): RequestHandler { return (req, res) => {} }',
    'const make = (): RequestHandler => (req, res) => {}',
    'const all: Record<string, RequestHandler> = { f(req, res) {} }',
    'const all = { f: (req, res) => {} } satisfies Record<string, RequestHandler>',
    'const all: { [name: string]: RequestHandler } = { f: (req, res) => {} }',
    'const all: { f: RequestHandler } = { f: (req, res) => {} }',
    '/** @type {RequestHandler} */ const f = (req, res) => {}',
    '/** @type {RequestHandler} */ export const f = (req, res) => {}',
    '/** @type {RequestHandler} */ exports.f = (req, res) => {}',
    '/** @type {RequestHandler} */ export function f(req, res) {}',
    'app.get(path, /** @type {RequestHandler} */ (req, res) => {})',
    'app.get(path, /** @type {RequestHandler} */ ((req, res) => {}))',
    'module.exports = { /** @type {RequestHandler} */ f: (req, res) => {} }',
    '/** @returns {RequestHandler} */ function make() { return (req, res) => {} }',
    '/** @return {RequestHandler} */ const make = () => (req, res) => {}',
  ])('%s', (code) => {
    expect(handler(imported + code)).toEqual(['express#RequestHandler']);
  });

  test.each([
    'const f = (req, res) => {}',
    'const f: RequestHandler = wrap((req, res) => {})',
    'const all: { g: RequestHandler } = { f: (req, res) => {} }',
    'async function make() { other((req, res) => {}); }',
  ])('is not known for %s', (code) => {
    expect(handler(imported + code)).toEqual([]);
  });

  test('is not taken for the type of its first parameter', () => {
    const first = ofFile('app.use(/** @type {RequestHandler} */ (req, res) => {})', (sourceCode) => {
      const [parameter] = handlerIn(sourceCode).params;
      return parameter ? printed(parameter, sourceCode) : ['no parameter'];
    });
    expect(first).toEqual([]);
  });
});
