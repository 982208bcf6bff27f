import type { Fate, Handler, Path, Repeat } from '../../../src/exchange/model.js';
import type { Node } from '../../../src/syntax/ast.js';
import { isOpen, unforeseen, unreached, type Claim, type Observed } from '../comparison.js';
import { catching } from '../quiet.js';
import { readFile } from '../reading.js';
import { Execution, type Run } from './execution.js';
import { lineOfHandler } from './printing.js';
import { assignmentsIn, decided, flagsOf, runs } from './runs.js';
import { HURRIED, LENIENT, STRICT, type Event } from './taking.js';
import type { Target } from './target.js';

/** What came of holding a program against the engine. */
export interface Judgement {
  readonly disagreements: readonly string[];
  /** Whether the engine left something open, so that less could be compared. */
  readonly open: boolean;
  readonly runs: number;
}

/** Runs a program with every assignment of its flags, and holds what happens against what the engine says. */
export async function judge(source: string, target: Target): Promise<Judgement> {
  const execution = new Execution(source, target);
  return catching(
    (error) => execution.uncaught(error),
    () => judged(source, execution, target),
  );
}

async function judged(source: string, execution: Execution, target: Target): Promise<Judgement> {
  const { framework } = target;
  const line = lineOfHandler(source, target);
  const { handlers, sourceCode } = readFile(source, framework.id, framework.major, framework.filename);
  const handler = handlers.find(({ node }) => lineOf(node) === line);
  if (!handler) throw new Error(`The engine finds no handler in\n${source}`);
  const flags = flagsOf(source);
  const prelude = [...source.matchAll(/^ {2}const t\d+ = .*$/gm)].map(([line]) => line).join('');
  const claim: Claim = { handler, sourceCode, flags, framework, prelude };

  const assignments = assignmentsIn(source);
  const strict = await runs(execution, assignments, STRICT);
  // Where nothing is late, nobody would have minded.
  const lenient = strict.runs.some(({ isLate }) => isLate) ? await runs(execution, assignments, LENIENT) : strict;
  // A second answer throws, and what the program would have done after it is seen in the lenient run alone.
  const judged = [...strict.runs.filter(({ isLate }) => !isLate), ...lenient.runs.filter(({ isLate }) => isLate)];
  const certain = judged.filter(({ isAssumedThrow, isLateThrow }) => !isAssumedThrow && !isLateThrow);
  const observed = observedIn(certain, target);
  const factsOfRuns = (some: readonly Run[]): ReadonlySet<string> =>
    new Set(some.flatMap(({ events, observation }) => factsOf(events, observation.handedOn !== null)));
  const seen = factsOfRuns(lenient.runs);
  const seenForCertain = factsOfRuns(lenient.runs.filter((run) => !run.isAssumedThrow && !run.isLateThrow));

  const isRead = target.kinds.readsHelpers === 'for all' && HELPED.test(source);
  const unseen = lenient.complete && !isRead ? factsMissing(handler, target, seen) : [];
  const isComplete = strict.complete && lenient.complete && !isRead;
  const untaken = isComplete ? unreached(reachable(claim, target), observed) : [];
  // What waits for nobody may come sooner.
  const isWanting = unseen.length + untaken.length > 0;
  const hurried = isWanting ? (await runs(execution, assignments, HURRIED)).runs : [];
  const seenHurried = factsOfRuns(hurried);
  const missing = unseen.filter((fact) => !seenHurried.has(fact));
  const assumed = missing.length > 0 ? await withThrows(execution, lenient.runs, missing) : new Set<string>();
  return {
    disagreements: [
      ...new Set(observed.flatMap((each) => unforeseen(each, claim))),
      ...(untaken.length > 0 ? unreached(reachable(claim, target), [...observed, ...observedIn(hurried, target)]) : []),
      ...factsUnforeseen(handler, target, seenForCertain),
      ...dropped(handler, lenient, source, target),
      ...missing.filter((fact) => !assumed.has(fact)).map((fact) => `the engine says ${fact}, which never happens`),
    ],
    open: isOpen(handler),
    runs: strict.runs.length,
  };
}

