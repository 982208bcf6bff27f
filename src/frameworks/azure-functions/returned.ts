import type { Effect, ResponseTable } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { MADE_RESPONSE, makes } from '../fetch-response.js';
import {
  isNothing,
  isOpen,
  propertyThere,
  responseIn,
  unknownAnswer,
  type ObjectSpelling,
} from '../returned-object.js';
import { content, isMissing, named, NO_CONTENT, number, open, send, text } from '../spelling.js';

/** `HttpResponseInit` (https://learn.microsoft.com/azure/azure-functions/functions-reference-node#http-response). */
const SPELLING: ObjectSpelling = {
  status: 'status',
  contents: { jsonBody: 'json', body: 'data' },
  fields: ['headers'],
  cookies: 'cookies',
};

/** What an object is as a response; a status under another name is not looked for. */
function responseOf(object: Value): readonly Effect[] {
  const json = propertyThere(object, 'jsonBody');
  const type = json && !isNothing(json.value) ? [named('content-type', text('application/json', json.value.site))] : [];
  // Fields that are given replace the type that comes with the content.
  return [...otherStatus(object), ...type, ...responseIn(object, SPELLING)];
}

function otherStatus(object: Value): readonly Effect[] {
  const status = propertyThere(object, 'statusCode');
  if (!status || isOpen(object) || propertyThere(object, SPELLING.status)) return [];
  const { node } = status;
  const key = node.type === 'Property' && !node.shorthand && !node.computed ? node.key : null;
  const edit = key && { node: key, text: SPELLING.status };
  return [{ does: 'misplace', status: status.value, why: 'other-property', outcome: 'lost', edit }];
}

/** The options of a response that is made; where they cannot be read, neither can the response. */
function responseFrom(init: Value): readonly Effect[] {
  if (isMissing(init)) return [];
  if (init.is === 'object') return responseOf(init);
  return [{ does: 'status', status: open(init.site), by: 'init' }, ...responseIn(init, SPELLING)];
}

/** The package makes a response of an object, and an error of everything else that is there (measured on 4.16.5). */
function answer(result: Value): readonly Effect[] {
  switch (result.is) {
    case 'made':
      return [{ does: 'answer', made: result, keeps: 'nothing' }];
    case 'object':
      return [...responseOf(result), send({ is: 'prepared' })];
    case 'literal':
      return isNothing(result) ? [] : [send(NO_CONTENT, { status: number(500, result.site) })];
    default:
      return unknownAnswer(result);
  }
}

/** What version 4 of the package makes of what a handler returns. */
export const RETURNED: ResponseTable = {
  calls: {},
  assignments: {},
  functions: { '@azure/functions#HttpResponse': makes((args) => responseFrom(args.at(0))) },
  made: {
    calls: MADE_RESPONSE.calls,
    assignments: {
      status: (status) => [{ does: 'status', status, by: 'init' }],
      jsonBody: (value) => [{ does: 'content', content: content(value, 'json', 'some'), implies: null }],
      body: (value) => [{ does: 'content', content: content(value, 'data'), implies: null }],
      headers: (from) => [{ does: 'fields', from }],
      'headers.*': (value, name) => [{ does: 'field', name, value, mode: 'set' }],
      cookies: (value) => [named('set-cookie', value, 'append')],
    },
  },
  objects: responseOf,
  sentBy: 'end',
  ends: ({ value }) => answer(value),
  thrownResponse: 'error',
  method: ['method'],
  progress: {},
  members: {},
};
