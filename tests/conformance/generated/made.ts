import type { Taking } from './taking.js';

interface Made {
  readonly line: number;
  readonly code: number | null;
  readonly redirects: boolean;
}

/** Answers that a program makes, and that somebody has to return. */
export class MadeAnswers {
  private readonly all = new WeakMap<object, Made>();

  /** Makes one, and notes where, and with what status of its own. */
  make<T extends object>(
    notes: Taking,
    { code, redirects = false }: { readonly code: number | null; readonly redirects?: boolean },
    make: () => T,
  ): T {
    const line = notes.line();
    if (line === 0) return make();
    notes.called();
    const answer = notes.inside(make);
    notes.made.add(line);
    notes.events.push({ is: 'made', answer, hasStatus: code !== null || redirects });
    this.all.set(answer, { line, code, redirects });
    return answer;
  }

  /** Notes what a handler has given back. */
  give(notes: Taking, answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    const made = this.all.get(answer);
    if (!made) return;
    notes.given.add(made.line);
    notes.events.push({ is: 'send', ...made, first: null, answer });
  }
}
