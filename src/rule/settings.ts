/** The shared settings under `settings['http-status']`, checked. */
export interface Settings {
  /** Adapters to use; null: all that the file gives evidence for. */
  readonly frameworks: readonly string[] | null;
  /** Major versions by adapter. */
  readonly frameworkVersions: Readonly<Record<string, number>>;
  /** Lower-case names of fields that middleware or a gateway adds. */
  readonly providedFields: ReadonlySet<string>;
  /** What functions that cannot be seen do with a response, by their names. */
  readonly responders: Readonly<Record<string, Responder>>;
  /** The statuses that errors carry, by the names of their classes. */
  readonly errors: Readonly<Record<string, StatusHint>>;
  /** Names or dotted expressions whose truth means "a developer's machine". */
  readonly developmentConditions: readonly string[];
  /** Whether what is imported from files nearby is read there. */
  readonly crossFile: boolean;
  readonly testFiles: boolean;
}

/** Where a status is to be found: it is always that code, or it is the argument at that position. */
export type StatusHint = { readonly code: number } | { readonly argument: number };

/** What a function does with a response: `response` and `content` are positions of arguments. */
export interface Responder {
  readonly response: number | null;
  readonly status: StatusHint | null;
  readonly content: number | null;
}

const checked = new WeakMap<object, Settings>();

/**
 * The plugin's part of ESLint's settings. What is wrong there is refused with an error that names it, never ignored.
 * `frameworks` are the ids of the adapters that there are; null leaves the names unchecked.
 */
export function settingsOf(
  all: Readonly<Record<string, unknown>>,
  frameworks: readonly string[] | null = null,
): Settings {
  const known = checked.get(all);
  if (known) return known;
  const settings = read(all['http-status'], 'settings["http-status"]', frameworks);
  checked.set(all, settings);
  return settings;
}

const KEYS = [
  'frameworks',
  'frameworkVersions',
  'providedFields',
  'responders',
  'errors',
  'developmentConditions',
  'crossFile',
  'testFiles',
] as const;

function read(given: unknown, at: string, frameworks: readonly string[] | null): Settings {
  const own = objectWith(KEYS, given ?? {}, at, 'setting');
  const framework = (value: unknown, where: string): string => {
    const name = text(value, where);
    if (frameworks && !frameworks.includes(name))
      refuse(where, `unknown framework ${print(name)}. ${list(frameworks)}`);
    return name;
  };
  return {
    frameworks: own.frameworks === undefined ? null : items(own.frameworks, `${at}.frameworks`, framework),
    frameworkVersions: entries(own.frameworkVersions, `${at}.frameworkVersions`, (value, where, name) => {
      framework(name, where);
      return whole(value, where, 1, 999, 'a major version, such as 4');
    }),
    providedFields: new Set(items(own.providedFields, `${at}.providedFields`, fieldName)),
    responders: entries(own.responders, `${at}.responders`, responder),
    errors: entries(own.errors, `${at}.errors`, errorStatus),
    developmentConditions: items(own.developmentConditions, `${at}.developmentConditions`, text),
    crossFile: flag(own.crossFile ?? true, `${at}.crossFile`),
    testFiles: flag(own.testFiles ?? false, `${at}.testFiles`),
  };
}

function responder(given: unknown, at: string): Responder {
  const own = objectWith(['response', 'status', 'content'], given, at, 'key');
  return {
    response: own.response === undefined ? null : position(own.response, `${at}.response`),
    status: own.status === undefined ? null : positionOrStatus(own.status, `${at}.status`),
    content: own.content === undefined ? null : position(own.content, `${at}.content`),
  };
}

function errorStatus(given: unknown, at: string): StatusHint {
  if (typeof given === 'number') return { code: statusCode(given, at) };
  if (!isObject(given)) refuse(at, `expected a status, or { status: position of the argument }, not ${print(given)}.`);
  const { status } = objectWith(['status'], given, at, 'key');
  return { argument: position(status, `${at}.status`) };
}

/** A function with more than ten arguments is none that answers, and no status is under 100, so one number can be either. */
function positionOrStatus(given: unknown, at: string): StatusHint {
  if (typeof given === 'number' && given >= 100) return { code: statusCode(given, at) };
  return { argument: whole(given, at, 0, 9, 'a status, or the position of the argument that is one') };
}

function statusCode(given: unknown, at: string): number {
  return whole(given, at, 100, 599, 'a status from 100 to 599');
}

function position(given: unknown, at: string): number {
  return whole(given, at, 0, 9, 'the position of an argument, counted from 0');
}

function whole(given: unknown, at: string, least: number, most: number, what: string): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) return given;
  return refuse(at, `expected ${what}, not ${print(given)}.`);
}

/** A field name is a token (RFC 9110 §5.1, §5.6.2), and its case means nothing. */
function fieldName(given: unknown, at: string): string {
  const name = text(given, at);
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) refuse(at, `expected the name of a header field, not ${print(name)}.`);
  return name.toLowerCase();
}

function text(given: unknown, at: string): string {
  if (typeof given === 'string' && given.trim() !== '') return given;
  return refuse(at, `expected a text, not ${print(given)}.`);
}

function flag(given: unknown, at: string): boolean {
  if (typeof given === 'boolean') return given;
  return refuse(at, `expected true or false, not ${print(given)}.`);
}

function items<T>(given: unknown, at: string, read: (value: unknown, at: string) => T): readonly T[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return refuse(at, `expected an array, not ${print(given)}.`);
  return given.map((value: unknown, index) => read(value, `${at}[${index}]`));
}

function entries<T>(
  given: unknown,
  at: string,
  read: (value: unknown, at: string, name: string) => T,
): Readonly<Record<string, T>> {
  if (given === undefined) return {};
  if (!isObject(given)) return refuse(at, `expected an object, not ${print(given)}.`);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, read(value, member(at, name), name)]));
}

function objectWith<const Key extends string>(
  keys: readonly Key[],
  given: unknown,
  at: string,
  what: string,
): Readonly<Partial<Record<Key, unknown>>> {
  if (!isObject(given)) return refuse(at, `expected an object, not ${print(given)}.`);
  const wrong = Object.keys(given).find((key) => !(keys as readonly string[]).includes(key));
  if (wrong !== undefined) refuse(member(at, wrong), `unknown ${what}. ${list(keys)}`);
  // All of its keys have just been compared.
  return given as Partial<Record<Key, unknown>>;
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function member(at: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${at}.${key}` : `${at}[${print(key)}]`;
}

function list(known: readonly string[]): string {
  return `Known: ${known.join(', ')}.`;
}

function print(given: unknown): string {
  if (typeof given === 'function') return 'a function';
  return given === undefined ? 'undefined' : JSON.stringify(given);
}

function refuse(at: string, why: string): never {
  throw new Error(`${at}: ${why}`);
}
