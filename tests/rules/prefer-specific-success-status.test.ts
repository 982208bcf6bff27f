import rule from '../../src/rules/prefer-specific-success-status.js';
import { testRule } from '../rule-tester.js';

const app = (code: string) => `import express from 'express';
import { db, jobs, Order, orders, reportQueue } from './app.js';
const app = express();
${code}`;
const on = (method: string, route: string, body: string) =>
  app(`app.${method}('${route}', async (req, res) => { ${body} });`);

const SPECIFIC = { created: '201 Created', queued: '202 Accepted', nothing: '204 No Content' } as const;
const STATUS = { created: 201, queued: 202, nothing: 204 } as const;

/** A finding whose suggestion sends the specific status; `output` is the code after it. */
const plain = (messageId: keyof typeof SPECIFIC, output: string) => ({
  messageId,
  data: { specific: SPECIFIC[messageId] },
  suggestions: [{ messageId: 'send' as const, data: { specific: STATUS[messageId] }, output }],
});

/** The same where the status is not written, and the call that sends gets it. */
const plainly = (name: string, messageId: keyof typeof SPECIFIC, code: string) => ({
  name,
  code,
  errors: [plain(messageId, code.replace(/(?<!\.)\bres\.(?=json|send|end)/, `res.status(${STATUS[messageId]}).`))],
});

