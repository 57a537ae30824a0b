/** Domains of Microsoft's portals and documentation, in all national clouds. */
const MICROSOFT = [
  'microsoft.com',
  'cloud.microsoft',
  'office.com',
  'office365.com',
  'azure.com',
  'microsoftonline.com',
  'aka.ms',
  'microsoft.us',
  'office365.us',
  'azure.us',
  'microsoftonline.us',
  'azure.cn',
  'microsoftonline.cn',
];

/** Characters. The links of portals have about 150. */
const LONGEST = 512;

/**
 * Returns a link from outside as a URL that a report may show: https, to a host of Microsoft's, without credentials or a
 * port. Returns null for any other text.
 */
export function microsoftLink(text: string | null | undefined): string | null {
  const url = URL.parse(text?.trim().slice(0, LONGEST + 1) ?? '');
  if (!url || url.href.length > LONGEST) return null;
  const { protocol, username, password, port, hostname } = url;
  if (protocol !== 'https:' || username || password || port) return null;
  return MICROSOFT.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)) ? url.href : null;
}
