import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import ts from 'typescript';
import { MADE_RESPONSE } from '../../../src/frameworks/fetch-response.js';
import { TABLE as FASTIFY_TABLE } from '../../../src/frameworks/fastify/reply.js';
import { PlainView } from '../frameworks/express5.js';
import type { Case, Framework, Request, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

export type Platform = 'express' | 'fastify';

/** What of Nest's packages the harness uses. */
interface Core {
  readonly NestFactory: {
    create(module: unknown, adapter: unknown, options: { readonly logger: false }): Promise<Application>;
  };
  readonly BaseExceptionFilter: new (adapter: unknown) => { catch(exception: unknown, host: Host): void };
}
export interface Application {
  getHttpAdapter(): { getInstance(): unknown };
  useGlobalFilters(filter: unknown): void;
  init(): Promise<unknown>;
  close(): Promise<void>;
}
interface Host {
  getArgByIndex(index: 1): { readonly headersSent?: boolean; readonly raw?: { readonly headersSent: boolean } };
}
export type Class = new (...values: readonly unknown[]) => object;
export interface Common {
  Module(options: { readonly controllers: readonly unknown[] }): (target: Class) => void;
}

const COMPILED: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  esModuleInterop: true,
};

/** What of Nest programs use, as it is installed in that folder. */
export function nestIn(folder: string): { readonly load: NodeJS.Require; readonly common: Common } {
  const load = createRequire(new URL(`${folder}/package.json`, import.meta.url));
  load('reflect-metadata');
  return { load, common: load('@nestjs/common') as Common };
}

/** An application with these controllers, on a server of that kind. */
export async function applicationOf(
  controllers: Readonly<Record<string, Class>>,
  platform: Platform,
  { load, common }: ReturnType<typeof nestIn>,
): Promise<Application> {
  const { NestFactory } = load('@nestjs/core') as Core;
  const Root = class {
    readonly controllers = Object.keys(controllers);
  };
  common.Module({ controllers: Object.values(controllers) })(Root);
  return NestFactory.create(Root, adapterOf(platform, load), { logger: false });
}

/** Runs a file that exports controllers, on a server of that kind. `folder` is where Nest is installed. */
async function startNest(file: string, platform: Platform, folder: string): Promise<Running> {
  const nest = nestIn(folder);
  const { load, common } = nest;
  const { BaseExceptionFilter } = load('@nestjs/core') as Core;
  const compiled = ts.transpileModule(file, { compilerOptions: COMPILED }).outputText;
  const modules = { '@nestjs/common': common, rxjs: load('rxjs') as unknown };
  // The file exports its controllers.
  const exported = runFile(`const { exports } = module;\n${compiled}`, modules) as Readonly<Record<string, Class>>;
  const notes = new Notes();
  const app = await applicationOf(exported, platform, nest);
  const Noting = class extends BaseExceptionFilter {
    override catch(exception: unknown, host: Host): void {
      const response = host.getArgByIndex(1);
      notes.handOn('error', exception, { headersSent: response.headersSent ?? response.raw?.headersSent ?? false });
      super.catch(exception, host);
    }
  };
  app.useGlobalFilters(new Noting(app.getHttpAdapter()));
  const running = await serve(await listenerOf(app, platform), notes, urlOf);
  return {
    ...running,
    close: async () => {
      await running.close();
      await app.close();
    },
  };
}

type Adapter = new (instance?: unknown) => unknown;

function adapterOf(platform: Platform, load: NodeJS.Require): unknown {
  const module = load(`@nestjs/platform-${platform}`) as Readonly<Record<string, Adapter>>;
  const { ExpressAdapter, FastifyAdapter } = module;
  const Adapter = platform === 'express' ? ExpressAdapter : FastifyAdapter;
  if (!Adapter) throw new Error(`${platform} has no adapter`);
  return new Adapter();
}

interface Fastify {
  ready(): Promise<void>;
  readonly routing: RequestListener;
}

/** What answers requests for an application, once that is ready. */
export async function listenerOf(app: Application, platform: Platform): Promise<RequestListener> {
  await app.init();
  const instance = app.getHttpAdapter().getInstance();
  if (platform === 'express') {
    const express = instance as RequestListener & { set(name: string, value: unknown): void };
    express.set('view', PlainView);
    return express;
  }
  const fastify = instance as Fastify;
  await fastify.ready();
  return fastify.routing;
}

function urlOf({ flags }: Request): string {
  const query = new URLSearchParams(flags).toString();
  return query === '' ? '/x' : `/x?${query}`;
}

/** Where a handler stands: as the method of a controller with these decorators. */
export function route(decorators = "@Get('x')", signature = 'run'): (handler: string) => string {
  return (handler) => `@Controller()\nexport class Cases {\n${decorators}\n${signature}${handler}\n}`;
}

const IMPORTS = [
  'All',
  'applyDecorators',
  'BadRequestException',
  'Catch',
  'Controller',
  'Delete',
  'Get',
  'Head',
  'Header',
  'HttpCode',
  'HttpException',
  'HttpStatus',
  'Injectable',
  'Next',
  'NotFoundException',
  'Options',
  'Patch',
  'Post',
  'Put',
  'Query',
  'Redirect',
  'Render',
  'Req',
  'RequestMapping',
  'RequestMethod',
  'Res',
  'Sse',
  'StreamableFile',
  'UseFilters',
  'UseGuards',
  'UseInterceptors',
];

/** A framework of the harness: one major of Nest on one server. */
export function nestOn(
  platform: Platform,
  major: 11 | 12,
  cases: Readonly<Record<string, Case>>,
): Omit<Framework, 'without'> {
  const evidence = platform === 'express' ? "import type {} from 'express';" : "import type {} from 'fastify';";
  return {
    name: `Nest ${major} on ${platform === 'express' ? 'Express' : 'Fastify'}`,
    id: 'nest',
    major,
    emptyHandler: "(@Res() res) { res.end('a'); }",
    fileOf: ({ handler, before, after, as }) =>
      [
        `import { ${IMPORTS.join(', ')} } from '@nestjs/common';`,
        evidence,
        before ?? '',
        (as ?? route())(handler),
        after ?? '',
      ].join('\n'),
    flag: /\bquery\.(\w+)/,
    start: (file) => startNest(file, platform, major === 12 ? '.' : './nest11'),
    ownContent: /^(?:sendStatus|redirect|Redirect)$/,
    ownFields: /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-type|etag|x-powered-by)$/,
    callFields: { redirect: /^vary$/, Redirect: /^vary$/, jsonp: /^x-content-type-options$/ },
    errorStatus: 500,
    cases,
  };
}

/** The rows of Fastify and of the global `Response`, which are held against these themselves. */
export const ofOthers: Readonly<Record<string, string>> = Object.fromEntries(
  [FASTIFY_TABLE.calls, FASTIFY_TABLE.assignments, FASTIFY_TABLE.progress, FASTIFY_TABLE.members, MADE_RESPONSE.calls]
    .flatMap((table) => Object.keys(table))
    .map((row) => [row, 'held against what it is from']),
);
