import type { SourceCode } from '../syntax/ast.js';
import { variableOf } from '../syntax/bindings.js';
import { writtenKeyOf } from '../syntax/keys.js';
import { EARLIER_HANDLERS, STEPS_PER_FILE } from './bounds.js';
import { blankDraft, OPEN_STATUS, withOpenContent, type Draft, type FieldDraft } from './state/draft.js';
import type { HandlerSite, Parameter } from './effects.js';
import { evaluateReturned } from './walking/expressions.js';
import { withOpenFields } from './state/fields.js';
import { composedAtEnd } from './walking/later.js';
import { closed } from './walking/endings.js';
import { addFate, createLedger } from './state/ledger.js';
import type { Handler, Site } from './model.js';
import { bindPattern } from './reading/parameters.js';
import { pathsOf } from './walking/paths.js';
import { relevanceOf } from './walking/relevance.js';
import { executeBody } from './walking/statements.js';
import { andThen, normal, type Completion, type State } from './state/state.js';
import { read } from './reading/reading.js';
import { taken } from './walking/taking.js';
import type { Value } from './value.js';
import { errorValue, openValue } from './reading/values.js';
import { siteIn, TooMuch, type FileWalk, type Hints, type Walk } from './walking/walk.js';

/** Walks every handler that was found in a file, and gives what can happen in each. */
export function walkHandlers(sites: readonly HandlerSite[], sourceCode: SourceCode, hints: Hints): readonly Handler[] {
  if (sites.length === 0) return [];
  const everything = [...new Set(sites.flatMap((site) => [site, ...site.earlier]))];
  const file: FileWalk = {
    followed: new Set(),
    sourceCode,
    hints,
    relevance: relevanceOf(everything, sourceCode),
    ledger: createLedger(),
    asked: new Map(),
    steps: 0,
  };
  const walked = new Map<HandlerSite, Walked>();
  const isCalled = (site: HandlerSite): boolean => site.calledBy === 'code';
  const entries = sites
    .filter((site) => !isCalled(site))
    .map((site) => ({ site, walked: walkedOnce(site, file, walked) }));
  // What other functions call has been walked with them, unless they were too much or are no handlers themselves.
  const alone = sites.filter((site) => isCalled(site) && !file.followed.has(site.node));
  const handlers = [...entries, ...alone.map((site) => ({ site, walked: walkedOnce(site, file, walked) }))];
  // What became of a write is known only when every handler that shares it has been walked.
  return handlers.map((each) => handlerOf(each.site, each.walked));
}

/** What the walk of a handler found: its paths, the drafts it handed on, and what was entered in the ledger first by it. */
interface Walked extends Pick<Handler, 'paths' | 'statusWrites' | 'misplaced' | 'refused' | 'repeats' | 'unreturned'> {
  readonly handedOn: readonly Draft[];
}

const NOTHING: Walked = {
  paths: [],
  handedOn: [],
  statusWrites: [],
  misplaced: [],
  refused: [],
  repeats: [],
  unreturned: [],
};

function walkedOnce(site: HandlerSite, file: FileWalk, walked: Map<HandlerSite, Walked>): Walked {
  const known = walked.get(site);
  if (known) return known;
  // A handler that comes back to itself through its middleware starts from nothing.
  walked.set(site, NOTHING);
  const before = site.earlier.slice(-EARLIER_HANDLERS).map((each) => walkedOnce(each, file, walked).handedOn);
  const result = walkHandler(site, before, file);
  walked.set(site, result);
  return result;
}

function walkHandler(site: HandlerSite, before: readonly (readonly Draft[])[], file: FileWalk): Walked {
  if (file.steps > STEPS_PER_FILE) return NOTHING;
  const { ledger } = file;
  const [writes, repeats, misplaced, unreturned, refused] = [
    ledger.writes.entries.length,
    ledger.repeats.entries.length,
    ledger.misplaced.entries.length,
    ledger.unreturned.entries.length,
    ledger.refused.entries.length,
  ];
  const { paths, handedOn } = finished(site, before, file);
  return {
    paths,
    handedOn,
    statusWrites: ledger.writes.entries.slice(writes),
    repeats: ledger.repeats.entries.slice(repeats),
    misplaced: ledger.misplaced.entries.slice(misplaced),
    unreturned: ledger.unreturned.entries.slice(unreturned),
    refused: ledger.refused.entries.slice(refused),
  };
}

