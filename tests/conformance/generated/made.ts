import type { Taking } from './taking.js';

interface Made {
  readonly line: number;
  readonly code: number | null;
}

/** Answers that a program makes, and that somebody has to return. */
export class MadeAnswers {
  private readonly all = new WeakMap<object, Made>();

  /** Makes one, and notes where, and with what status of its own. */
  make<T extends object>(notes: Taking, code: number | null, make: () => T): T {
    const line = notes.line();
    if (line === 0) return make();
    notes.called();
    const answer = notes.inside(make);
    notes.made.add(line);
    this.all.set(answer, { line, code });
    return answer;
  }

  /** Notes what a handler has given back. */
  give(notes: Taking, answer: unknown): void {
    const made = typeof answer === 'object' && answer !== null ? this.all.get(answer) : undefined;
    if (!made) return;
    const { line, code } = made;
    notes.given.add(line);
    notes.events.push({ is: 'send', line, code, redirects: false, first: null });
  }
}
