import type { Setup } from '../setup.ts';
import { replacedPart } from './federated.ts';

/** Returns the functions of the script, and the checks before it changes anything. */
export function preludePart({ credential: { kind } }: Setup): string {
  return `${FUNCTIONS}${kind === 'federated' ? `${NO_OPTIONS}${replacedPart()}` : OPTIONS}${SIGNED_IN}`;
}

/** Replaced by bash itself, because a pipe to `tr` starts two processes for each call. */
const WITHOUT_CARRIAGE_RETURNS = `\${answer//$'\\r'/}`;

const FUNCTIONS = String.raw`
say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
has_line() { [[ $'\n'"$1"$'\n' == *$'\n'"$2"$'\n'* ]]; }

# Runs the Azure CLI, which ends lines as Windows does there.
azure() {
  local answer
  answer=$(az "$@" --only-show-errors) || return
  printf '%s' "${WITHOUT_CARRIAGE_RETURNS}"
}

# Sends a request to Microsoft Graph: its method and path, then options of "az rest".
graph() {
  local method="$1" path="$2"
  shift 2
  azure rest --method "$method" --url "$GRAPH/v1.0/$path" --resource "$GRAPH" --output tsv "$@"
}

# Repeats a command that fails, because Entra takes some seconds to know a new object everywhere.
patiently() {
  local tries=1
  until "$@"; do
    [ "$tries" -lt 6 ] || return 1
    tries=$((tries + 1))
    say 'Entra may not know the new object everywhere yet. Trying again in 5 seconds.'
    sleep 5
  done
}
`;

const NO_OPTIONS = `
[ "$#" -eq 0 ] || { say 'This script has no options.'; exit 2; }
`;

const OPTIONS = `
renew=no
case "$*" in
  '') ;;
  --renew) renew=yes ;;
  *) say 'The only option of this script is --renew.'; exit 2 ;;
esac

# Waits before a pipe gets a new credential, because the other command uses it at once.
settle() {
  say 'Waiting for half a minute, until Entra knows the new credential everywhere.'
  sleep 30
}

# The private part of a credential goes to a terminal or into a pipe, but not into a file.
if [ -t 1 ]; then
  reader=terminal
elif [ -p /dev/stdout ]; then
  reader=pipe
else
  stop 'Standard output is a file, and a secret must not be in one. Run the script in a terminal, or pipe it to "npx m365-evidence connect".'
fi
`;

const SIGNED_IN = `
command -v az >/dev/null || stop 'The Azure CLI is not installed: https://aka.ms/azure-cli. Azure Cloud Shell has it.'
cloud=$(azure cloud show --query name --output tsv)
[ "$cloud" = "$AZURE_CLOUD" ] ||
  stop "The Azure CLI uses $cloud. Run: az cloud set --name $AZURE_CLOUD && az login --allow-no-subscriptions"
tenant=$(azure account show --query tenantId --output tsv) ||
  stop 'Sign in first: az login --allow-no-subscriptions'
if [ -n "$TENANT" ] && [ "$tenant" != "$TENANT" ]; then
  stop "The Azure CLI is signed in to the tenant $tenant. Run: az login --allow-no-subscriptions --tenant $TENANT"
fi
say "Setting up in the tenant $tenant"
`;
