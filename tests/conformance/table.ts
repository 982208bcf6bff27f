import type { ResponseTable } from '../../src/exchange/effects.js';
import { FRAMEWORKS } from '../../src/frameworks/index.js';
import { sourceCodeOf } from './reading.js';
import type { Framework } from './framework.js';

/** The table by which the adapter reads the response of a framework. */
export function tableOf(framework: Framework): ResponseTable {
  const adapter = FRAMEWORKS.find(({ id }) => id === framework.id);
  if (!adapter) throw new Error(`No adapter is called ${framework.id}`);
  const sourceCode = sourceCodeOf(
    framework.fileOf({ handler: framework.emptyHandler ?? "(req, res) => { res.end('a'); }" }),
  );
  const { major } = framework;
  const versionOf = () => (major === null ? null : { major, certain: true });
  const [site] = adapter.handlers({
    sourceCode,
    filename: framework.filename ?? 'app.js',
    isNamed: () => true,
    versionOf,
  });
  if (!site) throw new Error(`${framework.id} finds no handler`);
  return site.table;
}
