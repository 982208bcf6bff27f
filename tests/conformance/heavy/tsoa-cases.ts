import type { Case } from '../framework.js';
import { route } from './tsoa.js';

const returns = (body: string): string => `(@Request() request: any) { const { query } = request; ${body} }`;
/** A method with responders of these names, which answer with what they are given. */
const responds = (body: string, ...names: readonly string[]): string =>
  `(@Request() request: any, ${names.map((each) => `@Res() ${each}: TsoaResponse<404 | 409, any>`).join(', ')}) { const { query } = request; ${body} }`;
const created = route("@SuccessResponse(201)\n@Get('x')");
const asyncRun = route("@Get('x')", 'async run');

const ERROR = `class Failure extends Error {
  status: any;
  constructor(status: any) { super('a'); this.status = status; }
}`;

/** What a method returns. */
const RETURNED: Readonly<Record<string, Case>> = {
  'a returned object': { handler: returns('return { a: 1 };') },
  'a returned text': { handler: returns("return 'a';") },
  'an empty text': { handler: returns("return '';") },
  'a returned number is content': { handler: returns('return 404;') },
  'zero is content': { handler: returns('return 0;') },
  'false is content': { handler: returns('return false;') },
  'a returned list': { handler: returns('return [];') },
  'nothing returned': { handler: returns('') },
  'undefined returned': { handler: returns('return undefined;') },
  'null returned': { handler: returns('return null;') },
  'an awaited object': { handler: returns('await null; return { a: 1 };'), as: asyncRun },
  'one of two': { handler: returns("if (query.a) return { a: 1 }; return 'b';") },
  'something or nothing': { handler: returns('if (query.a) return { a: 1 };') },
  'a conditional value': { handler: returns('return query.a ? { a: 1 } : undefined;') },
  'a returned error': { handler: returns("return new Error('a');") },
  'what others return': {
    handler: returns('return query;'),
    open: 'it may be nothing, which has another status',
  },
  'a class that is no Controller': { handler: returns('return { a: 1 };'), as: route("@Get('x')", 'run', '') },
  ...Object.fromEntries(
    ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'].map((name) => [
      `${name} brings 200`,
      { handler: returns('return { a: 1 };'), as: route(`@${name}('x')`), methods: [name.toUpperCase()] },
    ]),
  ),
};

/** What `@SuccessResponse` and `@Response` say. */
const DECORATED: Readonly<Record<string, Case>> = {
  'SuccessResponse with content': { handler: returns('return { a: 1 };'), as: created },
  'SuccessResponse without content': { handler: returns(''), as: created },
  'SuccessResponse as text': { handler: returns('return {};'), as: route("@SuccessResponse('202', 'a')\n@Get('x')") },
  'SuccessResponse of a class': { handler: returns('return {};'), as: route("@SuccessResponse('2XX')\n@Get('x')") },
  'SuccessResponse of nothing': { handler: returns('return {};'), as: route("@SuccessResponse('default')\n@Get('x')") },
  'SuccessResponse with an error': { handler: returns("throw new Error('a');"), as: created },
  'SuccessResponse in a constant': {
    before: 'const CREATED = 201;',
    handler: returns('return {};'),
    as: route("@SuccessResponse(CREATED)\n@Get('x')"),
  },
  'SuccessResponse beside setStatus': {
    handler: returns('if (query.a) this.setStatus(202); return { a: 1 };'),
    as: created,
  },
  'SuccessResponse with 204 and content': {
    handler: returns('return { a: 1 };'),
    as: route("@SuccessResponse(204)\n@Get('x')"),
  },
  'Response says nothing to the client': {
    handler: returns('return { a: 1 };'),
    as: route("@Response(404, 'a')\n@Get('x')"),
  },
};

