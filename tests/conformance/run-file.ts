import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const required = createRequire(import.meta.url);

/** A folder with files that handlers send. */
export const FILES = fileURLToPath(new URL('files', import.meta.url));

type Named = Readonly<Record<string, unknown>>;

/**
 * Runs the source of a CommonJS file and gives what it exports. `modules` take the place of packages by that name, and
 * `runtime` has the globals that a runtime other than Node gives to files. Timers run in the next turn of the event loop,
 * whatever delay they ask for, so that no test waits for a clock.
 */
export function runFile(source: string, modules: Named = {}, runtime: Named = {}): unknown {
  const module: { exports: unknown } = { exports: {} };
  const load = (name: string): unknown => (Object.hasOwn(modules, name) ? modules[name] : required(name));
  const timers = { setTimeout: setImmediate, clearTimeout: clearImmediate };
  const globals = { ...runtime, ...timers, require: load, module, __dirname: FILES };
  // A file is the body of a function, as Node itself runs CommonJS.
  const body = compileFunction(source, Object.keys(globals)) as (...values: readonly unknown[]) => unknown;
  body(...Object.values(globals));
  return module.exports;
}
