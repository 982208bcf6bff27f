import { randomUUID } from 'node:crypto';
import { NotFoundError } from './errors.js';

export interface Product {
  id: string;
  sku: string;
  name: string;
  priceInCents: number;
  stock: number;
  updatedAt: Date;
}

export type ProductDraft = Pick<Product, 'sku' | 'name' | 'priceInCents' | 'stock'>;

export interface Page<T> {
  items: T[];
  page: number;
  pages: number;
  total: number;
}

const products = new Map<string, Product>();

export async function list(page: number, perPage: number): Promise<Page<Product>> {
  const all = [...products.values()];
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    page,
    pages: Math.ceil(all.length / perPage),
    total: all.length,
  };
}

export async function search(text: string): Promise<Product[]> {
  const words = text.toLowerCase().split(/\s+/);
  return [...products.values()].filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

export async function find(id: string): Promise<Product | undefined> {
  return products.get(id);
}

export async function findBySku(sku: string): Promise<Product | undefined> {
  return [...products.values()].find((product) => product.sku === sku);
}

export async function create(draft: ProductDraft): Promise<Product> {
  const product = { ...draft, id: randomUUID(), updatedAt: new Date() };
  products.set(product.id, product);
  return product;
}

/** Stores the product under this id; says whether there was none before. */
export async function put(id: string, draft: ProductDraft): Promise<{ product: Product; created: boolean }> {
  const created = !products.has(id);
  const product = { ...draft, id, updatedAt: new Date() };
  products.set(id, product);
  return { product, created };
}

export async function remove(id: string): Promise<void> {
  if (!products.delete(id)) throw new NotFoundError(`There is no product ${id}`);
}

export async function reserve(id: string, quantity: number): Promise<boolean> {
  const product = products.get(id);
  if (!product || product.stock < quantity) return false;
  product.stock -= quantity;
  return true;
}
