import type { Dialect, Taken } from '../exchange/dialect.js';
import type { HandlerSite, Parameter, ResponseTable } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import type { Primitive } from '../syntax/ast.js';
import type { AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { givenTo, methodsOfVerbs, registeredOn, type Registered } from './finding/registered.js';
import { nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { HTTP1, NODE_TABLE, nodeTakes } from './node.js';

/** The response is Node's own. What `next` is given goes to `onError` (https://github.com/lukeed/polka#onerror). */
const TABLE: ResponseTable = {
  ...NODE_TABLE,
  next: (args) =>
    args.count === 0 ? { does: 'delegate', to: 'next' } : { does: 'delegate', to: 'error', error: args.at(0) },
};

/** Polka takes any number from 100 as an error's status (1.0.0-next.28); before 1.0, nobody catches what a handler throws. */
function dialect(major: 0 | 1, certain: boolean): Dialect {
  return {
    ...HTTP1,
    framework: 'Polka',
    name: `Polka ${major === 0 ? '0.5' : '1'}`,
    major,
    certain,
    thrown: major === 0 ? { sync: 'lost', async: 'lost' } : { sync: 'handled', async: 'handled' },
    errorStatus: { from: major === 0 ? [] : ['status'], otherwise: 500 },
    takes: (value, sink) =>
      sink === 'error' ? errorTakes(value) : nodeTakes(value, major === 0 ? 'crash' : 'error-500'),
  };
}

function errorTakes(value: Primitive): Taken {
  return typeof value === 'number' && value >= 100 ? { is: 'sent', code: value } : { is: 'replaced', code: 500 };
}

const APPS: AppSpelling = { makers: new Set(['polka#']), types: new Set(['polka#Polka']) };
const OPTIONS: Readonly<Record<string, Role>> = { onError: 'error-handler', onNoMatch: 'handler' };

/** Apps made with `polka`. */
export const polka: Framework = {
  id: 'polka',
  trace: /\bpolka\b/,
  handlers({ sourceCode, versionOf }: SourceFile): readonly HandlerSite[] {
    const version = versionOf('polka', 'polka');
    const own = dialect(version?.major === 0 ? 0 : 1, version?.certain === true);
    const routed = registeredOn(APPS, sourceCode).map(({ node, registrations }): Found => {
      const verbs = registrations.map(({ verb }) => verb);
      const isMiddleware = verbs.every((verb) => verb === 'use');
      return found(node, registrations, isMiddleware ? 'middleware' : 'handler', own);
    });
    const given = givenTo(APPS.makers, sourceCode).flatMap(({ node, key }): readonly Found[] => {
      const role = key !== null && Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
      return role ? [found(node, [], role, own)] : [];
    });
    return withEarlier([...routed, ...given], sourceCode);
  },
};

function found(node: Registered['node'], registrations: Registered['registrations'], role: Role, own: Dialect): Found {
  const parameters: readonly Parameter[] = ['request', 'response', 'next'];
  const site: Found['site'] = {
    framework: 'polka',
    dialect: own,
    table: TABLE,
    node,
    parameters: role === 'error-handler' ? ['error', ...parameters] : parameters,
    methods: methodsOfVerbs(registrations.map(({ verb }) => verb)),
    route: registrations.find(({ route }) => route !== null)?.route ?? null,
    role,
    name: nameOf(node),
    calledBy: 'framework',
    start: [],
    earlier: [],
  };
  return { site, registrations };
}
