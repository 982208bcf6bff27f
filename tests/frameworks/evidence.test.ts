import * as parser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../src/exchange/model.js';
import { readHandlers } from '../../src/rule/analysis.js';
import { settingsOf } from '../../src/rule/settings.js';
import type { SourceCode } from '../../src/syntax/ast.js';

/** The handlers that are found in a file, each as framework, role, methods and route. */
function found(code: string, { filename = 'server.ts', settings = {} } = {}): string[] {
  let handlers: readonly Handler[] = [];
  const finder: Rule.RuleModule = {
    create: ({ sourceCode }) => ({
      Program() {
        // ESLint's own type and typescript-eslint's describe the same object.
        const source = sourceCode as unknown as SourceCode;
        handlers = readHandlers(
          source,
          { filename: `/project/${filename}`, cwd: '/project' },
          settingsOf({ 'http-status': settings }),
        );
      },
    }),
  };
  const messages = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser },
        plugins: { test: { rules: { finder } } },
        rules: { 'test/finder': 'error' },
      },
    ],
    filename,
  );
  expect(messages).toEqual([]);
  return handlers.map(({ framework, role, methods, route, name }) =>
    [framework, role, methods ? [...methods].join('|') : 'any', route ?? '-', name ?? '-'].join(' '),
  );
}

const USED = "res.status(404).json({ error: 'none' });";
const EXPRESS = "import express from 'express';\nconst app = express();\n";

describe('a handler of Express is found', () => {
  it.each([
    ['inline', `${EXPRESS}app.get('/a', (req, res) => { ${USED} });`, 'express handler GET /a -'],
    [
      'by position, whatever its parameters are called',
      `${EXPRESS}app.put('/a', (_, r) => { r.end(); });`,
      'express handler PUT /a -',
    ],
    ['by name', `${EXPRESS}function show(req, res) { ${USED} }\napp.get('/a', show);`, 'express handler GET /a show'],
    ['in an array', `${EXPRESS}app.post('/a', [(req, res) => { ${USED} }]);`, 'express handler POST /a -'],
    [
      'in a wrapper',
      `${EXPRESS}app.delete('/a', wrap(async (req, res) => { ${USED} }));`,
      'express handler DELETE /a -',
    ],
    [
      'in a wrapper with a name',
      `${EXPRESS}const show = wrap((req, res) => { ${USED} });\napp.get('/a', show);`,
      'express handler GET /a show',
    ],
    ['on a route', `${EXPRESS}app.route('/a').get(list).post((req, res) => { ${USED} });`, 'express handler POST /a -'],
    [
      'on a router',
      `import { Router } from 'express';\nconst r = Router();\nr.patch('/a', (req, res) => { ${USED} });`,
      'express handler PATCH /a -',
    ],
    [
      'with require',
      `const r = require('express').Router();\nr.get('/a', (req, res) => { ${USED} });`,
      'express handler GET /a -',
    ],
    [
      'compiled',
      `const express_1 = __importDefault(require("express"));\nconst app = (0, express_1.default)();\napp.get('/a', (req, res) => { ${USED} });`,
      'express handler GET /a -',
    ],
    [
      'on an app that is a parameter',
      `import type { Express } from 'express';\nexport const routes = (app: Express) => { app.get('/a', (req, res) => { ${USED} }); };`,
      'express handler GET /a -',
    ],
    ['as middleware', `${EXPRESS}app.use((req, res, next) => { ${USED} });`, 'express middleware any - -'],
    [
      'as an error handler',
      `${EXPRESS}app.use((err, req, res, next) => { ${USED} });`,
      'express error-handler any - -',
    ],
    ['for any method', `${EXPRESS}app.all('/a', (req, res) => { ${USED} });`, 'express handler any /a -'],
    [
      'typed',
      `import type { Request, Response } from 'express';\nexport function show(q: Request, r: Response) { r.end(); }`,
      'express handler any - show',
    ],
    [
      'typed as a whole',
      `import type { RequestHandler } from 'express';\nexport const show: RequestHandler = (q, r) => { r.end(); };`,
      'express handler any - show',
    ],
    [
      'typed in a comment',
      `/** @type {import('express').RequestHandler} */\nexports.show = (q, r) => { r.end(); };`,
      'express handler any - show',
    ],
    [
      'by shape and use, in a controller that imports nothing',
      `exports.show = async (req, res) => { ${USED} };`,
      'express handler any - show',
    ],
    ['as a method', `class Users { async show(req, res) { ${USED} } }`, 'express handler any - show'],
    [
      'as a method that the class registers',
      `class Users { constructor(router) { router.get('/a', this.show.bind(this)); } show(req, res) { ${USED} } }`,
      'express handler GET /a show',
    ],
    ['in an object', `export const users = { show(req, res) { ${USED} } };`, 'express handler any - show'],
    [
      'with parts of the request taken out',
      `exports.show = ({ params }, res) => { ${USED} };`,
      'express handler any - show',
    ],
    ['from a factory', `exports.show = (db) => async (req, res) => { ${USED} };`, 'express handler any - show'],
    [
      'with its method in a comment',
      `/**\n * GET /users\n */\nexports.show = (req, res) => { ${USED} };`,
      'express handler GET - show',
    ],
    [
      'in a route object',
      `router.route({ method: 'post', path: '/a', handler: (req, res) => { ${USED} } });`,
      'express handler POST /a handler',
    ],
    [
      'for clients that ask too often',
      `import limit from 'express-rate-limit';\nlimit({ handler: (req, res) => { ${USED} } });`,
      'express limiter any - handler',
    ],
    [
      'by its helper of the same file',
      `function fail(res) { ${USED} }\nexports.show = (req, res) => { fail(res); };`,
      'express handler any - show',
    ],
  ])('%s', (_title, code, handler) => {
    expect(found(code)).toEqual([handler]);
  });

  it('on several routes, with the methods of all', () => {
    const code = `${EXPRESS}function save(req, res) { ${USED} }\napp.post('/a', save);\napp.put('/b', save);`;
    expect(found(code)).toEqual(['express handler POST|PUT /a save']);
  });
});