testRule(rule, {
  valid: [
    {
      name: 'the specific statuses',
      code: app(`app.post('/orders', async (req, res) => { const order = await Order.create(req.body); res.status(201).json(order); });
app.post('/reports', async (req, res) => { await reportQueue.add('a', req.body); res.status(202).json({ message: 'Queued' }); });
app.delete('/orders/:id', async (req, res) => { await Order.deleteOne({ id: req.params.id }); res.status(204).end(); });`),
    },
    {
      name: 'something that was there before, and is changed',
      code: on(
        'post',
        '/orders',
        'const order = await Order.findById(req.body.id); order.paid = true; await order.save(); res.json(order);',
      ),
    },
    {
      name: 'something new beside what was asked for, which is shown',
      code: on(
        'post',
        '/orders',
        'const order = await Order.create(req.body); const rest = await orders.left(); res.json({ rest });',
      ),
    },
    {
      name: 'something new of another kind than the route names',
      code: on('post', '/orders', 'const entry = await Log.create(req.body); res.json(entry);'),
    },
    {
      name: 'something new that is made of nothing the client has sent',
      code: on('post', '/orders', 'const order = await Order.create({ at: 1 }); res.json(order);'),
    },
    {
      name: 'something that is made and not kept',
      code: on('post', '/orders', 'const order = createOrder(req.body); res.json(order);'),
    },
    {
      name: 'a call of another service at the root of a router',
      code: on('post', '/', 'const answer = await client.answers.create(req.body); res.json(answer);'),
    },
    {
      name: 'a login, a token, a search and a payment',
      code: app(`app.post('/sessions', async (req, res) => { const session = await Session.create(req.body); res.json(session); });
app.post('/auth/tokens', async (req, res) => { const token = await Token.create(req.body); res.json(token); });
app.post('/searches', async (req, res) => { const search = await Search.create(req.body); res.json(search); });
app.post('/payments', async (req, res) => { const payment = await Payment.create(req.body); res.json(payment); });`),
    },
    {
      name: 'a POST to one thing, a route that is not known, and more methods than POST',
      code: app(`app.post('/orders/:id', async (req, res) => { const order = await Order.create(req.body); res.json(order); });
export const post = async (req, res) => { const order = await Order.create(req.body); res.status(200).json(order); };
app.all('/orders', async (req, res) => { const order = await Order.create(req.body); res.json(order); });`),
    },
    {
      name: 'work that is put off beside what has been done, and something else that is called a job',
      code: app(`app.post('/mails', async (req, res) => { await reportQueue.add('a', req.body); res.json({ ok: true }); });
app.post('/a', async (req, res) => { list.add(req.body); res.json({ message: 'Accepted' }); });
app.get('/reports', async (req, res) => { const job = await reportQueue.add('a', req.query); res.json(job); });`),
    },
    {
      name: 'flags that say it of something else, or that it is not so',
      code: app(`app.post('/mails', async (req, res) => { await reportQueue.add('a', req.body); res.json({ queued: false }); });
app.post('/terms', async (req, res) => { await terms.sign(req.body); res.json({ accepted: true }); });
app.post('/rates', async (req, res) => { const at = Date.now(); res.json({ pending: true, at }); });`),
    },
    {
      name: 'a deletion that tells of itself, by content or by a phrase',
      code: app(`app.delete('/orders/:id', (req, res) => { res.json({ deleted: true }); });
app.delete('/lines/:id', (req, res) => { res.sendStatus(200); });`),
    },
    {
      name: 'an empty answer to a GET and to a POST',
      code: app(`app.get('/a', (req, res) => { res.status(200).end(); });
app.post('/a', (req, res) => { res.status(200).end(); });`),
    },
    {
      name: 'Koa, which answers nothing with 204 by itself',
      code: `import Router from '@koa/router';
new Router().delete('/orders/:id', (ctx) => { ctx.body = null; });`,
    },
    {
      name: 'Nest, which answers a POST with 201 by itself',
      code: `import { Body, Controller, Post } from '@nestjs/common';
@Controller('orders')
class Orders {
  @Post() async add(@Body() body: object) { const order = await Order.create(body); return order; }
}`,
    },
  ],
  invalid: [
    {
      ...plainly(
        'something new is shown',
        'created',
        on('post', '/api/orders', 'const order = await Order.create(req.body); res.json(order);'),
      ),
      errors: [
        {
          ...plain(
            'created',
            on('post', '/api/orders', 'const order = await Order.create(req.body); res.status(201).json(order);'),
          ),
          line: 4,
          column: 91,
          endLine: 4,
          endColumn: 106,
        },
      ],
    },
    plainly(
      'a part of something new is shown among others',
      'created',
      on(
        'post',
        '/',
        "const made = await db.collection('orders').insertOne(req.body); res.json({ ok: 1, id: made.insertedId });",
      ),
    ),
    plainly(
      'something new is kept by its own method',
      'created',
      on(
        'post',
        '/orders',
        'const { item } = req.body; const order = new Order({ item }); await order.save(); res.send(order);',
      ),
    ),
    plainly(
      'something new is kept by somebody else',
      'created',
      on(
        'post',
        '/',
        'const order = new Order(req.body); await orders.save(order); res.json({ order: order.toJSON() });',
      ),
    ),
    plainly(
      'the answer says that there is something new',
      'created',
      on('post', '/companies', "await createCompany(req.body); res.json({ message: 'Company created' });"),
    ),
    {
      name: 'a 200 that is written',
      code: on('post', '/orders', 'res.status(200).json(await Order.create(req.body));'),
      errors: [plain('created', on('post', '/orders', 'res.status(201).json(await Order.create(req.body));'))],
    },
    {
      ...plainly(
        'work is put off, and the answer says so',
        'queued',
        on('post', '/reports', "await reportQueue.add('a', req.body); res.json({ message: 'Report queued' });"),
      ),
      errors: [
        {
          ...plain(
            'queued',
            on(
              'post',
              '/reports',
              "await reportQueue.add('a', req.body); res.status(202).json({ message: 'Report queued' });",
            ),
          ),
          line: 4,
          column: 82,
          endLine: 4,
          endColumn: 120,
        },
      ],
    },
    plainly(
      'work is put off, and a flag of the answer says so',
      'queued',
      on('post', '/reports', "await reportQueue.add('a', req.body); res.json({ queued: true });"),
    ),
    plainly(
      'work is put off, and a flag says that it is accepted',
      'queued',
      on('post', '/reports', "await agenda.now('report', req.body); res.json({ accepted: true });"),
    ),
    plainly(
      'something new is kept, and a flag says so',
      'created',
      on('post', '/orders', 'await Order.create(req.body); res.json({ created: true });'),
    ),
    plainly(
      'work is put off, and the answer names it',
      'queued',
      on('put', '/reports/:id', 'const job = await jobs.enqueueReport(req.body); res.json({ id: job.id });'),
    ),
    {
      ...plainly(
        'nothing to say of a deletion',
        'nothing',
        on('delete', '/orders/:id', 'await db.clear(); res.end();'),
      ),
      errors: [
        {
          ...plain('nothing', on('delete', '/orders/:id', 'await db.clear(); res.status(204).end();')),
          line: 4,
          column: 67,
          endLine: 4,
          endColumn: 76,
        },
      ],
    },
    {
      name: 'nothing to say of a PUT, in Fetch',
      code: 'export async function PUT(): Promise<Response> { return new Response(null, { status: 200 }); }',
      errors: [
        plain(
          'nothing',
          'export async function PUT(): Promise<Response> { return new Response(null, { status: 204 }); }',
        ),
      ],
    },
  ],
});
