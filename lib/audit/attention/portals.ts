import { CLOUDS, type CloudName } from '../../domain/cloud.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { AttentionItem, Portal } from './item.ts';

interface Portals {
  /** Null if the national cloud lacks this portal. */
  defender: string | null;
  entra: string;
}

/**
 * Sources: https://learn.microsoft.com/defender-xdr/usgov and https://learn.microsoft.com/entra/fundamentals/faq
 */
const PORTALS: Record<CloudName, Portals> = {
  global: { defender: 'https://security.microsoft.com', entra: 'https://entra.microsoft.com' },
  'gcc-high': { defender: 'https://security.microsoft.us', entra: 'https://entra.microsoft.us' },
  dod: { defender: 'https://security.apps.mil', entra: 'https://entra.microsoft.us' },
  china: { defender: null, entra: 'https://entra.microsoftonline.cn' },
};

/** The page of a collector's source, by the collector's id, and of the app registrations. A new collector needs no page. */
const PAGES: Readonly<Record<string, { title: string; of: keyof Portals; path: string }>> = {
  'secure-score': { title: 'Secure Score in Defender', of: 'defender', path: '/securescore' },
  'security-alerts': { title: 'Alerts in Defender', of: 'defender', path: '/alerts' },
  'risky-users': {
    title: 'Risky users in Entra',
    of: 'entra',
    path: '/#view/Microsoft_AAD_IAM/IdentityProtectionMenuBlade/~/RiskyUsers',
  },
  'conditional-access': {
    title: 'Policies in Entra',
    of: 'entra',
    path: '/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
  },
  'app-registrations': {
    title: 'App registrations in Entra',
    of: 'entra',
    path: '/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
  },
};

/**
 * Returns the page of Microsoft's portals that shows a collector's source. The evidence's endpoint names its national cloud;
 * data of a sandbox tenant names no cloud, so its page is the global one.
 */
export function portalOf(page: string, endpoint: string | undefined): Portal | null {
  const known = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined;
  if (!known) return null;
  const { title, of, path } = known;
  const origin = PORTALS[cloudOf(endpoint)][of];
  return origin === null ? null : { title, url: `${origin}${path}` };
}

/** Returns the evidence that an item rests on, and the page that shows its source. */
export function basisOf(evidence: Evidence): Pick<AttentionItem, 'source' | 'portal'> {
  const { collector, run, collectedAt, provenance } = evidence;
  return { source: { collector, run, at: collectedAt }, portal: portalOf(collector, provenance.endpoint) };
}

function cloudOf(endpoint = ''): CloudName {
  const names = Object.keys(CLOUDS) as CloudName[];
  return names.find((name) => endpoint.startsWith(`${CLOUDS[name].graph}/`)) ?? 'global';
}
