import { html } from 'hono/html';

/** A piece of a page: whatever stands in `${}` of {@link html} is escaped unless it is one of these. */
export type Html = ReturnType<typeof html>;

export { html };
