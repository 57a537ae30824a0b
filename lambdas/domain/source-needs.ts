import type { CloudName } from './cloud.ts';
import type { SkipReason } from './collection-outcome.ts';
import { SourceNotInCloud } from './errors.ts';

/** What a source of Graph needs before it can be read, for telling a refusal's cause and its remedy. */
export interface SourceNeeds {
  /** The least application permission that reads it. */
  permission: string;
  /** Said beside the permission, where people commonly grant something else. */
  permissionNote?: string | undefined;
  /** The licence without which Graph refuses, by its product name. Absent where a refusal is never the licence's fault. */
  license?: string | undefined;
  /**
   * The licence without which the source is always empty, by its product name. Graph answers then as it does to a tenant
   * that has it and nothing to tell of. Absent where there is none such.
   */
  emptyWithout?: string | undefined;
  /** Least milliseconds between two requests, where Graph's limit for the source is that tight. */
  minInterval?: number | undefined;
}

export function permissionRemedy({ permission, permissionNote }: SourceNeeds): string {
  const grant = `Grant the app registration the Microsoft Graph application permission ${permission} and give admin consent.`;
  return permissionNote ? `${grant} ${permissionNote}` : grant;
}

export function licenseRemedy({ license }: SourceNeeds): string {
  return `To collect this evidence, the tenant needs ${license ?? 'a licence for it'}.`;
}

/** Limits a complete observation of an empty source: a missing licence can be the cause. Empty if it never is. */
export function emptyCaveat({ emptyWithout }: SourceNeeds): string[] {
  return emptyWithout ? [`Graph answers the same if the tenant has no ${emptyWithout}`] : [];
}

/** What a person can do about a skipped collector. */
export function skipRemedy(reason: SkipReason, needs: SourceNeeds): string {
  if (reason === 'license-missing') return licenseRemedy(needs);
  if (reason === 'permission-missing') return permissionRemedy(needs);
  return "Nothing: Microsoft does not offer this source in the connection's national cloud.";
}

/** The error of a source that a cloud does not have. */
export function sourceNotInCloud(title: string, cloud: CloudName, needs: SourceNeeds): SourceNotInCloud {
  const remedy = skipRemedy('not-in-this-cloud', needs);
  return new SourceNotInCloud(`${title} cannot be read in the cloud ${cloud}`, { remedy });
}
