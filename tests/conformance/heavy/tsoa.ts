import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { EXPRESS_TABLE } from '../../../src/frameworks/express.js';
import type { Case, Framework, Request, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';
import type { RequestListener } from 'node:http';

/** What of tsoa's generator the harness uses. */
interface Generator {
  readonly generateRoutes: (config: object, options: object) => Promise<unknown>;
}

interface App extends RequestListener {
  use(...handlers: readonly unknown[]): unknown;
}
export type Express = () => App;

const load = createRequire(import.meta.url);
const loadServer = createRequire(new URL('../frameworks/', import.meta.url));

const COMPILED: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  esModuleInterop: true,
};

/** Without libraries a file takes a tenth of a second to read; nothing in the cases needs them. */
const ALONE = { noLib: true, noResolve: true, types: [] };

function run(source: string, modules: Readonly<Record<string, unknown>>): unknown {
  return runFile(
    `const { exports } = module;\n${ts.transpileModule(source, { compilerOptions: COMPILED }).outputText}`,
    modules,
  );
}

/** The function that puts the routes on an app, as tsoa makes it of a file of controllers. */
async function routesOf(file: string): Promise<(app: App) => void> {
  const { generateRoutes } = load('tsoa') as Generator;
  const folder = await mkdtemp(join(tmpdir(), 'tsoa-'));
  try {
    const entryFile = join(folder, 'controller.ts');
    await writeFile(entryFile, file);
    const config = {
      entryFile,
      controllerPathGlobs: [entryFile],
      routesDir: join(folder, 'build'),
      middleware: 'express',
    };
    await generateRoutes({ ...config, noImplicitAdditionalProperties: 'ignore', bodyCoercion: true }, ALONE);
    const routes = await readFile(join(folder, 'build', 'routes.ts'), 'utf8');
    const packages = { tsoa: load('tsoa') as unknown, '@tsoa/runtime': load('@tsoa/runtime') as unknown };
    const made = run(routes, { ...packages, './../controller': run(file, packages) });
    // tsoa's template exports this one function.
    return (made as { readonly RegisterRoutes: (app: App) => void }).RegisterRoutes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a file of controllers on a version of Express. */
async function start(file: string, name: string): Promise<Running> {
  const express = loadServer(name) as Express;
  const register = await routesOf(file);
  const notes = new Notes();
  const app = express();
  register(app);
  app.use((error: unknown, _req: unknown, res: { headersSent: boolean }, next: (error: unknown) => void) => {
    notes.handOn('error', error, res);
    next(error);
  });
  return serve(app, notes, urlOf);
}

function urlOf({ flags }: Request): string {
  const query = new URLSearchParams(flags).toString();
  return query === '' ? '/x' : `/x?${query}`;
}

/** Where a handler stands: as the method of a controller with these decorators. */
export function route(
  decorators = "@Get('x')",
  signature = 'run',
  of = 'extends Controller',
): (handler: string) => string {
  return (handler) => `@Route('/')\nexport class Cases ${of} {\n${decorators}\n${signature}${handler}\n}`;
}

const IMPORTS =
  'Controller, Delete, Get, Head, Options, Patch, Post, Put, Request, Res, Response, Route, SuccessResponse, TsoaResponse';

/** A framework of the harness: tsoa on one major of Express. */
export function tsoaOn(major: 4 | 5, cases: Readonly<Record<string, Case>>): Framework {
  return {
    name: `tsoa on Express ${major}`,
    id: 'tsoa',
    major: 6,
    below: { express: major },
    emptyHandler: '() { return { a: 1 }; }',
    fileOf: ({ handler, before, after, as }) =>
      [`import { ${IMPORTS} } from 'tsoa';`, before ?? '', (as ?? route())(handler), after ?? ''].join('\n'),
    flag: /\bquery\.(\w+)/,
    start: (file) => start(file, major === 5 ? 'express' : 'express4'),
    ownContent: /^$/,
    ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|etag|x-powered-by)$/,
    callFields: {},
    errorStatus: 500,
    cases,
    without: Object.fromEntries(
      [EXPRESS_TABLE.calls, EXPRESS_TABLE.assignments, EXPRESS_TABLE.progress, EXPRESS_TABLE.members]
        .flatMap((table) => Object.keys(table))
        .map((row) => [row, 'held against what it is from']),
    ),
  };
}
