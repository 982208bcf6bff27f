import type { RequestListener, ServerResponse } from 'node:http';
import type { Case, Framework } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';
import node from './node-http.js';

/** What of a Polka app the harness uses. */
interface App {
  onError: (error: unknown, request: unknown, response: ServerResponse, next: unknown) => unknown;
  onNoMatch: RequestListener;
  readonly handler: RequestListener;
}

const cases: Readonly<Record<string, Case>> = {
  // The response is Node's own, whatever finds the handler; a route is for one method.
  ...Object.fromEntries(Object.entries(node.cases).filter(([, each]) => !each.as && !each.methods)),
  'a route that answers': { handler: "(req, res) => { res.statusCode = 201; res.end('a'); }" },
  'nobody answers': { handler: '(req, res) => { if (req.query.a) res.end(); }' },
  'a throw': { handler: "(req, res) => { if (req.query.a) throw new Error('a'); res.end('b'); }" },
  'an async throw': { handler: "async (req, res) => { if (req.query.a) throw new Error('a'); res.end('b'); }" },
  'an error with a status': {
    handler: '(req, res, next) => { if (req.query.a) return next({ status: 404 }); res.end(); }',
  },
  'a thrown error with a status': {
    handler: "(req, res) => { if (req.query.a) throw Object.assign(new Error('a'), { status: 410 }); res.end(); }",
  },
  'an error with a status that is none': {
    handler: "(req, res, next) => { if (req.query.a) return next({ status: '404' }); res.end(); }",
  },
  'an error with a statusCode': {
    handler: '(req, res, next) => { if (req.query.a) return next({ statusCode: 404 }); res.end(); }',
  },
  'the next handler': { handler: "(req, res, next) => { res.setHeader('x-a', '1'); next(); }" },
  'fields of middleware': {
    handler: "(req, res) => { res.end('a'); }",
    before: "app.use((req, res, next) => { res.setHeader('x-before', '1'); next(); });",
  },
};

const polka: Framework = {
  ...node,
  name: 'Polka 1',
  id: 'polka',
  major: 1,
  fileOf: ({ handler, before }) =>
    [`const app = require('polka')();`, before ?? '', `app.get('/x', ${handler});`, 'module.exports = app;'].join('\n'),
  flag: /req\.(?:headers|query)\.(\w+)/,
  start(file) {
    const notes = new Notes();
    // The file exports its app.
    const app = runFile(file) as App;
    const { onError } = app;
    app.onError = (error, request, response, next) => {
      notes.handOn('error', error, response);
      return onError(error, request, response, next);
    };
    const { onNoMatch } = app;
    app.onNoMatch = (request, response) => {
      notes.handOn('next', null, response);
      onNoMatch(request, response);
    };
    return serve(app.handler, notes, ({ flags }) => `/x?${new URLSearchParams(flags).toString()}`);
  },
  errorStatus: 500,
  cases,
  without: {},
};

export default polka;
