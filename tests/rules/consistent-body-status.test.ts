import rule from '../../src/rules/consistent-body-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
const app = express();
${code}`;

/** A route whose handler is this expression. */
const get = (body: string) => app(`app.get('/users/:id', (req, res) => { ${body} });`);

/** A suggestion to send a status, and one to name one in the body. */
const send = (status: number, output: string) => ({ messageId: 'send' as const, data: { status }, output });
const tell = (status: string, output: string) => ({ messageId: 'tell' as const, data: { status }, output });

testRule(rule, {
  valid: [
    { name: 'the same number', code: get("res.status(404).json({ status: 404, message: 'none' });") },
    { name: 'the default, named', code: get('res.json({ status: 200, data: [] });') },
    { name: 'the phrase of the status', code: get("res.status(404).json({ error: 'Not Found' });") },
    {
      name: 'an older phrase of the status, in another spelling',
      code: get("res.status(413).json({ error: 'payload too large' });"),
    },
    {
      name: 'a number that is no status',
      code: get('res.json({ status: 1 }); res.status(201).json({ status: 100, statusCode: 999 });'),
    },
    {
      name: 'a domain value, also one that is a phrase',
      code: get(
        "if (req.query.a) return res.status(202).json({ status: 'Processing' }); res.json({ state: 'Not Found' });",
      ),
    },
    { name: 'words of every day', code: get("res.status(201).json({ message: 'OK', error: 'Gone' });") },
    { name: 'success named with an error, in words', code: get("res.status(500).send('OK');") },
    { name: 'a title of something else', code: get("res.json({ title: 'Not Found', detail: 'Forbidden' });") },
    { name: 'a longer text', code: get("res.status(400).json({ message: 'Not found: no such user' });") },
    {
      name: 'a description of another response',
      code: get("res.json({ status: 404, headers: {}, body: '' }); res.json({ url: req.query.url, status: 404 });"),
    },
    { name: 'a protocol with statuses of its own', code: get("res.json({ jsonrpc: '2.0', status: 500 });") },
    { name: 'a status for each part', code: get('res.status(207).json({ status: 404 });') },
    {
      name: 'parts with statuses of their own',
      code: get('res.json({ results: [{ status: 404 }], user: { status: 500 } });'),
    },
    { name: 'a view', code: get("res.render('error', { status: 404, message: 'Not Found' });") },
    { name: 'a status that cannot be read', code: get('res.status(req.app.locals.code).json({ status: 404 });') },
    {
      name: 'a status that may be the one in the body',
      code: get(
        'const code = req.query.a ? 404 : 500; res.status(code).json({ status: code }); res.status(req.query.b ? 404 : 410).json({ status: 404 });',
      ),
    },
    {
      name: 'what other rules report: an error under a success, a lost status, dropped content',
      code: app(`app.get('/a', (req, res) => { res.json({ error: 'Not Found' }); });
app.get('/b', (req, res) => { res.json({ status: 404 }); res.status(404); });
app.get('/c', (req, res) => { res.status(204).json({ status: 200 }); });`),
    },
    {
      name: 'the body of a response that a client has got',
      code: "export const load = async () => { const response = await fetch('/a'); return { status: 404, response }; };",
    },
  ],
  invalid: [
    {
      name: 'another error',
      code: get("res.status(400).json({ status: 404, message: 'none' });"),
      errors: [
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '400' },
          line: 3,
          column: 70,
          endLine: 3,
          endColumn: 73,
          suggestions: [
            send(404, get("res.status(404).json({ status: 404, message: 'none' });")),
            tell('400', get("res.status(400).json({ status: 400, message: 'none' });")),
          ],
        },
      ],
    },
    {
      name: 'an error with the default status',
      code: get("res.json({ statusCode: 404, error: 'Not Found', message: 'none' });"),
      errors: [
        {
          messageId: 'default',
          data: { told: '404 Not Found', status: '200', framework: 'Express' },
          line: 3,
          column: 62,
          endLine: 3,
          endColumn: 65,
          suggestions: [
            send(404, get("res.status(404).json({ statusCode: 404, error: 'Not Found', message: 'none' });")),
          ],
        },
      ],
    },
    {
      name: 'another success',
      code: get('res.status(201).json({ status: 200, data: {} });'),
      errors: [
        {
          messageId: 'differs',
          data: { told: '200 OK', status: '201' },
          suggestions: [
            send(200, get('res.status(200).json({ status: 200, data: {} });')),
            tell('201', get('res.status(201).json({ status: 201, data: {} });')),
          ],
        },
      ],
    },
    {
      name: 'a phrase of another error, in a property and as the text',
      code: get(
        "if (req.query.a) return res.status(403).json({ message: 'Unauthorized' }); res.status(400).send('Not found');",
      ),
      errors: [
        {
          messageId: 'differs',
          data: { told: '401 Unauthorized', status: '403' },
          suggestions: [
            send(
              401,
              get(
                "if (req.query.a) return res.status(401).json({ message: 'Unauthorized' }); res.status(400).send('Not found');",
              ),
            ),
            tell(
              '403',
              get(
                "if (req.query.a) return res.status(403).json({ message: 'Forbidden' }); res.status(400).send('Not found');",
              ),
            ),
          ],
        },
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '400' },
          suggestions: [
            send(
              404,
              get(
                "if (req.query.a) return res.status(403).json({ message: 'Unauthorized' }); res.status(404).send('Not found');",
              ),
            ),
            tell(
              '400',
              get(
                "if (req.query.a) return res.status(403).json({ message: 'Unauthorized' }); res.status(400).send('Bad Request');",
              ),
            ),
          ],
        },
      ],
    },
    {
      name: 'a title beside another error, and an error in an object of its own',
      code: app(`app.get('/a', (req, res) => { res.status(500).json({ title: 'Bad Request' }); });
