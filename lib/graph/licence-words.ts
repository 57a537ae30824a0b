/**
 * The wording of Microsoft's services if a tenant lacks a licence, is not set up for the service, or is of a kind that
 * cannot have it. Each service has its own wording and changes it, so these are stems, in American and British spelling.
 * Seen in public reports: "Your tenant is not licensed for this feature.", the code `AADB2C`,
 * `Authentication_RequestFromNonPremiumTenantOrB2CTenant` ("Neither tenant is B2C or tenant doesn't have premium license").
 */
const LICENCE = [
  /licen[cs]/,
  /subscri(b|ption)/,
  /premium/,
  /provision/,
  /on-?\s?board/,
  /\bentitle/,
  /b2c/,
  /\bciam\b/,
  /external[\s-]?id\b/,
  /\bskus?\b/,
  /\b(service|pricing) plans?\b/,
  /\btrials?\b/,
  /\bpurchas/,
  /\bnot (been )?(enabled|activated|eligible|set up|available|supported) (for|in|on) (this|the|your) (tenant|directory|organi[sz]ation|customer|account)/,
  /\b(tenant|directory|organi[sz]ation|customer) (is|was|has) (not|never) (been )?(enabled|activated|eligible|set up|configured|registered)/,
];

/** The wording of services if a permission, a role or the consent is missing. */
const PERMISSION = /\b(permissions?|privileges?|scopes?|roles?|consent|authoriz|authoris|unauthori[sz]ed)/;

/** Whether a refusal is about a licence or about a service that is not set up for the tenant. */
export function meansLicence(everything: string): boolean {
  const text = words(everything);
  return LICENCE.some((stem) => stem.test(text));
}

/** Whether a refusal is about a permission. */
export function meansPermission(everything: string): boolean {
  return PERMISSION.test(words(everything));
}

/** Whether a refusal is about the tenant, not about the request. */
export function namesTenant(everything: string): boolean {
  return /tenant|directory|organi[sz]ation|b2c/.test(words(everything));
}

/** Returns the text in lower case, and again with codes such as `TenantNotLicensed` and `Sku_NotSupported` split into words. */
function words(text: string): string {
  const apart = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  return `${text}\n${apart}`
    .toLowerCase()
    .replaceAll(/n['\u2019]t\b/g, ' not')
    .replaceAll(/\s+/g, ' ');
}
