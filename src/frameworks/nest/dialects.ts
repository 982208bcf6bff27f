import type { Dialect, Taken } from '../../exchange/dialect.js';
import type { Primitive } from '../../syntax/ast.js';
import { expressDialect } from '../express.js';
import { nodeTakes } from '../node.js';
import { hasImport } from '../request-response/types.js';
import type { SourceFile } from '../framework.js';

/** The server below Nest. */
export type Platform = 'express' | 'fastify';

/** The server that a file's application stands on: what the file imports, else what is installed; Express where nothing says. */
export function platformOf(file: SourceFile): Platform {
  const { sourceCode } = file;
  if (hasImport(sourceCode, ['fastify', '@nestjs/platform-fastify'])) return 'fastify';
  if (hasImport(sourceCode, ['express', '@nestjs/platform-express'])) return 'express';
  const isInstalled = (name: string): boolean => file.versionOf('', name) !== null;
  return isInstalled('@nestjs/platform-fastify') && !isInstalled('@nestjs/platform-express') ? 'fastify' : 'express';
}

/** `reply.code(value)` of Fastify: whatever comes to a number from 100 to 599. */
function fastifyTakes(value: Primitive): Taken {
  const code =
    typeof value === 'bigint' || typeof value === 'boolean' ? Number.NaN : Math.trunc(Number(value ?? Number.NaN));
  if (!(code >= 100 && code <= 599)) return { is: 'throws', error: 'FST_ERR_BAD_STATUS_CODE', client: 'error-500' };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

/** Nest on its server (measured on Nest 12 and 11 with both). */
export function nestDialect(file: SourceFile, platform: Platform, defaultStatus: 200 | 201): Dialect {
  const version = file.versionOf('nest', '@nestjs/common');
  const major = version?.major ?? 12;
  // Nest 10 and older bring Express 4.
  const base = expressDialect(major >= 11 ? 5 : 4, version?.certain ?? false);
  const ofMethod = (value: Primitive): Taken =>
    platform === 'express' ? base.takes(value, 'method') : fastifyTakes(value);
  return {
    ...base,
    framework: 'Nest',
    name: `Nest ${major}`,
    major,
    certain: version?.certain ?? false,
    defaultStatus,
    madeStatus: 200,
    thrown: { sync: 'handled', async: 'handled' },
    // Nest 12 asks for more than a `statusCode`.
    errorStatus: { from: ['getStatus()', major >= 12 ? 'HttpError' : 'statusCode'], otherwise: 500 },
    takes: (value, sink) => {
      // Filters set the status anew, so that nothing a property holds can break the error page.
      if (sink === 'property' || sink === 'head') return nodeTakes(value, 'error-500');
      const isNothing = value === undefined || value === null || (sink === 'decorator' && major < 12 && !value);
      if (isNothing && (sink === 'error' || sink === 'decorator')) return { is: 'replaced', code: defaultStatus };
      return ofMethod(value);
    },
    contentOn: (status, call) => (status === 205 && platform === 'fastify' ? 'sent' : base.contentOn(status, call)),
  };
}
