import type { Arguments, CallRow, Effect, ResponseTable } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import { unwrapped, type Node } from '../../syntax/ast.js';
import { writtenKeyOf } from '../../syntax/keys.js';
import { NODE_CALLS, NODE_TABLE } from '../node.js';
import {
  content,
  field,
  isMissing,
  named,
  NO_CONTENT,
  number,
  open,
  putBefore,
  reads,
  receiverOf,
  send,
  stops,
  tells,
  text,
} from '../spelling.js';

/** The fields that Koa takes off where there is no content. */
export const ABOUT_CONTENT: readonly string[] = ['content-type', 'content-length', 'transfer-encoding'];

/** `ctx.body = value`: what is there means 200 unless a status was set; what is not means 204, whatever was set. */
function body(value: Value): readonly Effect[] {
  const { site } = value;
  if (value.is === 'literal' && (value.value === null || value.value === undefined)) {
    // After `undefined`, a status that is set later goes out with its phrase.
    const none = value.value === null ? content(value, 'data') : NO_CONTENT;
    return [
      {
        does: 'content',
        content: none,
        implies: { status: number(204, site), over: 'contentful' },
        removes: ABOUT_CONTENT,
      },
    ];
  }
  const isJson = value.is === 'object' || value.is === 'array' || (value.is === 'literal' && !isText(value));
  return [
    { does: 'content', content: content(value, 'data'), implies: { status: number(200, site), over: 'default' } },
    // Koa 3 keeps another type of JSON that was set before.
    ...(isJson ? [named('content-type', text('application/json; charset=utf-8', site), 'unless-json')] : []),
  ];
}

function isText(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'string';
}

/** `set(name, value)` or `set({ name: value })`. */
function fields(args: Arguments): readonly Effect[] {
  return args.count > 1 ? [field(args.at(0), args.at(1))] : [{ does: 'fields', from: args.at(0) }];
}

/**
 * The error that http-errors makes of arguments from that position on, `[status][, message or error][, properties]`. An error
 * among them keeps a status of its own; a text is never one.
 */
function errorOf(args: Arguments, from: number): Value {
  const [first, second] = [args.at(from), args.at(from + 1)];
  if (first.is === 'error') return first;
  const status = statusOf(first, second, args);
  const carries = status ? (['status', 'statusCode'] as const).map((by) => ({ by, value: status })) : [];
  return { is: 'error', from: 'new', carries, open: status === null, site: first.site };
}

function statusOf(first: Value, second: Value, { dialect }: Arguments): Value | null {
  // Who writes '404' means the status.
  const isMessage = isText(first) && !(first.is === 'literal' && /^\d{3}$/.test(String(first.value)));
  if (isMessage || isMissing(first) || first.is === 'text') {
    const isLate = second.is === 'literal' && typeof second.value === 'number';
    // http-errors 1 takes a status in any place, http-errors 2 throws.
    return isLate && dialect.major === 2 ? second : number(500, first.site);
  }
  if (first.is !== 'literal' && first.is !== 'choice') return null;
  if (second.is === 'error' && second.from !== 'new') {
    const own: Value = open(second.site);
    return { is: 'choice', of: [{ value: own, when: null }, ...alternatives(first)], site: first.site };
  }
  return second.is === 'error' ? (second.carries.find(({ by }) => by === 'status')?.value ?? first) : first;
}

function alternatives(value: Value): Extract<Value, { is: 'choice' }>['of'] {
  return value.is === 'choice' ? value.of : [{ value, when: null }];
}

/** A call that throws if what it asserts is not so: its first argument, or something about its first two. */
function asserts(status: 1 | 2): CallRow {
  const unless = status === 1 ? ({ argument: 0 } as const) : 'asserted';
  return stops((args) => [{ does: 'throw', error: errorOf(args, status), unless }]);
}

/** The property that holds the status where a call or an assignment answers: `ctx.status`, or `res.statusCode` on Node's response. */
function statusBeside(node: Node, textOf: (node: Node) => string): string | null {
  const target = unwrapped(
    node.type === 'AssignmentExpression' ? node.left : node.type === 'CallExpression' ? node.callee : node,
  );
  if (target.type !== 'MemberExpression') return null;
  const isRaw = node.type === 'CallExpression' && Object.hasOwn(NODE_CALLS, writtenKeyOf(target) ?? '');
  return `${textOf(target.object)}.${isRaw ? 'statusCode' : 'status'}`;
}

/** A statement that sets the status, put before the one that answers. */
function withStatusBefore(node: Node, status: number, respelled: string, textOf: (node: Node) => string): Edit | null {
  const property = statusBeside(node, textOf);
  const statement = node.parent;
  const block = statement?.parent;
  if (property === null || !statement || block?.type !== 'BlockStatement') return null;
  const isAlone = block.loc.start.line !== statement.loc.start.line;
  const before = `${property} = ${status};${isAlone ? `\n${' '.repeat(statement.loc.start.column)}` : ' '}`;
  if (statement.type === 'ExpressionStatement') return { node, text: `${before}${respelled}` };
  return statement.type === 'ReturnStatement' ? { node: statement, text: `${before}return ${respelled};` } : null;
}

/** A redirect says where it leads, in place of all content before, in HTML or as text. */
function ownContent({ site }: Arguments): readonly Effect[] {
  return [
    { does: 'content', content: NO_CONTENT, implies: null },
    named('content-type', text('text/html; charset=utf-8', site)),
  ];
}

