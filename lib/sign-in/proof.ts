import type { NodeAuthOptions } from '@azure/msal-node';

/** The part of MSAL's configuration by which an app proves its identity. */
export type Proof = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate' | 'clientAssertion'>;