describe('a handler of Node is found', () => {
  it.each([
    [
      'given to a server',
      "import http from 'node:http';\nhttp.createServer((q, r) => { r.end(); });",
      'node handler any - -',
    ],
    [
      'with options before it',
      "import { createServer } from 'https';\ncreateServer({}, (q, r) => { r.end(); });",
      'node handler any - -',
    ],
    [
      'as a listener',
      "import http from 'http';\nconst s = http.createServer();\ns.on('request', (q, r) => { r.end(); });",
      'node handler any - -',
    ],
    [
      'typed',
      "import type { IncomingMessage, ServerResponse } from 'http';\nexport function h(q: IncomingMessage, r: ServerResponse) { r.end(); }",
      'node handler any - h',
    ],
    ['by shape and use', 'exports.h = (req, res) => { res.writeHead(404); res.end(); };', 'node handler any - h'],
  ])('%s', (_title, code, handler) => {
    expect(found(code)).toEqual([handler]);
  });
});

describe('a handler of Fastify is found', () => {
  const answers = 'reply.code(404).send();';

  it.each([
    ['on an instance', `require('fastify')().get('/a', (q, r) => { r.send(); });`, 'fastify handler GET /a -'],
    [
      'on an instance that is a variable',
      `import Fastify from 'fastify';\nconst app = Fastify();\napp.all('/a', async () => 'a');`,
      'fastify handler any /a -',
    ],
    [
      'behind options',
      `import { fastify } from 'fastify';\nconst app = fastify();\napp.post('/a', { schema }, async () => 'a');`,
      'fastify handler POST /a -',
    ],
    [
      'on a parameter that is typed',
      `import type { FastifyInstance } from 'fastify';\nexport const a = (x: FastifyInstance) => { x.put('/a', async () => 'a'); };`,
      'fastify handler PUT /a -',
    ],
    [
      'on the parameter of a plugin, which is called fastify',
      `module.exports = async (fastify) => { fastify.get('/a', (req, res) => { ${USED} }); };`,
      'fastify handler GET /a -',
    ],
    [
      'on the parameter of a plugin, which is used as one',
      `export default async (app) => { app.get('/a', async (request, reply) => { ${answers} }); };`,
      'fastify handler GET /a -',
    ],
    [
      'on the parameter of a plugin that is registered',
      `const app = require('fastify')();\napp.register(async (x) => { x.get('/a', async () => 'a'); });`,
      'fastify handler GET /a -',
    ],
    [
      'on the parameter of a plugin that is wrapped',
      `import fp from 'fastify-plugin';\nexport default fp(async (x) => { x.get('/a', async () => 'a'); });`,
      'fastify handler GET /a -',
    ],
    [
      'as an object',
      `module.exports = async (fastify) => { fastify.route({ method: 'GET', url: '/a', handler: async () => 'a' }); };`,
      'fastify handler GET /a handler',
    ],
    [
      'in a list of routes that are registered one by one',
      `export const routes = [{ method: 'GET', url: '/a', handler: (request, reply) => { ${answers} } }];`,
      'fastify handler GET /a handler',
    ],
    [
      'typed',
      `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport const a = (q: FastifyRequest, r: FastifyReply) => { r.send(); };`,
      'fastify handler any - a',
    ],
    [
      'typed as a whole',
      `import type { RouteHandlerMethod } from 'fastify';\nexport const a: RouteHandlerMethod = async () => 'a';`,
      'fastify handler any - a',
    ],
    ['by shape and use', `export const a = async (request, reply) => { ${answers} };`, 'fastify handler any - a'],
    [
      'as a hook by shape and use',
      `export const a = (request, reply, done) => { if (request.id) ${answers} else done(); };`,
      'fastify middleware any - a',
    ],
    [
      'as a hook that is typed',
      `import type { preHandlerAsyncHookHandler } from 'fastify';\nexport const a: preHandlerAsyncHookHandler = async () => {};`,
      'fastify middleware any - a',
    ],
    [
      'as an error handler',
      `module.exports = async (fastify) => { fastify.setErrorHandler((e, q, r) => { r.send(); }); };`,
      'fastify error-handler any - -',
    ],
  ])('%s', (_title, code, handler) => {
    expect(found(code)).toEqual([handler]);
  });

  it.each([
    ['a hook that runs when the answer is settled', `require('fastify')().addHook('onResponse', async () => {});`],
    ['a function that an instance gets for something else', `require('fastify')().decorate('a', async () => 'a');`],
    ['a schema’s function', `require('fastify')().get('/a', { config: { key: () => 'a' } }, imported);`],
    ['a call of an instance in a test', `require('fastify')().inject().get('/a', (request, reply) => {});`],
    ['an app that is used as another’s', `export default (app) => { app.get('/a', async (req, res) => 'a'); };`],
    ['a reply that is called, as in old hapi', `export const a = (request, reply) => { reply({}).code(404); };`],
    ['a reply to a message', `export const a = (message, reply) => { reply.send(message); };`],
  ])('and not %s', (_title, code) => {
    expect(found(code)).toEqual([]);
  });
});