function observedIn(some: readonly Run[], { method }: Target): readonly Observed[] {
  return some.map(({ flags, observation }) => ({
    request: { method: method ?? 'GET', flags, headers: {} },
    observation,
  }));
}

/** A call of a function beside the handler, or of one in it, also of one that is written there. */
const HELPED = /\b[hl]\d+\(|^\s*(?:return |;)\(\(\) => \{/m;

/** The claim without what it does not say of when which content is sent. */
function reachable(claim: Claim, { kinds }: Target): Claim {
  if (!kinds.readsHelpers) return claim;
  const paths = claim.handler.paths.map((path): Path => {
    const { exchange } = path;
    if (exchange?.content.is !== 'some' && exchange?.content.is !== 'empty') return path;
    return { ...path, exchange: { ...exchange, content: { format: 'data', ...exchange.content, is: 'open' } } };
  });
  return { ...claim, handler: { ...claim.handler, paths } };
}

/** How often with one of its calls throwing. */
const MOST_RUNS_WITH_THROW = 16;
/** With how many of the calls that throw first others are combined. */
const MOST_FIRST_THROWS = 2_000;

/** The facts of `wanted` that come up when some call of the program throws, or two, as the engine assumes inside `try`. */
async function withThrows(
  execution: Execution,
  ordinary: readonly Run[],
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  const facts = new Set<string>();
  let from = ordinary.map((run): readonly [Run, readonly number[]] => [run, []]);
  for (let throws = 1; throws <= 2; throws++) {
    const next: (readonly [Run, readonly number[]])[] = [];
    for (const [{ flags, calls, decisions: made }, before] of from) {
      const decisions = made.map(({ chosen }) => chosen);
      for (let call = (before.at(-1) ?? -1) + 1; call < calls; call++) {
        const throwsAt = [...before, call];
        for (const run of await decided(execution, flags, { ...LENIENT, decisions, throwsAt }, MOST_RUNS_WITH_THROW)) {
          next.push([run, throwsAt]);
          for (const fact of factsOf(run.events, run.observation.handedOn !== null)) facts.add(fact);
        }
        if (wanted.every((fact) => facts.has(fact))) return facts;
      }
    }
    from = next.slice(0, MOST_FIRST_THROWS);
  }
  return facts;
}

/** What became of each status, and each second answer, in words that the engine's are turned into as well. */
function factsOf(taken: readonly Event[], isHandedOn: boolean): readonly string[] {
  const events = inOrder(taken);
  const facts: string[] = [];
  let current: { readonly line: number; readonly code: number } | null = null;
  const fate = (is: Fate['is']): void => {
    if (current) facts.push(factOfStatus(current.line, current.code, is));
  };
  let isSent = false;
  for (const event of events) {
    switch (event.is) {
      case 'status':
        if (event.late) facts.push(factOfStatus(event.line, event.code, 'late'));
        // Where the framework has answered an error, what was set before has been handed on to it.
        if (event.late && !isSent) break;
        fate('overwritten');
        current = event.late ? null : event;
        break;
      case 'made':
        // One that goes out is among what is sent; one that is left lying changes nothing.
        break;
      case 'failed':
        fate('delegated');
        current = null;
        if (event.own) facts.push(factOfStatus(event.own.line, event.own.code, 'delegated'));
        break;
      case 'replaced':
        fate('overwritten');
        current = null;
        break;
      case 'send':
        if (event.first !== null) {
          facts.push(factOfRepeat(event.first, event.line, 'send'));
          break;
        }
        if (event.code !== null || event.redirects) fate('overwritten');
        if (event.redirects) current = null;
        if (event.code !== null) current = { line: event.line, code: event.code };
        fate('sent');
        current = null;
        isSent = true;
        break;
      case 'next':
        if (event.first !== null) facts.push(factOfRepeat(event.first, event.line, 'delegate'));
        else {
          fate('delegated');
          return facts;
        }
        break;
    }
  }
  if (!isSent) fate(isHandedOn ? 'delegated' : 'unsent');
  return facts;
}

/** The events as they count: an answer that was made went out as it was then, and the last status comes too late for it. */
function inOrder(events: readonly Event[]): readonly Event[] {
  const given = events.findLast((each) => each.is === 'send' && each.answer !== undefined);
  const at = events.findIndex((each) => each.is === 'made' && given?.is === 'send' && each.answer === given.answer);
  if (!given || at < 0) return events;
  const after = events.slice(at + 1).filter((each) => each !== given);
  const last = after.findLast((each) => each.is === 'status');
  return [
    ...events.slice(0, at),
    given,
    ...after.map((each) => (each.is === 'status' && each === last ? { ...each, late: true } : each)),
  ];
}

function factOfStatus(line: number, code: unknown, is: Fate['is']): string {
  return `${String(code)} of line ${line} is ${is}`;
}

function factOfRepeat(first: number, second: number, is: Repeat['secondIs']): string {
  return `line ${second} ${is === 'send' ? 'answers again' : 'hands on'} after line ${first}`;
}

function lineOf(node: Node): number {
  return node.loc.start.line;
}

/** What the engine says, in the same words. */
function factsIn(
  { statusWrites, repeats }: Handler,
  { framework: { warnsOfRepeats }, kinds, spelling }: Target,
): readonly string[] {
  // What is returned has no line of its own: it is sent when the handler has been left.
  const lineOfSend = (node: Node): number =>
    kinds.sendsCalls && nameOfBase(node) !== spelling.response ? 0 : lineOf(node);
  return [
    ...statusWrites.flatMap(({ setter, values, fates }) =>
      values.known.flatMap(({ value }) =>
        fates.filter(({ is }) => is !== 'open').map(({ is }) => factOfStatus(lineOf(setter), value, is)),
      ),
    ),
    ...repeats.flatMap(({ first, second, secondIs, late }) =>
      // A second answer that is ignored leaves no trace, unless the framework tells of it.
      late === 'ignored' && warnsOfRepeats !== true
        ? []
        : [factOfRepeat(lineOf(first.origin), lineOfSend(second.origin), secondIs)],
    ),
  ];
}

/** The name of what a call is made on, through all calls before it. */
function nameOfBase(node: Node): string | null {
  if (node.type === 'CallExpression') return nameOfBase(node.callee);
  if (node.type === 'MemberExpression') return nameOfBase(node.object);
  return node.type === 'Identifier' ? node.name : null;
}

function factsMissing(handler: Handler, target: Target, seen: ReadonlySet<string>): readonly string[] {
  return [...new Set(factsIn(handler, target))].filter((fact) => !seen.has(fact));
}

/** What happened, and the engine does not know of, though it leaves nothing open there. */
function factsUnforeseen(handler: Handler, target: Target, seen: ReadonlySet<string>): readonly string[] {
  const said = new Set(factsIn(handler, target));
  const isOpenAnywhere = isOpen(handler);
  const openStatuses = new Set(
    handler.statusWrites.flatMap(({ setter, values, fates }) =>
      values.open || fates.some(({ is }) => is === 'open') ? [lineOf(setter)] : [],
    ),
  );
  return [...seen].flatMap((fact) => {
    const [, line] = /of line (\d+)/.exec(fact) ?? [];
    const isSilent = line === undefined ? isOpenAnywhere : isOpenAnywhere || openStatuses.has(Number(line));
    return said.has(fact) || isSilent ? [] : [`${fact}, which the engine does not say`];
  });
}

/** Where the engine is wrong about answers that are made and returned by nobody. */
function dropped(
  { unreturned }: Handler,
  { runs: all, complete }: { readonly runs: readonly Run[]; readonly complete: boolean },
  source: string,
  { kinds, spelling }: Target,
): readonly string[] {
  if (kinds.sentBy !== 'return') return [];
  const said = new Set(unreturned.map(({ site }) => lineOf(site.origin)));
  const made = new Set(all.flatMap((run) => [...run.made]));
  const given = new Set(all.flatMap((run) => [...run.given]));
  const lines = source.split('\n');
  return [
    ...[...said].flatMap((line) =>
      given.has(line) || (complete && !made.has(line)) ? [`the engine says the answer of line ${line} is dropped`] : [],
    ),
    // A statement of its own is nothing but the answer.
    ...[...made].flatMap((line) =>
      !said.has(line) && spelling.answers?.test(lines[line - 1] ?? '') === true
        ? [`the answer of line ${line} is dropped, which the engine does not say`]
        : [],
    ),
  ];
}
