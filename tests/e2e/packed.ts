import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { filesBelow, root } from '../source.js';

/** The ESLints that are installed beside each other, by major version. */
export const eslints = { 8: 'eslint8', 9: 'eslint9', 10: 'eslint' } as const;
export type Major = keyof typeof eslints;

/** Packs the package as npm would publish it, and installs that with its dependencies in a folder of its own. */
export function pack(): { readonly folder: string; readonly remove: () => void } {
  const newest = (folder: string) => filesBelow(folder).map((file) => statSync(join(folder, file)).mtimeMs);
  if (Math.max(...newest(join(root, 'src'))) > Math.max(0, ...newest(join(root, 'dist')))) {
    throw new Error('dist/ is older than src/: run `npm run build` first');
  }
  const home = mkdtempSync(join(tmpdir(), 'http-status-pack-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', home], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  const tarball = /"filename":\s*"([^"]+)"/.exec(packed)?.[1];
  if (!tarball) throw new Error(`npm pack named no file: ${packed}`);
  const folder = join(home, 'node_modules', 'eslint-plugin-http-status');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', join(home, tarball), '-C', folder, '--strip-components', '1']);
  for (const each of ['@eslint-community/eslint-utils', 'eslint-scope']) link(home, each);
  return {
    folder,
    remove: () => {
      rmSync(home, { recursive: true });
    },
  };
}

/** Puts a package into a folder's `node_modules`, by default the one of that name that is installed here. */
function link(folder: string, name: string, target = join(root, 'node_modules', name)): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'junction');
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a project that has the packed plugin and one ESLint installed, for the length of a test. */
export function project(plugin: string, eslint: Major, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), `http-status-eslint${eslint}-`));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  link(folder, 'eslint-plugin-http-status', plugin);
  link(folder, 'eslint', join(root, 'node_modules', eslints[eslint]));
  for (const name of ['@eslint/json', '@eslint/markdown']) link(folder, name);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }

  const node = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Run => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { code: status, stdout, stderr };
  };
  return {
    node,
    eslint: (args: readonly string[], env?: Readonly<Record<string, string>>) =>
      node([join('node_modules', 'eslint', 'bin', 'eslint.js'), ...args], env),
  };
}

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[];
}

/** The findings of a run with `--format json`, as `file:line rule`; whatever belongs to no rule shows its message. */
export function findings({ code, stdout, stderr }: Run): string[] {
  if (code !== 0 && code !== 1) throw new Error(`ESLint left with ${String(code)}: ${stderr}`);
  // The format of `eslint --format json`, which is ESLint's promise.
  const results = JSON.parse(stdout) as readonly Result[];
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => {
      const file = filePath.replaceAll('\\', '/').split('/').at(-1) ?? '';
      return `${file}:${line} ${ruleId ?? message}`;
    }),
  );
}
