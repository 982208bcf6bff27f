import * as fc from 'fast-check';
import type { Server } from 'node:http';
import nodeHttp from '../../frameworks/node-http.js';
import { instrumentCalls } from '../calls.js';
import type { Call } from '../stage.js';
import type { Answer, Target } from '../target.js';

function spelled({ call, code, content }: Answer): string {
  switch (call) {
    case 'writeHead':
      // What only begins is open to the engine, so every second head does.
      return `res.writeHead(${String(code)}, { 'x-${content % 2}': '1' })${content % 2 === 0 ? '' : `.end('n${content}')`}`;
    case 'empty':
      return 'res.end()';
    default:
      return `res.${call}('n${content}')`;
  }
}

const node: Target = {
  name: 'node',
  framework: nodeHttp,
  usual: 'sync',
  kinds: {
    sentBy: 'calls',
    send: fc.record({
      call: fc.constantFrom('end', 'empty', 'writeHead', 'write'),
      status: fc.constantFrom('none' as const, 'none' as const, 'either' as const),
      flag: fc.nat({ max: 4 }),
    }),
    withStatus: ['writeHead'],
    has: ['status', 'field', 'later', 'load', 'forEach'],
  },
  spelling: {
    requires: ["const http = require('http');"],
    app: [],
    head: (kind) => `module.exports = http.createServer(${kind}(req, res) => {`,
    close: ['});'],
    flags: 'req.headers',
    response: 'res',
    answered: 'res.headersSent',
    send: (answer) => [spelled(answer)],
    status: (code) => `res.statusCode = ${code}`,
    field: (name, does) => (does === 'remove' ? `res.removeHeader('${name}')` : `res.setHeader('${name}', '1')`),
  },
  runner: {
    listener(exported, { taking }) {
      // `createServer` takes its argument for the only listener of this event.
      const [listener] = (exported as Server).listeners('request') as Call[];
      // Node itself catches nothing.
      return (request, response) => {
        const notes = taking();
        const fail = (error: unknown): void => {
          notes.handOn('error', error);
          notes.isOver = true;
        };
        try {
          Promise.resolve(listener?.(request, response)).catch(fail);
        } catch (error) {
          fail(error);
        }
      };
    },
    instrument: instrumentCalls,
    turns: 1,
  },
  tested: { programs: 100, open: 50 },
};

export default node;
