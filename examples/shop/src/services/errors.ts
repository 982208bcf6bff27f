export class NotFoundError extends Error {
  override name = 'NotFoundError';
}

export class ConflictError extends Error {
  override name = 'ConflictError';
}

export class ValidationError extends Error {
  override name = 'ValidationError';
  readonly details: readonly string[];

  constructor(details: readonly string[]) {
    super('Some fields are not valid');
    this.details = details;
  }
}
