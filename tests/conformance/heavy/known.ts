/** Cases in which the engine is known to be wrong about these frameworks, as in `../known.ts`. */
export const KNOWN: Readonly<Record<string, string>> = Object.fromEntries(
  [200, 204, 205, 304, 404].map((status) => [
    `Cloud Functions 3: ${status} with send(0)`,
    'Express 4 takes any number for a status',
  ]),
);
