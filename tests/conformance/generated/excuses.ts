/** A way in which the engine is known to be wrong about programs of some kind. */
export interface Excuse {
  /** The regression that shows it. When that one is right, the excuse has to go. */
  readonly regression: string;
  readonly source: RegExp;
  readonly disagreement: RegExp;
}

const UNSAID = /does not say$|^GET/;
const UNTRUE = /never happens$|^no request/;

/** What is let pass in generated programs until it is mended. The list only gets shorter. */
export const EXCUSES: readonly Excuse[] = [
  { regression: 'a redirect gives nothing back', source: /return res.*\.redirect/, disagreement: UNTRUE },
  {
    regression: 'two answers after a throw',
    source: /throw new[^]*(?:task|load|setImmediate)\(|(?:task|load|setImmediate)\([^]*throw new/,
    disagreement: /answers again/,
  },
  {
    regression: 'headersSent after a throw',
    source: /throw new[^]*headersSent|headersSent[^]*throw new/,
    disagreement: UNTRUE,
  },
  { regression: 'a block that may throw before its finally', source: /finally \{/, disagreement: UNSAID },
  { regression: 'a loop that is counted', source: /for \(let /, disagreement: UNTRUE },
];

/** The disagreements about a program that nothing excuses. */
export function unexcused(source: string, disagreements: readonly string[]): readonly string[] {
  return disagreements.filter(
    (each) => !EXCUSES.some((excuse) => excuse.source.test(source) && excuse.disagreement.test(each)),
  );
}
