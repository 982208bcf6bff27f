import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lowestMajor, majorOf } from '../../src/project/package-json.js';

let project: string;
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'http-status-')));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

function write(path: string, content: unknown): void {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}
const major = (filename: string) => majorOf('express', join(project, filename));

describe('the major version of an installed package', () => {
  test('is found upwards of the file, the nearest first', () => {
    write('node_modules/express/package.json', { version: '5.1.0' });
    write('old/node_modules/express/package.json', { version: '4.21.2' });
    write('package.json', { dependencies: { express: '^3.0.0' } });
    expect(major('src/api/users.js')).toEqual({ major: 5, certain: true });
    expect(major('old/src/users.js')).toEqual({ major: 4, certain: true });
  });

  test('is found through the links that package managers make', () => {
    write('.store/express/package.json', { version: '4.21.2' });
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(join(project, '.store/express'), join(project, 'node_modules/express'), 'junction');
    expect(major('a.js')).toEqual({ major: 4, certain: true });
  });

  test('of a package with a scope', () => {
    write('node_modules/@nestjs/common/package.json', { version: '11.0.0' });
    expect(majorOf('@nestjs/common', join(project, 'a.js'))).toEqual({ major: 11, certain: true });
  });

  test.each([
    ['is broken', '{'],
    ['is no object', '"5.0.0"'],
    ['has no version', {}],
    ['has a version that is no text', { version: 5 }],
    ['is larger than any real one', JSON.stringify({ version: '5.0.0', readme: 'x'.repeat(1_000_001) })],
  ])('is not taken from a file that %s', (_, content) => {
    write('node_modules/express/package.json', content);
    expect(major('a.js')).toBeNull();
  });
});

describe('the major version of a declared package', () => {
  test('is the lowest that any of the ranges allows, and not certain', () => {
    write('package.json', { devDependencies: { express: '^5.0.0' }, peerDependencies: { express: '^4.18 || ^5' } });
    expect(major('src/a.js')).toEqual({ major: 4, certain: false });
  });

  test('is taken from the nearest package.json that names the package', () => {
    write('package.json', { dependencies: { express: '4.x' } });
    write('packages/api/package.json', { dependencies: { express: '^5.0.0' } });
    write('packages/api/src/package.json', { type: 'module' });
    expect(major('packages/api/src/a.js')).toEqual({ major: 5, certain: false });
    expect(major('packages/web/a.js')).toEqual({ major: 4, certain: false });
  });

  test('is not known where the range says nothing, or the package is nowhere', () => {
    write('package.json', { dependencies: { express: 'latest' } });
    expect(major('a.js')).toBeNull();
    expect(majorOf('fastify', join(project, 'a.js'))).toBeNull();
  });

  test('is not known for text without a file', () => {
    expect(majorOf('express', '<input>')).toBeNull();
    expect(majorOf('express', join(project, 'no/such/folder/a.js'))).toBeNull();
  });
});

test.each<[string, number | null]>([
  ['4', 4],
  ['4.18.2', 4],
  ['v4.18.2', 4],
  ['=4.18.2', 4],
  ['^4.18.2', 4],
  ['~4.18', 4],
  ['4.x', 4],
  ['4.*', 4],
  ['>=4', 4],
  ['>= 4.1', 4],
  ['>4', 5],
  ['>4.1', 4],
  ['>=4 <6', 4],
  ['<6 >=4', 4],
  ['4 - 5', 4],
  ['^5 || ^4', 4],
  ['^4 || *', null],
  ['^5.0.0-beta.3', 5],
  ['^10.0.0', 10],
  ['npm:express@^4.0.0', 4],
  ['npm:@scope/express@^4.0.0', 4],
  ['workspace:^4.0.0', 4],
  ['workspace:*', null],
  ['catalog:', null],
  ['<5', null],
  ['*', null],
  ['', null],
  ['latest', null],
  ['file:../express', null],
  ['git+ssh://git@example.com/express.git#v4.0.0', null],
  ['https://example.com/express-4.0.0.tgz', null],
])('the lowest major that %j allows is %j', (range, expected) => {
  expect(lowestMajor(range)).toBe(expected);
});
