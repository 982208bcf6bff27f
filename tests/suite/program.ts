/** What a handler does, in HTTP's words. Bodies, fields and tests are JavaScript source. */
export type Step =
  | { readonly does: 'answer'; readonly answer: Answer }
  /** An answer, after which the handler goes on as if it had not answered. */
  | { readonly does: 'forget'; readonly answer: Answer }
  | { readonly does: 'redirect'; readonly to: string; readonly status: number | null }
  /** A status alone, before what answers. */
  | { readonly does: 'status'; readonly status: number }
  | { readonly does: 'if'; readonly test: string; readonly steps: readonly Step[] }
  | { readonly does: 'try'; readonly call: string; readonly caught: readonly Step[] };

export interface Answer {
  /** A number, or JavaScript source that comes to one. */
  readonly status: number | string | null;
  readonly body: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** A handler for one method, or the handler for what others threw. */
export interface Program {
  readonly method: 'GET' | 'POST' | 'error';
  readonly steps: readonly Step[];
  /** The statuses that the handler's description declares. */
  readonly declares?: readonly number[];
}

/** What a framework cannot do, or does in another way, and why. */
export class Cannot {
  readonly because: string;

  constructor(because: string) {
    this.because = because;
  }
}

/** How a framework spells what handlers do. */
export interface Speller {
  /** The adapter's id. */
  readonly id: string;
  /** The framework's name in tables. */
  readonly name: string;
  /** Where the file stands, for frameworks that go by that. */
  readonly filename?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A file whose handler has these statements. In the error handler, the error is called `err`. */
  file(method: Program['method'], statements: string): string | Cannot;
  /** The same, for a handler whose description declares these statuses; left out where no such descriptions are read. */
  described?(method: Program['method'], statements: string, declares: readonly number[]): string;
  /** Statements that answer and leave. */
  answer(answer: Answer): string | Cannot;
  /** A statement that answers and does not leave. */
  forget(answer: Answer): string | Cannot;
  /** Statements that redirect and leave; with the framework's own status where none is given. */
  redirect(to: string, status: number | null): string | Cannot;
  /** A statement that sets a status for what answers later. */
  status(status: number): string | Cannot;
  /** Rules that find other things here than elsewhere, by the title of the case, with the reason. */
  readonly differs: Readonly<Record<string, string>>;
}

/** The source of a file in which a handler does that, or why there is none. */
export function spelled({ method, steps, declares }: Program, speller: Speller): string | Cannot {
  const statements = allOf(steps.map((step) => spelledStep(step, speller)));
  if (statements instanceof Cannot) return statements;
  if (!declares) return speller.file(method, statements);
  const described = speller.described?.(method, statements, declares);
  return described ?? new Cannot('No description of a handler is read that declares its statuses.');
}

function spelledStep(step: Step, speller: Speller): string | Cannot {
  switch (step.does) {
    case 'answer':
      return speller.answer(step.answer);
    case 'forget':
      return speller.forget(step.answer);
    case 'redirect':
      return speller.redirect(step.to, step.status);
    case 'status':
      return speller.status(step.status);
    case 'if': {
      const inner = allOf(step.steps.map((each) => spelledStep(each, speller)));
      return inner instanceof Cannot ? inner : `if (${step.test}) {\n${inner}\n}`;
    }
    case 'try': {
      const caught = allOf(step.caught.map((each) => spelledStep(each, speller)));
      return caught instanceof Cannot ? caught : `try {\n${step.call};\n} catch (err) {\n${caught}\n}`;
    }
  }
}

function allOf(parts: readonly (string | Cannot)[]): string | Cannot {
  const sources: string[] = [];
  for (const part of parts) {
    if (part instanceof Cannot) return part;
    sources.push(part);
  }
  return sources.join('\n');
}
