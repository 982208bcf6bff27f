import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** A package's major version; it is certain if the package is installed where the file finds it. */
export interface Major {
  readonly major: number;
  readonly certain: boolean;
}

/** How many folders are searched upwards. */
const MAX_FOLDERS = 64;
/** A package.json that is larger is not read. */
const MAX_BYTES = 1_000_000;
/** How many answers are kept. A project has one per folder of sources and framework; the oldest goes first. */
const MAX_ANSWERS = 2000;

// Files next to each other ask the same question. What is installed while ESLint runs counts from the next start on.
const answers = new Map<string, Major | null>();

/**
 * Which major version of a package a file gets: the installed one, looked for upwards as Node does, or else the lowest that the
 * nearest package.json which names the package allows; null if neither tells. Unreadable files count as absent.
 */
export function majorOf(packageName: string, filename: string): Major | null {
  // Text from standard input and blocks of code in editors have names like `<input>`.
  if (!isAbsolute(filename)) return null;
  const folder = dirname(filename);
  const question = `${packageName}\0${folder}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = installedMajor(packageName, folder) ?? declaredMajor(packageName, folder);
  const [oldest] = answers.keys();
  if (answers.size >= MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
  answers.set(question, answer);
  return answer;
}

function installedMajor(packageName: string, folder: string): Major | null {
  for (const ancestor of withAncestors(folder)) {
    const version = readManifest(join(ancestor, 'node_modules', packageName))?.['version'];
    const major = typeof version === 'string' ? /^v?(\d+)\./.exec(version)?.[1] : undefined;
    if (major !== undefined) return { major: Number(major), certain: true };
  }
  return null;
}

function declaredMajor(packageName: string, folder: string): Major | null {
  for (const ancestor of withAncestors(folder)) {
    const manifest = readManifest(ancestor);
    const ranges = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) => {
      const section = manifest?.[kind];
      const range = isRecord(section) && Object.hasOwn(section, packageName) ? section[packageName] : undefined;
      return typeof range === 'string' ? [range] : [];
    });
    if (ranges.length === 0) continue;
    const majors = ranges.map(lowestMajor).filter((major) => major !== null);
    return majors.length > 0 ? { major: Math.min(...majors), certain: false } : null;
  }
  return null;
}

function* withAncestors(folder: string): Iterable<string> {
  let current = folder;
  for (let count = 0; count < MAX_FOLDERS; count++) {
    yield current;
    const parent = dirname(current);
    if (parent === current) return;
    current = parent;
  }
}

function readManifest(folder: string): Readonly<Record<string, unknown>> | null {
  try {
    const path = join(folder, 'package.json');
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? Infinity) > MAX_BYTES) return null;
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(manifest) ? manifest : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The lowest major version that a range allows (https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies); null if it sets no lower bound. */
export function lowestMajor(range: string): number | null {
  // `npm:express@^4` and `workspace:^4` hold a range; tags, folders and URLs do not.
  const bare = range.replace(/^npm:.+@/, '').replace(/^workspace:/, '');
  const majors = bare.split('||').map(lowestOfAlternative);
  const known = majors.filter((major) => major !== null);
  return known.length === majors.length ? Math.min(...known) : null;
}

function lowestOfAlternative(alternative: string): number | null {
  for (const comparator of alternative
    .trim()
    .replaceAll(/([<>=^~])\s+/g, '$1')
    .split(/\s+/)) {
    const [, operator = '', major, rest = ''] =
      /^([\^~]|>=?|=)?v?(\d+)((?:\.[\dx*]+)*)(?:[-+].*)?$/i.exec(comparator) ?? [];
    if (major === undefined) continue;
    // `>4` leaves out all of 4, `>4.1` does not.
    return Number(major) + (operator === '>' && !/\d/.test(rest) ? 1 : 0);
  }
  return null;
}
