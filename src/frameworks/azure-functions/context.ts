import type { Arguments, CallRow, Effect, HandlerEnd, ResponseTable } from '../../exchange/effects.js';
import type { Value } from '../../exchange/value.js';
import { isNothing, propertyThere, responseIn, unknownAnswer, type ObjectSpelling } from '../returned-object.js';
import { chains, content, field, isMissing, named, NO_CONTENT, reads, send, stops, tells, text } from '../spelling.js';

/** The object that `context.res` is given; of the two names of the status, `statusCode` goes first. */
const SPELLING: Omit<ObjectSpelling, 'status'> = {
  contents: { body: 'data' },
  fields: ['headers'],
  cookies: 'cookies',
};

const LATE = { afterBegin: 'ignored', afterEnd: 'ignored' } as const;
const PREPARED: Effect = send({ is: 'prepared' }, LATE);

function responseOf(value: Value): readonly Effect[] {
  return responseIn(value, { ...SPELLING, status: propertyThere(value, 'statusCode') ? 'statusCode' : 'status' });
}

/** `context.res = …`: the response, which goes out when the function is done. */
function given(value: Value): readonly Effect[] {
  if (value.is === 'object') return responseOf(value);
  if (isMissing(value)) return [];
  return [{ does: 'status', status: { is: 'open', truth: null, site: value.site }, by: 'init' }, ...responseOf(value)];
}

function body(value: Value): Effect {
  return { does: 'content', content: content(value, 'data'), implies: null };
}

/** `res.send(body)` and `res.end(body)` finish the function. */
function sends(args: Arguments): readonly Effect[] {
  return isMissing(args.at(0)) ? [PREPARED] : [send(content(args.at(0), 'data'), LATE)];
}

const sending: CallRow = chains(sends);
const setting: CallRow = chains((args) => [field(args.at(0), args.at(1))]);

/** `context.done(error, result)`. */
const done: CallRow = stops((args) => {
  const error = args.at(0);
  // After `res.send()` there is nothing left to finish.
  if (isNothing(error)) return [send({ is: 'prepared' }, { afterBegin: 'ignored', afterEnd: 'harmless' })];
  return error.is === 'open' ? unknownAnswer(error) : [{ does: 'delegate', to: 'error', error }];
});

/** What was put on the context goes out; else what was returned is the response, or has it under the name of its binding. */
function ends({ value, hasContent, hasStatus }: HandlerEnd): readonly Effect[] {
  if (hasContent || hasStatus) return [PREPARED];
  if (value.is === 'object') {
    const bound = propertyThere(value, 'res') ?? propertyThere(value, 'response');
    return bound ? [...given(bound.value), PREPARED] : [...given(value), PREPARED];
  }
  return value.is === 'literal' ? [] : unknownAnswer(value);
}

/** The context of version 3 of the package, which still has an Express-like response (read in 3.5.2). */
export const CONTEXT: ResponseTable = {
  calls: {
    ...reads('log', 'log.error', 'log.warn', 'log.info', 'log.verbose', 'res.get', 'res.getHeader'),
    done,
    'res.status': chains((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
    'res.send': sending,
    'res.end': sending,
    'res.json': stops((args) => [
      named('content-type', text('application/json', args.at(0).site)),
      send(content(args.at(0), 'json', 'some'), LATE),
    ]),
    'res.sendStatus': chains((args) => [send(NO_CONTENT, { ...LATE, status: args.at(0) })]),
    'res.set': setting,
    'res.header': setting,
    'res.setHeader': setting,
    'res.type': chains((args) => [named('content-type', args.at(0))]),
    'res.removeHeader': tells((args) => [field(args.at(0), args.at(0), 'remove')]),
  },
  assignments: {
    res: given,
    'bindings.res': given,
    'bindings.response': given,
    'res.status': (status) => [{ does: 'status', status, by: 'property' }],
    'res.statusCode': (status) => [{ does: 'status', status, by: 'property' }],
    'res.body': (value) => [body(value)],
    'res.headers': (from) => [{ does: 'fields', from }],
    'res.headers.*': (value, name) => [{ does: 'field', name, value, mode: 'set' }],
  },
  functions: {},
  made: {
    calls: {},
    assignments: {},
  },
  sentBy: 'end',
  ends,
  thrownResponse: 'error',
  method: ['method', 'req.method'],
  progress: {},
  members: { req: 'request' },
};

/** The same for functions that give back no promise, which are done when they say so. */
export const CONTEXT_WITH_DONE: ResponseTable = { ...CONTEXT, sentBy: 'calls', ends: () => [] };
