import type { HandlerSite, Parameter } from '../exchange/effects.js';
import type { Role } from '../exchange/model.js';
import { RESTIFY } from '../http/errors/restify.js';
import type { Call, FunctionNode, SourceCode } from '../syntax/ast.js';
import { staticValueOf } from '../syntax/static-value.js';
import { hasType, type AppSpelling } from './finding/apps.js';
import { withEarlier, type Found } from './finding/middleware.js';
import { methodsOfVerbs, registeredOn, type Registration } from './finding/registered.js';
import { functionsOf, isCalledHere, nameOf, usagesOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { isDecorated, shapeOf, useOf } from './request-response/evidence.js';
import { registrationIn } from './request-response/registrations.js';
import { hasImport } from './request-response/types.js';
import { DIALECTS } from './restify/dialects.js';
import { TABLE } from './restify/response.js';

const SERVERS: AppSpelling = {
  makers: new Set(['restify#createServer', 'restify-router#Router']),
  types: new Set(['restify#Server', 'restify-router#Router']),
};
const HANDLER_TYPES = new Set(['restify#RequestHandler', 'restify#RequestHandlerType']);
const RESPONSE_TYPES = new Set(['restify#Response']);
const ROUTES = /^(?:get|head|post|put|patch|del|opts|use|pre|param)$/;
const BEFORE = /^(?:use|pre|param)$/;
const PACKAGES = ['restify', 'restify-errors', 'restify-router'];

/** Servers made with `restify`, functions with its types, and those that are used as handlers where Restify is at home. */
export const restify: Framework = {
  id: 'restify',
  trace: /restify|\bres(?:ponse)?\.(?:send|json|redirect|status|end|header)\b/i,
  handlers(file: SourceFile): readonly HandlerSite[] {
    const { sourceCode } = file;
    const registered = new Map(
      registeredOn(SERVERS, sourceCode).map(({ node, registrations }) => [node, registrations]),
    );
    const isHome = isRestifys(file);
    const found = functionsOf(sourceCode).flatMap((node): readonly Found[] => {
      if (node.generator || isDecorated(node)) return [];
      const one = foundOf(node, registered.get(node) ?? [], isHome, sourceCode);
      return one ? [one] : [];
    });
    return withEarlier(found, sourceCode, ({ verb }) => BEFORE.test(verb));
  },
};

/** Whether what looks like a handler is one of Restify: the file imports it, or the project has it and not Express. */
function isRestifys({ sourceCode, isNamed, versionOf }: SourceFile): boolean {
  if (isNamed('restify') || hasImport(sourceCode, PACKAGES)) return true;
  return versionOf('restify', 'restify') !== null && versionOf('express', 'express') === null;
}

function foundOf(
  node: FunctionNode,
  registrations: readonly Registration[],
  isHome: boolean,
  sourceCode: SourceCode,
): Found | null {
  const events = registrations.filter(({ verb }) => verb === 'on');
  const listened = events.map(({ call }) => parametersOfEvent(call, sourceCode)).find((each) => each !== null);
  if (listened) return at(node, listened, 'error-handler', events);
  const routes = registrations.filter(({ verb }) => ROUTES.test(verb));
  if (routes.length > 0) {
    const isError = node.params.length === 4 && routes.every(({ verb }) => verb !== 'param');
    const isMiddleware = routes.every(({ verb }) => BEFORE.test(verb));
    return at(
      node,
      isError ? ERROR : REQUEST,
      isError ? 'error-handler' : isMiddleware ? 'middleware' : 'handler',
      routes,
    );
  }
  if (registrations.length > 0) return null;
  if (hasType(node, HANDLER_TYPES, sourceCode)) return at(node, REQUEST, 'handler', []);
  const shape = shapeInUse(node, isHome, sourceCode);
  if (!shape) return null;
  const usages = usagesOf(node, sourceCode);
  const isHelper = node.params.length > shape.length || isCalledHere(node, sourceCode);
  const elsewhere = usages.flatMap((usage) => registrationIn(usage, sourceCode));
  return at(node, shape, 'handler', elsewhere, isHelper ? 'code' : usages.length > 0 ? 'framework' : 'anyone');
}

/** The parameters of a function that is typed as a handler is, or named and used like one where Restify is at home. */
function shapeInUse(node: FunctionNode, isHome: boolean, sourceCode: SourceCode): readonly Parameter[] | null {
  const response = node.params[1];
  if (!response) return null;
  if (hasType(response, RESPONSE_TYPES, sourceCode)) return REQUEST;
  const shape = isHome ? shapeOf(node) : null;
  if (shape?.[1] !== 'response') return null;
  const use = useOf(response, sourceCode);
  return use?.express === true || use?.node === true ? shape : null;
}

const REQUEST: readonly Parameter[] = ['request', 'response', 'next'];
const ERROR: readonly Parameter[] = ['error', 'request', 'response', 'next'];

/** What a listener for an event gets; null for events that come after the answer, or have none. */
function parametersOfEvent(call: Call, sourceCode: SourceCode): readonly Parameter[] | null {
  const event = call.arguments[0] && staticValueOf(call.arguments[0], sourceCode)?.value;
  if (event === 'uncaughtException') return ['request', 'response', null, 'error', 'next'];
  const isError = event === 'restifyError' || (typeof event === 'string' && Object.hasOwn(RESTIFY, `${event}Error`));
  return isError ? ['request', 'response', 'error', 'next'] : null;
}

function at(
  node: FunctionNode,
  parameters: readonly Parameter[],
  role: Role,
  registrations: readonly Registration[],
  calledBy: HandlerSite['calledBy'] = 'framework',
): Found {
  const isLast =
    role === 'handler' &&
    registrations.length > 0 &&
    registrations.every(({ call, argument }) => argument === call.arguments.at(-1) && argument === node);
  const verbs = registrations.map(({ verb }) => (verb === 'opts' ? 'options' : verb));
  return {
    site: {
      framework: 'restify',
      dialect: DIALECTS[node.async && role !== 'error-handler' ? (isLast ? 'async, last' : 'async') : 'sync'],
      table: TABLE,
      node,
      parameters,
      methods: methodsOfVerbs(verbs),
      route: registrations.find(({ route }) => route !== null)?.route ?? null,
      role,
      name: nameOf(node),
      calledBy,
      start: [],
      earlier: [],
    },
    registrations,
  };
}
