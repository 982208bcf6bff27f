/**
 * Cases in which the engine is known to be wrong, each with what is right. A case on this list fails as soon as the
 * engine is right about it, so the list only gets shorter.
 */
export const KNOWN: Readonly<Record<string, string>> = {
  'Express 4: 200 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 204 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 205 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 304 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 404 with send(0)': 'Express 4 takes any number for a status',
  "node:http2: end('a'), then write('b')": 'the client’s stream is reset, and the process lives on',
  "node:http2: end(), then write('b')": 'the client’s stream is reset, and the process lives on',
  "node:http2: writeHead(201).end('a'), then write('b')": 'the client’s stream is reset, and the process lives on',
};
