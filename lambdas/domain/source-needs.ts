import type { CloudName } from './cloud.ts';
import { SourceNotInCloud } from './errors.ts';

/** What a source of Graph needs before it can be read. A refusal's cause and its remedy depend on it. */
export interface SourceNeeds {
  /** The least application permission that reads it. */
  permission: string;
  /** A sentence for people who commonly grant something else. */
  permissionNote?: string | undefined;
  /** The licence that the source needs, by its product name. Absent if it needs no licence. */
  license?: string | undefined;
  /**
   * What Graph does most often for a tenant without the licence. `empty`: it may answer as it does to a tenant that has
   * the licence and nothing to show, or refuse. `refused`: it always refuses, so a 403 despite the permission is the
   * missing licence, whatever its words.
   */
  unlicensed?: 'empty' | 'refused' | undefined;
  /** Least milliseconds between two requests, if Graph's limit for the source is that tight. */
  minInterval?: number | undefined;
  /** The interval once so many requests were sent, and the limit that it follows, as a clause for an error. */
  longReading?: { afterRequests: number; minInterval: number; limit: string } | undefined;
}

export function permissionRemedy({ permission, permissionNote }: SourceNeeds): string {
  const grant = `Grant the app registration the Microsoft Graph application permission ${permission} and give admin consent.`;
  return permissionNote ? `${grant} ${permissionNote}` : grant;
}

export function licenseRemedy({ license }: SourceNeeds): string {
  return `To collect this evidence, the tenant needs ${license ?? 'a licence for it'}.`;
}

/** Limits a complete observation of an empty source: a missing licence can be the cause. Empty if it never is. */
export function emptyCaveat(needs: SourceNeeds): string[] {
  const license = emptyWithout(needs);
  return license ? [`Graph answers the same if the tenant has no ${license}`] : [];
}

/** The licence without which an empty answer proves nothing; undefined if there is no such licence. */
export function emptyWithout({ license, unlicensed }: SourceNeeds): string | undefined {
  return unlicensed === 'empty' ? license : undefined;
}

/** The error of a source that a national cloud does not have. */
export function sourceNotInCloud(title: string, cloud: CloudName): SourceNotInCloud {
  return new SourceNotInCloud(`${title} cannot be read in the cloud ${cloud}`, {
    remedy: "Nothing: Microsoft does not offer this source in the connection's national cloud.",
  });
}
