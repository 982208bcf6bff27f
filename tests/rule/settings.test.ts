import { Linter, type Rule } from 'eslint';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/rule/settings.js';

const FRAMEWORKS = ['express', 'node'];
const read = (own: unknown) => settingsOf({ 'http-status': own }, FRAMEWORKS);

describe('settings that are right', () => {
  test('are all optional', () => {
    for (const settings of [settingsOf({}, FRAMEWORKS), read({})]) {
      expect(settings).toEqual({
        frameworks: null,
        frameworkVersions: {},
        providedFields: new Set(),
        responders: {},
        errors: {},
        developmentConditions: [],
        crossFile: true,
        testFiles: false,
      });
    }
  });

  test('name frameworks and their versions', () => {
    expect(read({ frameworks: ['express'] }).frameworks).toEqual(['express']);
    expect(read({ frameworkVersions: { express: 4 } }).frameworkVersions).toEqual({ express: 4 });
  });

  test('name fields in any case', () => {
    expect([...read({ providedFields: ['Retry-After', 'allow'] }).providedFields]).toEqual(['retry-after', 'allow']);
  });

  test('tell a position from a status by its size', () => {
    const { responders } = read({
      responders: { sendError: { response: 0, status: 1, content: 2 }, notFound: { status: 404 }, log: {} },
    });
    expect(responders).toEqual({
      sendError: { response: 0, status: { argument: 1 }, content: 2 },
      notFound: { response: null, status: { code: 404 }, content: null },
      log: { response: null, status: null, content: null },
    });
  });

  test('say what an error ends in', () => {
    expect(read({ errors: { NotFoundError: 404, AppError: { status: 1 } } }).errors).toEqual({
      NotFoundError: { code: 404 },
      AppError: { argument: 1 },
    });
  });

  test('name conditions and say whether tests are looked at', () => {
    const settings = read({ developmentConditions: ['config.debug'], testFiles: true });
    expect(settings.developmentConditions).toEqual(['config.debug']);
    expect(settings.testFiles).toBe(true);
  });

  test('are read once for all rules and files that share them', () => {
    const all = { 'http-status': { testFiles: true } };
    expect(settingsOf(all, FRAMEWORKS)).toBe(settingsOf(all, FRAMEWORKS));
  });
});

describe('settings that are wrong are refused, with the path and what would be right', () => {
  test.each<[unknown, string]>([
    [[], 'settings["http-status"]: expected an object, not [].'],
    ['express', 'settings["http-status"]: expected an object, not "express".'],
    [
      { framework: ['express'] },
      'settings["http-status"].framework: unknown setting. Known: frameworks, frameworkVersions, providedFields, responders, errors, developmentConditions, crossFile, testFiles.',
    ],
    [{ 'provided-fields': [] }, 'settings["http-status"]["provided-fields"]: unknown setting.'],
    [{ frameworks: 'express' }, 'settings["http-status"].frameworks: expected an array, not "express".'],
    [
      { frameworks: ['node', 'expres'] },
      'settings["http-status"].frameworks[1]: unknown framework "expres". Known: express, node.',
    ],
    [{ frameworks: [4] }, 'settings["http-status"].frameworks[0]: expected a text, not 4.'],
    [
      { frameworkVersions: ['express'] },
      'settings["http-status"].frameworkVersions: expected an object, not ["express"].',
    ],
    [
      { frameworkVersions: { expres: 4 } },
      'settings["http-status"].frameworkVersions.expres: unknown framework "expres".',
    ],
    [
      { frameworkVersions: { express: '4' } },
      'settings["http-status"].frameworkVersions.express: expected a major version, such as 4, not "4".',
    ],
    [
      { frameworkVersions: { express: 4.18 } },
      'settings["http-status"].frameworkVersions.express: expected a major version',
    ],
    [
      { providedFields: ['Retry-After: 5'] },
      'settings["http-status"].providedFields[0]: expected the name of a header field, not "Retry-After: 5".',
    ],
    [{ providedFields: [''] }, 'settings["http-status"].providedFields[0]: expected a text, not "".'],
    [{ responders: { fail: 1 } }, 'settings["http-status"].responders.fail: expected an object, not 1.'],
    [
      { responders: { fail: { code: 1 } } },
      'settings["http-status"].responders.fail.code: unknown key. Known: response, status, content.',
    ],
    [
      { responders: { 'res.fail': { status: 700 } } },
      'settings["http-status"].responders["res.fail"].status: expected a status from 100 to 599, not 700.',
    ],
    [
      { responders: { fail: { status: -1 } } },
      'settings["http-status"].responders.fail.status: expected a status, or the position',
    ],
    [
      { responders: { fail: { response: 200 } } },
      'settings["http-status"].responders.fail.response: expected the position of an argument, counted from 0, not 200.',
    ],
    [
      { errors: { NotFound: 40 } },
      'settings["http-status"].errors.NotFound: expected a status from 100 to 599, not 40.',
    ],
    [
      { errors: { NotFound: '404' } },
      'settings["http-status"].errors.NotFound: expected a status, or { status: position of the argument }, not "404".',
    ],
    [
      { errors: { AppError: {} } },
      'settings["http-status"].errors.AppError.status: expected the position of an argument, counted from 0, not undefined.',
    ],
    [
      { errors: { AppError: { status: 404 } } },
      'settings["http-status"].errors.AppError.status: expected the position',
    ],
    [
      { developmentConditions: [() => true] },
      'settings["http-status"].developmentConditions[0]: expected a text, not a function.',
    ],
    [{ testFiles: 'yes' }, 'settings["http-status"].testFiles: expected true or false, not "yes".'],
    [{ crossFile: 1 }, 'settings["http-status"].crossFile: expected true or false, not 1.'],
  ])('%j', (own, message) => {
    expect(() => read(own)).toThrow(message);
  });

  test('by ESLint itself, to the user', () => {
    const rule: Rule.RuleModule = {
      create: (context) => ({ Program: () => void settingsOf(context.settings, FRAMEWORKS) }),
    };
    const lint = () =>
      new Linter().verify('x', {
        plugins: { test: { rules: { read: rule } } },
        rules: { 'test/read': 'error' },
        settings: { 'http-status': { frameworks: ['hapi'] } },
      });
    expect(lint).toThrow('settings["http-status"].frameworks[0]: unknown framework "hapi". Known: express, node.');
  });
});
