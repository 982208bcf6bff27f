import rule from '../../src/rules/status-code-style.js';
import { testRule } from '../rule-tester.js';

/** Code below the imports of a server, with a route that runs the body. */
const route = (body: string, imports = '') => `import express from 'express';
${imports}
const app = express();

app.get('/users/:id', async (req, res) => {
  ${body}
});
`;

/** The same in CommonJS. */
const required = (body: string, requires = '') => `'use strict';

const express = require('express');
${requires}
const app = express();

app.get('/users/:id', async (req, res) => {
  ${body}
});
`;

const style = (value: unknown) => [{ style: value }];
const STATUS_CODES = style('http-status-codes');
const HTTP_STATUS = style('http-status');
const NEST = style('@nestjs/common');
const HTTP2 = style('node:http2');
const shop = { module: './examples/shop/src/http-status.js', name: 'HttpStatus' };

/** A finding where numbers are wanted. */
const number = (written: string, code: number) => ({ messageId: 'number' as const, data: { written, code } });
/** A finding where the constants of a module are wanted. */
const constant = (module: string, name: string, written: string | number) => ({
  messageId: 'constant' as const,
  data: { module, constant: name, written },
});

testRule(rule, {
  valid: [
    { name: 'numbers, which are the default', code: route('res.status(404).json({}); throw new Error("404");') },
    {
      name: 'a name that says more than the number',
      code: route('res.status(SESSION_EXPIRED).end();', "import { SESSION_EXPIRED } from './statuses.js';"),
    },
    {
      name: 'a member that says more than the number',
      code: route(
        'res.status(statuses.sessionExpired).end();',
        'const statuses = { sessionExpired: 401, MAINTENANCE: 503 } as const;',
      ),
    },
    {
      name: 'a number that the file gives a name itself',
      code: route('res.status(NOT_FOUND).end();', 'const NOT_FOUND = 404;'),
    },
    {
      name: 'constants that no handler sends',
      code: route(
        'const found = await fetch("/a"); if (found.status === StatusCodes.NOT_FOUND) return res.json([]); res.json({});',
        "import { StatusCodes } from 'http-status-codes';",
      ),
    },
    {
      name: 'numbers that are no status of an answer',
      code: route(
        'if (req.query.code === 404) return res.json({ total: 404 }); setTimeout(() => {}, 500); res.json({});',
      ),
      options: STATUS_CODES,
    },
    {
      name: 'constants of the library, however it is imported',
      code: route(
        'if (req.query.a) return res.sendStatus(Code.NOT_FOUND); if (req.query.b) return res.sendStatus(GONE); if (req.query.c) return res.sendStatus(codes.StatusCodes.CONFLICT); res.json({});',
        "import { StatusCodes as Code, GONE } from 'http-status-codes';\nimport * as codes from 'http-status-codes';",
      ),
      options: STATUS_CODES,
    },
    {
      name: 'constants of the library that another file passes on',
      code: route('res.status(StatusCodes.NOT_FOUND).end();', "import { StatusCodes } from '../http.js';"),
      options: STATUS_CODES,
    },
    {
      name: 'a status for which the library has no constant',
      code: route('res.status(425).end();'),
      options: STATUS_CODES,
    },
    {
      name: 'a constant that some versions of the library lack',
      code: route("res.status(426).set('Upgrade', 'h2c').end();"),
      options: STATUS_CODES,
    },
    {
      name: 'what is neither a number nor a name',
      code: route(
        "if (req.query.a) return res.status(+404).end(); if (req.query.b) return res.status('404').end(); if (req.query.c) return res.status(Number(`404`)).end(); res.status(400 + 4).end();",
      ),
      options: STATUS_CODES,
    },
    {
      name: 'a status that is passed on',
      code: route("const answer = await fetch('/a'); res.status(answer.status).end();"),
      options: STATUS_CODES,
    },
    {
      name: 'a name that says more than a constant would',
      code: route('res.status(SESSION_EXPIRED).end();', "import { SESSION_EXPIRED } from './statuses.js';"),
      options: NEST,
    },
    {
      name: 'a status that the own constants lack',
      code: route('res.status(410).end();'),
      options: style(shop),
    },
    {
      name: 'the own constants in the file that declares them',
      code: route('res.status(Status.NotFound).end();', 'enum Status { NotFound = 404 }'),
      options: style({ module: '@/status', name: 'Status', members: { NotFound: 404 } }),
    },
    {
      name: 'the own constants, by a path of their own',
      code: route('res.status(Codes.NOT_FOUND).end();', "import { HttpStatus as Codes } from './http-status';"),
      filename: 'examples/shop/src/app.ts',
      options: style(shop),
    },
  ],

  invalid: [
    {
      name: 'a constant of http-status-codes',
      code: route('res.status(StatusCodes.NOT_FOUND).json({});', "import { StatusCodes } from 'http-status-codes';"),
      output: route('res.status(404).json({});', "import { StatusCodes } from 'http-status-codes';"),
      errors: [{ ...number('StatusCodes.NOT_FOUND', 404), line: 6, column: 14, endLine: 6, endColumn: 35 }],
    },
    {
      name: 'constants under other names',
      code: route(
        'if (req.query.a) return res.sendStatus(NF); if (req.query.b) return res.sendStatus(http2.constants.HTTP_STATUS_GONE); res.sendStatus(codes.HTTP_409_CONFLICT);',
        "import http2 from 'node:http2';\nimport { NOT_FOUND as NF } from 'http-status-codes';\nconst codes = { HTTP_409_CONFLICT: 409 } as const;",
      ),
      output: route(
        'if (req.query.a) return res.sendStatus(404); if (req.query.b) return res.sendStatus(410); res.sendStatus(409);',
        "import http2 from 'node:http2';\nimport { NOT_FOUND as NF } from 'http-status-codes';\nconst codes = { HTTP_409_CONFLICT: 409 } as const;",
      ),
      errors: [
        number('NF', 404),
        number('http2.constants.HTTP_STATUS_GONE', 410),
        number('codes.HTTP_409_CONFLICT', 409),
      ],
    },
    {
      name: 'a constant in a cast',
      code: route(
        'res.status(StatusCodes.NOT_FOUND as number).json({});',
        "import { StatusCodes } from 'http-status-codes';",
      ),
      output: route('res.status(404 as number).json({});', "import { StatusCodes } from 'http-status-codes';"),
      errors: [number('StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a constant under the very name of the property',
      code: "import { NOT_FOUND as status } from 'http-status-codes';\nexport const GET = () => new Response(null, { status });",
      output:
        "import { NOT_FOUND as status } from 'http-status-codes';\nexport const GET = () => new Response(null, { status: 404 });",
      filename: 'app/users/route.ts',
      errors: [number('status', 404)],
    },
    {
      name: 'a constant with a comment in it',
      code: route(
        'res.status(StatusCodes /* the enum */.NOT_FOUND).json({});',
        "import { StatusCodes } from 'http-status-codes';",
      ),
      output: null,
      errors: [number('StatusCodes /* the enum */.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of an exception, of a default and of a choice',
      code: `import { Controller, Get, HttpException, HttpStatus } from '@nestjs/common';

@Controller('users')
export class Users {
  @Get()
  list() {
    throw new HttpException('Gone', HttpStatus.GONE);
  }
}
`,
      output: `import { Controller, Get, HttpException, HttpStatus } from '@nestjs/common';

@Controller('users')
export class Users {
  @Get()
  list() {
    throw new HttpException('Gone', 410);
  }
}
`,
      errors: [number('HttpStatus.GONE', 410)],
    },
    {
      name: 'numbers, and no import yet',
      code: route('if (req.query.a) return res.status(404).json({}); res.status(202).json({});'),
      output: [
        `import express from 'express';
import { StatusCodes } from 'http-status-codes';

const app = express();

app.get('/users/:id', async (req, res) => {
  if (req.query.a) return res.status(StatusCodes.NOT_FOUND).json({}); res.status(202).json({});
});
`,
        `import express from 'express';
import { StatusCodes } from 'http-status-codes';

const app = express();

app.get('/users/:id', async (req, res) => {
  if (req.query.a) return res.status(StatusCodes.NOT_FOUND).json({}); res.status(StatusCodes.ACCEPTED).json({});
});
`,
      ],
      options: STATUS_CODES,
      errors: [
        {
          ...constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404),
          ...{ line: 6, column: 38, endLine: 6, endColumn: 41 },
        },
        constant('http-status-codes', 'StatusCodes.ACCEPTED', 202),
      ],
    },
    {
      name: 'a number beside an import of the library',
      code: route(
        'res.status(404).send(ReasonPhrases.NOT_FOUND);',
        "import { ReasonPhrases } from 'http-status-codes';",
      ),
      output: route(
        'res.status(StatusCodes.NOT_FOUND).send(ReasonPhrases.NOT_FOUND);',
        "import { ReasonPhrases, StatusCodes } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number beside an import with a comment',
      code: route('res.status(404).end();', "import { ReasonPhrases /* texts */ } from 'http-status-codes';"),
      output: route(
        'res.status(StatusCodes.NOT_FOUND).end();',
        "import { StatusCodes, ReasonPhrases /* texts */ } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a file that imports types of the library',
      code: route('res.status(404).end();', "import type { ReasonPhrases } from 'http-status-codes';"),
      output: route(
        'res.status(StatusCodes.NOT_FOUND).end();',
        "import type { ReasonPhrases } from 'http-status-codes';\nimport { StatusCodes } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a file that imports the enum as a type',
      code: route('res.status(404).end();', "import type { StatusCodes } from 'http-status-codes';"),
      output: route(
        'res.status(HttpStatusCodes.NOT_FOUND).end();',
        "import type { StatusCodes } from 'http-status-codes';\nimport { StatusCodes as HttpStatusCodes } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'HttpStatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number where the name of the constants means something else',
      code: route('const { StatusCodes } = req.query; res.status(404).json({ StatusCodes });'),
      output: route(
        'const { StatusCodes } = req.query; res.status(HttpStatusCodes.NOT_FOUND).json({ StatusCodes });',
      ).replace('\n', "\nimport { StatusCodes as HttpStatusCodes } from 'http-status-codes';\n"),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'HttpStatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number where every name is taken',
      code: route('res.status(404).json({});', 'declare const StatusCodes: object, HttpStatusCodes: object;'),
      output: null,
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number where the name is that of a global',
      code: route('res.status(404).json(StatusCodes);'),
      output: route('res.status(HttpStatusCodes.NOT_FOUND).json(StatusCodes);').replace(
        '\n',
        "\nimport { StatusCodes as HttpStatusCodes } from 'http-status-codes';\n",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'HttpStatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'numbers in two scopes, in one of which the name means something else',
      code: route(
        'if (req.query.a) { const StatusCodes = req.query; return res.status(404).json(StatusCodes); } res.status(202).json({});',
        "import { StatusCodes } from 'http-status-codes';",
      ),
      output: route(
        'if (req.query.a) { const StatusCodes = req.query; return res.status(HttpStatusCodes.NOT_FOUND).json(StatusCodes); } res.status(StatusCodes.ACCEPTED).json({});',
        "import { StatusCodes, StatusCodes as HttpStatusCodes } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [
        constant('http-status-codes', 'HttpStatusCodes.NOT_FOUND', 404),
        constant('http-status-codes', 'StatusCodes.ACCEPTED', 202),
      ],
    },
    {
      name: 'numbers in every spelling, where they are written',
      code: route(
        'const status = req.query.a ? 0x194 : (410); const fail = (code = 409) => res.status(code).end(); if (req.query.b) return fail(); res.status(status).end();',
        "import { StatusCodes } from 'http-status-codes';\nconst GONE = 410;",
      ),
      output: route(
        'const status = req.query.a ? StatusCodes.NOT_FOUND : (StatusCodes.GONE); const fail = (code = StatusCodes.CONFLICT) => res.status(code).end(); if (req.query.b) return fail(); res.status(status).end();',
        "import { StatusCodes } from 'http-status-codes';\nconst GONE = 410;",
      ),
      options: STATUS_CODES,
      errors: [
        constant('http-status-codes', 'StatusCodes.NOT_FOUND', '0x194'),
        constant('http-status-codes', 'StatusCodes.GONE', 410),
        constant('http-status-codes', 'StatusCodes.CONFLICT', 409),
      ],
    },
    {
      name: 'a number that the file gives a name, and one that a class gives its errors',
      code: route(
        'if (req.query.a) throw new Missing(); res.status(REFUSED).end();',
        "import { StatusCodes } from 'http-status-codes';\nconst REFUSED = 403;\nclass Missing extends Error { status = 404; }",
      ),
      output: route(
        'if (req.query.a) throw new Missing(); res.status(REFUSED).end();',
        "import { StatusCodes } from 'http-status-codes';\nconst REFUSED = StatusCodes.FORBIDDEN;\nclass Missing extends Error { status = StatusCodes.NOT_FOUND; }",
      ),
      options: STATUS_CODES,
      errors: [
        constant('http-status-codes', 'StatusCodes.FORBIDDEN', 403),
        constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404),
      ],
    },
    {
      name: 'a number that is asserted to be constant',
      code: route('res.status(404 as const).end();', "import { StatusCodes } from 'http-status-codes';"),
      output: null,
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number with comments beside it',
      code: route(
        'res.status(/* 404 */ 404 /* not found */).end(); // 404',
        "import * as codes from 'http-status-codes';",
      ),
      output: route(
        'res.status(/* 404 */ codes.StatusCodes.NOT_FOUND /* not found */).end(); // 404',
        "import * as codes from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'codes.StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a constant of another module',
      code: route('res.status(HttpStatus.NOT_FOUND).end();', "import { HttpStatus } from '@nestjs/common';"),
      output: route(
        'res.status(StatusCodes.NOT_FOUND).end();',
        "import { HttpStatus } from '@nestjs/common';\nimport { StatusCodes } from 'http-status-codes';",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 'HttpStatus.NOT_FOUND')],
    },
    {
      name: 'an import that takes a second line',
      code: `import { Body, Controller, HttpException, Param, Post, Res } from '@nestjs/common';

@Controller('users')
export class Users {
  @Post()
  create() {
    throw new HttpException('Taken', 409);
  }
}
`,
      output: `import {
  Body,
  Controller,
  HttpException,
  Param,
  Post,
  Res,
  HttpStatus,
} from '@nestjs/common';

@Controller('users')
export class Users {
  @Post()
  create() {
    throw new HttpException('Taken', HttpStatus.CONFLICT);
  }
}
`,
      options: NEST,
      errors: [constant('@nestjs/common', 'HttpStatus.CONFLICT', 409)],
    },
    {
      name: 'an import in lines of its own',
      code: route(
        'res.status(404).end();',
        `import {
    ReasonPhrases,
    getReasonPhrase, // for texts
} from "http-status-codes";`,
      ),
      output: route(
        'res.status(StatusCodes.NOT_FOUND).end();',
        `import {
    ReasonPhrases,
    getReasonPhrase, // for texts
    StatusCodes,
} from "http-status-codes";`,
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of http-status, by its default export',
      code: route('res.status(404).end();'),
      output: route('res.status(httpStatus.NOT_FOUND).end();').replace(
        '\n',
        "\nimport httpStatus from 'http-status';\n",
      ),
      options: HTTP_STATUS,
      errors: [constant('http-status', 'httpStatus.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of http-status under the name that the file has for them',
      code: route('res.status(404).end();', "import { status } from 'http-status';"),
      output: route('res.status(status.NOT_FOUND).end();', "import { status } from 'http-status';"),
      options: HTTP_STATUS,
      errors: [constant('http-status', 'status.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of http-status by require, which its versions give in two ways',
      code: required('res.status(404).end();'),
      output: required('res.status(httpStatus.NOT_FOUND).end();').replace(
        "'express');\n",
        "'express');\nconst { status: httpStatus } = require('http-status');\n",
      ),
      filename: `${process.cwd()}/file.js`,
      options: HTTP_STATUS,
      errors: [constant('http-status', 'httpStatus.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of http-status by require, where its version is not known',
      code: required('res.status(404).end();'),
      output: null,
      filename: '/nowhere/file.js',
      options: HTTP_STATUS,
      errors: [constant('http-status', 'httpStatus.NOT_FOUND', 404)],
    },
    {
      name: 'the constants of Node',
      code: route('res.status(404).end();'),
      output: route('res.status(constants.HTTP_STATUS_NOT_FOUND).end();').replace(
        '\n',
        "\nimport { constants } from 'node:http2';\n",
      ),
      options: HTTP2,
      errors: [constant('node:http2', 'constants.HTTP_STATUS_NOT_FOUND', 404)],
    },
    {
      name: 'the constants of Node, of which the file has the module',
      code: required('res.status(404).end();', "const http2 = require('http2');"),
      output: required('res.status(http2.constants.HTTP_STATUS_NOT_FOUND).end();', "const http2 = require('http2');"),
      options: HTTP2,
      errors: [constant('node:http2', 'http2.constants.HTTP_STATUS_NOT_FOUND', 404)],
    },
    {
      name: 'numbers in CommonJS',
      code: required('if (req.query.a) return res.status(404).end(); res.status(202).end();'),
      output: [
        required('if (req.query.a) return res.status(StatusCodes.NOT_FOUND).end(); res.status(202).end();').replace(
          "'express');\n",
          "'express');\nconst { StatusCodes } = require('http-status-codes');\n",
        ),
        required(
          'if (req.query.a) return res.status(StatusCodes.NOT_FOUND).end(); res.status(StatusCodes.ACCEPTED).end();',
        ).replace("'express');\n", "'express');\nconst { StatusCodes } = require('http-status-codes');\n"),
      ],
      options: STATUS_CODES,
      errors: [
        constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404),
        constant('http-status-codes', 'StatusCodes.ACCEPTED', 202),
      ],
    },
    {
      name: 'a number in CommonJS beside a require of the library',
      code: required('res.status(404).end();', "const { getReasonPhrase } = require('http-status-codes');"),
      output: required(
        'res.status(StatusCodes.NOT_FOUND).end();',
        "const { getReasonPhrase, StatusCodes } = require('http-status-codes');",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in CommonJS, before the library is required',
      code: required(
        'res.status(GONE).end();',
        "const GONE = 410;\nconst { StatusCodes } = require('http-status-codes');",
      ),
      output: required(
        'res.status(GONE).end();',
        "const GONE = HttpStatusCodes.GONE;\nconst { StatusCodes } = require('http-status-codes');",
      ).replace(
        "'express');\n",
        "'express');\nconst { StatusCodes: HttpStatusCodes } = require('http-status-codes');\n",
      ),
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'HttpStatusCodes.GONE', 410)],
    },
    {
      name: 'a number in CommonJS that requires nothing',
      code: `// The hook of the shop.

// Answers the shop.
exports.handler = async () => ({ statusCode: 404 });
`,
      output: `// The hook of the shop.

const { StatusCodes } = require('http-status-codes');

// Answers the shop.
exports.handler = async () => ({ statusCode: StatusCodes.NOT_FOUND });
`,
      settings: { 'http-status': { frameworks: ['aws-lambda'] } },
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a module that imports nothing',
      code: `// @ts-check
/** Nobody is here. */
export const GET = () => new Response(null, { status: 410 });
`,
      output: `// @ts-check
import { StatusCodes } from 'http-status-codes';

/** Nobody is here. */
export const GET = () => new Response(null, { status: StatusCodes.GONE });
`,
      filename: 'app/users/route.ts',
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.GONE', 410)],
    },
    {
      name: 'a number in a file without semicolons',
      code: `#!/usr/bin/env node
const express = require("express")
// This line is text;
;(async () => {
  const app = express()
  app.get("/", (req, res) => res.sendStatus(404))
})()
`,
      output: `#!/usr/bin/env node
const express = require("express")
const { StatusCodes } = require("http-status-codes")
// This line is text;
;(async () => {
  const app = express()
  app.get("/", (req, res) => res.sendStatus(StatusCodes.NOT_FOUND))
})()
`,
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a file with other line breaks, and two statements on a line',
      code: "import express from 'express'; const app = express();\r\napp.get('/', (req, res) => res.sendStatus(404));\r\n",
      output:
        "import express from 'express';\r\nimport { StatusCodes } from 'http-status-codes';\r\n const app = express();\r\napp.get('/', (req, res) => res.sendStatus(StatusCodes.NOT_FOUND));\r\n",
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a module that TypeScript requires',
      code: `import express = require('express');
const app = express();
app.get('/', (req, res) => { res.sendStatus(404); });
`,
      output: `import express = require('express');
import { StatusCodes } from 'http-status-codes';
const app = express();
app.get('/', (req, res) => { res.sendStatus(StatusCodes.NOT_FOUND); });
`,
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'a number in a file that neither imports nor exports',
      code: 'Deno.serve(() => new Response(null, { status: 404 }));\n',
      output: null,
      options: STATUS_CODES,
      errors: [constant('http-status-codes', 'StatusCodes.NOT_FOUND', 404)],
    },
    {
      name: 'the own constants, which are read from their file',
      code: route('res.status(404).end();'),
      output: route('res.status(HttpStatus.NOT_FOUND).end();').replace(
        '\n',
        "\nimport { HttpStatus } from '../../examples/shop/src/http-status.js';\n",
      ),
      filename: 'src/routes/users.ts',
      options: style(shop),
      errors: [constant('../../examples/shop/src/http-status.js', 'HttpStatus.NOT_FOUND', 404)],
    },
    {
      name: 'the own constants in the folder of the file',
      code: route('res.status(404).end();', "import { HttpStatus } from './http-status.js';"),
      output: route('res.status(HttpStatus.NOT_FOUND).end();', "import { HttpStatus } from './http-status.js';"),
      filename: 'examples/shop/src/app.ts',
      options: style(shop),
      errors: [constant('./http-status.js', 'HttpStatus.NOT_FOUND', 404)],
    },
    {
      name: 'the own constants by an alias, with members that the options list',
      code: route('res.status(404).end();'),
      output: route('res.status(Status.NotFound).end();').replace('\n', "\nimport Status from '@/status';\n"),
      options: style({ module: '@/status', name: 'Status', export: 'default', members: { NotFound: 404 } }),
      errors: [constant('@/status', 'Status.NotFound', 404)],
    },
    {
      name: 'own constants that are not where the options say',
      code: route('if (req.query.a) return res.status(404).end(); res.status(202).end();'),
      output: null,
      filename: 'examples/shop/src/app.ts',
      options: style({ module: './src/nowhere.js', name: 'Status' }),
      errors: [
        {
          messageId: 'unread',
          data: { name: 'Status', module: './src/nowhere.js', status: '404 Not Found' },
          line: 6,
          column: 38,
          endLine: 6,
          endColumn: 41,
        },
      ],
    },
  ],
});
