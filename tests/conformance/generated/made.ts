import type { Taking } from './taking.js';

interface Made {
  readonly line: number;
  code: number | null;
  readonly redirects: boolean;
  readonly begins: Beginning;
}

/** When an answer takes what is set on the handler's own response: as it is made, or as it goes out. */
type Beginning = 'made' | 'end';

/** Answers that a program makes, and that somebody has to return. */
export class MadeAnswers {
  private readonly all = new WeakMap<object, Made>();

  /** Makes one, and notes where, and with what status of its own. */
  make<T extends object>(
    notes: Taking,
    {
      code,
      redirects = false,
      begins = 'made',
    }: {
      readonly code: number | null;
      readonly redirects?: boolean;
      readonly begins?: Beginning;
    },
    make: () => T,
  ): T {
    const line = notes.line();
    if (line === 0) return make();
    notes.called();
    const answer = notes.inside(make);
    notes.made.add(line);
    if (begins !== 'end') notes.events.push({ is: 'made', answer });
    this.all.set(answer, { line, code, redirects, begins });
    return answer;
  }

  /** Notes the status that an answer was given after it was made. */
  setStatus(answer: object, code: number): void {
    const made = this.all.get(answer);
    if (made) made.code = code;
  }

  has(answer: unknown): boolean {
    return typeof answer === 'object' && answer !== null && this.all.has(answer);
  }

  /** Notes what a handler has given back. */
  give(notes: Taking, answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    const made = this.all.get(answer);
    if (!made) return;
    const { line, code, redirects, begins } = made;
    notes.given.add(line);
    notes.events.push({ is: 'send', line, code, redirects, first: null, ...(begins !== 'end' && { answer }) });
  }
}
