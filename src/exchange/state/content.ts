import type { SentContent } from '../effects.js';
import type { Content } from '../model.js';
import type { Value } from '../value.js';

/** The content a sending call gives, as far as it can be told from the value. */
export function contentOf(sent: SentContent): Content {
  if (sent.is !== 'value') return { is: 'none' };
  const { value, format } = sent;
  const node = value.site.origin;
  switch (presenceOf(value, sent)) {
    case 'empty':
      return { is: 'empty', node, value };
    case 'some':
      return { is: 'some', node, value, format };
    case 'open':
      return { is: 'open', node, value, format };
  }
}

/** Whether there is any content in a value: what may be missing at run time is open. */
function presenceOf(value: Value, sent: Extract<SentContent, { is: 'value' }>): 'empty' | 'some' | 'open' {
  switch (value.is) {
    case 'literal':
      if (value.value === null) return sent.null;
      // An empty text is two quotation marks in JSON.
      return value.value === undefined || (value.value === '' && sent.format !== 'json') ? 'empty' : 'some';
    case 'object':
    case 'array':
      return 'some';
    case 'text':
      return value.parts.some((part) => part.is === 'literal' && part.value !== '') ? 'some' : 'open';
    case 'error':
      return value.from === 'parameter' ? 'open' : 'some';
    case 'choice': {
      const all = value.of.map((each) => presenceOf(each.value, sent));
      const [first] = all;
      return first !== undefined && all.every((each) => each === first) ? first : 'open';
    }
    default:
      return 'open';
  }
}