/** What is set on the controller. */
const SET: Readonly<Record<string, Case>> = {
  'a status': { handler: returns('this.setStatus(404); return { a: 1 };') },
  'a status without content': { handler: returns('this.setStatus(404);') },
  'a status on one way': { handler: returns('if (query.a) this.setStatus(404); return { a: 1 };') },
  'a status that is overwritten': {
    handler: returns('this.setStatus(404); if (query.a) this.setStatus(409); return {};'),
  },
  'a status before an error': { handler: returns("this.setStatus(404); throw new Error('a');") },
  'a status in a catch': {
    handler: returns(
      "try { if (query.a) throw new Error('a'); return { a: 1 }; } catch { this.setStatus(503); return { b: 1 }; }",
    ),
  },
  'a status in an arrow function': { handler: returns('[1].forEach(() => this.setStatus(409)); return {};') },
  'a status in another function': {
    handler: returns('[1].forEach(function () { this?.setStatus(409); }); return {};'),
    open: 'what `this` is there, its caller says',
  },
  'a status of a helper': {
    handler: returns('if (query.a) return this.fail(409); return { a: 1 };'),
    as: (handler) =>
      `@Route('/')\nexport class Cases extends Controller {\nprivate fail(status: number) { this.setStatus(status); return { error: 'a' }; }\n@Get('x')\nrun${handler}\n}`,
  },
  'a status of a base class': {
    before: "class Base extends Controller { fail() { this.setStatus(409); return { error: 'a' }; } }",
    handler: returns('if (query.a) return this.fail(); return { a: 1 };'),
    as: route("@Get('x')", 'run', 'extends Base'),
    open: 'methods of a base class are not read',
  },
  'a status by a function that gets the controller': {
    before: 'function fail(controller) { controller.setStatus(409); }',
    handler: returns('fail(this); return { a: 1 };'),
    open: 'functions that get the controller are not followed',
  },
  'what was set is read': {
    handler: returns("if (this.getStatus() || this.getHeader('a') || !this.getHeaders()) return 'a'; return 'b';"),
  },
  'a status in a promise': {
    handler: returns('await Promise.resolve().then(() => { this.setStatus(202); }); return { a: 1 };'),
    as: asyncRun,
  },
  fields: { handler: returns("this.setHeader('x-a', '1'); this.setHeader('Location', '/a'); return 'a';") },
  'fields on one way': { handler: returns("if (query.a) this.setHeader('x-a', '1'); return 'a';") },
  'fields before an error': { handler: returns("this.setHeader('x-a', '1'); throw new Error('a');") },
  'a redirect': { handler: returns("this.setStatus(302); this.setHeader('Location', '/a');") },
  ...Object.fromEntries(
    [
      '200',
      '599',
      '600',
      '999',
      '99',
      '1000',
      '0',
      '-1',
      "'404'",
      "'abc'",
      "''",
      '404.7',
      'NaN',
      'null',
      'undefined',
      'true',
    ].map((value) => [`setStatus with ${value}`, { handler: returns(`this.setStatus(${value}); return { a: 1 };`) }]),
  ),
  ...Object.fromEntries(
    ['204', '205', '304'].flatMap((status): readonly [string, Case][] => [
      [`${status} with content`, { handler: returns(`this.setStatus(${status}); return { a: 1 };`) }],
      [`${status} without content`, { handler: returns(`this.setStatus(${status});`) }],
      [`${status} with a text`, { handler: returns(`this.setStatus(${status}); return 'a';`) }],
    ]),
  ),
};

