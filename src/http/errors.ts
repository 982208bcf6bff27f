import { BOOM } from './errors/boom.js';
import { FEATHERS } from './errors/feathers.js';
import { HTTP_ERRORS } from './errors/http-errors.js';
import { NEST } from './errors/nest.js';
import { RESTIFY } from './errors/restify.js';
import { ROUTING_CONTROLLERS } from './errors/routing-controllers.js';
import { SENSIBLE } from './errors/sensible.js';

/**
 * Where an error keeps its status: a plain property, the output of a Boom, or something that only one framework's own
 * class has and by which that framework knows it.
 */
export type StatusProperty =
  | 'status'
  | 'statusCode'
  | 'code'
  | 'httpCode'
  | 'output.statusCode'
  | 'getStatus()'
  | 'getResponse()'
  | 'FeathersError'
  /** An error of `http-errors`, or an object that has a `statusCode` and a `message` as they do. */
  | 'HttpError';

/** What the status is where the arguments bring none: that code, nothing at all, or something that cannot be read. */
type Otherwise = number | 'nothing' | 'open';

/** How the status of an error follows from the arguments that it is made with. */
export type StatusSource =
  /** Always that one, unless an object that is given first has a property of that name. */
  | { readonly is: 'code'; readonly code: number; readonly unless: string | null }
  /** The argument at that position; `numeric`: whatever is no number is taken for something else. */
  | { readonly is: 'argument'; readonly at: number; readonly otherwise: Otherwise; readonly numeric: boolean }
  /** The first of the properties that is there, of the first object among the arguments at those positions. */
  | {
      readonly is: 'option';
      readonly at: readonly number[];
      readonly names: readonly string[];
      readonly otherwise: Otherwise;
    };

/** A class, or a function, of a package that makes errors for a server to answer with. */
export interface ErrorMaker {
  /** What a call gives: the error, or a class of such errors. */
  readonly gives: 'error' | 'class';
  readonly status: StatusSource;
  readonly carries: readonly StatusProperty[];
}

type Makers = (name: string) => ErrorMaker | null;

const BOTH: readonly StatusProperty[] = ['status', 'statusCode'];

function made(status: StatusSource, carries: readonly StatusProperty[]): ErrorMaker {
  return { gives: 'error', status, carries };
}

function always(code: number, unless: string | null = null): StatusSource {
  return { is: 'code', code, unless };
}

function argument(at: number, otherwise: Otherwise = 'nothing'): StatusSource {
  return { is: 'argument', at, otherwise, numeric: false };
}

function option(at: readonly number[], names: readonly string[], otherwise: Otherwise = 500): StatusSource {
  return { is: 'option', at, names, otherwise };
}

/** Makers by name: those of a table, each with its code, and some others. */
function named(
  codes: Readonly<Record<string, number>>,
  carries: readonly StatusProperty[],
  others: Readonly<Record<string, ErrorMaker>> = {},
  unless: string | null = null,
): Makers {
  return (name) => {
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    if (other) return other;
    const code = Object.hasOwn(codes, name) ? codes[name] : undefined;
    return code === undefined ? null : made(always(code, unless), carries);
  };
}

const HTTP_ERROR: readonly StatusProperty[] = [...BOTH, 'HttpError'];
const CREATE_ERROR = made({ is: 'argument', at: 0, otherwise: 500, numeric: true }, HTTP_ERROR);

const HTTP_ERRORS_BY_NAME = named(HTTP_ERRORS, HTTP_ERROR, { '': CREATE_ERROR });
const HTTP_ERROR_CODES = new Set(Object.values(HTTP_ERRORS));

/** `createError(404, …)`, `createError.NotFound(…)` and `createError[404](…)`. */
const httpErrors: Makers = (name) =>
  HTTP_ERROR_CODES.has(Number(name)) ? made(always(Number(name)), HTTP_ERROR) : HTTP_ERRORS_BY_NAME(name);

const boom = named(BOOM, ['output.statusCode'], {
  Boom: made(option([1], ['statusCode']), ['output.statusCode']),
  boomify: made(option([1], ['statusCode'], 'open'), ['output.statusCode']),
});

