import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Source } from './linting.js';

/** Large ones, minified ones, servers, and one whose sources are Flow. */
const PACKAGES = [
  '@babel/standalone',
  'aws-sdk@2',
  'browser-sync',
  'firebase-tools',
  'next',
  'parse-server',
  'playwright-core',
  'plotly.js-dist-min',
  'react-native',
  'swagger-ui-dist',
  'three',
  'verdaccio',
  'webpack',
];

const asked = (process.env['ROBUSTNESS_PACKAGES'] ?? '').split(' ').filter(Boolean);

/** The packages that were asked for, or those above. */
export const packages: readonly string[] = asked.length > 0 ? asked : PACKAGES;

const LARGEST = 10;
const SERVING = 100;
const SERVES = /\b(?:writeHead|sendStatus|statusCode\s*=|setHeader)\b|\b(?:res|response)\.(?:status|json|send|end)\(/;

const read = new Map<string, readonly Source[]>();

/** The files of a published package that are worth a look: the largest, and those that seem to answer requests. */
export function sourcesOf(name: string): readonly Source[] {
  const known = read.get(name);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'robustness-'));
  try {
    const sources = tellingOf(unpacked(name, folder));
    read.clear();
    read.set(name, sources);
    return sources;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The package in a folder of its own, fetched with npm and not installed, so that nothing of it runs. */
function unpacked(name: string, folder: string): string {
  const npm = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, name];
  const file = execFileSync('npm', npm, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  const target = join(folder, 'package');
  mkdirSync(target);
  execFileSync('tar', ['-xzf', join(folder, file.trim()), '-C', target, '--strip-components', '1']);
  return target;
}

function tellingOf(folder: string): readonly Source[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => statSync(other).size - statSync(one).size || (one < other ? -1 : 1))
    .map((path) => sourceOf(relative(folder, path), readFileSync(path, 'utf8')));
  const others = all.slice(LARGEST).filter(({ code }) => SERVES.test(code));
  return [...all.slice(0, LARGEST), ...others.slice(0, SERVING)];
}

function sourceOf(path: string, code: string): Source {
  const isModule = /\.m[jt]s$/.test(path) || /^\s*(?:import\b(?!\s*\()|export\b)/m.test(code);
  return { name: path.replaceAll('\\', '/'), code, sourceType: isModule ? 'module' : 'commonjs' };
}