/** Responders, which send when they are called. */
const RESPONDED: Readonly<Record<string, Case>> = {
  'a responder': { handler: responds("if (query.a) return no(404, { error: 'a' }); return { a: 1 };", 'no') },
  'a responder that is not returned': { handler: responds("if (query.a) no(404, 'a'); return { a: 1 };", 'no') },
  'a responder and nothing': { handler: responds("no(404, 'a');", 'no') },
  'a responder without content': { handler: responds('return no(404);', 'no') },
  'a responder with nothing': { handler: responds('return no(404, null);', 'no') },
  'a responder with fields': { handler: responds("return no(404, 'a', { 'x-a': '1', location: '/a' });", 'no') },
  'a responder beside fields of the controller': {
    handler: responds(
      "this.setHeader('x-a', '1'); if (query.a) return no(404, 'a', { 'x-b': '1' }); return 'b';",
      'no',
    ),
  },
  'a responder beside a status of the controller': {
    handler: responds("this.setStatus(202); if (query.a) return no(404, 'a'); return 'b';", 'no'),
  },
  'a status after a responder': { handler: responds("no(404, 'a'); this.setStatus(202); return 'b';", 'no') },
  'one responder of two': {
    handler: responds("if (query.a) return no(404, 'a'); if (query.b) return yes(409, 'b'); return 'c';", 'no', 'yes'),
  },
  'two responders': { handler: responds("no(404, 'a'); yes(409, 'b');", 'no', 'yes') },
  'a responder in a callback': { handler: responds("[1].forEach(() => { no(409, 'a'); }); return 'b';", 'no') },
  'a responder that something unknown gets': {
    handler: responds("Reflect.apply(no, null, [409, 'a']); return { a: 1 };", 'no'),
    open: 'whether it was called is not known',
  },
  'a responder that a function gets': {
    before: "const others = { answer: (fn) => { fn(409, 'a'); } };",
    handler: responds('others.answer(no); return { a: 1 };', 'no'),
  },
  'a responder before an error': { handler: responds("no(404, 'a'); throw new Error('a');", 'no') },
  'a responder with 204': { handler: responds("return no(204, 'a');", 'no') },
  'a responder with SuccessResponse': {
    handler: responds("if (query.a) return no(404, 'a'); return 'b';", 'no'),
    as: created,
  },
  ...Object.fromEntries(
    ['200', '599', '99', '1000', '0', "'404'", '404.7', 'null'].map((value) => [
      `a responder with ${value}`,
      { handler: responds(`return no(${value}, { a: 1 });`, 'no') },
    ]),
  ),
};

/** What is thrown goes to the error handling of the server. */
const THROWN: Readonly<Record<string, Case>> = {
  'an error': { handler: returns("if (query.a) throw new Error('a'); return 'b';") },
  'an error of an async method': { handler: returns("if (query.a) throw new Error('a'); return 'b';"), as: asyncRun },
  'an error with a status': { before: ERROR, handler: returns("if (query.a) throw new Failure(404); return 'b';") },
  'an error with a status of success': { before: ERROR, handler: returns('throw new Failure(200);') },
  'an error with a statusCode': { handler: returns("throw Object.assign(new Error('a'), { statusCode: 409 });") },
  'an error with a text as its status': { before: ERROR, handler: returns("throw new Failure('404');") },
  'an object that is thrown': { handler: returns("throw { status: 404, message: 'a' };") },
};

/** The response of Express, which is on the request. */
const ON_REQUEST: Readonly<Record<string, Case>> = {
  'the response on the request': {
    handler: '(@Request() request: any) { request.res.status(409).json({ a: 1 }); }',
  },
  'the response on the request in a variable': {
    handler:
      "(@Request() request: any) { const res = (request as any).res!; res.status(302).set('Location', '/a').end(); }",
  },
  'the response on the request out of a pattern': {
    handler: "(@Request() request: any) { const { res } = request; res.status(302).set('Location', '/a').end(); }",
  },
  'fields of the response on the request': {
    handler: "(@Request() request: any) { request.res.set('x-a', '1'); return { a: 1 }; }",
  },
  'fields of the response on the request beside a responder': {
    handler:
      "(@Request() request: any, @Res() no: TsoaResponse<404, any>) { request.res.set('x-a', '1'); return no(404, 'a'); }",
  },
  'a status of the response on the request': {
    handler: '(@Request() request: any) { request.res.status(202); return { a: 1 }; }',
    open: 'tsoa sends another status, unless the response is sent before',
  },
};

export const CASES: Readonly<Record<string, Case>> = {
  ...RETURNED,
  ...DECORATED,
  ...SET,
  ...RESPONDED,
  ...THROWN,
  ...ON_REQUEST,
};
