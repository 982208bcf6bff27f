import type { Dialect } from '../exchange/dialect.js';
import type { Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import { importedSources } from '../syntax/imports.js';
import { answersOf, redirectTakes, responseTakes } from './fetch-response.js';
import { editInit, fieldInInit, withNullBody } from './fetch-edits.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { nextFileOf, type NextFile } from './next/files.js';
import { nextHandler, type Kind, type NextHandler } from './next/handlers.js';
import { MADE_NEXT_RESPONSE, MIDDLEWARE_FUNCTIONS, ROUTE_FUNCTIONS } from './next/responses.js';
import { NODE_CALLS, NODE_TABLE, nodeTakes } from './node.js';
import {
  chained,
  chains,
  content,
  harmless,
  isMissing,
  NO_CONTENT,
  number,
  open,
  propertyIn,
  receiverOf,
  send,
  stops,
} from './spelling.js';

/** A route handler of the App Router (https://nextjs.org/docs/app/api-reference/file-conventions/route). */
const ROUTE: ResponseTable = {
  calls: {},
  assignments: {},
  functions: ROUTE_FUNCTIONS,
  made: MADE_NEXT_RESPONSE,
  sentBy: 'end',
  ends: ({ value, hasContent }) => answersOf(value, { keeps: 'nothing', hasContent }),
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: {},
  editStatus: editInit,
  addField: fieldInInit,
  withoutContent: withNullBody,
};

/** Middleware, which lets the request go on where it returns nothing. */
const MIDDLEWARE: ResponseTable = {
  ...ROUTE,
  functions: MIDDLEWARE_FUNCTIONS,
  ends: ({ value, hasContent }) => {
    const answers = answersOf(value, { keeps: 'nothing', hasContent });
    return answers.length === 0 ? [{ does: 'delegate', to: 'next' }] : answers;
  },
};

/** What an action returns is a value for the page that called it, and its status is not the action's to choose. */
const ACTION: ResponseTable = { ...ROUTE, ends: () => [] };

/** `redirect([status, ]url)`: a status behind the target is dropped (measured on 16.4.6). */
const apiRedirect = chains((args) => {
  const [first, second] = [args.at(0), args.at(1)];
  const [one, other] = args.node.arguments;
  const receiver = receiverOf(args.node);
  const call = `${receiver ? args.textOf(receiver) : 'res'}.redirect`;
  const edit = (target: typeof one) => (status: number) =>
    target && !args.spread ? { node: args.node, text: `${call}(${status}, ${args.textOf(target)})` } : null;
  if (args.count < 2) return [send(NO_CONTENT, { redirect: { target: first, edit: edit(one) } })];
  if (second.is !== 'literal' || typeof second.value !== 'number')
    return [send(NO_CONTENT, { status: first, redirect: { target: second, edit: edit(other) } })];
  return [
    {
      does: 'misplace',
      status: second,
      why: 'swapped-redirect',
      outcome: 'lost',
      edit: one && other ? { node: args.node, text: `${call}(${args.textOf(other)}, ${args.textOf(one)})` } : null,
    },
    send(NO_CONTENT, { redirect: { target: first, edit: edit(one) } }),
  ];
});

/** A function below `pages/api` (https://nextjs.org/docs/pages/building-your-application/routing/api-routes). */
const API: ResponseTable = {
  ...NODE_TABLE,
  calls: {
    ...NODE_CALLS,
    ...harmless('setPreviewData', 'clearPreviewData', 'setDraftMode', 'revalidate'),
    status: chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
    send: stops((args) => [send(args.count === 0 ? NO_CONTENT : content(args.at(0), 'data'))]),
    json: stops((args) => [send(args.count === 0 ? NO_CONTENT : content(args.at(0), 'json', 'some'))]),
    redirect: apiRedirect,
  },
  editStatus(call, status, textOf) {
    const receiver = receiverOf(call);
    return receiver ? { node: receiver, text: `${textOf(receiver)}.status(${status})` } : null;
  },
  addField: (call, name, value, textOf) => chained(call, `setHeader('${name}', '${value}')`, textOf),
};

/** The context of `getServerSideProps`, through which the response of Node can be had. */
const PAGE: ResponseTable = {
  ...NODE_TABLE,
  sentBy: 'end',
  members: { req: 'request', res: 'response' },
  ends: ({ value, hasContent }) => pageOf(value, hasContent),
};

/** How a page is answered by what its function returns: as not found, with a redirect, or with its properties. */
function pageOf(value: Value, hasContent: boolean): readonly Effect[] {
  const page = content(open(value.site), 'page', 'some');
  if (value.is !== 'object')
    return value.is === 'open' || hasContent
      ? [{ does: 'fields', from: open(value.site) }, send(page, { status: open(value.site) })]
      : [];
  const notFound = propertyIn(value, 'notFound');
  if (notFound?.is === 'literal' && notFound.value === true)
    return [send(page, { status: number(404, notFound.site) })];
  const redirect = propertyIn(value, 'redirect');
  if (!redirect) return [send(page, notFound || value.open ? { status: open(value.site) } : {})];
  const target = propertyIn(redirect, 'destination') ?? null;
  return [send(NO_CONTENT, { status: statusOfRedirect(redirect), redirect: { target, edit: () => null } })];
}

function statusOfRedirect(redirect: Value): Value {
  const own = propertyIn(redirect, 'statusCode');
  if (own && !isMissing(own)) return own;
  const permanent = propertyIn(redirect, 'permanent');
  if (permanent?.is !== 'literal') return open(redirect.site);
  return number(permanent.value === true ? 308 : 307, permanent.site);
}

/** Measured on 16.4.6: every error that is thrown, a response too, is answered with 500. */
const NEXT: Dialect = {
  framework: 'Next.js',
  name: 'Next.js',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 307, keepsStatus: 'never' },
  takes: (value, sink) => (sink === 'helper' ? redirectTakes(value, 307) : responseTakes(value)),
  contentOn: () => 'throws',
};

