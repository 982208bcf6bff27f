import type { Case } from '../../framework.js';

const VALUES = [
  '200',
  '404',
  '600',
  '999',
  '99',
  '1000',
  '0',
  "'404'",
  "'abc'",
  '404.7',
  'NaN',
  'Infinity',
  'null',
  'true',
];

/** Each status value through each way of setting one, in a handler that is `async` and in one that is not. */
function statusCases(): Readonly<Record<string, Case>> {
  const sinks: Readonly<Record<string, (value: string) => string>> = {
    'res.status': (value) => `res.status(${value}); res.send({});`,
    'res.statusCode': (value) => `res.statusCode = ${value}; res.send({});`,
    'res.send': (value) => `res.send(${value}, { a: 1 });`,
  };
  return Object.fromEntries(
    Object.entries(sinks).flatMap(([sink, statement]) =>
      VALUES.flatMap((value): readonly [string, Case][] => [
        [`${sink} with ${value}`, { handler: `(req, res, next) => { ${statement(value)} next(); }` }],
        [`${sink} with ${value}, async`, { handler: `async (req, res) => { ${statement(value)} }` }],
      ]),
    ),
  );
}

function contentCases(): Readonly<Record<string, Case>> {
  const calls = [
    "send('a')",
    'send({ a: 1 })',
    'send([])',
    'send(null)',
    "send('')",
    'send(undefined)',
    'send()',
    'send(false)',
    'json({ a: 1 })',
    'json(null)',
    "sendRaw('a')",
    "end('a')",
    'end()',
  ];
  return Object.fromEntries(
    [200, 204, 205, 304, 404].flatMap((status) =>
      calls.map((call) => [
        `${status} with ${call}`,
        { handler: `(req, res, next) => { res.status(${status}); res.${call}; return next(); }` },
      ]),
    ),
  );
}

function repeatCases(): Readonly<Record<string, Case>> {
  const calls = ['send({ b: 2 })', "end('b')", 'end()', "redirect('/b', next)", 'writeHead(202)', "sendRaw('b')"];
  return Object.fromEntries(
    ['send({ a: 1 })', "redirect('/a', next)"].flatMap((first) =>
      calls.map((call) => [
        `${first}, then ${call}`,
        { handler: `(req, res, next) => { res.${first}; if (req.query.again) res.${call}; }` },
      ]),
    ),
  );
}

/** The error that handlers under test answer. */
export const FIRST = 'NotFoundError: first';

const on =
  (event: string) =>
  (handler: string): string =>
    `server.on('${event}', ${handler});\nserver.get('/x', (request, response, after) => after(new errors.NotFoundError('first')));`;

