import type { FunctionNode, Node, Primitive } from '../syntax/ast.js';
import type { StatusProperty } from '../http/errors.js';
import type { Condition, Site } from './model.js';

/** What can be known about a value when it reaches a response. */
export type Value =
  | { readonly is: 'literal'; readonly value: Primitive; readonly site: Site }
  /** An object written in the source. `open`: a spread or computed key that could not be read may add properties. */
  | { readonly is: 'object'; readonly properties: readonly Property[]; readonly open: boolean; readonly site: Site }
  | { readonly is: 'array'; readonly elements: readonly Value[]; readonly open: boolean; readonly site: Site }
  /** A template or concatenation that is not static as a whole. */
  | { readonly is: 'text'; readonly parts: readonly Value[]; readonly site: Site }
  /** An `Error`: caught, given to an error handler or callback, or made here, with the statuses that it carries. */
  | {
      readonly is: 'error';
      readonly from: 'catch' | 'parameter' | 'new';
      readonly carries: readonly CarriedStatus[];
      /** Whether it may carry others, because not all of what made it could be read. */
      readonly open: boolean;
      readonly site: Site;
    }
  /** Something read from an error: its stack, its message, or a printed or spread form of all of it. */
  | { readonly is: 'error-part'; readonly part: 'stack' | 'message' | 'inspected'; readonly site: Site }
  /** One of several, each under a test; `when` is null where the test says nothing that is known. */
  | { readonly is: 'choice'; readonly of: readonly Alternative[]; readonly site: Site }
  | { readonly is: 'function'; readonly node: FunctionNode; readonly site: Site }
  /** The handler's response or request, or a part of it: `part` is the way there, such as `res.headers`, and empty for the whole. */
  | ResponseValue
  | { readonly is: 'request'; readonly part: string; readonly site: Site }
  | { readonly is: 'next'; readonly site: Site }
  | MadeValue
  /** A method taken off the response: calling it is calling the method of that name. */
  | { readonly is: 'method'; readonly name: string; readonly site: Site }
  /** Anything else; `truth` is how it comes out in a test, once one has been taken. */
  | { readonly is: 'open'; readonly truth: boolean | null; readonly site: Site };

/** The handler's own response, or a part of it. */
export interface ResponseValue {
  readonly is: 'response';
  readonly part: string;
  readonly site: Site;
}

/** A response that was made and not sent, such as `new Response(…)`, or a part of it; `made` is the node that made it. */
export interface MadeValue {
  readonly is: 'made';
  readonly made: Node;
  readonly part: string;
  /** Whether it was made to be thrown, as the redirects of some frameworks are: then it goes out when it is. */
  readonly carrier: 'response' | 'signal';
  /** With what it began: nothing, or what was on the handler's own response by then. */
  readonly begins: 'blank' | 'here';
  readonly site: Site;
}

/** A status that an error has, and under which of its properties frameworks can find it. */
export interface CarriedStatus {
  readonly by: StatusCarrier;
  readonly value: Value;
}

/** Where a framework finds the status of an error. `settings`: users say that it counts, however the framework comes to know it. */
export type StatusCarrier = StatusProperty | 'settings';

export interface Property {
  readonly key: string;
  readonly value: Value;
  readonly node: Node;
}

export interface Alternative {
  readonly value: Value;
  readonly when: Condition | null;
}