describe('a handler of Koa is found', () => {
  it.each([
    [
      'that only throws a status',
      "export async function forbid(ctx) { ctx.throw(403, 'No'); }",
      'koa handler any - forbid',
    ],
    [
      'that throws a status or hands on',
      'export async function check(ctx, next) { if (!ctx.params.id) ctx.throw(404); await next(); }',
      'koa handler any - check',
    ],
  ])('%s', (_title, code, expected) => {
    expect(found(code)).toEqual([expected]);
  });
});

describe('a handler of Hono is found', () => {
  it('by what only its context does', () => {
    expect(found("export const show = async (c) => c.json({ id: c.req.param('id') }, 404);")).toEqual([
      'hono handler any - show',
    ]);
  });
});

describe('nothing is taken for a handler that is', () => {
  it.each([
    ["a client's callback", "import https from 'https';\nhttps.get('/a', (res) => { console.log(res.statusCode); });"],
    ["a client's response", "fetch('/a').then((res) => { if (res.status === 404) return res.json(); });"],
    ['a response that is read', 'export const log = (req, res) => { res.on("data", () => {}); res.status(1); };'],
    ['an interceptor', 'axios.interceptors.response.use((res) => res.data, (error) => error.response.status);'],
    [
      'the context of another package',
      'export const setup = async (c) => c.json({ a: load(c.req) }, { status: 401 });',
    ],
    ['a parser that throws', "export function parse(ctx) { if (!ctx.ok) ctx.throw('No'); }"],
    ['a mock of a service', "import { rest } from 'msw';\nrest.get('/a', (req, res, ctx) => res(ctx.status(404)));"],
    [
      'a handler of another framework',
      `import { Server } from 'hyper-express';\nconst server = new Server();\nserver.get('/a', (req, res, next) => { ${USED} });`,
    ],
    [
      'a method whose decorators are not known',
      `import { Controller, Get, Res } from 'routing-controllers';\nclass A { @Get() show(@Res() res, @Res() other) { ${USED} } }`,
    ],
    ['a helper that gets a response alone', `export function fail(res, code) { res.status(code).json({}); }`],
    ['a listener of an error', `proxy.on('error', (err, req, res, target) => { ${USED} });`],
    ['an accessor of a store', "cache.get('key', (req, res) => { res(1); });"],
  ])('%s', (_title, code) => {
    expect(found(code)).toEqual([]);
  });

  it('in a test, by its name or its folder', () => {
    const code = `${EXPRESS}app.get('/a', (req, res) => { ${USED} });`;
    expect(found(code, { filename: 'src/app.test.ts' })).toEqual([]);
    expect(found(code, { filename: 'tests/app.ts' })).toEqual([]);
    expect(found(code, { filename: 'tests/app.ts', settings: { testFiles: true } })).toHaveLength(1);
  });
});

