/**
 * Cases in which the engine is known to be wrong, each with what is right. A case on this list fails as soon as the
 * engine is right about it, so the list only gets shorter.
 */
export const KNOWN: Readonly<Record<string, string>> = {};
