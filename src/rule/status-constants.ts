import { dirname, relative, resolve } from 'node:path';
import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';
import { NAMES_IN, type Library } from '../http/constant-names.js';
import { exportedNumbers } from '../project/exported-numbers.js';
import { moduleBehind } from '../project/module-path.js';
import { moduleIn } from '../project/modules.js';
import { majorOf } from '../project/package-json.js';
import type { Exported } from '../syntax/import-writing.js';
import { importOf, withoutScheme } from '../syntax/imports.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { parseLike } from './parser.js';
import type { WrittenStatus } from './written-statuses.js';

/** The project's own object or enum of statuses, as the options of a rule describe it. */
export interface OwnConstants {
  readonly module: string;
  readonly name: string;
  readonly export?: 'named' | 'default';
  readonly members?: Readonly<Record<string, number>>;
}

type Linted = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** The constants that a project writes for statuses. */
export interface StatusConstants extends Exported {
  /** The names of its members, by code. */
  readonly members: ReadonlyMap<number, string>;
}

const NAME = '^[A-Za-z_$][\\w$]*$';

/** The schema of what describes them. */
export const OWN_CONSTANTS: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  required: ['module', 'name'],
  properties: {
    module: {
      description: 'The module to import: `./` begins a path from the folder in which ESLint runs.',
      type: 'string',
      pattern: '^(?!\\.\\.|/)[^\\s\'"\\\\]+$',
    },
    name: { description: 'The name of the object or enum.', type: 'string', pattern: NAME },
    export: {
      description: 'Whether the module exports it under that name, or by default.',
      type: 'string',
      enum: ['named', 'default'],
    },
    members: {
      description: 'Its members with their statuses, where its file is not to be read.',
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      patternProperties: { [NAME]: { type: 'integer', minimum: 100, maximum: 599 } },
    },
  },
  // Only files of the project can be read.
  anyOf: [
    { type: 'object', properties: { module: { type: 'string', pattern: '^\\./' } } },
    { type: 'object', required: ['members'] },
  ],
};

/** What the options name; without members where these cannot be read. */
export function constantsOf(given: Library | OwnConstants, linted: Linted): StatusConstants {
  return typeof given === 'string' ? constantsIn(given, linted) : ownConstants(given, linted);
}

/** Whether a status is written as one of these constants already. */
export function isOneOf(constants: StatusConstants, { node, code }: WrittenStatus, { sourceCode }: Linted): boolean {
  const { name, locals, members, isFrom } = constants;
  const imported = importOf(node, sourceCode);
  if (imported && isFrom(imported.source)) return true;
  // What another file passes on, or this file declares, is known by its name.
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return node.object.name === (name ?? locals[0]) && writtenKeyOf(node) === members.get(code);
}

function constantsIn(library: Library, linted: Linted): StatusConstants {
  const base = {
    module: library,
    isHere: false,
    isFrom: (source: string) => withoutScheme(source) === withoutScheme(library),
    members: NAMES_IN[library],
    byRequire: 'holder',
  } as const;
  const major = majorOf(library, linted.filename)?.major ?? null;
  switch (library) {
    case 'http-status-codes': {
      // Version 1 has no such enum.
      const members = major === 1 ? new Map<number, string>() : base.members;
      return { ...base, members, name: 'StatusCodes', byDefault: null, locals: ['StatusCodes', 'HttpStatusCodes'] };
    }
    case 'http-status': {
      const byRequire = major === null ? null : major === 1 ? 'object' : 'holder';
      return { ...base, name: 'status', byDefault: 'object', byRequire, locals: ['httpStatus', 'httpStatusCodes'] };
    }
    case '@nestjs/common':
      return { ...base, name: 'HttpStatus', byDefault: null, locals: ['HttpStatus', 'HttpStatusCode'] };
    case 'node:http2':
      return { ...base, name: 'constants', byDefault: 'holder', locals: ['constants', 'http2Constants'] };
  }
}

function ownConstants(given: OwnConstants, linted: Linted): StatusConstants {
  const { filename, cwd, sourceCode } = linted;
  const isDefault = given.export === 'default';
  const here = resolve(cwd, filename);
  const path = fileOf(given.module, resolve(cwd, 'package.json'));
  const parse = parseLike(linted);
  const module = path !== null && parse ? moduleIn(path, parse) : null;
  const name = isDefault ? null : given.name;
  const read = given.members ? Object.entries(given.members) : module ? exportedNumbers(module, name, sourceCode) : [];
  const isEsModule = module?.exports.whole === null;
  return {
    module: path === null ? given.module : pathFrom(here, resolve(cwd, given.module)),
    name,
    byDefault: isDefault ? 'object' : null,
    byRequire: !isDefault ? 'holder' : isEsModule ? null : 'object',
    locals: [given.name],
    isHere: path === here,
    isFrom: (source) => source === given.module || (path !== null && fileOf(source, here) === path),
    members: byCode(read),
  };
}

/** The file that a relative import means; null for modules of other kinds. */
function fileOf(source: string, importer: string): string | null {
  return /^\.\.?\//.test(source) ? (moduleBehind(source, importer) ?? resolve(dirname(importer), source)) : null;
}

/** A path as an import writes it. */
function pathFrom(importer: string, path: string): string {
  const way = relative(dirname(importer), path).replaceAll('\\', '/');
  return way.startsWith('.') ? way : `./${way}`;
}

function byCode(members: Iterable<readonly [string, number]>): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [name, code] of members) if (!names.has(code)) names.set(code, name);
  return names;
}
