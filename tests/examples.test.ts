import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it, vi } from 'vitest';

// The shop's config imports the built plugin; here it gets the sources. Vitest knows the module by its path when there
// is a build, and by the words of the import when there is none.
vi.mock('../dist/index.js', () => import('../src/index.js'));
vi.mock('../../dist/index.js', () => import('../src/index.js'));

const SHOP = fileURLToPath(new URL('../examples/shop', import.meta.url));

/** The mistakes that were put into the shop, by the line to which a report should point. Everything else there is right. */
const MISTAKES: Readonly<Record<string, string>> = {
  'src/app.ts:30': 'require-retry-after',

  'src/controllers/orders.ts:22': 'no-unsent-status',
  'src/controllers/orders.ts:34': 'no-multiple-responses',
  'src/controllers/orders.ts:47': 'no-ineffective-status',
  'src/controllers/orders.ts:56': 'no-stack-in-response',

  'src/controllers/products.ts:27': 'no-error-body-with-success-status',
  'src/controllers/products.ts:49': 'require-created-location',
  'src/controllers/products.ts:54': 'no-body-on-bodyless-status',

  'src/controllers/users.js:11': 'require-response',
  'src/controllers/users.js:23': 'no-error-body-with-success-status',
  'src/controllers/users.js:39': 'valid-status-code',

  'src/middleware/auth.ts:30': 'no-multiple-responses',

  'src/routes/auth.ts:23': 'require-retry-after',
  'src/routes/auth.ts:30': 'no-ambiguous-redirect',
  'src/routes/products.ts:18': 'no-ineffective-status',
  'src/routes/users.ts:40': 'no-ambiguous-redirect',
};

describe('examples/shop', () => {
  it('is found to hold the mistakes that were put in, and no others', async () => {
    const { default: config } = (await import(path.join(SHOP, 'eslint.config.js'))) as { default: Linter.Config[] };
    const eslint = new ESLint({ cwd: SHOP, overrideConfigFile: true, overrideConfig: config });
    const results = await eslint.lintFiles(['src']);

    expect(results.length).toBeGreaterThan(15);
    const findings = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId, message }) => {
        const file = path.relative(SHOP, filePath).replaceAll(path.sep, '/');
        return [`${file}:${line}`, ruleId?.replace('http-status/', '') ?? message];
      }),
    );
    expect(findings).toEqual(Object.entries(MISTAKES));
  });
});
