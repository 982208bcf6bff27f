import type { FunctionNode, Node, Primitive } from '../syntax/ast.js';
import type { Condition, Site } from './model.js';

/** What can be known about a value when it reaches a response. */
export type Value =
  | { readonly is: 'literal'; readonly value: Primitive; readonly site: Site }
  /** An object written in the source. `open`: a spread or computed key that could not be read may add properties. */
  | { readonly is: 'object'; readonly properties: readonly Property[]; readonly open: boolean; readonly site: Site }
  | { readonly is: 'array'; readonly elements: readonly Value[]; readonly open: boolean; readonly site: Site }
  /** A template or concatenation that is not static as a whole. */
  | { readonly is: 'text'; readonly parts: readonly Value[]; readonly site: Site }
  /** An `Error`: caught, given to an error handler or callback, or made here (`status` and `properties` when they can be read). */
  | {
      readonly is: 'error';
      readonly from: 'catch' | 'parameter' | 'new';
      readonly status: Value | null;
      readonly site: Site;
    }
  /** Something read from an error: its stack, its message, or a printed or spread form of all of it. */
  | { readonly is: 'error-part'; readonly part: 'stack' | 'message' | 'inspected'; readonly site: Site }
  /** One of several, each under a test; `when` is null where the test says nothing that is known. */
  | { readonly is: 'choice'; readonly of: readonly Alternative[]; readonly site: Site }
  | { readonly is: 'function'; readonly node: FunctionNode; readonly site: Site }
  /** The things a framework hands to a handler. */
  | { readonly is: 'response' | 'request' | 'next'; readonly site: Site }
  /** Anything else; `truth` is how it comes out in a test, once one has been taken. */
  | { readonly is: 'open'; readonly truth: boolean | null; readonly site: Site };

export interface Property {
  readonly key: string;
  readonly value: Value;
  readonly node: Node;
}

export interface Alternative {
  readonly value: Value;
  readonly when: Condition | null;
}
