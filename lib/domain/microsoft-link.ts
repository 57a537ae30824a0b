/**
 * Hosts of Microsoft's portals and documentation, in all national clouds. Their subdomains are Microsoft's as well. `azure.com`
 * is not among them: a customer's machine can have the name `<any>.<region>.cloudapp.azure.com`.
 */
const HOSTS = [
  'microsoft.com',
  'cloud.microsoft',
  'office.com',
  'office365.com',
  'portal.azure.com',
  'microsoftonline.com',
  'aka.ms',
  'microsoft.us',
  'office365.us',
  'portal.azure.us',
  'microsoftonline.us',
  'apps.mil',
  'portal.azure.cn',
  'microsoftonline.cn',
];

/** Characters. The links of portals have about 150, and five of them must fit into an observation. */
const LONGEST = 512;

/** Returns a link from outside if it is https and leads to a host of Microsoft, without a user name or a port; null if not. */
export function microsoftLink(link: unknown): string | null {
  if (typeof link !== 'string' || link.length > LONGEST || !URL.canParse(link)) return null;
  const { protocol, username, password, port, hostname, href } = new URL(link);
  if (protocol !== 'https:' || username || password || port || href.length > LONGEST) return null;
  return HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`)) ? href : null;
}
