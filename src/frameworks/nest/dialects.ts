import type { Dialect } from '../../exchange/dialect.js';
import { expressDialect } from '../express.js';
import { dialect as fastifyDialect } from '../fastify/dialects.js';
import { responseTakes } from '../fetch-response.js';
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

/** Nest on its server (measured on Nest 12 and 11 with both). */
export function nestDialect(file: SourceFile, platform: Platform, defaultStatus: 200 | 201): Dialect {
  const version = file.versionOf('nest', '@nestjs/common');
  const major = version?.major ?? 12;
  const certain = version?.certain ?? false;
  // Nest 10 and older bring Express 4 and Fastify 4.
  const ofPlatform = platform === 'express' ? expressDialect : fastifyDialect;
  const base = ofPlatform(major >= 11 ? 5 : 4, certain);
  return {
    ...base,
    framework: 'Nest',
    name: `Nest ${major}`,
    major,
    certain,
    defaultStatus,
    madeStatus: 200,
    thrown: { sync: 'handled', async: 'handled' },
    // Nest 12 asks for more than a `statusCode`.
    // Nest sets the default beforehand, and Fastify takes it for the redirect's.
    ...(platform === 'fastify' && { redirect: { status: defaultStatus, keepsStatus: 'always' } as const }),
    errorStatus: { from: ['getStatus()', major >= 12 ? 'HttpError' : 'statusCode'], otherwise: 500 },
    takes: (value, sink) => {
      // Filters set the status anew, so that nothing a property holds can break the error page.
      if (sink === 'property' || sink === 'head') return nodeTakes(value, 'error-500');
      const isNothing = value === undefined || value === null || (sink === 'decorator' && major < 12 && !value);
      if (isNothing && (sink === 'error' || sink === 'decorator')) return { is: 'replaced', code: defaultStatus };
      return sink === 'init' ? responseTakes(value) : base.takes(value, 'method');
    },
  };
}