function finished(
  site: HandlerSite,
  before: readonly (readonly Draft[])[],
  file: FileWalk,
): Pick<Walked, 'paths' | 'handedOn'> {
  const walk: Walk = {
    file,
    site,
    frames: [{ node: site.node, call: null, position: 0 }],
    recorders: [],
    followed: new Set(),
    independent: [],
    steps: 0,
    nesting: 0,
    reads: { count: 0, waiting: 0 },
    narrowing: 0,
  };
  try {
    const completions = completionsOf(site, before, walk)
      .flatMap((each) => composedAtEnd(each, walk))
      .flatMap((each) => closed(each, walk));
    const handedOn = completions.flatMap((each) =>
      each.state.draft.delegated === 'next' ? [asHandedOn(each.state.draft)] : [],
    );
    for (const each of walk.followed) file.followed.add(each);
    return { paths: [...pathsOf(completions, site.node, walk), ...walk.independent], handedOn };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    // Too much to follow: the handler stays open, which silences every claim about it and about what it shares with others.
    for (const record of file.ledger.writes.entries) addFate(record, { is: 'open' });
    return NOTHING;
  }
}

/** The draft that the next handler gets: with the fields of the whole handler, but what it does behind `await next()` comes later. */
function asHandedOn(draft: Draft): Draft {
  return { ...draft, ...draft.downstream, downstream: null };
}

function completionsOf(site: HandlerSite, before: readonly (readonly Draft[])[], walk: Walk): readonly Completion[] {
  const { body } = site.node;
  return andThen(started(site, initialState(site, before, walk), walk), (start) =>
    body.type === 'BlockStatement'
      ? executeBody(body, start, walk)
      : evaluateReturned(body, start, walk).map((each) =>
          each.ends === 'normal' ? { ...each, ends: 'return', node: body } : each,
        ),
  );
}

/** What was done to the response before the handler began. */
function started({ start }: HandlerSite, blank: State, walk: Walk): readonly Completion[] {
  return start.reduce<readonly Completion[]>(
    (done, { call, row }) =>
      andThen(done, (state) => {
        const args = call.arguments.map((each) => read(each, state, walk));
        return taken(row, call, args, null, state, walk);
      }),
    [normal(blank)],
  );
}

function initialState(site: HandlerSite, before: readonly (readonly Draft[])[], walk: Walk): State {
  const blank: State = {
    draft: initialDraft(site, before, walk.file),
    made: new Map(),
    env: new Map(),
    facts: new Map(),
    conditions: [],
    methods: site.methods,
    pending: [],
    mayAnswer: false,
  };
  return site.node.params.reduce((state, pattern, index) => {
    const inner = pattern.type === 'TSParameterProperty' ? pattern.parameter : pattern;
    return bindPattern(inner, parameterValue(site.parameters[index] ?? null, siteIn(inner, walk)), state, walk);
  }, blank);
}

function parameterValue(parameter: Parameter, site: Site): Value {
  if (parameter === null) return openValue(site);
  return parameter === 'error'
    ? errorValue('catch', site)
    : parameter === 'next'
      ? { is: 'next', site }
      : { is: parameter, part: '', site };
}

/** The response as a handler finds it: with the fields that the handlers before it set, on each of their ways or on some. */
function initialDraft(site: HandlerSite, before: readonly (readonly Draft[])[], file: FileWalk): Draft {
  const blank = blankDraft(site.dialect, { at: site.node, origin: site.node, depth: 0 });
  const left = before.flat().find(({ prepared }) => prepared !== null)?.prepared ?? null;
  const isSet =
    left !== null ||
    before.some((ways) => ways.some((each) => each.status.origin !== 'default')) ||
    readsStatus(site, file);
  const fields = new Map<string, FieldDraft | 'open'>();
  for (const ways of before) {
    for (const each of ways) {
      for (const [name, field] of each.fields)
        fields.set(name, ways.every((way) => way.fields.has(name)) ? field : 'open');
    }
  }
  const prepared = left && withOpenContent(left);
  const draft: Draft = { ...blank, ...(isSet ? { status: OPEN_STATUS } : {}), fields, prepared };
  return before.some((ways) => ways.some((each) => each.fieldsOpen)) ? withOpenFields(draft) : draft;
}

/** Whether a handler looks at the status before it sets one: somebody before it has. */
function readsStatus({ node, parameters, role }: HandlerSite, { sourceCode }: FileWalk): boolean {
  const response = role === 'handler' || role === 'limiter' ? null : node.params[parameters.indexOf('response')];
  const variable = response && variableOf(response, sourceCode);
  return (variable?.references ?? []).some(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression' || writtenKeyOf(parent) !== 'statusCode') return false;
    return !(parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent);
  });
}

function handlerOf(site: HandlerSite, { handedOn: _, ...walked }: Walked): Handler {
  const { framework, dialect, methods, route, role, name, node, contract = null } = site;
  return { framework, dialect, methods, route, role, name, node, contract, ...walked };
}
