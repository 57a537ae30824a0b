import type { CloudName } from './cloud.ts';
import { SourceNotInCloud } from './errors.ts';

/** The permission, licence and pace that a source of Graph requires. The cause and remedy of a refusal depend on them. */
export interface SourceNeeds {
  /** The least privileged application permission that can read the source. */
  permission: string;
  /** A sentence about a permission that people often grant by mistake. */
  permissionNote?: string | undefined;
  /** The licence that the source needs, by its product name. Absent if it needs no licence. */
  license?: string | undefined;
  /**
   * Graph's behaviour for a tenant without the licence. `empty`: it refuses, or returns an empty answer as if the tenant had
   * the licence and no data. `refused`: it always refuses, so a 403 despite the permission means a missing licence,
   * independent of its text.
   */
  unlicensed?: 'empty' | 'refused' | undefined;
  /** Minimum milliseconds between two requests, for a source with a strict limit. */
  minInterval?: number | undefined;
  /** A longer `minInterval` after `afterRequests` requests. `limit` explains it, as a clause for an error message. */
  longReading?: { afterRequests: number; minInterval: number; limit: string } | undefined;
}

export function permissionRemedy({ permission, permissionNote }: SourceNeeds): string {
  const grant = `Grant the app registration the Microsoft Graph application permission ${permission} and give admin consent.`;
  return permissionNote ? `${grant} ${permissionNote}` : grant;
}

export function licenseRemedy({ license }: SourceNeeds): string {
  return `To collect this evidence, the tenant needs ${license ?? 'a licence for it'}.`;
}

/** Returns the caveat that an empty result can also mean a missing licence; no caveat if it cannot. */
export function emptyCaveat(needs: SourceNeeds): string[] {
  const license = emptyWithout(needs);
  return license ? [`Graph answers the same if the tenant has no ${license}`] : [];
}

/** Returns the licence whose absence can cause an empty answer; undefined if an empty answer always means "no data". */
export function emptyWithout({ license, unlicensed }: SourceNeeds): string | undefined {
  return unlicensed === 'empty' ? license : undefined;
}

/** Returns the error for a source that a national cloud does not offer. */
export function sourceNotInCloud(title: string, cloud: CloudName): SourceNotInCloud {
  return new SourceNotInCloud(`${title} cannot be read in the national cloud ${cloud}`, {
    remedy: "Nothing: Microsoft does not offer this source in the connection's national cloud.",
  });
}
