import type { Deployment } from '../deployment/deployment.ts';
import type { Connection } from '../domain/connection.ts';
import type { Place } from '../domain/remedy.ts';
import type { PlaceOptions } from './place-options.ts';

export interface ConnectOptions extends PlaceOptions {
  json?: true;
  /** The client secret's expiry date, as typed. */
  expires?: string;
  /** The path of a PEM file. */
  certificate?: string;
}

/** The connection that is connected, and its deployment. */
export interface ConnectTarget {
  deployment: Deployment;
  connection: Connection;
  place: Place;
}
