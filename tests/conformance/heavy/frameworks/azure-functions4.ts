import type { Case, Framework } from '../../framework.js';
import { startAzure } from '../azure-functions.js';

const VALUES = [
  '200',
  '404',
  '599',
  '600',
  '199',
  '100',
  '99',
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
];

const CONTENTS = ["body: 'a'", "body: ''", 'body: null', 'body: undefined', 'jsonBody: { a: 1 }', 'jsonBody: null'];

const flag = (name: string): string => `request.query.get('${name}')`;

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    VALUES.flatMap((value) => [
      [`status ${value}`, { handler: `async () => ({ status: ${value}, body: 'a' })` }],
      [`status ${value} without content`, { handler: `async () => ({ status: ${value} })` }],
      [`status ${value} in a class`, { handler: `async () => new HttpResponse({ status: ${value}, body: 'a' })` }],
    ]),
  ),
  ...Object.fromEntries(
    CONTENTS.flatMap((content) =>
      ['200', '204', '205', '304'].map((status) => [
        `${status} with ${content}`,
        { handler: `async () => ({ status: ${status}, ${content} })` },
      ]),
    ),
  ),
  'nothing but content': { handler: "async () => ({ body: 'a' })" },
  'an empty object': { handler: 'async () => ({})' },
  'two contents': { handler: "async () => ({ jsonBody: { a: 1 }, body: 'b' })" },
  'a type beside JSON': {
    handler: "async () => ({ jsonBody: { a: 1 }, headers: { 'Content-Type': 'application/problem+json' } })",
  },
  fields: { handler: "async () => ({ status: 201, headers: { Location: '/a', 'X-A': '1' }, body: 'a' })" },
  'fields as pairs': { handler: "async () => ({ headers: [['X-A', '1']], body: 'a' })" },
  cookies: { handler: "async () => ({ cookies: [{ name: 'a', value: 'b' }] })" },
  'a statusCode': { handler: 'async () => ({ statusCode: 404, jsonBody: { a: 1 } })' },
  'a status and a statusCode': { handler: 'async () => ({ statusCode: 404, status: 410 })' },
  'no answer': { handler: 'async () => {}' },
  'an answer on one side only': { handler: `async (request) => { if (${flag('a')}) return { status: 404 }; }` },
  null: { handler: `async (request) => ${flag('a')} ? null : { status: 202 }` },
  'a text': { handler: "async () => 'a'" },
  'a number': { handler: 'async () => 404' },
  'a function that is not async': { handler: 'function (request) { return { status: 202 }; }' },
  'a promise': { handler: 'function (request) { return Promise.resolve({ status: 202 }); }' },
  'a promise and its reactions': {
    handler: `async (request) => load(${flag('a')}).then((data) => ({ jsonBody: data })).catch(() => ({ status: 502 }))`,
    before: "const load = async (fails) => { if (fails) throw new Error('a'); return {}; };",
  },
  'a conditional status': { handler: `async (request) => ({ status: ${flag('a')} ? 404 : 201, body: 'a' })` },
  'a conditional content': {
    handler: `async (request) => ({ status: 202, ...(${flag('a')} ? { body: 'a' } : {}) })`,
  },
  'a conditional object': { handler: `async (request) => (${flag('a')} ? { status: 404 } : { body: 'a' })` },
  'a constant': { handler: 'async () => GONE', before: "const GONE = { status: 410, body: 'gone' };" },
  'a constant that is spread': {
    handler: `async (request) => ({ ...GONE, ...(${flag('a')} ? { status: 404 } : {}) })`,
    before: "const GONE = { status: 410, body: 'gone' };",
  },
  'a helper': {
    handler: `async (request) => (${flag('a')} ? fail(404) : fail())`,
    before: "const fail = (status = 500) => ({ status, jsonBody: { error: 'a' } });",
  },
  'an object that is built up': {
    handler: `async (request) => {
      const response = { status: 200, headers: {} };
      response.headers['X-A'] = '1';
      if (${flag('a')}) {
        response.status = 404;
        response.body = 'none';
      } else response.jsonBody = { a: 1 };
      if (${flag('b')}) response.headers = { 'X-A': '2' };
      if (${flag('c')}) response.cookies = [{ name: 'a', value: 'b' }];
      return response;
    }`,
  },
  'an object that is built up and replaced': {
    handler: `async (request) => {
      let response = { status: 200 };
      if (${flag('a')}) response = { body: 'a' };
      if (${flag('b')}) response.status = 202;
      return response;
    }`,
  },
  'an object that is built up in a try': {
    handler: `async (request) => {
      const response = { status: 200 };
      try {
        if (${flag('a')}) throw new Error('a');
        response.jsonBody = {};
      } catch (error) {
        response.status = 500;
        response.body = error.message;
      }
      return response;
    }`,
  },
  'an object that a helper builds up': {
    handler: `async (request) => result(${flag('a')})`,
    before: `function result(fails) {
      const response = { status: 200, body: 'a' };
      if (fails) response.status = 404;
      return response;
    }`,
  },
  'a class': {
    handler: `async (request) => {
      const response = new HttpResponse({ status: 202, jsonBody: { a: 1 } });
      response.headers.set('X-A', '1');
      response.headers.append('X-B', '1');
      if (${flag('a')}) response.headers.delete('X-A');
      return response;
    }`,
  },
  'a class without options': { handler: 'async () => new HttpResponse()' },
  'what is read from a class': {
    handler: `async () => {
      const response = new HttpResponse({ status: 201, body: 'a' });
      await response.clone().text();
      await response.clone().arrayBuffer();
      await response.clone().blob();
      response.clone().json;
      response.clone().bytes;
      response.clone().formData;
      response.headers.get('a'); response.headers.has('a'); response.headers.forEach(() => undefined);
      [...response.headers.entries(), ...response.headers.keys(), ...response.headers.values()];
      response.headers.getSetCookie();
      return response;
    }`,
  },
  'a throw': { handler: `async (request) => { if (${flag('a')}) throw new Error('a'); return { status: 202 }; }` },
  'an error with a status': {
    handler: "async () => { throw Object.assign(new Error('a'), { status: 404, statusCode: 404 }); }",
  },
  'a caught error': {
    handler: `async (request) => {
      try { if (${flag('a')}) throw new Error('a'); return { body: 'a' }; }
      catch (error) { return { status: 500, jsonBody: { error: error.message } }; }
    }`,
  },
  'by method': {
    handler: `async (request) => {
      if (request.method === 'POST') return { status: 201, headers: { Location: '/a' } };
      switch (request.method) {
        case 'DELETE': return { status: 204 };
        default: return { status: 405, headers: { Allow: 'POST, DELETE' } };
      }
    }`,
    methods: ['POST', 'DELETE', 'GET'],
    as: (handler) => `app.http('x', { methods: ['GET', 'POST', 'DELETE'], handler: ${handler} });`,
  },
  'one method': { handler: 'async () => ({ status: 202 })', as: (handler) => `app.get('x', ${handler});` },
  'one method with options': {
    handler: 'async () => ({ status: 202 })',
    as: (handler) => `app.post('x', { authLevel: 'anonymous', handler: ${handler} });`,
    methods: ['POST'],
  },
};

const azureFunctions: Framework = {
  name: 'Azure Functions 4',
  id: 'azure-functions',
  major: 4,
  emptyHandler: "async () => ({ body: 'a' })",
  fileOf: ({ handler, before, as }) =>
    [
      "const { app, HttpResponse } = require('@azure/functions');",
      before ?? '',
      as ? as(handler) : `app.http('x', { handler: ${handler} });`,
    ].join('\n'),
  flag: /request\.query\.get\('(\w+)'\)/,
  start: startAzure,
  ownContent: /^$/,
  ownFields: /^(?:date|connection|keep-alive|content-length|transfer-encoding|content-type)$/,
  callFields: {},
  errorStatus: 500,
  cases,
  without: {},
};

export default azureFunctions;