/** A form is posted to an action, so that a redirect has to lead to a page. */
const ACTIONS: Dialect = { ...NEXT, redirect: { status: 303, keepsStatus: 'never' } };

/** Below `pages/api` the response is Node's, and nobody waits for what is returned. */
const PAGES: Dialect = {
  ...NEXT,
  unsent: 'hangs',
  takes: (value, sink) => (sink === 'error' ? { is: 'replaced', code: 500 } : nodeTakes(value, 'error-500')),
  contentOn: (status) => (status === 205 ? 'sent' : 'dropped'),
  secondSend: (call) => (call === 'end' || call === 'write' ? 'crashes' : 'throws'),
};

const KINDS: Readonly<Record<Kind, { readonly table: ResponseTable; readonly dialect: Dialect }>> = {
  route: { table: ROUTE, dialect: NEXT },
  middleware: { table: MIDDLEWARE, dialect: NEXT },
  action: { table: ACTION, dialect: ACTIONS },
  api: { table: API, dialect: PAGES },
  page: { table: PAGE, dialect: { ...PAGES, unsent: 500 } },
};

/** Route handlers, middleware, actions, and functions of the Pages Router. */
export const next: Framework = {
  id: 'next',
  trace:
    /\bResponse\b|\bNextResponse\b|\bnext\b|\bres\b|\bget(?:ServerSide|Static)Props\b|\b(?:GET|POST|PUT|PATCH|DELETE)\b/,
  handlers({ sourceCode, filename }: SourceFile): readonly HandlerSite[] {
    const file = nextFileOf(filename);
    const isInNext = [...importedSources(sourceCode)].some((source) => /^next(?:\/|$)/.test(source));
    if (file.is === 'other' && !isInNext) return [];
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      const found = node.generator ? null : nextHandler(node, file, isInNext, sourceCode);
      return found ? [siteOf(found, node, file)] : [];
    });
  },
};

function siteOf(
  { kind, parameters, methods, calledBy }: NextHandler,
  node: HandlerSite['node'],
  file: NextFile,
): HandlerSite {
  return {
    framework: 'next',
    ...KINDS[kind],
    node,
    parameters,
    methods,
    route: 'route' in file && calledBy === 'framework' ? file.route : null,
    role: kind === 'middleware' ? 'middleware' : 'handler',
    name: nameOf(node),
    start: [],
    calledBy,
    earlier: [],
  };
}
