import { createRequire } from 'node:module';
import boom from '@hapi/boom';
import createHttpError from 'http-errors';
import { describe, expect, test } from 'vitest';
import { errorMakerOf, httpErrorsMember } from '../../src/http/errors.js';
import { BOOM } from '../../src/http/errors/boom.js';
import { HTTP_ERRORS } from '../../src/http/errors/http-errors.js';
import { SENSIBLE } from '../../src/http/errors/sensible.js';

type Make = (message: string) => unknown;

/** The functions of a package by name, whatever its types say. */
function functionsOf(owner: object): ReadonlyMap<string, Make> {
  return new Map(
    Object.entries(owner).flatMap(([name, value]) => (typeof value === 'function' ? [[name, value as Make]] : [])),
  );
}

/** The status that an error keeps under a name with dots. */
function kept(error: unknown, way: string): unknown {
  return way.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], error);
}

describe('the errors of the installed packages carry the statuses of the tables', () => {
  test('http-errors: every class, and nothing besides', () => {
    const classes = [...functionsOf(createHttpError)].filter(([name]) => /^[A-Z]/.test(name) && name !== 'HttpError');
    expect(Object.fromEntries(classes.map(([name, make]) => [name, kept(make('x'), 'status')]))).toEqual(HTTP_ERRORS);
    for (const [, make] of classes) expect(kept(make('x'), 'statusCode')).toBe(kept(make('x'), 'status'));
  });

  test('@hapi/boom: every function that makes an error of its own, and nothing besides', () => {
    const makers = [...functionsOf(boom)].filter(([name]) => !['Boom', 'isBoom', 'boomify'].includes(name));
    const statuses = makers.map(([name, make]) => [name, kept(make('x'), 'output.statusCode')]);
    expect(Object.fromEntries(statuses)).toEqual(BOOM);
  });

  test('@fastify/sensible: every function of `httpErrors`, and nothing besides', () => {
    const { httpErrors } = createRequire(import.meta.url)('@fastify/sensible') as { httpErrors: object };
    const makers = [...functionsOf(httpErrors)].filter(([name]) => httpErrorsMember(name)?.status.is === 'code');
    expect(Object.fromEntries(makers.map(([name, make]) => [name, kept(make('x'), 'statusCode')]))).toEqual(SENSIBLE);
    const others = [...functionsOf(httpErrors).keys()].filter((name) => !Object.hasOwn(SENSIBLE, name));
    expect(others).toEqual(['getHttpError', 'HttpError', 'createError']);
  });
});

describe('a maker', () => {
  test.each([
    ['http-errors', 'NotFound', 404],
    ['http-errors', '404', 404],
    ['@hapi/boom', 'teapot', 418],
    ['@nestjs/common', 'ConflictException', 409],
    ['restify-errors', 'RequestThrottledError', 429],
    ['@feathersjs/errors', 'errors.Unavailable', 503],
    ['@loopback/rest', 'HttpErrors.Gone', 410],
    ['@fastify/sensible', 'httpErrors.locked', 423],
    ['routing-controllers', 'NotFoundError', 404],
  ])('of %s is %s, with %i', (source, name, code) => {
    expect(errorMakerOf(source, name.split('.'))?.status).toMatchObject({ is: 'code', code });
  });

  test.each([
    ['http-errors', 'isHttpError'],
    ['http-errors', 'HttpError'],
    ['http-errors', '404.name'],
    ['http-errors', '499'],
    ['@hapi/boom', 'isBoom'],
    ['@nestjs/common', 'Controller'],
    ['@nestjs/common', 'constructor'],
    ['@loopback/rest', 'NotFound'],
    ['some-errors', 'NotFound'],
    ['constructor', 'name'],
  ])('of %s is not %s', (source, name) => {
    expect(errorMakerOf(source, name.split('.'))).toBeNull();
  });
});
