import rule from '../../src/rules/valid-redirect.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

const get = (statement: string) => app(`app.get("/a", (req, res) => { ${statement} });`);

const nowhere = (status: number, framework = 'Express') => ({
  messageId: 'nowhere' as const,
  data: { status, framework },
});
const choices = (source: (status: number) => string) => ({
  suggestions: [302, 303].map((status) => ({
    messageId: 'redirect' as const,
    data: { status },
    output: source(status),
  })),
});

testRule(rule, {
  valid: [
    {
      name: 'helpers, with and without a status',
      code: app(`app.get("/a", (req, res) => { res.redirect("/b"); });
app.get("/b", (req, res) => { res.redirect(301, "https://example.com/" + req.query.c); });
app.get("/c", (req, res) => { res.redirect(req.query.to); });`),
    },
    {
      name: 'a Location that is written',
      code: app(`app.get("/a", (req, res) => { res.status(302).location("/b").end(); });
app.get("/b", (req, res) => { res.set("location", "/c"); res.sendStatus(308); });
app.get("/c", (req, res) => { res.writeHead(307, { Location: "/d" }); res.end(); });`),
    },
    {
      name: 'fields that cannot be read',
      code: app(`import { fields, leave } from './leave.js';
app.get("/a", (req, res) => { res.writeHead(302, { ...fields }); res.end(); });
app.get("/b", (req, res) => { leave(res); res.status(302).end(); });`),
    },
    {
      name: 'a Location that a gateway adds',
      code: get('res.status(301).end();'),
      settings: { 'http-status': { providedFields: ['Location'] } },
    },
    {
      name: '304, which is no redirect, and 300, which leaves the choice to the client',
      code: app(`app.get("/a", (req, res) => { res.status(304).end(); });
app.get("/b", (req, res) => { res.status(300).json(["/b.html", "/b.json"]); });
app.get("/c", (req, res) => { res.redirect(300, "/b.html"); });`),
    },
    {
      name: 'a status that cannot be read',
      code: app(`app.get("/a", (req, res) => { res.redirect(req.app.locals.status, "/b"); });
app.get("/b", (req, res) => { res.status(req.app.locals.status).end(); });`),
    },
    {
      name: 'a Location on another status, which is another fault',
      code: get('res.status(200).location("/b").end();'),
    },
    {
      name: 'a status that is lost before the redirect, which is another fault',
      code: get('res.status(401).redirect("/login");'),
    },
    {
      name: 'a status that no redirect can have, which is another fault',
      code: `export async function GET(request: Request): Promise<Response> { return Response.redirect('https://example.com/', 200); }`,
    },
    {
      name: 'Fetch: whole URLs, and targets that cannot be read',
      code: `export async function GET(request: Request): Promise<Response> {
  if (request.headers.has('a')) return Response.redirect(new URL('/a', request.url));
  if (request.headers.has('b')) return Response.redirect('https://example.com/b', 301);
  if (request.headers.has('c')) return Response.redirect(\`\${origin}/c\`);
  return Response.redirect(elsewhere(request));
}`,
    },
    {
      name: 'Fetch: a relative Location, which clients resolve',
      code: `export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: 302, headers: { Location: '/a' } });
}`,
    },
    {
      name: 'Bun and Hono take any target',
      code: `import { Hono } from 'hono';
Bun.serve({ fetch: () => Response.redirect('/a') });
new Hono().get('/a', (c) => c.redirect('/b'));`,
    },
    {
      name: 'a redirect that a client looks at',
      code: `export async function resolve(url) {
  const response = await fetch(url, { redirect: 'manual' });
  return response.status === 302 ? response.headers.get('location') : url;
}`,
    },
  ],
  invalid: [
    {
      name: 'a redirect to nowhere',
      code: get('res.status(302).end();'),
      errors: [{ ...nowhere(302), line: 3, column: 42, endLine: 3, endColumn: 45 }],
    },
    {
      name: 'a target in the body, where no client looks',
      code: get('res.status(302).json({ redirect: "/b" });'),
      errors: [nowhere(302)],
    },
    {
      name: 'a Location on one branch only',
      code: app(`app.get("/a", (req, res) => {
  if (req.query.to) res.location(req.query.to);
  res.sendStatus(303);
});`),
      errors: [{ ...nowhere(303), line: 5 }],
    },
    {
      name: 'Node and Fetch',
      code: `import http from 'node:http';
http.createServer((req, res) => {
  res.writeHead(301, { 'content-type': 'text/plain' });
  res.end('moved');
});
Deno.serve((request) => new Response(null, { status: 308 }));`,
      errors: [
        { ...nowhere(301, 'Node'), line: 3 },
        { ...nowhere(308, 'Fetch'), line: 6 },
      ],
    },
    {
      name: 'a helper for redirects with a status that is none',
      code: get('res.redirect(200, "/b");'),
      errors: [
        {
          messageId: 'stays',
          data: { status: 200, framework: 'Express' },
          line: 3,
          column: 44,
          endLine: 3,
          endColumn: 47,
          ...choices((status) => get(`res.redirect(${status}, "/b");`)),
        },
      ],
    },
    {
      name: 'a status that Fastify keeps',
      code: `import Fastify from 'fastify';
Fastify().get('/a', (request, reply) => { reply.code(401).redirect('/login'); });`,
      errors: [
        {
          messageId: 'stays',
          data: { status: 401, framework: 'Fastify' },
          ...choices(
            (status) => `import Fastify from 'fastify';
Fastify().get('/a', (request, reply) => { reply.code(${status}).redirect('/login'); });`,
          ),
        },
      ],
    },
    {
      name: 'Fetch: a path, and a text that begins with one',
      code: `export async function GET(request: Request): Promise<Response> {
  if (request.headers.has('a')) return Response.redirect('/login', 303);
  return Response.redirect(\`/users/\${request.headers.get('b')}\`);
}`,
      errors: [
        { messageId: 'relative', data: { framework: 'Fetch' }, line: 2, column: 58, endLine: 2, endColumn: 66 },
        { messageId: 'relative', data: { framework: 'Fetch' }, line: 3 },
      ],
    },
    {
      name: 'Next.js: NextResponse.redirect() with a path',
      filename: '/app/app/login/route.ts',
      code: `import { NextResponse } from 'next/server';
export async function POST() {
  return NextResponse.redirect('/login');
}`,
      errors: [{ messageId: 'relative', data: { framework: 'Next.js' }, line: 3 }],
    },
  ],
});
