/**
 * Cases in which the engine is known to be wrong, each with what is right. A case on this list fails as soon as the
 * engine is right about it, so the list only gets shorter.
 */
export const KNOWN: Readonly<Record<string, string>> = {
  'Express 5: fields of middleware that may set them':
    'what an earlier handler may set counts as set, so that it is not missed',
  'Express 5: a helper that throws': 'a helper that only throws is not followed',
  'Express 5: an answer in a loop over a list that is written out':
    'a loop over a list that is written out may take no turn',
  'Express 5: res.statusCode with NaN': 'NaN breaks even the error page',
  'Express 4: fields of middleware that may set them':
    'what an earlier handler may set counts as set, so that it is not missed',
  'Express 4: an async throw': 'Express 4 does not wait for async handlers',
  'Express 4: a helper that throws': 'a helper that only throws is not followed',
  'Express 4: an answer in a loop over a list that is written out':
    'a loop over a list that is written out may take no turn',
  'Express 4: res.statusCode with NaN': 'NaN breaks even the error page',
  "Express 4: res.redirect with '404'": 'Express 4 takes a text for the target',
  'Express 4: 200 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 204 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 205 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 304 with send(0)': 'Express 4 takes any number for a status',
  'Express 4: 404 with send(0)': 'Express 4 takes any number for a status',
  "node:http2: end('a'), then write('b')": 'the client’s stream is reset, and the process lives on',
  "node:http2: end(), then write('b')": 'the client’s stream is reset, and the process lives on',
  "node:http2: writeHead(201).end('a'), then write('b')": 'the client’s stream is reset, and the process lives on',
  'node:http2: writeHead with 0': 'HTTP/2 sends 200 for what is no number',
  "node:http2: writeHead with '404 Not Found'": 'HTTP/2 sends 200 for what is no number',
  "node:http2: writeHead with ''": 'HTTP/2 sends 200 for what is no number',
  'node:http2: writeHead with NaN': 'HTTP/2 sends 200 for what is no number',
  'node:http2: writeHead with undefined': 'HTTP/2 sends 200 for what is no number',
  'node:http2: writeHead with null': 'HTTP/2 sends 200 for what is no number',
};
