/** A way in which the engine is known to be wrong about programs of some kind. */
export interface Excuse {
  /** The regression that shows it. When that one is right, the excuse has to go. */
  readonly regression: string;
  readonly source: RegExp;
  readonly disagreement: RegExp;
}

/** What is let pass in generated programs until it is mended. The list only gets shorter. */
export const EXCUSES: readonly Excuse[] = [];

/** The disagreements about a program that nothing excuses. */
export function unexcused(source: string, disagreements: readonly string[]): readonly string[] {
  return disagreements.filter(
    (each) => !EXCUSES.some((excuse) => excuse.source.test(source) && excuse.disagreement.test(each)),
  );
}
