import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { nameOr } from '../../domain/plain-text.ts';
import { setMembers, shortTexts, Texts } from './graph-texts.ts';

/** Source: https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy */
const Strength = z.object({
  id: given(z.string()),
  displayName: given(z.string()),
  requirementsSatisfied: given(z.string()),
  allowedCombinations: given(z.array(z.string())),
});

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccessgrantcontrols */
const GrantControls = z.looseObject({
  operator: z.optional(z.nullable(z.string())),
  builtInControls: Texts,
  customAuthenticationFactors: Texts,
  termsOfUse: Texts,
  authenticationStrength: z.optional(z.nullable(Strength)),
});

const KNOWN = new Set(Object.keys(GrantControls.shape));

/** What a policy requires, as the facts show it. */
export interface Requires {
  /** Null if Graph gives no operator, or an operator that this version does not know. */
  operator: 'AND' | 'OR' | null;
  /** Names of Graph: built-in controls, `termsOfUse`, `customAuthenticationFactor`, and members that are not known. */
  controls: string[];
  /** Name of the authentication strength. */
  strength: string | null;
  block: boolean;
}

/** One of the controls that a policy lists: the name of a built-in control, or a strength. */
type Control = string | { strength: string; isMfa: boolean };

/** The grant controls of a policy. A policy without any, which only has session controls, requires nothing. */
export class Grant {
  readonly operator: Requires['operator'];
  readonly #controls: readonly Control[];

  constructor(operator: Requires['operator'], controls: readonly Control[]) {
    this.operator = operator;
    this.#controls = controls;
  }

  /** Whether the policy lets no user pass. Graph documents no other control next to `block`; with OR, a user could choose it. */
  get blocks(): boolean {
    if (!this.#listsBlock) return false;
    return this.operator === 'AND' || this.#controls.every((control) => control === 'block');
  }

  get #listsBlock(): boolean {
    return this.#controls.includes('block');
  }

  /** Whether the policy requires one of these built-in controls, as `#demands` describes. */
  requires(...names: string[]): boolean {
    return this.#demands((control) => typeof control === 'string' && names.includes(control));
  }

  /** Whether the policy requires multifactor authentication: `mfa`, or a strength that satisfies it. */
  requiresMfa(): boolean {
    return this.#demands((control) => control === 'mfa' || (typeof control === 'object' && control.isMfa));
  }

  facts(): Requires {
    const strength = this.#controls.find((control) => typeof control === 'object');
    return {
      operator: this.operator,
      controls: shortTexts(this.#controls.filter((control) => typeof control === 'string')),
      strength: strength?.strength ?? null,
      block: this.#listsBlock,
    };
  }

  /**
   * Whether no user passes the policy without a control that fits: with AND one of the controls fits, with OR or an unknown
   * operator each of them does, because a user may choose any other. A policy that blocks grants nothing.
   */
  #demands(fits: (control: Control) => boolean): boolean {
    if (this.#controls.length === 0 || this.#listsBlock) return false;
    return this.operator === 'AND' ? this.#controls.some(fits) : this.#controls.every(fits);
  }
}

/** Reads a policy's grant controls. Returns undefined if they are missing or differ from Graph's documentation. */
export function grantOf(value: unknown): Grant | undefined {
  if (value === null) return new Grant(null, []);
  const { data } = GrantControls.safeParse(value);
  if (!data) return undefined;
  const strength = data.authenticationStrength;
  const operator = data.operator?.toUpperCase();
  return new Grant(operator === 'AND' || operator === 'OR' ? operator : null, [
    ...data.builtInControls,
    ...data.customAuthenticationFactors.map(() => 'customAuthenticationFactor'),
    ...data.termsOfUse.map(() => 'termsOfUse'),
    ...setMembers(data, KNOWN),
    ...(strength
      ? [{ strength: nameOr('Unnamed strength', strength.displayName), isMfa: isMfa(strength) }]
      : []),
  ]);
}

/**
 * Microsoft's three strengths, which all satisfy multifactor authentication. A tenant's own may not.
 * Source: https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
const BUILT_IN_STRENGTHS = new Set([
  '00000000-0000-0000-0000-000000000002',
  '00000000-0000-0000-0000-000000000003',
  '00000000-0000-0000-0000-000000000004',
]);

/**
 * Combinations of a single factor. A strength that allows one of them is not MFA, even if Graph says that it satisfies MFA.
 * Source: https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy (authenticationMethodModes)
 */
const SINGLE_FACTORS = new Set([
  'password',
  'voice',
  'sms',
  'hardwareOath',
  'softwareOath',
  'microsoftAuthenticatorPush',
  'federatedSingleFactor',
  'x509CertificateSingleFactor',
]);

function isMfa({ id, requirementsSatisfied, allowedCombinations }: z.infer<typeof Strength>): boolean {
  if (allowedCombinations?.some((combination) => SINGLE_FACTORS.has(combination.trim()))) return false;
  return (
    requirementsSatisfied === 'mfa' ||
    (requirementsSatisfied === undefined && BUILT_IN_STRENGTHS.has(id ?? ''))
  );
}
