import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Framework, Request, Running } from '../../framework.js';
import { Notes, serve } from '../../serve.js';

const heavy = fileURLToPath(new URL('..', import.meta.url));

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** How an app of a framework is built that has one route for each case. */
export interface Built {
  /** The files of the app but those of its routes, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The files of a route, by path; `file` is the source of the case. */
  readonly route: (name: string, file: string) => Readonly<Record<string, string>>;
  /** The program that builds it, as a path below `node_modules`, and its arguments. */
  readonly program: readonly [path: string, ...rest: readonly string[]];
  /** Where the listener is afterwards. */
  readonly handler: string;
  /** What the framework itself says of a handler that returned no response. */
  readonly nothing: RegExp;
}

/** The name under which a built app hands over the errors of its handlers. */
export const NOTE = 'noteError';

/** Builds the cases of a framework into one app, and gives what runs the file of one of them. */
export async function built(app: Built, sources: readonly string[]): Promise<Framework['start']> {
  const routes = new Map([...new Set(sources)].map((source, index) => [source, `c${index}`]));
  const folder = mkdtempSync(join(heavy, '.built-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  write(folder, { 'package.json': '{ "private": true, "type": "module" }', ...app.files });
  for (const [source, name] of routes) write(folder, app.route(name, source));
  await run(folder, app.program);
  // What a build of the framework exports for servers of one's own.
  const module = (await import(pathToFileURL(join(folder, app.handler)).href)) as { readonly handler: Handler };
  return (file) => start(module.handler, routes.get(file), app.nothing);
}

function start(handler: Handler, route: string | undefined, nothing: RegExp): Promise<Running> {
  const notes = new Notes();
  Object.assign(globalThis, {
    [NOTE]: (error: unknown) => {
      if (!nothing.test(String(error))) notes.handOn('error', error, { headersSent: false });
    },
  });
  return serve(
    (request, response) => {
      // Routes are loaded when they are first asked for. These apps answer everything, so that no wait is for ever.
      notes.done = once(response, 'close');
      handler(request, response, () => {
        notes.handOn('next', null, response);
        response.writeHead(404).end();
      });
    },
    notes,
    ({ flags }: Request) => `/${route ?? ''}?${new URLSearchParams(flags).toString()}`,
  );
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
}

async function run(cwd: string, [program, ...rest]: Built['program']): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [join(heavy, 'node_modules', program), ...rest], { cwd, env });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => void said.push(String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ends with ${code ?? 'a signal'}:\n${said.join('')}`);
}
