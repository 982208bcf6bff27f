import type { CallRow } from '../../exchange/effects.js';
import { chains, content, named, open, reads, send, tells } from '../spelling.js';

const cookie = chains((args) => [named('set-cookie', args.at(0), 'append')]);

/** A file goes out, with fields of its own, and another status where the request asks for a part or has it already. */
const file = chains((args) => [
  { does: 'fields', from: open(args.at(0).site) },
  send(content(open(args.at(0).site), 'page'), { afterEnd: 'ignored', statusOpen: true }),
]);

/** What plugins of the Fastify team add to a reply, as their manuals say: cookies, files, views, tokens. */
export const PLUGIN_CALLS: Readonly<Record<string, CallRow>> = {
  // @fastify/cookie
  cookie,
  setCookie: cookie,
  clearCookie: cookie,
  ...reads('signCookie', 'unsignCookie'),
  // @fastify/static
  sendFile: file,
  download: file,
  // @fastify/view
  view: chains((args) => {
    const data = args.count > 1 ? args.at(1) : open(args.at(0).site);
    return [
      named('content-type', open(args.at(0).site)),
      send(content(data.is === 'object' ? data : open(data.site), 'page', 'some'), { afterEnd: 'ignored' }),
    ];
  }),
  ...reads('viewAsync'),
  // @fastify/jwt
  jwtSign: tells((args) => {
    const last = args.at(args.count - 1);
    return last.is === 'function' ? [{ does: 'call', callback: last, when: 'later' }] : [];
  }),
};
