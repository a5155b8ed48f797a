/** Reasons for which a request is not answered, with their status. */
export const REFUSALS = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  tooLarge: 413,
  tooSlow: 422,
  tooMany: 429,
} as const;

/** Name of a refusal, as it stands in JSON answers and among the messages. */
export type RefusalName = keyof typeof REFUSALS;

/** A request that is refused. `detail` is said to whoever asked: never court text. */
export class Refusal extends Error {
  readonly reason: RefusalName;
  readonly detail: string | undefined;

  constructor(reason: RefusalName, detail?: string) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
    this.detail = detail;
  }
}

/** A refusal to be thrown. */
export function refuse(reason: RefusalName, detail?: string): Refusal {
  return new Refusal(reason, detail);
}
