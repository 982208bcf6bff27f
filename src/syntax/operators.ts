import type { Primitive } from './ast.js';

/** The result of a unary operator on a known value; null where it would throw or is of no interest. */
export function unary(operator: string, value: Primitive): { readonly value: Primitive } | null {
  switch (operator) {
    case '!':
      return { value: !value };
    case '-':
      return typeof value === 'bigint' ? { value: -value } : { value: -Number(value) };
    case '+':
      return typeof value === 'bigint' ? null : { value: Number(value) };
    case '~':
      return typeof value === 'bigint' ? { value: ~value } : { value: ~Number(value) };
    case 'typeof':
      return { value: value === null ? 'object' : typeof value };
    default:
      return null;
  }
}

/** The result of an arithmetic operator on two known values, or of `+` with a string; null for all other operators. */
export function binary(operator: string, left: Primitive, right: Primitive): { readonly value: Primitive } | null {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    return { value: String(left) + String(right) };
  }
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  switch (operator) {
    case '+':
      return { value: left + right };
    case '-':
      return { value: left - right };
    case '*':
      return { value: left * right };
    case '/':
      return { value: left / right };
    case '%':
      return { value: left % right };
    case '**':
      return { value: left ** right };
    default:
      return null;
  }
}

/** The value of the language's own names for values; null for any other global. */
export function globalValue(name: string): { readonly value: Primitive } | null {
  switch (name) {
    case 'undefined':
      return { value: undefined };
    case 'NaN':
      return { value: Number.NaN };
    case 'Infinity':
      return { value: Number.POSITIVE_INFINITY };
    default:
      return null;
  }
}
