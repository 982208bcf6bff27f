import type { Exchange, Site, Written } from '../exchange/model.js';
import { createRule } from '../rule/create-rule.js';
import { carryOutBeside, renumber } from '../rule/fixes.js';
import { answers, having } from '../rule/reading.js';

export default createRule({
  name: 'no-ambiguous-redirect',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'disallow 301 and 302 in answer to a method that clients change or repeat',
      preset: 'recommended',
      severity: 'warn',
      sources: [
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.3',
        'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.4',
        'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
      ],
    },
    schema: [],
    defaultOptions: [],
    messages: {
      switches:
        'This {{status}} answers a POST: most clients follow with GET and drop the body, though the status does not say so. Say what you mean: 303 for GET, {{keeping}} to keep POST.',
      repeats:
        'This {{status}} answers a {{method}}: clients repeat the {{method}} on the target instead of fetching it. Say what you mean: 303 for GET, {{keeping}} to keep {{method}}.',
      fetch: 'Send 303: the client fetches the target with GET.',
      keep: 'Send {{keeping}}: the client sends the same request to the target.',
    },
  },
  create: ({ report }) => ({
    exchange(exchange, { path: { methods } }) {
      const { status, statusSite, fields, redirect } = exchange;
      // Without a target there is nothing to follow; that is another fault.
      if (!redirect && fields.get('location').is === 'absent') return;
      for (const written of having(status, 301, 302)) {
        const keeping = written.value === 301 ? 308 : 307;
        const node = status.origin === 'default' ? statusSite.at : written.site.at;
        const suggest = choices(exchange, written, keeping, node);
        const data = { status: written.value, keeping };
        const repeated = (['PUT', 'PATCH', 'DELETE'] as const).find((method) => answers(methods, method));
        if (answers(methods, 'POST')) report({ node, messageId: 'switches', data, suggest });
        else if (repeated) report({ node, messageId: 'repeats', data: { ...data, method: repeated }, suggest });
      }
    },
  }),
});

/** The two ways to be clear, each where one change beside the report brings it about. */
function choices({ status, redirect }: Exchange, written: Written<number>, keeping: number, node: Site['at']) {
  const isOnly = status.codes.length === 1 && !status.open;
  const to = (code: number) =>
    renumber(written, code) ?? (isOnly && redirect ? carryOutBeside(node, redirect.edit(code)) : null);
  const [fetch, keep] = [to(303), to(keeping)];
  return [
    ...(fetch ? [{ messageId: 'fetch', fix: fetch } as const] : []),
    ...(keep ? [{ messageId: 'keep', data: { keeping }, fix: keep } as const] : []),
  ];
}
