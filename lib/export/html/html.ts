import type { html } from 'hono/html';

/** Markup in which every interpolated string is escaped. */
export type Html = ReturnType<typeof html>;
