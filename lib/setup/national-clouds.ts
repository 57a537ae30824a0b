import type { CloudName } from '../domain/cloud.ts';

/** The names of a national cloud in Microsoft's tools. */
interface ToolNames {
  /** https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli */
  azureCli: string;
  /** https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands */
  graphPowerShell: string;
}

export const TOOL_NAMES: Record<CloudName, ToolNames> = {
  global: { azureCli: 'AzureCloud', graphPowerShell: 'Global' },
  'gcc-high': { azureCli: 'AzureUSGovernment', graphPowerShell: 'USGov' },
  dod: { azureCli: 'AzureUSGovernment', graphPowerShell: 'USGovDoD' },
  china: { azureCli: 'AzureChinaCloud', graphPowerShell: 'China' },
};
