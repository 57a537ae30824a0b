import type { GraphWords } from './graph-words.ts';
import type { Remedy, SharedApp } from './remedy.ts';
import { UserError } from './user-error.ts';

/**
 * The names by which Step Functions matches errors, shared by the code that throws and the workflow that catches.
 * Each name is a literal and not `constructor.name`, because minifying renames classes.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export const ErrorName = {
  connectionUnknown: 'ConnectionUnknown',
  connectionsUnreadable: 'ConnectionsUnreadable',
  notConnected: 'NotConnected',
  executionRedriven: 'ExecutionRedriven',
  awsUnavailable: 'AwsUnavailable',
  connectionSecretInvalid: 'ConnectionSecretInvalid',
  connectionSecretUnreadable: 'ConnectionSecretUnreadable',
  webIdentityRefused: 'WebIdentityRefused',
  signInRejected: 'SignInRejected',
  signInUnavailable: 'SignInUnavailable',
  tokenSealBroken: 'TokenSealBroken',
  licenseMissing: 'LicenseMissing',
  permissionMissing: 'PermissionMissing',
  refusedDespitePermission: 'RefusedDespitePermission',
  sourceNotInCloud: 'SourceNotInCloud',
  graphRefused: 'GraphRefused',
  graphUnavailable: 'GraphUnavailable',
  graphAnswerMalformed: 'GraphAnswerMalformed',
  graphLinkUntrusted: 'GraphLinkUntrusted',
  collectorDeadlineExceeded: 'CollectorDeadlineExceeded',
  clockWrong: 'ClockWrong',
  answerNotKept: 'AnswerNotKept',
  registerItemDamaged: 'RegisterItemDamaged',
  syncNotSealed: 'SyncNotSealed',
  annotationRefused: 'AnnotationRefused',
  annotationNotSealed: 'AnnotationNotSealed',
} as const;
export type ErrorName = (typeof ErrorName)[keyof typeof ErrorName];

/** The details of an error in addition to its message. */
export interface ErrorDetails {
  /** What a person can do about it. */
  remedy: Remedy;
  /** The error code that Entra, Graph or AWS gave: `AADSTS7000215`, `Forbidden`, `429`. */
  code?: string | undefined;
  /** HTTP status of the refusal. */
  status?: number | undefined;
  /** Entra's correlation id or Graph's request-id, for a support case. */
  requestId?: string | undefined;
  /** Graph's own words, if a Graph answer is the cause. */
  graph?: GraphWords | undefined;
  /** The tenant that was asked, if it is known. */
  tenantId?: string | undefined;
  /** The connection's name for the commands in the remedy. */
  connection?: string | undefined;
  /** The app that the connection shares, for the same. */
  app?: SharedApp | undefined;
  cause?: unknown;
}

/** An error of a step of the sync, which the workflow catches by its name. */
export abstract class SyncError extends UserError {
  abstract override readonly name: ErrorName;
  readonly details: ErrorDetails;
  constructor(message: string, details: ErrorDetails) {
    super(message, details);
    this.details = details;
  }
}

/** The execution's input names no connection of this deployment. */
export class ConnectionUnknown extends SyncError {
  override readonly name = ErrorName.connectionUnknown;
}
/** The deployment's list of connections could not be read, or is not in the form of this version. */
export class ConnectionsUnreadable extends SyncError {
  override readonly name = ErrorName.connectionsUnreadable;
}
/** The connection has no credentials yet: its secret still holds the placeholder. */
export class NotConnected extends SyncError {
  override readonly name = ErrorName.notConnected;
}
/** The execution was redriven. It keeps the time of its first start, so today's data would be recorded under that time. */
export class ExecutionRedriven extends SyncError {
  override readonly name = ErrorName.executionRedriven;
}
/** An AWS service failed, throttled or could not be reached; asking again may succeed. */
export class AwsUnavailable extends SyncError {
  override readonly name = ErrorName.awsUnavailable;
}
/** The connection secret was read, but a field of it is missing or invalid. */
export class ConnectionSecretInvalid extends SyncError {
  override readonly name = ErrorName.connectionSecretInvalid;
}
/** The connection secret could not be read from Secrets Manager. */
export class ConnectionSecretUnreadable extends SyncError {
  override readonly name = ErrorName.connectionSecretUnreadable;
}
/** AWS does not vouch for the function, so it has nothing to sign in with. */
export class WebIdentityRefused extends SyncError {
  override readonly name = ErrorName.webIdentityRefused;
}
/** Entra refused the sign-in; asking again changes nothing. */
export class SignInRejected extends SyncError {
  override readonly name = ErrorName.signInRejected;
}
/** Entra could not be reached or was busy; asking again may succeed. */
export class SignInUnavailable extends SyncError {
  override readonly name = ErrorName.signInUnavailable;
}
/** The sealed token does not open under this key, connection and tenant. */
export class TokenSealBroken extends SyncError {
  override readonly name = ErrorName.tokenSealBroken;
}
/** The tenant has no licence for the source. */
export class LicenseMissing extends SyncError {
  override readonly name = ErrorName.licenseMissing;
}
/** The app registration lacks the permission for the source. */
export class PermissionMissing extends SyncError {
  override readonly name = ErrorName.permissionMissing;
}
/** Graph refused although the token holds the permission, and a missing licence does not explain it. */
export class RefusedDespitePermission extends SyncError {
  override readonly name = ErrorName.refusedDespitePermission;
}
/** The connection's national cloud does not have the source. */
export class SourceNotInCloud extends SyncError {
  override readonly name = ErrorName.sourceNotInCloud;
}
/** Graph refused the request for a reason that asking again does not change. */
export class GraphRefused extends SyncError {
  override readonly name = ErrorName.graphRefused;
}
/** Graph throttled, failed or could not be reached in every try. */
export class GraphUnavailable extends SyncError {
  override readonly name = ErrorName.graphUnavailable;
}
/** Graph's answer does not have the documented form. */
export class GraphAnswerMalformed extends SyncError {
  override readonly name = ErrorName.graphAnswerMalformed;
}
/** A nextLink leaves Graph or repeats. The token was not sent there. */
export class GraphLinkUntrusted extends SyncError {
  override readonly name = ErrorName.graphLinkUntrusted;
}
/** The collector's time ran out before the last page. */
export class CollectorDeadlineExceeded extends SyncError {
  override readonly name = ErrorName.collectorDeadlineExceeded;
}
/** This machine's clock differs from Microsoft's by more than a day. */
export class ClockWrong extends SyncError {
  override readonly name = ErrorName.clockWrong;
}
/** An answer could not be put into the vault, and evidence needs its source. */
export class AnswerNotKept extends SyncError {
  override readonly name = ErrorName.answerNotKept;
}
/** An item of the register is not in the form in which a sync writes it. */
export class RegisterItemDamaged extends SyncError {
  override readonly name = ErrorName.registerItemDamaged;
}
/** A recorded sync could not be sealed in its connection's log. The next sync seals it first. */
export class SyncNotSealed extends SyncError {
  override readonly name = ErrorName.syncNotSealed;
}
/** An annotation is not in the form in which it is kept, or is about a sync or a log that does not exist. Nothing was written. */
export class AnnotationRefused extends SyncError {
  override readonly name = ErrorName.annotationRefused;
}
/** An annotation was written, but could not be sealed in its connection's log. The next sync seals it first. */
export class AnnotationNotSealed extends SyncError {
  override readonly name = ErrorName.annotationNotSealed;
}
