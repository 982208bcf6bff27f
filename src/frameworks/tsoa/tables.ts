import type { CallRow, Effect, HandlerEnd, ResponseTable, SentContent } from '../../exchange/effects.js';
import type { Edit } from '../../exchange/model.js';
import type { Value } from '../../exchange/value.js';
import type { Node } from '../../syntax/ast.js';
import { EXPRESS_TABLE } from '../express.js';
import {
  chains,
  content,
  field,
  isMissing,
  NO_CONTENT,
  number,
  open,
  putBefore,
  reads,
  send,
  stops,
} from '../spelling.js';

/** What a controller inherits (`Controller` of `@tsoa/runtime` 6.6.0), as methods on `this`. */
const CONTROLLER: Readonly<Record<string, CallRow>> = {
  'this#setStatus': stops((args) => [{ does: 'status', status: args.at(0), by: 'method' }]),
  'this#setHeader': stops((args) => [field(args.at(0), args.at(1))]),
  ...reads('this#getStatus', 'this#getHeader', 'this#getHeaders'),
};

/** A status on Express's own response counts where it is sent at once; whatever tsoa sends takes another. */
const ON_EXPRESS: Pick<ResponseTable, 'calls' | 'assignments'> = {
  calls: {
    ...EXPRESS_TABLE.calls,
    status: chains((args) => [
      {
        does: 'status',
        status: args.node.parent.type === 'MemberExpression' ? args.at(0) : open(args.site),
        by: 'method',
      },
    ]),
  },
  assignments: {
    ...EXPRESS_TABLE.assignments,
    statusCode: (value) => [{ does: 'status', status: open(value.site), by: 'property' }],
  },
};

/** A method of a base class that is not read: it may do all of that. */
const INHERITED: CallRow = {
  returns: 'open',
  effects: ({ site }) => [
    { does: 'status', status: open(site), by: 'method' },
    { does: 'fields', from: open(site) },
  ],
};

/** What a class is to its methods: it may have nothing from tsoa, all of it, and more from others. */
export interface Controller {
  readonly isController: boolean;
  /** The methods that a base class of the project's own has. */
  readonly inherited: readonly string[];
  /** The status that `@SuccessResponse` gives; null where it is 200, or 204 for nothing. */
  readonly hasSuccessStatus: boolean;
}

/** A method of a controller: what it returns is sent, unless it has called a responder or answered by itself. */
export function tableOf({ isController, inherited, hasSuccessStatus }: Controller): ResponseTable {
  const own = { ...Object.fromEntries(inherited.map((name) => [`this#${name}`, INHERITED])), ...CONTROLLER };
  return {
    ...EXPRESS_TABLE,
    ...ON_EXPRESS,
    functions: isController ? own : {},
    sentBy: 'both',
    ends: (end) => ends(end, hasSuccessStatus),
    next: (args) => responded(args.at(0), args.at(1), args.at(2)),
    editStatus: (sent, status, textOf) =>
      isController ? beforeReturn(sent, `this.setStatus(${status});`, textOf) : null,
    addField: (sent, name, value, textOf) =>
      isController ? beforeReturn(sent, `this.setHeader('${name}', '${value}');`, textOf) : null,
  };
}

/** A statement before the one that returns; a responder is called with what it sends, and has it from nowhere else. */
function beforeReturn(sent: Node, statement: string, textOf: (node: Node) => string): Edit | null {
  return sent.parent?.type === 'ReturnStatement' ? putBefore(sent, statement, textOf) : null;
}

/** A responder, which a parameter with `@Res()` is: what was set on the controller stays there, and what was set on Express's response does not. */
function responded(status: Value, data: Value, fields: Value): readonly Effect[] {
  const late = { afterBegin: 'ignored', afterEnd: 'ignored' } as const;
  return [
    { does: 'doubt-fields' },
    { does: 'fields', from: fields },
    send(isNothing(data) ? NO_CONTENT : sentAsJson(data), { ...late, status }),
  ];
}

function ends({ value, hasStatus, mayBeAnswered }: HandlerEnd, hasSuccessStatus: boolean): readonly Effect[] {
  const late = { afterBegin: 'ignored', afterEnd: mayBeAnswered || isNothing(value) ? 'harmless' : 'ignored' } as const;
  if (isNothing(value)) {
    if (hasSuccessStatus) return [send(NO_CONTENT, late)];
    const implies = { status: number(204, value.site), over: 'default' } as const;
    return [{ does: 'content', content: NO_CONTENT, implies }, send({ is: 'prepared' }, late)];
  }
  const isCertain = !mayBeAnswered && (hasStatus || hasSuccessStatus || isSomething(value));
  return [
    ...(mayBeAnswered ? ([{ does: 'fields', from: open(value.site) }] as const) : []),
    send(sentAsJson(value), { ...late, ...(isCertain ? {} : { statusOpen: true }) }),
  ];
}

/** Whether a value is certainly more than nothing, which is sent with 204. */
function isSomething({ is }: Value): boolean {
  return /^(?:literal|object|array|text|error|error-part)$/.test(is);
}

/** Everything is printed as JSON but streams, which are open values. */
function sentAsJson(value: Value): SentContent {
  return isSomething(value) ? content(value, 'json', 'some') : content(value, 'data');
}

function isNothing(value: Value): boolean {
  return isMissing(value) || (value.is === 'literal' && value.value === null);
}
