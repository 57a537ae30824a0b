import type { CredentialKind } from '../domain/credential-kind.ts';
import type { PlaceOptions } from './place-options.ts';

export interface SetupOptions extends PlaceOptions {
  bash?: true;
  powershell?: true;
  credential?: CredentialKind;
  multiTenant?: true;
  yes?: true;
}
