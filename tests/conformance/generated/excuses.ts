/** A way in which the engine is known to be wrong about programs of some kind. */
export interface Excuse {
  /** The regression that shows it. When that one is right, the excuse has to go. */
  readonly regression: string;
  readonly source: RegExp;
  readonly disagreement: RegExp;
}

const UNTRUE = /never happens$|^no request/;

/** What is let pass in generated programs until it is mended. The list only gets shorter. */
export const EXCUSES: readonly Excuse[] = [
  { regression: 'a redirect gives nothing back', source: /return res.*\.redirect/, disagreement: UNTRUE },
  {
    regression: 'an empty end after a throw',
    source: /\.end\(\)[^]*throw new|throw new[^]*\.end\(\)/,
    disagreement: /answers again.*never happens$/,
  },
  {
    regression: 'a status after a throw',
    source: /throw new/,
    disagreement: /is late, which the engine does not say$|is overwritten, which never/,
  },
  {
    regression: 'a catch that may throw before it answers, and a finally',
    source: /catch[^]*finally \{/,
    disagreement: /^GET|does not say$/,
  },
  {
    regression: 'a call under a test that is false',
    source: /catch \(error\)/,
    disagreement: /(?:overwritten|unsent), which never happens$/,
  },
  { regression: 'a loop that is counted', source: /for \(let /, disagreement: UNTRUE },
];

/** The disagreements about a program that nothing excuses. */
export function unexcused(source: string, disagreements: readonly string[]): readonly string[] {
  return disagreements.filter(
    (each) => !EXCUSES.some((excuse) => excuse.source.test(source) && excuse.disagreement.test(each)),
  );
}
