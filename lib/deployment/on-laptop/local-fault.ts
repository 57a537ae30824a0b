/** A fault of this machine that stops the command. The message says what happened, why, and what to do. */
export abstract class LocalFault extends Error {}