export const CASES: Readonly<Record<string, Case>> = {
  'content alone': { handler: '(req, res, next) => { res.send({ a: 1 }); return next(); }' },
  'a status and content': { handler: "(req, res, next) => { res.send(201, { a: 1 }, { location: '/a' }); next(); }" },
  'a status alone': { handler: '(req, res, next) => { res.send(404); next(); }' },
  'one of two statuses': { handler: '(req, res, next) => { res.send(req.query.a ? 404 : 201, { a: 1 }); next(); }' },
  'one of two statuses, alone': { handler: '(req, res, next) => { res.send(req.query.a ? 404 : 201); next(); }' },
  'content and fields': { handler: "(req, res, next) => { res.send({ a: 1 }, { 'x-a': '1' }); next(); }" },
  'the status behind the content': { handler: '(req, res, next) => { res.send({ a: 1 }, 201); next(); }' },
  'json with the status behind the content': { handler: '(req, res, next) => { res.json({ a: 1 }, 404); next(); }' },
  'a status as text': { handler: "(req, res, next) => { res.send('404'); next(); }" },
  'json with a status': { handler: '(req, res, next) => { res.json(202, { a: 1 }); next(); }' },
  'sendRaw with a status': { handler: "(req, res, next) => { res.sendRaw(202, 'a', { 'x-a': '1' }); next(); }" },
  'a status that is set before': { handler: '(req, res, next) => { res.status(404); res.send({ a: 1 }); next(); }' },
  'a status that is overwritten': { handler: '(req, res, next) => { res.status(404); res.send(200, {}); next(); }' },
  'a call behind status': {
    handler: '(req, res, next) => { res.status(404).send({ a: 1 }); }',
    open: 'what the number is asked for throws',
  },
  fields: {
    handler:
      "(req, res, next) => { res.header('x-a', '1'); res.header('x-a', '2'); res.set('x-b', '1').set({ 'x-c': '1' }); res.cache('public', { maxAge: 1 }); res.link('/a', 'next'); res.charSet('utf-8'); res.contentType = 'json'; res.get('x-a'); res.header('x-a'); res.send({}); next(); }",
  },
  noCache: { handler: '(req, res, next) => { res.noCache().send({}); next(); }' },

  // Redirects
  'a redirect': { handler: "(req, res, next) => { res.redirect('/a', next); }" },
  'a redirect with a status': { handler: "(req, res, next) => { res.redirect(req.query.a ? 301 : 307, '/a', next); }" },
  'a status before a redirect': { handler: "(req, res, next) => { res.status(301); res.redirect('/a', next); }" },
  'a redirect by its parts': {
    handler: "(req, res, next) => { res.redirect({ pathname: '/a', permanent: true }, next); }",
  },
  'a redirect by its parts, for now': { handler: "(req, res, next) => { res.redirect({ pathname: '/a' }, next); }" },
  'a redirect without next': { handler: "(req, res, next) => { res.redirect('/a'); }" },
  'a redirect without next, async': { handler: "async (req, res) => { res.redirect('/a'); }" },
  'a redirect with the status second': { handler: "async (req, res) => { res.redirect('/a', 301, () => {}); }" },

  // Handing on
  'an async handler': { handler: 'async (req, res) => { res.send({ a: 1 }); }' },
  'an async handler that answers on one side': { handler: 'async (req, res) => { if (req.query.a) res.send(204); }' },
  'an async handler with a status and no answer': { handler: 'async (req, res) => { res.status(404); }' },
  'an async handler before another': {
    handler: 'async (req, res) => { if (req.query.a) res.send(401); }',
    as: (handler) =>
      `server.get('/x', ${handler}, (req, res, next) => { if (!res.headersSent) res.send('b'); next(); });`,
  },
  'nothing and next': { handler: '(req, res, next) => { next(); }' },
  'nothing and next(false)': { handler: '(req, res, next) => { next(false); }' },
  'nothing at all': { handler: '(req, res, next) => { if (req.query.a) res.send(200); }' },
  'an answer and next(false)': { handler: '(req, res, next) => { res.send(202); return next(false); }' },
  'middleware that hands on': {
    handler: "(req, res, next) => { res.header('x-a', '1'); next(); }",
    as: (handler) => `server.use(${handler});\nserver.get('/x', (req, res, next) => { res.send('b'); next(); });`,
  },
  'middleware that answers': {
    handler: '(req, res, next) => { if (req.query.a) { res.send(401); return next(false); } next(); }',
    as: (handler) => `server.use(${handler});\nserver.get('/x', (req, res, next) => { res.send('b'); next(); });`,
  },
  'middleware before routing': {
    handler: "(req, res, next) => { res.setHeader('x-a', '1'); return next(); }",
    as: (handler) => `server.pre(${handler});\nserver.get('/x', (req, res, next) => { res.send('b'); next(); });`,
  },
  'fields of middleware': {
    handler: '(req, res, next) => { res.send({}); next(); }',
    before: "server.use((req, res, next) => { res.setHeader('x-before', '1'); return next(); });",
  },
  del: {
    handler: '(req, res, next) => { res.send(204); next(); }',
    as: (handler) => `server.del('/x', ${handler});`,
    methods: ['DELETE'],
  },
  opts: {
    handler: "(req, res, next) => { res.send(200, 'a'); next(); }",
    as: (handler) => `server.opts('/x', ${handler});`,
    methods: ['OPTIONS'],
  },
  'a route by its parts': {
    handler: '(req, res, next) => { res.send(201, {}); next(); }',
    as: (handler) => `server.post({ name: 'a', path: '/x' }, [${handler}]);`,
    methods: ['POST'],
  },

  // Errors
  'an error of restify-errors': { handler: "(req, res, next) => { next(new errors.NotFoundError('a')); }" },
  'an error of restify-errors that is thrown': {
    handler: "async (req, res) => { if (req.query.a) throw new errors.ConflictError('a'); res.send({}); }",
  },
  'an error with a statusCode': {
    handler: "(req, res, next) => { next(Object.assign(new Error('a'), { statusCode: 409 })); }",
  },
  'an error with a status': {
    handler: "(req, res, next) => { next(Object.assign(new Error('a'), { status: 409 })); }",
  },
  'an error with a statusCode that is text': {
    handler: "(req, res, next) => { next(Object.assign(new Error('a'), { statusCode: '409' })); }",
  },
  'a plain error': { handler: "(req, res, next) => { next(new Error('a')); }" },
  'an object for an error': { handler: "(req, res, next) => { next({ statusCode: 404, message: 'a' }); }" },
  'a text for an error': { handler: "(req, res, next) => { next('a'); }" },
  'an error after a status': { handler: "(req, res, next) => { res.status(404); next(new Error('a')); }" },
  'an error after an answer': { handler: "(req, res, next) => { res.send(404); next(new Error('a')); }" },
  'an error that is sent': { handler: "(req, res, next) => { res.send(new errors.GoneError('a')); next(); }" },
  'a plain error that is sent': { handler: "(req, res, next) => { res.send(new Error('a')); next(); }" },
  'an error that is sent with a status': {
    handler: "(req, res, next) => { res.send(503, new errors.GoneError('a')); next(); }",
  },
  'an error that is sent after a status': {
    handler: "(req, res, next) => { res.status(503); res.send(new Error('a')); next(); }",
  },
  'calls that do nothing': {
    handler: `(req, res, next) => {
      const none = () => {};
      res.getHeader('a'); res.getHeaders(); res.getHeaderNames(); res.hasHeader('a'); res.getRawHeaderNames(); res.setTimeout(0); res.cork(); res.uncork();
      res.on('a', none); res.once('a', none); res.off('a', none); res.addListener('a', none); res.removeListener('a', none); res.removeAllListeners('a');
      res.prependListener('a', none); res.prependOnceListener('a', none); res.listeners('a'); res.listenerCount('a'); res.setMaxListeners(9); res.eventNames();
      res.addTrailers({}); res.setDefaultEncoding?.('utf8'); res.setEncoding?.('utf8'); res.strictContentLength; res.writeInformation?.(103); res.assignSocket;
      res.send({}); next();
    }`,
  },
  'interim responses': {
    handler:
      "(req, res, next) => { res.writeContinue(); res.writeProcessing(); res.writeEarlyHints({ link: '</a>; rel=preload' }); res.send(202); next(); }",
  },
  'a throw': { handler: "(req, res, next) => { if (req.query.a) throw new Error('a'); res.send({}); next(); }" },
  'an async throw': { handler: "async (req, res) => { if (req.query.a) throw new Error('a'); res.send({}); }" },
  'a listener that answers': {
    handler: '(req, res, err, done) => { res.send(410, { a: 1 }); return done(); }',
    as: on('NotFound'),
  },
  'a listener without a status': {
    handler: '(req, res, err, done) => { res.send({ a: 1 }); return done(); }',
    as: on('restifyError'),
  },
  'a listener that sends the error': {
    handler: '(req, res, err, done) => { res.send(err); return done(); }',
    as: on('restifyError'),
    open: 'the status of an error that others have made',
  },

  ...statusCases(),
  ...contentCases(),
  ...repeatCases(),
};
