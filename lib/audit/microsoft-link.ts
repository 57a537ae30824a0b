/** Hosts of Microsoft's portals and documentation, in all national clouds. Their subdomains are Microsoft's as well. */
const HOSTS = [
  'microsoft.com',
  'microsoft.us',
  'microsoftonline.cn',
  'azure.com',
  'azure.us',
  'azure.cn',
  'office.com',
  'office365.com',
  'office365.us',
  'aka.ms',
  'apps.mil',
];

const LONGEST = 2_048;

/** Returns a link from outside if it is https and leads to a host of Microsoft, without a user name or a port; null if not. */
export function microsoftLink(link: unknown): string | null {
  if (typeof link !== 'string' || link.length > LONGEST || !URL.canParse(link)) return null;
  const { protocol, username, password, port, hostname, href } = new URL(link);
  if (protocol !== 'https:' || username || password || port) return null;
  return HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`)) ? href : null;
}
