import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lintCase, reportedCases, type Reported } from '../rule-cases.js';
import { requestsOf, type Framework } from './framework.js';
import express4 from './frameworks/express4.js';
import express5 from './frameworks/express5.js';
import fastify4 from './frameworks/fastify4.js';
import fastify5 from './frameworks/fastify5.js';
import fetchStandard from './frameworks/fetch.js';
import h3v1 from './frameworks/h3v1.js';
import h3v2 from './frameworks/h3v2.js';
import hapi from './frameworks/hapi.js';
import honoNode from './frameworks/hono-node.js';
import hono from './frameworks/hono.js';
import koa2 from './frameworks/koa2.js';
import koa3 from './frameworks/koa3.js';
import nodeHttp from './frameworks/node-http.js';
import polka from './frameworks/polka.js';

/** What a server sends to one request, but for the time of day, and whether the framework objected to the call. */
interface Answer {
  readonly bytes: string;
  readonly isRefused: boolean;
}

const METHODS = ['GET', 'POST'];
/** Far from any package.json, so that nothing says which version this is. */
const NOWHERE = '/nowhere/file.ts';

/** The source of a case as a CommonJS file that exports its app or its server, with all routes at one path. */
function runnable(code: string, { id }: Framework): string {
  const path = id === 'fastify' ? '/p/x' : '/x';
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const source = outputText
    .replace(/\.(get|post|put|patch|delete|all)\((['"])\/[^'"]*\2/g, `.$1('${path}'`)
    .replace(/^(?=\w+\.default\.createServer\()/m, 'module.exports = ')
    .replace(/\.listen\(\d+\)/g, '');
  const [, name] = /^const (app|server)\b/m.exec(source) ?? [];
  const noting = id === 'hono' ? "app.onError(require('noted-error'));\n" : '';
  return `const exports = {};\n${source}\n${name === undefined ? '' : `${noting}module.exports = ${name};`}`;
}

/** What frameworks say of a call that they do not take. */
const REFUSALS: Readonly<Record<string, RegExp>> = {
  fastify: /malformed status code|FST_ERR|Invalid status code|TypeError/,
  koa: /AssertionError|Invalid status code/,
  hono: /RangeError|TypeError/,
  fetch: /RangeError|TypeError/,
  h3: /RangeError|TypeError|Invalid status code/,
  hapi: /AssertError|Invalid status code|Bad status/,
};

/** An error, and the one that a framework has put into one of its own. */
function withCause(error: unknown): readonly unknown[] {
  return error instanceof Error && error.cause !== undefined ? [error, error.cause] : [error];
}

let written: Buffer[] = [];

/** What comes of every request that a case may tell apart. */
async function answersOf(code: string, framework: Framework): Promise<readonly Answer[]> {
  const running = await framework.start(runnable(code, framework));
  const refusal = REFUSALS[framework.id] ?? /Invalid status code/;
  const answers: Answer[] = [];
  try {
    for (const request of requestsOf({ handler: code, methods: METHODS }, framework.flag)) {
      written = [];
      const { handedOn, uncaught } = await running.send(request);
      const bytes = Buffer.concat(written)
        .toString('latin1')
        .replace(/^Date: .*$/m, '');
      const errors = [...(handedOn?.to === 'error' ? [handedOn.error] : []), ...uncaught]
        .flatMap(withCause)
        .map(String);
      answers.push({ bytes, isRefused: errors.some((error) => refusal.test(error)) });
    }
  } finally {
    await running.close();
  }
  return answers;
}

/** Spellings that a fix may touch, with statuses for which a server does something of its own. */
function spellings(): readonly Reported[] {
  const texts = (status: number) => [
    `res.status('${status}').json({ a: 1 });`,
    `res.status('${status}').send('a');`,
    `res.status('${status}').end();`,
    `res.sendStatus('${status}');`,
    `res.statusCode = '${status}'; res.send('a');`,
    `res.writeHead('${status}'); res.end('a');`,
    `res.redirect('${status}', '/a');`,
    `res.status(req.query.a ? '${status}' : 400).json({});`,
  ];
  const places = (status: number) => [
    ...['json', 'send', 'jsonp'].flatMap((call) => [
      ...['{ a: 1 }', "'a'", 'null', 'undefined', 'req.query', 'req.query.a.b', 'fail(req)'].flatMap((body) => [
        `res.${call}(${body}, ${status});`,
        `res.${call}(${status}, ${body});`,
      ]),
      `res.${call}(${status});`,
      `res.status(400).${call}({ a: 1 }, ${status});`,
    ]),
    `res.redirect('/a', ${status});`,
    `res.status(400).redirect('/a', ${status});`,
    `res.redirect(fail(req), ${status});`,
  ];
  const cases = (rule: string, statements: readonly string[], settings: NonNullable<Reported['settings']>) =>
    statements.map((statement): Reported => ({
      rule,
      name: statement,
      code: `import express from 'express';
const fail = (req) => { if (req.query.a) throw new Error('of its own'); return 'b'; };
const app = express();
app.get('/x', (req, res) => { ${statement} });
`,
      errors: [],
      settings,
    }));
  return [4, 5].flatMap((major) => {
    const settings = { 'http-status': { frameworkVersions: { express: major } } };
    return [
      ...cases('valid-status-code', [200, 204, 205, 304, 404].flatMap(texts), settings),
      ...cases('no-ineffective-status', [204, 404].flatMap(places), settings),
    ];
  });
}

/** How a statement is written in a handler of another framework, and which statements of it a fix may touch. */
interface Elsewhere {
  readonly id: string;
  readonly fileOf: (statement: string) => string;
  readonly majors: readonly (number | null)[];
  readonly texts: (status: number) => readonly string[];
}

const RESPONSES = (status: number): readonly string[] => [
  `return new Response('a', { status: '${status}' });`,
  `return new Response(null, { status: '${status}' });`,
  `return new Response(null, ${status});`,
  `return Response.json({ a: 1 }, { status: '${status}' });`,
  `return Response.json({ a: 1 }, ${status});`,
  `return Response.redirect('http://localhost/a', '${status}');`,
  `return Response.redirect(${status}, 'http://localhost/a');`,
];

const IN_HONO = (status: number): readonly string[] => [
  ...RESPONSES(status),
  `return c.json({ a: 1 }, '${status}');`,
  `return c.text('a', c.env.a ? '${status}' : 400);`,
  `return c.body(null, { status: '${status}' });`,
  `c.status('${status}'); return c.json({ a: 1 });`,
  `return c.redirect('/a', '${status}');`,
  `return c.redirect(${status}, '/a');`,
];

const ELSEWHERE: readonly Elsewhere[] = [
  {
    id: 'fastify',
    majors: [4, 5],
    fileOf: (statement) => `import Fastify from 'fastify';
const app = Fastify();
app.get('/x', (req, reply) => { ${statement} });
`,
    texts: (status) => [
      `reply.code('${status}').send({ a: 1 });`,
      `reply.status('${status}').send('a');`,
      `reply.statusCode = '${status}'; reply.send();`,
      `reply.code(req.query.a ? '${status}' : 400).send({});`,
      `reply.redirect('/a', '${status}');`,
      `reply.redirect(${status}, '/a');`,
      `reply.redirect('${status}', '/a');`,
      `reply.raw.statusCode = '${status}'; reply.send('a');`,
      `reply.hijack(); reply.raw.writeHead('${status}'); reply.raw.end('a');`,
      `throw Object.assign(new Error('a'), { statusCode: '${status}' });`,
    ],
  },
  {
    id: 'koa',
    majors: [2, 3],
    fileOf: (statement) => `import Koa from 'koa';
const app = new Koa();
app.use((ctx) => { ${statement} });
`,
    texts: (status) => [
      `ctx.status = '${status}'; ctx.body = { a: 1 };`,
      `ctx.status = ctx.query.a ? '${status}' : 400;`,
      `ctx.res.statusCode = '${status}'; ctx.body = 'a';`,
      `ctx.redirect('/a', ${status});`,
      `ctx.redirect(${status}, '/a');`,
      `ctx.throw('${status}', 'a');`,
      `ctx.throw('a', ${status});`,
      `ctx.assert(ctx.query.a, '${status}', 'a');`,
    ],
  },
  {
    id: 'hono',
    majors: [null],
    fileOf: (statement) => `import { Hono } from 'hono';
const app = new Hono();
app.get('/x', (c) => { ${statement} });
`,
    texts: IN_HONO,
  },
  {
    id: 'hono',
    majors: [null],
    fileOf: (statement) => `import { serve } from '@hono/node-server';
import { Hono } from 'hono';
const app = new Hono();
app.get('/x', (c) => { ${statement} });
export const start = () => serve(app);
`,
    texts: IN_HONO,
  },
  {
    id: 'fetch',
    majors: [null],
    fileOf: (statement) => `Deno.serve((req) => { ${statement} });
`,
    texts: RESPONSES,
  },
  {
    id: 'h3',
    majors: [1],
    fileOf: (
      statement,
    ) => `import { createApp, eventHandler, getQuery, setResponseStatus, sendRedirect, createError } from 'h3';
const app = createApp();
app.use('/x', eventHandler((event) => { ${statement} }));
`,
    texts: (status) => [
      `setResponseStatus(event, '${status}'); return { a: 1 };`,
      `setResponseStatus(event, getQuery(event).a ? '${status}' : 400); return 'a';`,
      `event.node.res.statusCode = '${status}'; return 'a';`,
      `event.node.res.writeHead('${status}'); event.node.res.end('a');`,
      `return sendRedirect(event, '/a', '${status}');`,
      `return sendRedirect(event, ${status}, '/a');`,
      `throw createError({ statusCode: '${status}' });`,
      `return new Response('a', { status: '${status}' });`,
      `return new Response('a', ${status});`,
    ],
  },
  {
    id: 'h3',
    majors: [2],
    fileOf: (statement) => `import { H3, getQuery, HTTPError, redirect } from 'h3';
const app = new H3();
app.get('/x', (event) => { ${statement} });
`,
    texts: (status) => [
      ...RESPONSES(status),
      `event.res.status = '${status}'; return { a: 1 };`,
      `event.res.status = getQuery(event).a ? '${status}' : 400; return 'a';`,
      `return redirect('/a', '${status}');`,
      `return redirect(${status}, '/a');`,
      `throw new HTTPError({ status: '${status}' });`,
    ],
  },
  {
    id: 'hapi',
    majors: [null],
    fileOf: (statement) => `import Hapi from '@hapi/hapi';
const app = Hapi.server({ debug: false });
app.route({ method: 'GET', path: '/x', handler: (request, h) => { ${statement} } });
`,
    texts: (status) => [
      `return h.response({ a: 1 }).code('${status}');`,
      `return h.response('a').code(request.query.a ? '${status}' : 400);`,
      `const response = h.response('a'); response.statusCode = '${status}'; return response;`,
      `return h.redirect('/a').code('${status}');`,
      `return h.response('a', ${status});`,
      `return h.redirect('/a', ${status});`,
    ],
  },
  {
    id: 'polka',
    majors: [null],
    fileOf: (statement) => `import polka from 'polka';
const app = polka();
app.get('/x', (req, res) => { ${statement} });
`,
    texts: (status) => [
      `res.statusCode = '${status}'; res.end('a');`,
      `res.statusCode = req.query.a ? '${status}' : 400; res.end();`,
      `res.writeHead('${status}'); res.end('a');`,
      `throw Object.assign(new Error('a'), { status: '${status}' });`,
    ],
  },
];

/** The same for frameworks other than Express. */
function spellingsElsewhere(): readonly Reported[] {
  return ELSEWHERE.flatMap(({ id, majors, texts, fileOf }) =>
    [200, 204, 301, 304, 404].flatMap((status) =>
      texts(status).flatMap((statement) =>
        majors.flatMap((major) =>
          ['valid-status-code', 'no-ineffective-status'].map((rule): Reported => ({
            rule,
            name: statement,
            code: fileOf(statement),
            errors: [],
            settings: { 'http-status': { frameworkVersions: major === null ? {} : { [id]: major } } },
          })),
        ),
      ),
    ),
  );
}

/** By what a file imports or calls: the frameworks that run it, the version that is installed last. */
const RUNNING: readonly (readonly [RegExp, readonly Framework[]])[] = [
  [/from ['"]@nestjs\/common['"]/, []],
  [/from ['"](?:node:)?http['"]/, [nodeHttp]],
  [/^Deno\.serve/m, [fetchStandard]],
  [/from ['"]@hono\/node-server['"]/, [honoNode]],
  [/from ['"]hono['"]/, [hono]],
  [/from ['"]fastify['"]/, [fastify4, fastify5]],
  [/from ['"]koa['"]/, [koa2, koa3]],
  [/\bcreateApp\b.* from ['"]h3['"]/, [h3v1]],
  [/from ['"]h3['"]/, [h3v2]],
  [/from ['"]@hapi\/hapi['"]/, [hapi]],
  [/from ['"]polka['"]/, [polka]],
  [/from ['"]express['"]/, [express4, express5]],
];

/** The frameworks on which a fix has to be safe: the one of the case, or all that it may be. */
function frameworksOf({ code, filename, settings }: Reported): readonly Framework[] {
  const [, all = []] = RUNNING.find(([sign]) => sign.test(code)) ?? [];
  if (filename === NOWHERE) return all;
  const versions = JSON.stringify(settings ?? {});
  const named = all.filter(({ id, major }) => versions.includes(`"${id}":${String(major)}`));
  return named.length > 0 ? named : all.slice(-1);
}

const { resolve } = createRequire(import.meta.url);

/** Whether everything that the code imports is there: packages that are not installed are only read, and so are other files. */
function isComplete(code: string): boolean {
  return [...code.matchAll(/from ['"]([^'"]+)['"]/g)].every(([, name = '']) => {
    try {
      return resolve(name) !== '';
    } catch {
      return false;
    }
  });
}

/** The code after each fix of a case. */
function fixed(one: Reported): readonly string[] {
  return lintCase(one, one.code).flatMap(({ fix }) =>
    fix ? [one.code.slice(0, fix.range[0]) + fix.text + one.code.slice(fix.range[1])] : [],
  );
}

describe('a fix leaves every byte as it was, or the old code always threw', () => {
  beforeAll(() => {
    // Express 4 warns of what is fixed here.
    vi.stubEnv('NO_DEPRECATION', 'express');
    // And shows stacks, with their lines and columns, where it is not in production.
    vi.stubEnv('NODE_ENV', 'production');
    vi.spyOn(console, 'error').mockReturnValue();
    // It is called on the socket that it was called on.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { write } = Socket.prototype;
    vi.spyOn(Socket.prototype, 'write').mockImplementation(function (this: Socket, ...args) {
      // Sockets of a server know it.
      if ('server' in this && this.server) written.push(Buffer.from(args[0]));
      return write.apply(this, args);
    });
  });
  afterAll(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it.each(['as the rules are tested', 'where the version of the framework is not known'])(
    '%s',
    { timeout: 120_000 },
    async (where) => {
      const seen = new Set<string>();
      let compared = 0;
      const changed: string[] = [];
      for (const tested of [...(await reportedCases()), ...spellings(), ...spellingsElsewhere()]) {
        const one = where.startsWith('as') ? tested : { ...tested, settings: {}, filename: NOWHERE };
        const key = JSON.stringify([one.rule, one.code, one.settings]);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const after of fixed(one).filter(isComplete)) {
          for (const framework of frameworksOf(one)) {
            const [before, now] = [await answersOf(one.code, framework), await answersOf(after, framework)];
            const isSame = before.every(({ bytes, isRefused }, index) => isRefused || bytes === now[index]?.bytes);
            compared += before.filter(({ isRefused }) => !isRefused).length;
            if (!isSame) changed.push(`${framework.name}: ${one.rule}: ${one.name}`);
          }
        }
      }
      expect(changed).toEqual([]);
      expect(compared).toBeGreaterThan(20);
    },
  );
});