app.get('/b', (req, res) => { res.status(409).json({ error: { status: 400, text: 'x' } }); });`),
      errors: [
        {
          messageId: 'differs',
          data: { told: '400 Bad Request', status: '500' },
          suggestions: [
            send(
              400,
              app(`app.get('/a', (req, res) => { res.status(400).json({ title: 'Bad Request' }); });
app.get('/b', (req, res) => { res.status(409).json({ error: { status: 400, text: 'x' } }); });`),
            ),
            tell(
              '500',
              app(`app.get('/a', (req, res) => { res.status(500).json({ title: 'Internal Server Error' }); });
app.get('/b', (req, res) => { res.status(409).json({ error: { status: 400, text: 'x' } }); });`),
            ),
          ],
        },
        {
          messageId: 'differs',
          data: { told: '400 Bad Request', status: '409' },
          suggestions: [
            send(
              400,
              app(`app.get('/a', (req, res) => { res.status(500).json({ title: 'Bad Request' }); });
app.get('/b', (req, res) => { res.status(400).json({ error: { status: 400, text: 'x' } }); });`),
            ),
            tell(
              '409',
              app(`app.get('/a', (req, res) => { res.status(500).json({ title: 'Bad Request' }); });
app.get('/b', (req, res) => { res.status(409).json({ error: { status: 409, text: 'x' } }); });`),
            ),
          ],
        },
      ],
    },
    {
      name: 'a call that sends another body elsewhere: only the body can be changed here',
      code: get('const body = req.query.a ? { status: 404 } : { status: 200 }; res.status(200).json(body);'),
      errors: [
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '200' },
          suggestions: [
            tell(
              '200',
              get('const body = req.query.a ? { status: 200 } : { status: 200 }; res.status(200).json(body);'),
            ),
          ],
        },
      ],
    },
    {
      name: 'a helper that several places share: the place that gives it the other status',
      code: app(`const notFound = (res, code) => res.status(code).json({ status: 404 });
app.get('/a', (req, res) => notFound(res, 404));
app.get('/b', (req, res) => notFound(res, 410));`),
      errors: [
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '410' },
          line: 5,
          suggestions: [
            send(
              404,
              app(`const notFound = (res, code) => res.status(code).json({ status: 404 });
app.get('/a', (req, res) => notFound(res, 404));
app.get('/b', (req, res) => notFound(res, 404));`),
            ),
          ],
        },
      ],
    },
    {
      name: 'Hono: the status is the second argument',
      code: `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => c.json({ status: 404 }, 400));`,
      errors: [
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '400' },
          suggestions: [
            send(
              404,
              `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => c.json({ status: 404 }, 404));`,
            ),
            tell(
              '400',
              `import { Hono } from 'hono';
const app = new Hono();
app.get('/a', (c) => c.json({ status: 400 }, 400));`,
            ),
          ],
        },
      ],
    },
    {
      name: 'Lambda: the body is made into text',
      code: `export const handler = async (event) => {
  return { statusCode: 400, headers: {}, body: JSON.stringify({ statusCode: 404 }) };
};`,
      errors: [
        {
          messageId: 'differs',
          data: { told: '404 Not Found', status: '400' },
          suggestions: [
            send(
              404,
              `export const handler = async (event) => {
  return { statusCode: 404, headers: {}, body: JSON.stringify({ statusCode: 404 }) };
};`,
            ),
            tell(
              '400',
              `export const handler = async (event) => {
  return { statusCode: 400, headers: {}, body: JSON.stringify({ statusCode: 400 }) };
};`,
            ),
          ],
        },
      ],
    },
  ],
});
