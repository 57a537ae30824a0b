import type { html } from 'hono/html';

/** Markup whose every interpolated string is escaped. */
export type Html = ReturnType<typeof html>;
