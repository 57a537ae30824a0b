/** The role that the stand-in STS vouches for, and the issuer of its tokens: the account is AWS's example. */
export const SANDBOX_ROLE = 'arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in';
export const SANDBOX_ISSUER = 'https://6f0d2c1b-4a7e-4d3f-9b58-1c2e3a4b5d6f.tokens.sts.global.api.aws';
