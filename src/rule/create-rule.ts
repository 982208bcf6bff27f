import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';
import type { Exchange, Handler, Path } from '../exchange/model.js';
import { isElsewhere, type Node, type SourceCode } from '../syntax/ast.js';
import { FRAMEWORKS } from '../frameworks/index.js';
import { handlersOf } from './analysis.js';
import { isMeant } from './borders.js';
import { settingsOf, type Settings } from './settings.js';

export type Preset = 'recommended' | 'strict' | 'all';

export interface RuleDocs {
  readonly description: string;
  /** The smallest preset the rule is in: recommended ⊂ strict ⊂ all. */
  readonly preset: Preset;
  /** How `recommended` reports it; `strict` and `all` make every rule an error. */
  readonly severity: 'error' | 'warn';
  /** Where the requirement comes from: links to RFC sections or framework manuals. */
  readonly sources: readonly string[];
  readonly url?: string;
}

/** The names between `{{` and `}}` in a message. */
type Placeholders<Message extends string> = Message extends `${string}{{${infer Name}}}${infer Rest}`
  ? Trimmed<Name> | Placeholders<Rest>
  : never;
type Trimmed<Text extends string> = Text extends ` ${infer Rest}`
  ? Trimmed<Rest>
  : Text extends `${infer Rest} `
    ? Trimmed<Rest>
    : Text;

type Data<Message extends string> = [Placeholders<Message>] extends [never]
  ? { readonly data?: never }
  : { readonly data: Readonly<Record<Placeholders<Message>, string | number>> };

export type Fix = TSESLint.ReportFixFunction;

/** A remedy to choose; none where it could not be made. */
export type Suggestion<Messages extends Record<string, string>> = {
  [Id in keyof Messages & string]: { readonly messageId: Id; readonly fix: Fix | null } & Data<Messages[Id]>;
}[keyof Messages & string];

/** A finding: the node to underline, what to say, and what can be done about it. */
export type Finding<Messages extends Record<string, string>> = {
  [Id in keyof Messages & string]: {
    readonly node: Node;
    readonly messageId: Id;
    readonly fix?: Fix | null;
    readonly suggest?: readonly Suggestion<Messages>[];
  } & Data<Messages[Id]>;
}[keyof Messages & string];

/** What a rule listens to. Each is called once for every one of its kind in the file, in source order. */
export interface Listener {
  /** Called once, before all others, with all handlers of the file. */
  file?(handlers: readonly Handler[]): void;
  handler?(handler: Handler): void;
  path?(path: Path, within: { readonly handler: Handler }): void;
  /** Called for each exchange whose status is the one that was meant; see `borders.ts`. */
  exchange?(exchange: Exchange, within: { readonly handler: Handler; readonly path: Path }): void;
}

type Linted = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

export interface RuleContext<Messages extends Record<string, string>, Options> {
  /** Reports a finding; the same node is reported once per message, however many paths lead there. */
  readonly report: (finding: Finding<Messages>) => void;
  readonly options: Options;
  readonly settings: Settings;
  readonly sourceCode: SourceCode;
  /** ESLint's own context, for what has to know where the file stands and how it was parsed. */
  readonly linted: Linted;
}

export interface RuleSpec<Messages extends Record<string, string>, Options extends object> {
  readonly name: string;
  readonly meta: {
    readonly type: 'problem' | 'suggestion' | 'layout';
    readonly docs: RuleDocs;
    readonly fixable?: 'code';
    readonly hasSuggestions?: true;
    /** The schema of the one options object, with a description and a default for each property. */
    readonly schema: readonly JSONSchema.JSONSchema4[];
    readonly defaultOptions: readonly [Options] | readonly [];
    readonly messages: Messages;
  };
  create(context: RuleContext<Messages, Options>): Listener;
}

export type HttpRule = TSESLint.RuleModule<string, readonly unknown[], RuleDocs> & { readonly name: string };

const DOCS = 'https://github.com/eslint-plugin-http-status/eslint-plugin-http-status/blob/main/docs/rules';

/** Makes an ESLint rule from a rule on exchanges: reads the file once, and hands the rule what it listens to. */
export function createRule<
  const Messages extends Record<string, string>,
  Options extends object = Record<never, never>,
>(spec: RuleSpec<Messages, Options>): HttpRule {
  const { name, meta } = spec;
  return {
    name,
    meta: {
      ...meta,
      docs: { ...meta.docs, url: `${DOCS}/${name}.md` },
      schema: [...meta.schema],
      defaultOptions: [...meta.defaultOptions],
    },
    create(context) {
      return {
        Program() {
          const settings = settingsOf(
            context.settings,
            FRAMEWORKS.map(({ id }) => id),
          );
          const sourceCode = context.sourceCode;
          const handlers = handlersOf(context, settings);
          if (handlers.length === 0) return;
          const listener = spec.create({
            report: onceEach(context),
            // ESLint 8 does not merge `defaultOptions`, so it is done here for all versions. The schema has checked the shape.
            options: { ...meta.defaultOptions[0], ...(context.options[0] as Partial<Options> | undefined) } as Options,
            settings,
            sourceCode,
            linted: context,
          });
          dispatch(listener, handlers, sourceCode);
        },
      };
    },
  };
}

function onceEach<Messages extends Record<string, string>>(context: Linted): (finding: Finding<Messages>) => void {
  const seen = new Map<Node, Set<string>>();
  return ({ node, messageId, data, fix, suggest }) => {
    // What stands in another file is reported where that one is linted, or at the call that leads there.
    if (isElsewhere(node)) return;
    const ids = seen.get(node) ?? new Set();
    if (ids.has(messageId)) return;
    seen.set(node, ids.add(messageId));
    const choices = (suggest ?? []).flatMap(({ messageId: id, data: values, fix: choice }) =>
      choice ? [{ messageId: id, ...(values && { data: values }), fix: choice }] : [],
    );
    context.report({
      node,
      messageId,
      ...(data && { data }),
      ...(fix && { fix }),
      ...(choices.length > 0 && { suggest: choices }),
    });
  };
}

function dispatch(listener: Listener, handlers: readonly Handler[], sourceCode: SourceCode): void {
  listener.file?.(handlers);
  for (const handler of handlers) {
    listener.handler?.(handler);
    for (const path of handler.paths) {
      listener.path?.(path, { handler });
      const { exchange } = path;
      if (listener.exchange && exchange && isMeant(exchange, { handler, path }, sourceCode))
        listener.exchange(exchange, { handler, path });
    }
  }
}