const NEST_CARRIES: readonly StatusProperty[] = ['getStatus()', 'status'];
const nest = named(NEST, NEST_CARRIES, { HttpException: made(argument(1), NEST_CARRIES) });

const HTTP_EXCEPTION = made(argument(0, 500), ['getResponse()', 'status']);
const honoException = named({}, [], { HTTPException: HTTP_EXCEPTION });

/** h3 1 (which Nitro 2 and Nuxt 4 hand on) has `createError` and keeps `statusCode` only; h3 2 has `HTTPError`, which keeps both. */
const h3 = named({}, [], {
  createError: made(option([0, 1], ['statusCode', 'status']), BOTH),
  H3Error: made(always(500), ['statusCode']),
  HTTPError: made(option([0, 1], ['status', 'statusCode']), BOTH),
  'HTTPError.status': made(argument(0, 500), BOTH),
});

const restify = named(
  RESTIFY,
  ['statusCode'],
  {
    HttpError: made(option([0], ['statusCode'], 'open'), ['statusCode']),
    RestError: made(option([0], ['statusCode'], 'open'), ['statusCode']),
    makeErrFromCode: made(argument(0), ['statusCode']),
    codeToHttpError: made(argument(0), ['statusCode']),
    makeConstructor: { gives: 'class', status: option([1], ['statusCode'], 'open'), carries: ['statusCode'] },
  },
  'statusCode',
);

const FEATHERS_CARRIES: readonly StatusProperty[] = ['FeathersError', 'code'];
const feathers = named(FEATHERS, FEATHERS_CARRIES, { FeathersError: made(argument(2), FEATHERS_CARRIES) });

const middy = named({}, [], { createError: made(argument(0), BOTH), HttpError: made(argument(0), BOTH) });

const PACKAGES: Readonly<Record<string, Makers>> = {
  'http-errors': httpErrors,
  // `createHttpError` and `HttpErrors` there are the whole of `http-errors`.
  koa: (name) => within('createHttpError', name, httpErrors),
  '@loopback/rest': (name) => within('HttpErrors', name, httpErrors),
  '@hapi/boom': boom,
  boom,
  '@nestjs/common': nest,
  'hono/http-exception': honoException,
  h3,
  nitro: h3,
  'nitro/h3': h3,
  'nitropack/runtime': h3,
  '#imports': h3,
  '#app': h3,
  'nuxt/app': h3,
  '@fastify/error': named({}, [], {
    '': { gives: 'class', status: argument(2, 500), carries: ['statusCode'] },
    createError: { gives: 'class', status: argument(2, 500), carries: ['statusCode'] },
  }),
  '@fastify/sensible': (name) => within('httpErrors', name, httpErrorsMember),
  'restify-errors': restify,
  '@feathersjs/errors': (name) => feathers(name) ?? within('errors', name, feathers),
  '@middy/util': middy,
  micro: named({}, [], { createError: made(argument(0), ['statusCode']) }),
  'routing-controllers': named(ROUTING_CONTROLLERS, ['httpCode'], { HttpError: made(argument(0), ['httpCode']) }),
};

function within(member: string, name: string, makers: Makers): ErrorMaker | null {
  if (name === member) return makers('');
  return name.startsWith(`${member}.`) ? makers(name.slice(member.length + 1)) : null;
}

/** The maker that a package exports under that name, such as `NotFound` or `HTTPError.status`; null where it is none. */
export function errorMakerOf(source: string, path: readonly string[]): ErrorMaker | null {
  return Object.hasOwn(PACKAGES, source) ? (PACKAGES[source]?.(path.join('.')) ?? null) : null;
}

/** The maker of a name that Nuxt and Nitro import by themselves. */
export function autoImportedMaker(name: string): ErrorMaker | null {
  return name === 'createError' ? h3(name) : null;
}

/** What `httpErrors` of `@fastify/sensible` makes, which hangs on every Fastify instance that has the plugin. */
export const httpErrorsMember: Makers = named(SENSIBLE, HTTP_ERROR, {
  createError: CREATE_ERROR,
  getHttpError: made(argument(0), HTTP_ERROR),
});
