/** Cases in which the engine is known to be wrong about these frameworks, as in `../known.ts`. */
export const KNOWN: Readonly<Record<string, string>> = {};
