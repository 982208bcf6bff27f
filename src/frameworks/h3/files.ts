import { isMethod, type Method } from '../../http/methods.js';

/** What a file is to Nitro and Nuxt by where it stands (https://nitro.build/docs/routing). */
export type NitroFile =
  | { readonly is: 'route'; readonly route: string; readonly methods: ReadonlySet<Method> | null }
  | { readonly is: 'middleware' | 'other' };

const FILE = /(?:^|\/)server\/(api|routes|middleware)\/(.+)\.[cm]?[jt]sx?$/;
const SUFFIX = /(?:\.(?<method>connect|delete|get|head|options|patch|post|put|trace))?(?:\.(?:dev|prod|prerender))?$/;

export function nitroFileOf(filename: string): NitroFile {
  const [, folder, path] = FILE.exec(filename.replaceAll('\\', '/')) ?? [];
  if (folder === undefined || path === undefined) return { is: 'other' };
  if (folder === 'middleware') return { is: 'middleware' };
  const method = SUFFIX.exec(path)?.groups?.['method']?.toUpperCase() ?? '';
  const below = path.replace(SUFFIX, '').replace(/(?:^|\/)index$/, '');
  return {
    is: 'route',
    route: `${folder === 'api' ? '/api' : ''}${below === '' && folder === 'api' ? '' : '/'}${below}`,
    methods: isMethod(method) ? new Set([method]) : null,
  };
}
