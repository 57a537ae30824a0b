import * as z from 'zod/mini';

/** Microsoft's national clouds, as a connection names them. */
export const CloudName = z.enum(['global', 'gcc-high', 'dod', 'china']);
export type CloudName = z.infer<typeof CloudName>;

/** A national cloud's services. The origins of its sign-in service and of its Graph have no trailing slash. */
export interface Cloud {
  authority: string;
  graph: string;
  /** The audience that a token of another issuer must name to be accepted as a federated credential. Letters and case count. */
  federationAudience: string;
}

/**
 * Sources: https://learn.microsoft.com/graph/deployments and, for China's sign-in host, the instance metadata
 * in MSAL. GCC (not High) is part of `global`. A token of one national cloud is not valid in another. Audiences:
 * https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
export const CLOUDS: Record<CloudName, Cloud> = {
  global: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    federationAudience: 'api://AzureADTokenExchange',
  },
  'gcc-high': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    federationAudience: 'api://AzureADTokenExchangeUSGov',
  },
  dod: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    federationAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    federationAudience: 'api://AzureADTokenExchangeChina',
  },
};
