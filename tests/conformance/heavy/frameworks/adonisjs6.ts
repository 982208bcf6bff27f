import type { RequestListener, ServerResponse } from 'node:http';
import type { Case, Framework, Running } from '../../framework.js';
import { runFile } from '../../run-file.js';
import { Notes, serve } from '../../serve.js';

/** What of Adonis the harness uses. */
interface Server {
  getRouter(): object;
  use(middleware: readonly unknown[]): unknown;
  errorHandler(load: () => Promise<{ readonly default: unknown }>): unknown;
  boot(): Promise<void>;
  handle: RequestListener;
}
interface Context {
  readonly response: { readonly response: ServerResponse; status(code: number): { send(body: unknown): void } };
}
interface Application {
  init(): Promise<void>;
}
interface Factory<T> {
  merge(parts: object): Factory<T>;
  create(url?: URL): T;
}

/** Packages that are only installed for this comparison, and so have no types here. */
const imported = (name: string): Promise<unknown> => import(name);
const { ServerFactory } = (await imported('@adonisjs/http-server/factories')) as {
  readonly ServerFactory: new () => Factory<Server>;
};
const { AppFactory } = (await imported('@adonisjs/application/factories')) as {
  readonly AppFactory: new () => Factory<Application>;
};

async function start(file: string): Promise<Running> {
  const notes = new Notes();
  const app = new AppFactory().create(new URL('./', import.meta.url));
  await app.init();
  const server = new ServerFactory().merge({ app }).create();
  const modules = { '@adonisjs/core/services/router': server.getRouter() };
  const pass = (): void => notes.handOn('next', undefined, { headersSent: false });
  // The file exports an error handler, where it has one.
  const own = runFile(file, modules, { pass }) as { readonly Handler?: new () => object };
  /** What Adonis does where an app has no error handler, with a note. */
  class Noting {
    report(): void {
      return undefined;
    }
    handle(error: { readonly status?: number; readonly message?: string }, { response }: Context): void {
      notes.handOn('error', error, response.response);
      response.status(error.status ?? 500).send(error.message ?? '');
    }
  }
  server.use([]);
  server.errorHandler(() => Promise.resolve({ default: own.Handler ?? Noting }));
  await server.boot();
  return serve(server.handle.bind(server), notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
}

function fileOf({ handler, before, as }: Case): string {
  return [
    "const router = require('@adonisjs/core/services/router');",
    before ?? '',
    as ? as(handler) : `router.get('/x', ${handler});`,
  ].join('\n');
}

const middleware = (handler: string): string => `router.get('/x', () => { pass(); return 'b'; }).use(${handler});`;
const VALUES = ['200', '404', '600', '99', '1000', '0', "'404'", "'abc'", '404.7', 'NaN', 'null', 'true'];
const HELPERS = [
  ...['ok', 'created', 'accepted', 'nonAuthoritativeInformation', 'partialContent', 'multipleChoices'],
  ...['movedPermanently', 'movedTemporarily', 'seeOther', 'notModified', 'useProxy', 'temporaryRedirect', 'badRequest'],
  ...['unauthorized', 'paymentRequired', 'forbidden', 'notFound', 'methodNotAllowed', 'notAcceptable'],
  ...['proxyAuthenticationRequired', 'requestTimeout', 'conflict', 'gone', 'lengthRequired', 'preconditionFailed'],
  ...['requestEntityTooLarge', 'requestUriTooLong', 'unsupportedMediaType', 'requestedRangeNotSatisfiable'],
  ...['expectationFailed', 'unprocessableEntity', 'tooManyRequests', 'internalServerError', 'notImplemented'],
  ...['badGateway', 'serviceUnavailable', 'gatewayTimeout', 'httpVersionNotSupported'],
];

const cases: Readonly<Record<string, Case>> = {
  'a returned value': { handler: '() => ({ a: 1 })' },
  'a returned text': { handler: "() => 'a'" },
  'null returned': { handler: '() => null' },
  'an empty text returned': { handler: "() => ''" },
  'nothing returned': { handler: '() => {}' },
  'a status and nothing': { handler: '({ response }) => { response.status(202); }' },
  'a status and null': { handler: '({ response }) => { response.status(202); return null; }' },
  'content that is sent': {
    handler: '({ request, response }) => { if (request.qs().a) response.status(404); response.send({ a: 1 }); }',
  },
  'content that is returned after some that is sent': {
    handler: "({ response }) => { response.send('a'); return null; }",
  },
  'a chain': { handler: '({ response }) => response.status(201).send({ a: 1 })' },
  'a response that is returned': { handler: '({ response }) => response.status(201)' },
  'the whole context': { handler: '(ctx) => { ctx.response.status(201); return ctx.response.json({ a: 1 }); }' },
  'a status after the content': { handler: "({ response }) => { response.send('a'); response.status(404); }" },
  'content twice': {
    handler: "({ request, response }) => { response.badRequest('a'); if (request.qs().a) response.ok('b'); }",
  },
  'null that is sent': { handler: '({ response }) => { response.send(null); }' },
  'nothing that is sent': { handler: '({ response }) => { response.send(); }' },
  'null that is sent after a status': { handler: '({ response }) => { response.status(200).send(null); }' },
  jsonp: { handler: "({ response }) => { response.jsonp({ a: 1 }, 'call'); }" },
  safeStatus: { handler: "({ response }) => { response.safeStatus(404).send('a'); }", open: 'whether a status is set' },
  fields: {
    handler:
      "({ response }) => { response.header('x-a', '1').safeHeader('x-b', '1').append('x-c', '1').location('/a').type('text').vary('accept').setEtag('a').removeHeader('x-a'); response.send('a'); }",
  },
  'what is read': {
    handler:
      "({ response }) => { response.getHeader('a'); response.getHeaders(); response.getStatus(); response.getBody(); response.fresh(); response.onFinish(() => {}); response.relayHeaders(); response.setRequestId(); response.send('a'); }",
  },
  cookies: {
    handler:
      "({ response }) => { response.cookie('a', 'b'); response.encryptedCookie('c', 'd'); response.plainCookie('e', 'f'); response.clearCookie('g'); response.send('a'); }",
  },
  ...Object.fromEntries(
    HELPERS.map((name): [string, Case] => [
      name,
      { handler: `({ request, response }) => request.qs().a ? response.${name}('a') : response.${name}()` },
    ]),
  ),
  noContent: { handler: '({ response }) => response.noContent()' },
  resetContent: { handler: '({ response }) => response.resetContent()' },

  // Redirects
  'a redirect': { handler: "({ response }) => response.redirect('/a')" },
  'a redirect with the status in its place': { handler: "({ response }) => response.redirect('/a', false, 301)" },
  'a redirect with the status too early': { handler: "({ response }) => { response.redirect('/a', 301); }" },
  'a status before a redirect': { handler: "({ response }) => response.status(301).redirect('/a')" },
  'a status before a redirect, that is none of one': {
    handler: "({ response }) => response.status(404).redirect('/a')",
  },
  'a redirect that says later where it leads': { handler: "({ response }) => response.redirect().toPath('/a')" },
  'a redirect with a status that says later where it leads': {
    handler: "({ response }) => response.redirect().status(303).toPath('/a')",
  },
  'a redirect back': { handler: '({ response }) => response.redirect().back()' },
  'a redirect with a query': { handler: "({ response }) => response.redirect().withQs().clearQs().toPath('/a')" },
  'a redirect to a route': {
    before: "router.get('/y', () => 'y').as('why');",
    handler: "({ response }) => response.redirect().toRoute('why')",
  },

  // Errors
  'an error': { handler: "({ request }) => { if (request.qs().a) throw new Error('a'); return 'b'; }" },
  'an error with a status': { handler: "() => { throw Object.assign(new Error('a'), { status: 409 }); }" },
  'an error with a status of success': { handler: "() => { throw Object.assign(new Error('a'), { status: 200 }); }" },
  'an error with a statusCode': { handler: "() => { throw Object.assign(new Error('a'), { statusCode: 404 }); }" },
  'an error with a status that is text': {
    handler: "() => { throw Object.assign(new Error('a'), { status: '409' }); }",
  },
  'an error that is returned': { handler: "() => new Error('a')" },
  'an error after a status': { handler: "({ response }) => { response.status(404); throw new Error('a'); }" },
  abort: {
    handler: "({ request, response }) => { if (request.qs().a) response.abort('a', 403); response.abort('b'); }",
  },
  abortUnless: {
    handler: "({ request, response }) => { response.abortUnless(request.qs().a, 'a', 404); return 'b'; }",
  },
  'an error handler': {
    handler: "(error, { response }) { response.status(503).send({ error: 'a' }); }",
    as: errorHandler,
  },
  'an error handler without a status': {
    handler: "(error, { response }) { response.send({ error: 'a' }); }",
    as: errorHandler,
  },

  // Middleware
  'middleware that hands on': {
    handler: "({ response }, next) => { response.header('x-a', '1'); return next(); }",
    as: middleware,
  },
  'middleware that answers': {
    handler:
      "async ({ request, response }, next) => { if (request.qs().a) return response.unauthorized('a'); await next(); }",
    as: middleware,
  },
  'middleware that does nothing': { handler: '(ctx, next) => {}', as: middleware },

  // Routes
  'a post': {
    handler: '({ response }) => response.created({ a: 1 })',
    as: (handler) => `router.post('/x', ${handler});`,
    methods: ['POST'],
  },
  'any method': { handler: "() => 'a'", as: (handler) => `router.any('/x', ${handler});`, methods: ['GET', 'POST'] },
  'a route by its methods': {
    handler: "() => 'a'",
    as: (handler) => `router.route('/x', ['PUT'], ${handler});`,
    methods: ['PUT'],
  },
  'a group': {
    handler: "({ response }) => response.accepted('a')",
    as: (handler) => `router.group(() => { router.get('/', ${handler}); }).prefix('/x');`,
  },

  ...Object.fromEntries(
    VALUES.map((value): [string, Case] => [
      `status with ${value}`,
      { handler: `({ response }) => { response.status(${value}).send('a'); }` },
    ]),
  ),
  ...Object.fromEntries(
    [204, 205, 304].flatMap((status): readonly [string, Case][] => [
      [`${status} with content`, { handler: `({ response }) => { response.status(${status}).send({ a: 1 }); }` }],
      [`${status} with returned content`, { handler: `({ response }) => { response.status(${status}); return 'a'; }` }],
    ]),
  ),
};

function errorHandler(handler: string): string {
  return `/** @typedef {import('@adonisjs/core/http').HttpContext} HttpContext */\nmodule.exports.Handler = class {\nreport() {}\n/**\n * @param {unknown} error\n * @param {HttpContext} ctx\n */\nhandle${handler}\n};\nrouter.get('/x', () => { throw new Error('first'); });`;
}

const framework: Framework = {
  name: 'Adonis 6',
  id: 'adonisjs',
  major: 6,
  emptyHandler: '() => {}',
  fileOf,
  flag: /request\.qs\(\)\.(\w+)/,
  start,
  ownContent: /^(?:redirect|toPath|toRoute|back)$/,
  ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type)$/,
  callFields: { jsonp: /^x-content-type-options$/ },
  errorStatus: 500,
  cases,
  without: {
    'response.continue': 'An interim status is no answer.',
    'response.switchingProtocols': 'An interim status is no answer.',
    'response.abortIf': 'Whether it throws is not read.',
    'response.stream': 'It is open.',
    'response.download': 'It is open.',
    'response.attachment': 'It is open.',
  },
};

export default framework;
