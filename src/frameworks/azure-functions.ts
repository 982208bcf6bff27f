import type { Dialect, Taken } from '../exchange/dialect.js';
import type { HandlerSite } from '../exchange/effects.js';
import type { Primitive } from '../syntax/ast.js';
import { CONTEXT, CONTEXT_WITH_DONE } from './azure-functions/context.js';
import { findAzureFunctions } from './azure-functions/handlers.js';
import { RETURNED } from './azure-functions/returned.js';
import { responseTakes } from './fetch-response.js';
import { nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';

/** What the package makes of a result was measured on 4.16.5; what the host makes of nothing and of errors is what its manual says. */
const DIALECT: Dialect = {
  framework: 'Azure Functions',
  name: 'Azure Functions 4',
  major: 4,
  certain: true,
  defaultStatus: 200,
  unsent: 204,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'always' },
  takes: (value, sink) => (sink === 'error' ? { is: 'replaced', code: 500 } : responseTakes(value)),
  contentOn: () => 'dropped',
};

/** The host gets the status as a text (read in 3.5.2). */
function contextTakes(value: Primitive): Taken {
  const code = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 100 || code > 999)
    return { is: 'replaced', code: 500 };
  return value === code ? { is: 'sent', code } : { is: 'coerced', code };
}

const CONTEXT_DIALECT: Dialect = {
  ...DIALECT,
  name: 'Azure Functions 3',
  major: 3,
  unsent: 200,
  takes: (value, sink) => (sink === 'error' ? { is: 'replaced', code: 500 } : contextTakes(value)),
};

const MODELS = {
  returned: { table: RETURNED, dialect: DIALECT, parameters: ['request'] },
  context: { table: CONTEXT, dialect: CONTEXT_DIALECT, parameters: ['response', 'request'] },
  done: {
    table: CONTEXT_WITH_DONE,
    dialect: { ...CONTEXT_DIALECT, unsent: 'hangs' },
    parameters: ['response', 'request'],
  },
} as const;

/** Azure Functions in both models: what is returned is the response, or the context has it. */
export const azureFunctions: Framework = {
  id: 'azure-functions',
  trace: /@azure\/functions|\bcontext\.(?:res|bindings)\b/,
  handlers: ({ sourceCode }: SourceFile): readonly HandlerSite[] =>
    findAzureFunctions(sourceCode).map(({ node, model, methods, route }) => ({
      framework: 'azure-functions',
      ...MODELS[model],
      node,
      methods,
      route,
      role: 'handler',
      name: nameOf(node),
      start: [],
      calledBy: 'framework',
      earlier: [],
    })),
};
