/** A file that a rule has to bear. */
export interface OddFile {
  readonly name: string;
  readonly code: string;
  /** Rules that must speak, where a file is odd but its handlers are plain. */
  readonly speaks?: readonly string[];
}

const created = `app.post('/', (req, res) => { res.status(201).json({}); });`;

export const ODD_FILES: Readonly<Record<string, OddFile>> = {
  'an empty file': { name: 'a.js', code: '' },
  'white space': { name: 'a.js', code: ' \n\t\r\n' },
  'a comment': { name: 'a.js', code: '// res.status(201)' },
  'a byte order mark and Windows line ends': {
    name: 'a.js',
    code: `\uFEFFimport express from 'express';\r\nconst app = express();\r\n${created}\r\n`,
    speaks: ['require-created-location'],
  },
  'a hashbang': {
    name: 'a.js',
    code: `#!/usr/bin/env node\nimport express from 'express';\nconst app = express();\n${created}`,
    speaks: ['require-created-location'],
  },
  CommonJS: {
    name: 'a.cjs',
    code: `const express = require('express');\nconst app = express();\n${created}\nreturn;`,
    speaks: ['require-created-location'],
  },
  'a `require` that comes from itself': {
    name: 'a.js',
    code: `const { require } = require('./outside');\nconst express = require('express');\nconst app = express();\n${created}`,
  },
  'a minified line': {
    name: 'a.js',
    code: `import e from"express";var a=e();a.post("/",((r,s)=>r.x?s.status(201).json({}):void s.sendStatus(404))),a.get("/",(function(r,s){return s.status(404),void 0}));`,
    speaks: ['require-created-location', 'no-unsent-status'],
  },
  JSX: {
    name: 'a.jsx',
    code: `import express from 'express';\nconst app = express();\napp.get('/', (req, res) => { res.send(render(<App {...req.query} />)); });\n${created}`,
    speaks: ['require-created-location'],
  },
  TSX: {
    name: 'a.tsx',
    code: `import express from 'express';\nconst app = express();\nconst Page = <T,>(p: T): JSX.Element => <><b>{p}</b></>;\n${created}`,
    speaks: ['require-created-location'],
  },
  decorators: {
    name: 'a.ts',
    code: `import { Controller, Post, Res } from '@nestjs/common';
@Controller('users') export class Users { @Post() create(@Res() res: Response) { res.status(201).json({}); } @Post() accessor x = 1; declare y: string; }`,
  },
  'a declaration file': {
    name: 'a.d.ts',
    code: `import type { Response } from 'express';
export declare function handler(req: Request, res: Response): void;
declare module 'express' { interface Response { fail(status: number): this } }
declare global { var app: import('express').Express }
export default abstract class Base { abstract send(res: Response): void; constructor(res: Response); }`,
  },
  'overloads and bodiless methods': {
    name: 'a.ts',
    code: `import type { Request, Response } from 'express';
function send(res: Response): void; function send(res: Response, status?: number): void { res.status(status ?? 200).end(); }
abstract class A { abstract go(req: Request, res: Response): void; get(req: Request, res: Response): void { send(res); } }
namespace N { export const handle = (req: Request, res: Response) => { send(res, 404); }; }
enum E { Created = 201, Text = 'x', Computed = E.Created << 1 }
export = A;`,
  },
  'code that is being typed': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.get(); app.get('/'); app.get('/', ); app.get('/', undefined); app.post('/', ...[]); app();
app.get('/', (req, res) => {}); app.get('/', (req, res) => { res }); app.get('/', (req, res) => { res.status });
app.get('/', (req, res) => { res.status() }); app.get('/', (req, res) => { res.status(...req.x).json(...[]) });
app.get('/', (req, res) => { res[''](); res[req.x](1); res?.status?.(404)?.json?.(); new res.status(404); });
app.get('/', (req, res) => { if (res.status(404)); else; for (;;) { break } while (0); do {} while (0); { } ; });
app.get('/', ({ x }, { status, json }) => { status(404); json(); }); app.get('/', (...all) => { all[1].status(404); });
app.get('/', ([a, b] = [], res = {}) => { res.status(a).send(b); }); app.get('/', async function* () { yield; });
app.get('/', (req, res) => { label: for (const x of res.y) { continue label; } switch (req.x) {} try {} finally {} });
app.get('/', (req, res) => { switch (req.x) { default: case 1: res.status(404) } throw null; });
app.get('/', (req, res) => { res = null; res.status(404); res = req; ({ res } = req); [res] = []; delete res.x; });`,
  },
  'functions that call themselves and each other': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
function a(req, res) { if (req.x) return b(req, res); a(req, res); }
function b(req, res) { if (req.y) return a(req, res); res.status(201).json(b); b(req, res, b); }
const c = (res) => c(res); const d = (f) => (req, res) => f(req, res, d(f)); const { e = e } = {}; let f = f, g = () => g;
app.get('/', a); app.post('/', b); app.put('/', c); app.use(d(d)); app.use(f); app.use(g()); app.use(e);`,
  },
  'constants made from themselves and from each other': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.get('/', (req, res) => { const a = a ? 1 : 2; res.status(a).json(a); });
