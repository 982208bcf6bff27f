import type { Arguments, CallRow, Effect, FieldMode, Send, SentContent } from '../exchange/effects.js';
import type { ContentFormat, Edit, Site } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import { isFunction, unwrapped, type Node } from '../syntax/ast.js';

type Effects = (args: Arguments) => readonly Effect[];

/** A call that gives the response back, so that calls can be chained. */
export function chains(effects: Effects): CallRow {
  return { effects, returns: 'response' };
}

/** A call that gives nothing back. */
export function stops(effects: Effects): CallRow {
  return { effects, returns: 'undefined' };
}

/** A call that gives back something that is not known before it is made. */
export function tells(effects: Effects): CallRow {
  return { effects, returns: 'open' };
}

/** Calls that do nothing to the response and give it back, such as those that listen to it. */
export function harmless(...names: readonly string[]): Readonly<Record<string, CallRow>> {
  return Object.fromEntries(names.map((name) => [name, chains(() => [])]));
}

/** Calls that read the response and give back what they read. */
export function reads(...names: readonly string[]): Readonly<Record<string, CallRow>> {
  return Object.fromEntries(names.map((name) => [name, tells(() => [])]));
}

export function field(name: Value, value: Value, mode: FieldMode = 'set'): Effect {
  return { does: 'field', name, value, mode };
}

/** A field with a fixed name, given its value at the site of the call. */
export function named(name: string, value: Value, mode: FieldMode = 'set'): Effect {
  return { does: 'field', name: text(name, value.site), value, mode };
}

export function text(value: string, site: Site): Value {
  return { is: 'literal', value, site };
}

export function number(value: number, site: Site): Value {
  return { is: 'literal', value, site };
}

export function open(site: Site): Value {
  return { is: 'open', truth: null, site };
}

/** Whether the value is certainly not there. */
export function isMissing(value: Value): boolean {
  return value.is === 'literal' && value.value === undefined;
}

/** What may be left out of a `Send`. */
type Sending = Partial<
  Pick<Send, 'extent' | 'status' | 'sink' | 'statusOpen' | 'redirect' | 'afterBegin' | 'afterEnd'>
>;

/** A send of a whole response, which throws when one has begun already. */
export function send(
  content: SentContent,
  { afterBegin = 'throws', afterEnd = 'throws', ...rest }: Sending = {},
): Send {
  return { does: 'send', extent: 'completes', status: null, redirect: null, ...rest, content, afterBegin, afterEnd };
}

export const NO_CONTENT: SentContent = { is: 'none' };

export function content(value: Value, format: ContentFormat, ofNull: 'empty' | 'some' = 'empty'): SentContent {
  return { is: 'value', value, format, null: ofNull };
}

/** What a late call does when it is harmless without content and breaks the connection with it. */
export function lateEnd(hasContent: boolean): Send['afterEnd'] {
  return hasContent ? 'crashes' : 'harmless';
}

/** The object on which a method is called. */
export function receiverOf(call: Node): Node | null {
  if (call.type !== 'CallExpression') return null;
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' ? callee.object : null;
}

/** The value of a property of an object that was written in the source; undefined where there is none. */
export function propertyIn(value: Value, key: string): Value | undefined {
  return value.is === 'object' ? value.properties.findLast((each) => each.key === key)?.value : undefined;
}

/** What sends, with a call before it in its chain, such as `.set('Allow', 'GET')`; null where it does not end a chain. */
export function chained(sending: Node, call: string, textOf: (node: Node) => string): Edit | null {
  const receiver = receiverOf(sending);
  return receiver ? { node: receiver, text: `${textOf(receiver)}.${call}` } : null;
}

/** A statement put before the one that sends, which has to stand in a block; null where it does not. */
export function putBefore(sending: Node, statement: string, textOf: (node: Node) => string): Edit | null {
  let node: Node | undefined = sending;
  while (node && node.type !== 'ExpressionStatement' && node.type !== 'ReturnStatement') {
    node = isFunction(node) ? undefined : node.parent;
  }
  if (node?.parent.type !== 'BlockStatement') return null;
  const isAlone = node.parent.loc.start.line !== node.loc.start.line;
  const gap = isAlone ? `\n${' '.repeat(node.loc.start.column)}` : ' ';
  return { node, text: `${statement}${gap}${textOf(node)}` };
}

/** The name of a field as the key of an object, and its value. */
export function fieldProperty(name: string, value: string): string {
  return `${/^\w+$/.test(name) ? name : `'${name}'`}: '${value}'`;
}
