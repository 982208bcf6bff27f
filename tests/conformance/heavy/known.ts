/** Cases in which the engine is known to be wrong about these frameworks, as in `../known.ts`. */
export const KNOWN: Readonly<Record<string, string>> = {
  'Nest 11 on Express: an answer and a returned value':
    'Nest sends what is returned as well, and logs what that throws',
  'Nest 12 on Express: an answer and a returned value':
    'Nest sends what is returned as well, and logs what that throws',
};