app.get('/', (req, res) => { const { a } = a ? req.x : req.y; res.json(a); });
app.get('/', (req, res) => { const a = a || 1; if (a) res.json(a); else res.end(); });
app.get('/', (req, res) => { const a = !a; if (a) res.json(a); else if (!a) res.end(); });
app.get('/', (req, res) => { const a = a && b; if (a) res.json(a); else if (!a) res.end(); });
app.get('/', (req, res) => { const a = b && c, b = a || c; if (a) res.json(a); else if (b) res.end(); });
app.get('/', (req, res) => { const a = b, b = a; if (a) res.json(a); if (a.x === 1) res.end(); });
app.get('/', (req, res) => { const a = { ...a, b: a }, s = \`\${s}\`; res.set(a).send(s); });
app.get('/', (req, res, next) => { const a = f(a); function f(x) { return f(a) || x; } class E extends E { status = new E().status } next(new E(a)); });
${created}`,
    speaks: ['require-created-location'],
  },
  'parts of a request that are taken from themselves': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.get('/', (req, res) => { const { user } = user; if (!user) return res.status(403).end(); res.json(user); });
app.get('/', ({ headers }, res) => { var { headers } = headers; var all = headers; var headers = all; res.status(412).end(); });
app.get('/', (req, res) => { const a = b, b = a, c = a.code; f((err) => { if (err) { let x = c; x = x || err.code; res.status(x).end(); } }); });
function fail(res, status) { status ? fail(res, status) : res.status(status).end(); }
app.get('/', (req, res) => { try { f(); } catch (err) { fail(res, err.code); } });
${created}`,
    speaks: ['require-created-location', 'no-error-code-as-status'],
  },
  'what may fail, with a text of 2,000 pieces': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.get('/', async (req, res) => { try { res.json(await load(${Array.from({ length: 2000 }, () => "'a'").join('+')})); } catch (err) { res.status(400).end(); } });`,
    speaks: ['no-fault-class-mismatch'],
  },
  'names from the prototype of objects': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.constructor('/', (req, res) => { res.hasOwnProperty('x'); res.__proto__(404); res.constructor.toString(201); });
app.toString((req, res) => { res.set('constructor', '__proto__').status(201).set('__proto__', 1).valueOf().json({ __proto__: null, constructor: 1 }); });
app.get('/', (req, res) => { res.json({ constructor: 1 }); });
app.get('/', (req, res) => { if (res.constructor) res.end(); else res.toString.status(404); });
app.get('/', (constructor, toString) => { toString.status(404).json(constructor.hasOwnProperty); });
export function __proto__(req, res) { res.status(404).end(); }`,
  },
  'numbers of every spelling': {
    name: 'a.js',
    code: `import express from 'express';
const app = express();
app.get('/', (req, res) => { res.status(0xc9).end(); }); app.get('/', (req, res) => { res.status(2_0_1).end(); });
app.get('/', (req, res) => { res.status(201n).end(); }); app.get('/', (req, res) => { res.status(-0).end(); });
app.get('/', (req, res) => { res.status(1e3).end(); }); app.get('/', (req, res) => { res.status(NaN).end(); });
app.get('/', (req, res) => { res.status(/404/u).end(); }); app.get('/', (req, res) => { res.status(\`404\`).end(); });
app.get('/', (req, res) => { res.status(+'4e2').end(); }); app.get('/', (req, res) => { res.status([404]).end(); });`,
  },
};
