import type { Content, Exchange, Handler, Path } from '../exchange/model.js';
import type { Value } from '../exchange/value.js';
import { alternativesOf } from '../exchange/reading/values.js';
import type { Node, Primitive, SourceCode } from '../syntax/ast.js';

/**
 * The handlers of a file as text that a person can check against the source: for each its paths, and for each path what
 * the client gets. Lines are those of the file.
 */
export function pictureOf(handlers: readonly Handler[], sourceCode: SourceCode): string {
  return handlers
    .map((handler) =>
      [
        headOf(handler),
        ...handler.paths.map((path) => `  ${lineOf(path, handler, sourceCode)}`),
        ...notesOf(handler),
      ].join('\n'),
    )
    .join('\n\n');
}

function headOf({ dialect, methods, route, role, name, node }: Handler): string {
  const where = [methods ? [...methods].join('|') : null, route, name ? `"${name}"` : null].filter(
    (each) => each !== null,
  );
  return `${[role, ...where].join(' ')} (${dialect.name}) L${line(node)}`;
}

function lineOf(path: Path, handler: Handler, sourceCode: SourceCode): string {
  const tests = withoutRepetition(
    path.conditions.map(({ test, outcome, kind }) => {
      // Whole blocks run because something was thrown, and there is no test to show.
      if (test.type === 'CatchClause' || test.type === 'BlockStatement') return kind;
      return `${kind === 'branch' ? '' : `${kind} `}${outcome ? '' : 'not '}${short(sourceCode.getText(test))}`;
    }),
  );
  const isNarrowed = path.methods !== null && path.methods.size !== handler.methods?.size;
  const when = [...(isNarrowed ? [`[${[...path.methods].join('|')}]`] : []), ...tests].join(', ');
  return `${when === '' ? 'always' : when} -> ${path.exchange ? exchangeText(path.exchange) : ''}${path.exchange && path.end === 'sent' ? '' : `${path.exchange ? ' ' : ''}${path.end}`}${path.unsentStatus ? ` with ${path.unsentStatus.known.map((each) => String(each.value)).join('|')}` : ''}`;
}

/** Tests that are written again and come out as before say nothing new, unless they call something. */
function withoutRepetition(tests: readonly string[]): readonly string[] {
  return tests.filter((test, at) => test.includes('(') || tests.indexOf(test) === at);
}

function exchangeText({ status, fields, content, send }: Exchange): string {
  const codes = [...status.codes, ...status.informational].map((each) => String(each.value));
  const invalid = status.invalid.map((each) => `!${textOf(each.value)}`);
  const all = [...codes, ...invalid, ...(status.open ? ['?'] : [])].join('|');
  const named = [...fields.names].sort().join(', ');
  const set =
    named === '' && !fields.open
      ? ''
      : ` {${[named, fields.open ? '...' : ''].filter((each) => each !== '').join(', ')}}`;
  return `${all}${status.origin === 'default' ? ' by default' : status.origin === 'error' ? ' by error' : ''}${set} ${contentText(content)} L${line(send.origin)}`;
}

function contentText(content: Content): string {
  return content.is === 'some' || content.is === 'open'
    ? `${content.is === 'open' ? '?' : ''}${content.format} ${valueText(content.value)}`
    : content.is;
}

function valueText(value: Value): string {
  switch (value.is) {
    case 'literal':
      return textOf(value.value);
    case 'object':
      return `{${[...value.properties.map(({ key }) => key), ...(value.open ? ['...'] : [])].join(', ')}}`;
    case 'array':
      return `[${value.elements.map(valueText).join(', ')}${value.open ? '...' : ''}]`;
    case 'choice':
      return alternativesOf(value)
        .map((each) => valueText(each.value))
        .join(' or ');
    case 'error-part':
      return `error.${value.part}`;
    case 'text':
      return `text(${value.parts.map(valueText).join(' ')})`;
    default:
      return value.is;
  }
}

/** Answers after the first, and statuses that no path sends. */
function notesOf({ repeats, statusWrites }: Handler): readonly string[] {
  return [
    ...repeats.map(
      ({ first, second, secondIs }) =>
        `  ! L${line(second.origin)} ${secondIs === 'send' ? 'answers again' : 'hands on'} after L${line(first.origin)}`,
    ),
    ...statusWrites.flatMap(({ node, values, fates }) => {
      const isLost = fates.length > 0 && fates.every((fate) => fate.is === 'overwritten' || fate.is === 'late');
      return isLost
        ? [
            `  ! ${values.known.map((each) => String(each.value)).join('|')} at L${line(node)} is ${[...new Set(fates.map((fate) => fate.is))].join(' and ')}`,
          ]
        : [];
    }),
  ];
}

function textOf(value: Primitive): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function line(node: Node): number {
  return node.loc.start.line;
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 40 ? `${flat.slice(0, 37)}...` : flat;
}
