import * as z from 'zod/mini';

/** Microsoft's national clouds, as a connection names them. */
export const CloudName = z.enum(['global', 'gcc-high', 'dod', 'china']);
export type CloudName = z.infer<typeof CloudName>;

/** The origins, without a trailing slash, of a national cloud's sign-in service and of its Graph. */
export interface Cloud {
  authority: string;
  graph: string;
}

/**
 * Sources: https://learn.microsoft.com/graph/deployments and, for China's sign-in host, the instance metadata
 * in MSAL. GCC (not High) is part of `global`. A token of one national cloud is not valid in another.
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
