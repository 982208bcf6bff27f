import type { Dialect } from '../exchange/dialect.js';
import type { Effect, HandlerSite, ResponseTable } from '../exchange/effects.js';
import type { Value } from '../exchange/value.js';
import { answersOf, MADE_RESPONSE, responseTakes } from './fetch-response.js';
import { editInit, fieldInInit, withNullBody } from './fetch-edits.js';
import { functionsOf, nameOf } from './finding/usages.js';
import type { Framework, SourceFile } from './framework.js';
import { RESOURCE_FUNCTIONS, ROUTER_FUNCTIONS } from './react-router/functions.js';
import { hasPage, isServerRoute, routerHandler } from './react-router/handlers.js';
import { content, isMissing, open, send } from './spelling.js';

/** A route that answers with data alone: what it returns goes out as JSON, and nothing is an error. */
const RESOURCE: ResponseTable = {
  calls: {},
  assignments: {},
  functions: RESOURCE_FUNCTIONS,
  made: MADE_RESPONSE,
  sentBy: 'end',
  ends: ({ value }) => (isMissing(value) ? [] : answer(value)),
  thrownResponse: 'sent',
  method: ['method'],
  progress: {},
  members: { request: 'request' },
  editStatus: editInit,
  addField: fieldInInit,
  withoutContent: withNullBody,
};

/** A route with a page, on which the data is shown; several routes make one page, and any of them may give it a status. */
const PAGE: ResponseTable = { ...RESOURCE, functions: ROUTER_FUNCTIONS, ends: ({ value }) => answer(value) };

/** What is returned and no response is data for a page, or its script. */
function answer(value: Value): readonly Effect[] {
  const isData = value.is === 'object' || value.is === 'array' || value.is === 'literal' || value.is === 'text';
  return isData
    ? [send(content(open(value.site), 'page', 'some'))]
    : answersOf(value, { keeps: 'nothing', hasContent: true });
}

/** Measured on real builds of React Router 8.5.1 and Remix 2.17.5. */
const DIALECT: Dialect = {
  framework: 'React Router',
  name: 'React Router',
  major: null,
  certain: true,
  defaultStatus: 200,
  unsent: 500,
  thrown: { sync: 'handled', async: 'handled' },
  errorStatus: { from: [], otherwise: 500 },
  redirect: { status: 302, keepsStatus: 'never' },
  takes: responseTakes,
  contentOn: () => 'throws',
};

/** A page with a status that has no content is left out; a `Response` cannot even be made so. */
const WITH_PAGE: Dialect = { ...DIALECT, contentOn: (_, call) => (call === 'data' ? 'dropped' : 'throws') };

/** Loaders and actions of React Router's framework mode, and of Remix. */
export const reactRouter: Framework = {
  id: 'react-router',
  trace: /\bloader\b|\baction\b|\b(?:Loader|Action)(?:Function)?(?:Args)?\b/,
  handlers({ sourceCode, filename }: SourceFile): readonly HandlerSite[] {
    if (!isServerRoute(filename, sourceCode)) return [];
    const shared = hasPage(sourceCode)
      ? ({ table: PAGE, dialect: WITH_PAGE } as const)
      : ({ table: RESOURCE, dialect: DIALECT } as const);
    return functionsOf(sourceCode).flatMap((node): readonly HandlerSite[] => {
      const found = node.generator ? null : routerHandler(node, sourceCode);
      if (!found) return [];
      return [
        {
          framework: 'react-router',
          ...shared,
          ...found,
          node,
          route: null,
          role: 'handler',
          name: nameOf(node),
          start: [],
          earlier: [],
        },
      ];
    });
  },
};
