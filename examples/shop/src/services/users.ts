import { randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';

export interface User {
  id: string;
  email: string;
  name: string;
  role: 'customer' | 'admin';
  password: Buffer;
}

const users = new Map<string, User>();
const sessions = new Map<string, string>();
const failures = new Map<string, number>();

const SALT = 'shop';
const hash = (password: string) => scryptSync(password, SALT, 32);

export async function find(id: string): Promise<User | undefined> {
  return users.get(id);
}

export async function findByEmail(email: string): Promise<User | undefined> {
  return [...users.values()].find((user) => user.email === email);
}

export async function register(email: string, name: string, password: string): Promise<User> {
  const user: User = { id: randomUUID(), email, name, role: 'customer', password: hash(password) };
  users.set(user.id, user);
  return user;
}

export async function rename(id: string, name: string): Promise<User | undefined> {
  const user = users.get(id);
  if (user) user.name = name;
  return user;
}

export async function checkPassword(email: string, password: string): Promise<User | null> {
  const user = await findByEmail(email);
  if (user && timingSafeEqual(user.password, hash(password))) {
    failures.delete(email);
    return user;
  }
  failures.set(email, (failures.get(email) ?? 0) + 1);
  return null;
}

export function isLockedOut(email: string): boolean {
  return (failures.get(email) ?? 0) >= 5;
}

export function startSession(user: User): string {
  const id = randomUUID();
  sessions.set(id, user.id);
  return id;
}

export async function userOfSession(id: string): Promise<User | undefined> {
  return users.get(sessions.get(id) ?? '');
}

export function endSession(id: string): void {
  sessions.delete(id);
}

export function endAllSessions(userId: string): void {
  for (const [id, owner] of sessions) {
    if (owner === userId) sessions.delete(id);
  }
}
