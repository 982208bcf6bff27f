import type { HandlerSite } from '../../exchange/effects.js';
import { functionsOf } from '../finding/usages.js';
import { registeredOn } from '../finding/registered.js';
import type { Framework, SourceFile } from '../framework.js';
import { isDecorated } from '../request-response/evidence.js';
import { dialect } from './dialects.js';
import { withHooks } from './hooks.js';
import { INSTANCES } from './instances.js';
import { TABLE } from './reply.js';
import { foundOf } from './sites.js';

/** Fastify 4 and 5. */
export const fastify: Framework = {
  id: 'fastify',
  trace: /fastify|\breply\b/i,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const version = file.versionOf('fastify', 'fastify');
    const spoken = dialect(version && version.major < 5 ? 4 : 5, version?.certain ?? false);
    const registered = new Map(
      registeredOn(INSTANCES, sourceCode).map(({ node, registrations }) => [node, registrations]),
    );
    const found = functionsOf(sourceCode).flatMap((node) => {
      if (node.generator || isDecorated(node)) return [];
      const one = foundOf(node, registered.get(node) ?? [], sourceCode);
      return one ? [{ ...one, site: { ...one.site, framework: 'fastify', dialect: spoken, table: TABLE } }] : [];
    });
    return withHooks(found, sourceCode);
  },
};
