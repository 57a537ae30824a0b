import { ADMINISTRATOR_ROLE_IDS } from './administrator-roles.ts';

/** The parts of a policy in which the sandbox's policies differ. Each has Graph's members, without those that are null. */
export interface PolicyParts {
  users?: object;
  applications?: object;
  conditions?: object;
  grant?: { operator?: 'AND' | 'OR'; builtInControls?: readonly string[]; authenticationStrength?: object };
  session?: object;
}

export const ADMINISTRATORS = { includeUsers: [], includeRoles: ADMINISTRATOR_ROLE_IDS };

/** Microsoft's built-in strength, with the members that Graph sends. */
export const PHISHING_RESISTANT = {
  id: '00000000-0000-0000-0000-000000000004',
  displayName: 'Phishing-resistant MFA',
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
};

/**
 * Returns the conditions and controls of a policy in the form that Graph sends. A policy is for all users and all apps,
 * unless its parts differ.
 * Source: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
 */
export function policyBody({ users, applications, conditions, grant, session }: PolicyParts): object {
  return {
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      platforms: null,
      locations: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: null,
      applications: {
        includeApplications: ['All'],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
        ...applications,
      },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
        ...users,
      },
      ...conditions,
    },
    grantControls: grant
      ? {
          operator: 'OR',
          builtInControls: [],
          customAuthenticationFactors: [],
          termsOfUse: [],
          authenticationStrength: null,
          ...grant,
        }
      : null,
    sessionControls: session
      ? {
          disableResilienceDefaults: null,
          applicationEnforcedRestrictions: null,
          cloudAppSecurity: null,
          persistentBrowser: null,
          signInFrequency: null,
          ...session,
        }
      : null,
  };
}
