/** What a file is to Next.js by where it stands (https://nextjs.org/docs/app/getting-started/project-structure). */
export type NextFile =
  { readonly is: 'route' | 'api' | 'page'; readonly route: string } | { readonly is: 'middleware' | 'other' };

const EXTENSION = /\.[cm]?[jt]sx?$/;

export function nextFileOf(filename: string): NextFile {
  const path = filename.replaceAll('\\', '/');
  if (!EXTENSION.test(path)) return { is: 'other' };
  const parts = path.replace(EXTENSION, '').split('/');
  const name = parts.at(-1) ?? '';
  const app = parts.lastIndexOf('app');
  if (name === 'route' && app >= 0) return { is: 'route', route: routeOf(parts.slice(app + 1, -1)) };
  const pages = parts.lastIndexOf('pages');
  if (pages >= 0) {
    const below = parts.slice(pages + 1);
    const route = routeOf(below.at(-1) === 'index' ? below.slice(0, -1) : below);
    return { is: below[0] === 'api' ? 'api' : 'page', route };
  }
  return { is: name === 'middleware' || name === 'proxy' ? 'middleware' : 'other' };
}

/** The path of a folder: groups in parentheses and slots are no part of it. */
function routeOf(folders: readonly string[]): string {
  return `/${folders.filter((each) => !/^(?:\(.*\)|@.*)$/.test(each)).join('/')}`;
}
