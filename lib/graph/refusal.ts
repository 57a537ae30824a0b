import {
  GraphRefused,
  GraphUnavailable,
  LicenseMissing,
  PermissionMissing,
  RefusedDespitePermission,
  type SyncError,
} from '../domain/errors.ts';
import { commandAt, type Remedy, tryAgain, waitAndTryAgain } from '../domain/remedy.ts';
import { licenseRemedy, permissionRemedy, type SourceNeeds } from '../domain/source-needs.ts';
import { isTransient } from '../http/retry-policy.ts';
import type { HeldRole } from '../sign-in/token-roles.ts';
import { meansLicence, meansPermission, namesTenant } from './licence-words.ts';

/** The input for finding the cause of a refusal. */
export interface Refused {
  status: number;
  code: string | null;
  /** All codes and sentences of the answer. */
  everything: string;
  /** Whether Graph asks for a token with other claims. */
  challenged: boolean;
  needs: SourceNeeds;
  /** The token's role that grants the needed permission. */
  held: HeldRole;
  /** Whether Graph gave objects of the source before: then the tenant has its licence. */
  objectsCame: boolean;
}

type Kind = new (message: string, details: ConstructorParameters<typeof SyncError>[1]) => SyncError;

interface Refusal {
  when: (refused: Refused) => boolean;
  is: Kind;
  remedy: (needs: SourceNeeds, held: HeldRole) => Remedy;
}

/** Returns the error class for a refusal, and its remedy. */
export function refusalOf(refused: Refused): { is: Kind; remedy: Remedy } {
  const { is, remedy } = REFUSALS.find(({ when }) => when(refused)) as Refusal;
  return { is, remedy: remedy(refused.needs, refused.held) };
}

const POLICY_FOR_WORKLOADS =
  'A Conditional Access policy for workload identities, or continuous access evaluation, refused the token. In the Entra admin centre, under Protection > Conditional Access, allow the addresses that this app connects from (a named location), or exclude its service principal.';

/** Recommends the least privileged permission if the token has a broader one, which some services do not accept. */
function despitePermission({ permission }: SourceNeeds, held: HeldRole): string {
  const broader = typeof held === 'string' && held !== permission;
  return [
    broader
      ? `${held} includes ${permission}, but the service may ask for ${permission} itself: add it, with admin consent.`
      : 'The permission is not the cause.',
    "Graph's own words name the service that refused: check that it is set up for this tenant and open to apps. If that does not help, quote the request-id in a support case with Microsoft.",
  ].join(' ');
}

const isForbidden = ({ status }: Refused) => status === 403;
/** 400 and 404 usually mean a wrong request, but some services refuse a kind of tenant with them. */
const mayMeanLicence = (status: number, everything: string) =>
  status === 402 || status === 403 || ((status === 400 || status === 404) && namesTenant(everything));
const refusesWithoutLicense = ({ needs }: Refused) => needs.unlicensed === 'refused';

/**
 * The first row that fits is the cause. Graph checks the scope before the licence, and both refusals can have the same
 * status and code, so the token's roles decide first, and then the meaning of the words.
 * Sources: https://learn.microsoft.com/graph/errors, https://learn.microsoft.com/graph/resolve-auth-errors and, for the
 * challenge, https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
const REFUSALS: readonly Refusal[] = [
  {
    when: ({ status }) => isTransient(status),
    is: GraphUnavailable,
    remedy: () => (place) => `${waitAndTryAgain(place)}: Microsoft Graph is busy or has a fault.`,
  },
  {
    when: ({ status, challenged }) => status === 401 && challenged,
    is: GraphRefused,
    remedy: () => POLICY_FOR_WORKLOADS,
  },
  {
    when: ({ status, everything }) => status === 401 && /Authorization_IdentityNotFound/i.test(everything),
    is: GraphRefused,
    remedy: () =>
      'The app has no service principal in this tenant, or no administrator has consented to it: grant admin consent on the API permissions page of the app registration, and check the tenant id.',
  },
  {
    when: ({ status }) => status === 401,
    is: GraphRefused,
    remedy: () => (place) =>
      `${tryAgain(place)}. If Graph refuses the token each time, check the connection's national cloud (\`cloud\` in cdk.json): a token of one national cloud is not valid in another.`,
  },
  {
    when: (refused) => isForbidden(refused) && refused.held === false,
    is: PermissionMissing,
    remedy: permissionRemedy,
  },
  {
    when: (refused) => isForbidden(refused) && refused.challenged && refusesWithoutLicense(refused),
    is: LicenseMissing,
    remedy: (needs) => `${POLICY_FOR_WORKLOADS} ${licenseRemedy(needs)}`,
  },
  {
    when: (refused) => isForbidden(refused) && refused.challenged,
    is: GraphRefused,
    remedy: () => POLICY_FOR_WORKLOADS,
  },
  {
    when: ({ status, needs, held, everything, objectsCame }) =>
      !objectsCame &&
      mayMeanLicence(status, everything) &&
      needs.license !== undefined &&
      meansLicence(everything) &&
      // If the token does not show the permission, words about a permission outweigh words about a licence.
      (held !== null || !meansPermission(everything)),
    is: LicenseMissing,
    remedy: licenseRemedy,
  },
  {
    when: (refused) => isForbidden(refused) && refused.held === null,
    is: PermissionMissing,
    remedy: permissionRemedy,
  },
  {
    when: (refused) => isForbidden(refused) && refusesWithoutLicense(refused),
    is: LicenseMissing,
    remedy: (needs) =>
      `${licenseRemedy(needs)} If it has that licence, quote the request-id in a support case with Microsoft.`,
  },
  { when: isForbidden, is: RefusedDespitePermission, remedy: despitePermission },
  {
    when: () => true,
    is: GraphRefused,
    remedy: () => (place) =>
      `Graph does not answer this request as documented. Check for a newer version of this program, and what "${commandAt('check', place)}" shows.`,
  },
];
