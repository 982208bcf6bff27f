import Module, { createRequire } from 'node:module';

/**
 * Lets one suite run on several ESLints: with `ESLINT=eslint8` everything that asks for `eslint` gets that one.
 * An alias in Vitest's config would not do, because the rule tester is CommonJS and asks Node.
 */
const wanted = process.env['ESLINT'];

type Resolve = (request: string, ...rest: readonly unknown[]) => string;
// Node 20 documents no hook for `require`; this function has been there since the beginning.
const loader = Module as unknown as { _resolveFilename: Resolve };

if (wanted) {
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) => resolve(request.replace(/^eslint(?=$|\/)/, wanted), ...rest);

  const require = createRequire(import.meta.url);
  if (require.resolve('eslint') !== require.resolve(wanted)) throw new Error(`could not put ${wanted} in for eslint`);
}