/** `redirect(url)`: what it is given besides has no meaning. */
const redirect = stops((args) => {
  const [first, second] = [args.at(0), args.at(1)];
  const to = (status: number, only: Node | undefined): Edit | null =>
    only && !args.spread ? withStatusBefore(args.node, status, respelledRedirect(args, only), args.textOf) : null;
  const [target, other] = args.node.arguments;
  const isFirst = isStatus(first) && args.count > 1;
  const misplaced = isFirst ? first : isStatus(second) ? second : null;
  const own = isFirst ? other : target;
  return [
    {
      does: 'redirect',
      redirect: { target: isBack(first, args) ? open(first.site) : first, edit: (status) => to(status, own) },
      status: null,
    },
    ...ownContent(args),
    ...(misplaced?.is === 'literal'
      ? [
          {
            does: 'misplace',
            status: misplaced,
            why: isFirst ? 'swapped-redirect' : 'legacy-argument',
            outcome: 'lost',
            edit: to(Number(misplaced.value), own),
          } as const,
        ]
      : []),
  ];
});

/** Koa 2 has `redirect('back')` for what is `back()` in Koa 3. */
function isBack(target: Value, { dialect }: Arguments): boolean {
  return dialect.major === 2 && target.is === 'literal' && target.value === 'back';
}

function respelledRedirect({ node, textOf }: Arguments, target: Node): string {
  return node.type === 'CallExpression' ? `${textOf(node.callee)}(${textOf(target)})` : textOf(node);
}

/** A number that can only be meant as a status. */
function isStatus(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'number' && value.value >= 100 && value.value <= 599;
}

/** The calls on Node's own response, which is `ctx.res`. */
const RAW_CALLS = Object.fromEntries(Object.entries(NODE_CALLS).map(([name, row]) => [`res.${name}`, row]));

/** `ctx.respond = false`: from here on nobody but the code itself answers, and some of that may not be seen. */
function respond(value: Value): readonly Effect[] {
  if (value.is === 'literal' && value.value !== false) return [];
  const unknown = open(value.site);
  return [
    { does: 'status', status: unknown, by: 'property' },
    { does: 'content', content: content(unknown, 'data'), implies: null },
  ];
}

const setsField =
  (name: string) =>
  (value: Value): readonly Effect[] => [
    isMissing(value) || (value.is === 'literal' && !value.value)
      ? field(text(name, value.site), value, 'remove')
      : named(name, value),
  ];

/** Koa's context, which has all of its response (https://github.com/koajs/koa/blob/master/docs/api/context.md). */
export const TABLE: ResponseTable = {
  calls: {
    ...RAW_CALLS,
    ...reads('get', 'is', 'has', 'accepts', 'acceptsEncodings', 'acceptsCharsets', 'acceptsLanguages'),
    ...reads('inspect', 'toJSON', 'cookies.get'),
    throw: tells((args) => [{ does: 'throw', error: errorOf(args, 0) }]),
    assert: asserts(1),
    'assert.ok': asserts(1),
    'assert.equal': asserts(2),
    'assert.notEqual': asserts(2),
    'assert.strictEqual': asserts(2),
    'assert.notStrictEqual': asserts(2),
    'assert.deepEqual': asserts(2),
    'assert.notDeepEqual': asserts(2),
    'assert.fail': tells((args) => [{ does: 'throw', error: errorOf(args, 0) }]),
    redirect,
    back: stops((args) => [
      { does: 'redirect', redirect: { target: open(args.at(0).site), edit: () => null }, status: null },
      ...ownContent(args),
    ]),
    set: stops(fields),
    append: stops((args) => [field(args.at(0), args.at(1), 'append')]),
    remove: stops((args) => [field(args.at(0), args.at(0), 'remove')]),
    vary: stops((args) => [named('vary', args.at(0), 'append')]),
    attachment: stops((args) => [named('content-disposition', args.at(0))]),
    flushHeaders: stops(() => [send(NO_CONTENT, { extent: 'begins', afterBegin: 'continues', afterEnd: 'ignored' })]),
    'cookies.set': tells((args) => [named('set-cookie', args.at(0), 'append')]),
  },
  assignments: {
    status: (value) => [{ does: 'status', status: value, by: 'method' }],
    'res.statusCode': (value) => [{ does: 'status', status: value, by: 'property' }],
    body,
    type: setsField('content-type'),
    length: setsField('content-length'),
    etag: setsField('etag'),
    lastModified: setsField('last-modified'),
    respond,
  },
  functions: {},
  made: { calls: {}, assignments: {} },
  sentBy: 'end',
  ends: ({ hasStatus, hasContent }) => (hasStatus || hasContent ? [send({ is: 'prepared' })] : []),
  thrownResponse: 'error',
  method: ['method'],
  progress: { ...NODE_TABLE.progress, headerSent: 'begun' },
  members: {
    request: 'request',
    req: 'request',
    response: 'response',
    app: 'other',
    params: 'other',
    query: 'other',
    state: 'other',
    URL: 'other',
  },
  editStatus: (sent, status, textOf) => withStatusBefore(sent, status, textOf(sent), textOf),
  addField(sent, name, value, textOf) {
    const target = sent.type === 'AssignmentExpression' ? sent.left : sent;
    if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') return null;
    return putBefore(sent, `${textOf(target.object)}.set('${name}', '${value}');`, textOf);
  },
  withoutContent(sent, textOf) {
    if (sent.type === 'AssignmentExpression') return { node: sent, text: `${textOf(sent.left)} = null` };
    const receiver = receiverOf(sent);
    return receiver && sent.type === 'CallExpression' ? { node: sent, text: `${textOf(receiver)}.end()` } : null;
  },
  next: () => ({ does: 'delegate', to: 'downstream', throws: 'here' }),
};
