import type { SourceCode } from '../syntax/ast.js';
import { EARLIER_HANDLERS, STEPS_PER_FILE } from './bounds.js';
import type { Draft } from './draft.js';
import type { HandlerSite, Parameter } from './effects.js';
import { evaluate } from './expressions.js';
import { withOpenFields } from './fields.js';
import { composed } from './later.js';
import { addFate, createLedger } from './ledger.js';
import type { Handler, Site } from './model.js';
import { bindPattern } from './parameters.js';
import { pathsOf } from './paths.js';
import { relevanceOf } from './relevance.js';
import { executeBody } from './statements.js';
import type { Completion, State } from './state.js';
import type { Value } from './value.js';
import { openValue } from './values.js';
import { siteIn, TooMuch, type FileWalk, type Hints, type Walk } from './walk.js';

/** Walks every handler that was found in a file, and gives what can happen in each. */
export function walkHandlers(sites: readonly HandlerSite[], sourceCode: SourceCode, hints: Hints): readonly Handler[] {
  if (sites.length === 0) return [];
  const everything = [...new Set(sites.flatMap((site) => [site, ...site.earlier]))];
  const file: FileWalk = {
    sourceCode,
    hints,
    relevance: relevanceOf(everything, sourceCode),
    ledger: createLedger(),
    asked: new Map(),
    steps: 0,
  };
  const walked = new Map<HandlerSite, Walked>();
  const handlers = sites.map((site) => ({ site, walked: walkedOnce(site, file, walked) }));
  // What became of a write is known only when every handler that shares it has been walked.
  return handlers.map((each) => handlerOf(each.site, each.walked));
}

/** What the walk of a handler found: its paths, the drafts it handed on, and what was entered in the ledger first by it. */
interface Walked extends Pick<Handler, 'paths' | 'statusWrites' | 'misplaced' | 'repeats'> {
  readonly handedOn: readonly Draft[];
}

const NOTHING: Walked = { paths: [], handedOn: [], statusWrites: [], misplaced: [], repeats: [] };

function walkedOnce(site: HandlerSite, file: FileWalk, walked: Map<HandlerSite, Walked>): Walked {
  const known = walked.get(site);
  if (known) return known;
  // A handler that comes back to itself through its middleware starts from nothing.
  walked.set(site, NOTHING);
  const before = site.earlier.slice(-EARLIER_HANDLERS).flatMap((each) => walkedOnce(each, file, walked).handedOn);
  const result = walkHandler(site, before, file);
  walked.set(site, result);
  return result;
}

function walkHandler(site: HandlerSite, before: readonly Draft[], file: FileWalk): Walked {
  if (file.steps > STEPS_PER_FILE) return NOTHING;
  const { ledger } = file;
  const [writes, repeats, misplaced] = [
    ledger.writes.entries.length,
    ledger.repeats.entries.length,
    ledger.misplaced.entries.length,
  ];
  const { paths, handedOn } = finished(site, before, file);
  return {
    paths,
    handedOn,
    statusWrites: ledger.writes.entries.slice(writes),
    repeats: ledger.repeats.entries.slice(repeats),
    misplaced: ledger.misplaced.entries.slice(misplaced),
  };
}

function finished(site: HandlerSite, before: readonly Draft[], file: FileWalk): Pick<Walked, 'paths' | 'handedOn'> {
  const walk: Walk = {
    file,
    site,
    frames: [{ node: site.node, call: null, position: 0 }],
    recorders: [],
    independent: [],
    steps: 0,
    nesting: 0,
  };
  try {
    const completions = completionsOf(site, before, walk).flatMap((each) => composed(each, walk));
    const handedOn = completions.flatMap((each) => (each.state.draft.delegated === 'next' ? [each.state.draft] : []));
    return { paths: [...pathsOf(completions, site.node, walk), ...walk.independent], handedOn };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    // Too much to follow: the handler stays open, which silences every claim about it and about what it shares with others.
    for (const record of file.ledger.writes.entries) addFate(record, { is: 'open' });
    return NOTHING;
  }
}

function completionsOf(site: HandlerSite, before: readonly Draft[], walk: Walk): readonly Completion[] {
  const start = initialState(site, before, walk);
  const { body } = site.node;
  if (body.type === 'BlockStatement') return executeBody(body, start, walk);
  return evaluate(body, start, walk).map((each) =>
    each.ends === 'normal' ? { ...each, ends: 'return', node: body } : each,
  );
}

function initialState(site: HandlerSite, before: readonly Draft[], walk: Walk): State {
  const blank: State = {
    draft: initialDraft(site, before),
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
  return parameter === 'error' ? { is: 'error', from: 'catch', status: null, site } : { is: parameter, site };
}

/** The response as a handler finds it: with the fields that the handlers before it set. */
function initialDraft(site: HandlerSite, before: readonly Draft[]): Draft {
  const status = {
    values: {
      known: [{ value: site.dialect.defaultStatus, site: { at: site.node, origin: site.node, depth: 0 } }],
      open: false,
    },
    record: null,
    origin: 'default',
  } as const;
  const fresh: Draft = {
    progress: 'fresh',
    status,
    fields: new Map(),
    removed: new Set(),
    fieldsOpen: false,
    sent: null,
    delegated: null,
    delegatedAt: null,
  };
  const isOpen = before.some((each) => each.fieldsOpen);
  const started: Draft = { ...fresh, fields: new Map(before.flatMap((each) => [...each.fields])) };
  const touched = before.some((each) => each.status.origin !== 'default')
    ? { ...started, status: { ...status, values: { known: [], open: true }, origin: 'written' as const } }
    : started;
  return isOpen ? withOpenFields(touched) : touched;
}

function handlerOf(site: HandlerSite, { paths, statusWrites, misplaced, repeats }: Walked): Handler {
  const { framework, dialect, methods, route, role, name, node } = site;
  return { framework, dialect, methods, route, role, name, node, paths, statusWrites, misplaced, repeats };
}
