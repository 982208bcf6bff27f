import type { NextFunction, Request, Response } from 'express';
import * as products from '../services/products.js';

const PER_PAGE = 20;

export async function list(req: Request, res: Response) {
  const page = Number(req.query.page ?? 1);
  if (!Number.isInteger(page) || page < 1) {
    return res.status(400).json({ error: 'page must be a positive whole number' });
  }
  const result = await products.list(page, PER_PAGE);
  if (page < result.pages) res.links({ next: `${req.baseUrl}?page=${page + 1}` });
  return res.json(result);
}

export async function search(req: Request, res: Response) {
  const query = String(req.query.q ?? '').trim();
  if (query === '') {
    res.status(400).json({ success: false, error: 'Say what to look for' });
    return;
  }
  try {
    const found = await products.search(query);
    res.json({ success: true, data: found });
  } catch (err) {
    console.error('search failed', err);
    res.json({ success: false, error: 'The search is not available' });
  }
}

export async function show(req: Request<{ id: string }>, res: Response, next: NextFunction) {
  try {
    const product = await products.find(req.params.id);
    if (!product) return res.status(404).json({ error: 'There is no such product' });

    res.set('Last-Modified', product.updatedAt.toUTCString());
    if (req.fresh) return res.status(304).end();
    return res.json(product);
  } catch (err) {
    return next(err);
  }
}

export async function create(req: Request, res: Response) {
  const known = await products.findBySku(req.body.sku);
  if (known) return res.status(409).json({ error: `This SKU is taken by ${known.name}` });

  const product = await products.create(req.body);
  return res.status(201).json(product);
}

export async function remove(req: Request<{ id: string }>, res: Response) {
  await products.remove(req.params.id);
  res.status(204).json({ message: 'The product is gone' });
}
