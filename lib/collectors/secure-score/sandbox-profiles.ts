import { daysBefore } from '../sandbox-days.ts';
import type { SandboxDay } from '../sandbox-source.ts';

const ENTRA = 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM';
const SECURITY = 'https://security.microsoft.com';

/** Controls by their id, with title, category, maximum points and link. */
const CONTROLS: Readonly<Record<string, readonly [string, string, number, string]>> = {
  MFARegistrationV2: [
    'Ensure multifactor authentication is enabled for all users',
    'Identity',
    9,
    `${ENTRA}/SecurityMenuBlade/~/GettingStarted`,
  ],
  AdminMFAV2: [
    'Ensure multifactor authentication is enabled for all users in administrative roles',
    'Identity',
    10,
    `${ENTRA}/RolesManagementMenuBlade`,
  ],
  BlockLegacyAuthentication: [
    'Enable Conditional Access policies to block legacy authentication',
    'Identity',
    8,
    `${ENTRA}/ConditionalAccessBlade/~/Policies`,
  ],
  SigninRiskPolicy: [
    'Protect all users with a sign-in risk policy',
    'Identity',
    7,
    `${ENTRA}/IdentityProtectionMenuBlade/~/SignInPolicy`,
  ],
  UserRiskPolicy: [
    'Protect all users with a user risk policy',
    'Identity',
    7,
    `${ENTRA}/IdentityProtectionMenuBlade/~/UserPolicy`,
  ],
  mdo_safelinksforemail: [
    'Create Safe Links policies for email messages',
    'Apps',
    9,
    `${SECURITY}/safelinksv2`,
  ],
  scid_2010: ['Turn on Microsoft Defender Antivirus', 'Device', 9, `${SECURITY}/vulnerability-management`],
  dlp_datalossprevention: [
    'Ensure that policies for data loss prevention are enabled',
    'Data',
    10,
    'https://purview.microsoft.com/datalossprevention/policies',
  ],
  RoleOverlap: [
    'Use least privileged administrative roles',
    'Identity',
    1,
    `${ENTRA}/RolesManagementMenuBlade`,
  ],
  IntegratedApps: ['Do not allow users to grant consent to unreliable applications', 'Identity', 4, ''],
};

/** Returns Microsoft's descriptions of controls, as Graph sends them. One is deprecated, and one has a person's note. */
export function controlProfilesOn({ now, tenantId }: SandboxDay): object[] {
  return Object.entries(CONTROLS).map(([id, [title, controlCategory, maxScore, actionUrl]], index) => ({
    id,
    azureTenantId: tenantId,
    title,
    controlCategory,
    maxScore,
    actionUrl,
    actionType: 'Config',
    deprecated: id === 'IntegratedApps',
    rank: index + 1,
    service: 'AAD',
    tier: 'Core',
    userImpact: 'Moderate',
    implementationCost: 'Low',
    remediation: 'As Microsoft describes it.',
    lastModifiedDateTime: null,
    controlStateUpdates: [
      {
        assignedTo: 'eva.sund@lindqvist.example',
        comment: 'Discussed with Eva.',
        state: 'Default',
        updatedBy: 'eva.sund@lindqvist.example',
        updatedDateTime: daysBefore(now, 500),
      },
    ],
    vendorInformation: { provider: 'SecureScore', vendor: 'Microsoft' },
  }));
}
