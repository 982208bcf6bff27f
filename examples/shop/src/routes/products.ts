import { Router } from 'express';
import * as controller from '../controllers/products.js';
import { requireAdmin, requireUser } from '../middleware/auth.js';
import { count, text, validateBody } from '../middleware/validate.js';
import * as products from '../services/products.js';

const product = { sku: text, name: text, priceInCents: count, stock: count };

export const router = Router();

router.get('/', controller.list);
router.get('/search', controller.search);

// Links in old newsletters name the SKU.
router.get('/by-sku/:sku', async (req, res) => {
  const found = await products.findBySku(req.params.sku);
  if (!found) return res.status(404).json({ error: 'There is no such product' });
  return res.status(301).redirect(`/products/${found.id}`);
});

router.get('/new', (req, res) => {
  res.redirect('/products?page=1');
});

router
  .route('/:id')
  .get(controller.show)
  .put(requireUser, requireAdmin, validateBody(product), async (req, res) => {
    const { product: stored, created } = await products.put(req.params.id, req.body);
    res.status(created ? 201 : 200).json(stored);
  })
  .delete(requireUser, requireAdmin, controller.remove);

router.post('/', requireUser, requireAdmin, validateBody(product), controller.create);
