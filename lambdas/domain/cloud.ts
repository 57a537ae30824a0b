import * as z from 'zod/mini';

/** Microsoft's national clouds, as a connection names them. */
export const CloudName = z.enum(['global', 'gcc-high', 'dod', 'china']);
export type CloudName = z.infer<typeof CloudName>;

/** Where a cloud signs apps in and where its Graph answers. Both are origins, without a trailing slash. */
export interface Cloud {
  authority: string;
  graph: string;
}

/**
 * Sources: https://learn.microsoft.com/graph/deployments and, for China's sign-in host, the instance metadata
 * that MSAL carries. GCC (not High) is part of `global`. Tokens of one cloud are worth nothing in another.
 */
export const CLOUDS: Record<CloudName, Cloud> = {
  global: { authority: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  'gcc-high': { authority: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  dod: { authority: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
  },
};