describe('the setting `frameworks`', () => {
  const rival = `import { Server } from 'hyper-express';\nnew Server().get('/a', (req, res) => { ${USED} });`;
  const node = "import http from 'http';\nhttp.createServer((req, res) => { res.end(); });";

  it('leaves out what it does not name', () => {
    expect(found(node, { settings: { frameworks: ['express'] } })).toEqual([]);
    expect(found(node, { settings: { frameworks: ['node'] } })).toHaveLength(1);
  });

  it('looks for what it names beside the import of another framework', () => {
    expect(found(rival)).toEqual([]);
    expect(found(rival, { settings: { frameworks: ['express'] } })).toHaveLength(1);
  });
});

const NEST = "import { Injectable, Controller, Get, Req, Res, Next } from '@nestjs/common';\n";

describe('middleware of Nest is found by its shape', () => {
  it.each([
    ['a function', `${NEST}export function guard(req, res, next) { ${USED} }`, 'nest middleware any - guard'],
    [
      'a function that others make',
      `${NEST}export const guard = (role) => (req, res, next) => { if (role) next(); else { ${USED} } };`,
      'nest middleware any - guard',
    ],
    [
      'a function that answers as Node does',
      `${NEST}export function guard(req, res, next) { if (req.user) return next(); res.statusCode = 401; res.end(); }`,
      'nest middleware any - guard',
    ],
    [
      'a function that handles errors',
      `${NEST}export function fail(err, req, res, next) { ${USED} }`,
      'nest error-handler any - fail',
    ],
    [
      'a class',
      `${NEST}@Injectable()\nexport class Guard { use(req, res, next) { if (req.user) next(); else { ${USED} } } }`,
      'nest middleware any - use',
    ],
    [
      'a class whose types say nothing',
      `${NEST}export class Guard { use(req: any, res: any, next: () => void) { ${USED} } }`,
      'nest middleware any - use',
    ],
    [
      'a function of Node on Fastify',
      `${NEST}import type {} from 'fastify';\nexport function guard(req, res, next) { res.statusCode = 401; res.end(); }`,
      'nest middleware any - guard',
    ],
    [
      'a function beside Express is that of Express',
      `${NEST}import type {} from 'express';\nexport function guard(req, res, next) { ${USED} }`,
      'express handler any - guard',
    ],
  ])('%s', (_name, code, handler) => {
    expect(found(code)).toEqual([handler]);
  });

  it.each([
    ['a function without next', `${NEST}export function fail(req, res) { ${USED} }`],
    ['a function with something else in its place', `${NEST}export function fail(req, res, error) { ${USED} }`],
    [
      'a method of a controller that its others call',
      `${NEST}@Controller() export class Cats { fail(req, res, next) { ${USED} } }`,
    ],
    ['a method that is a property', `${NEST}export class Cats { fail = (req, res, next) => { ${USED} }; }`],
    [
      'a function that only the file calls',
      `${NEST}function fail(req, res, next) { ${USED} }\nexport class Service { run(req, res) { fail(req, res, () => {}); } }`,
    ],
    ['a double that never answers', `${NEST}export const guard = (req, res, next) => next();`],
    ['a use of something else', `${NEST}export class Tool { use(key, value, next) { ${USED} } }`],
    ['a response that is read', `${NEST}export const log = (req, res, next) => { next(res.statusCode); };`],
    [
      'a function of Express on Fastify',
      `${NEST}import type {} from 'fastify';\nexport function guard(req, res, next) { ${USED} }`,
    ],
    ['a function beside msw', `${NEST}import { http } from 'msw';\nexport function guard(req, res, next) { ${USED} }`],
  ])('%s is none', (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});
