import type { Property, Value } from '../exchange/value.js';
import type { Node, SourceCode } from '../syntax/ast.js';
import type { Fix } from './create-rule.js';
import { encloses, removeProperty, replaceWith } from './fixes.js';

/** A part of an error that stands somewhere in a value. */
export interface Leak {
  /** What of it; `copied` are the properties that hang on it, which is all that a spread takes along. */
  readonly part: 'stack' | 'message' | 'inspected' | 'copied';
  readonly value: Extract<Value, { readonly is: 'error-part' }>;
  /** The property that holds it and nothing else; null where there is none. */
  readonly property: Property | null;
}

/** What a value shows of an error, at any depth, except to a developer on their own machine. */
export function leaksIn(value: Value, property: Property | null = null): readonly Leak[] {
  switch (value.is) {
    case 'error-part':
      return [{ part: isSpread(value) ? 'copied' : value.part, value, property }];
    case 'object': {
      const leaks = value.properties.flatMap((one) => leaksIn(one.value, one));
      // An error that is spread beside its stack is one leak, and the stack is the worse part of it.
      return leaks.some(({ part }) => part === 'stack') ? leaks.filter(({ part }) => part !== 'copied') : leaks;
    }
    case 'array':
      return value.elements.flatMap((one) => leaksIn(one));
    case 'text':
      return value.parts.flatMap((one) => leaksIn(one));
    case 'choice':
      return value.of.flatMap(({ value: one, when }) => (when?.deployment === 'development' ? [] : leaksIn(one)));
    default:
      return [];
  }
}

/** Takes the `stack` property out of the content; null where the leak is no such property, or was put in elsewhere. */
export function removalOf({ property }: Leak, content: Node, sourceCode: SourceCode): Fix | null {
  if (property?.key !== 'stack' || !encloses(content, property.node)) return null;
  return removeProperty(property.node, sourceCode);
}

/** Puts a text in the leak's place that says nothing; null where the leak is no single value, or was put in elsewhere. */
export function replacementOf({ value }: Leak, content: Node, sourceCode: SourceCode): Fix | null {
  const { origin } = value.site;
  return isSpread(value) || !encloses(content, origin)
    ? null
    : replaceWith(origin, "'Something went wrong'", sourceCode);
}

function isSpread({ site: { origin } }: Leak['value']): boolean {
  return origin.type === 'SpreadElement' || origin.parent?.type === 'SpreadElement';
}
